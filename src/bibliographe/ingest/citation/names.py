"""Names of bodies: their acronyms, and whether a name is that of a body at all."""

from __future__ import annotations

import re
from functools import lru_cache

from bibliographe.ingest.citation.vocabulary import key, longest_phrase, phrases
from bibliographe.ingest.citation.words import signs
from bibliographe.model.entry import Agent
from bibliographe.model.text import clean

_LONGEST_ACRONYM = 12
_LONGEST_IN_CAPITALS = 7
_LONGEST_BRANCH = 4
_SHORTEST_WITH_BRANCH = 3
_LONGEST_ENDING = 6
_SMALL_WORDS = frozenset({"of", "for", "and", "the", "&"})
_BEGINNING = 60
_LONGEST_PIECE = 3
"""Letters that an acronym takes of one word at the most."""
_OF_A_PERSON = re.compile(r"[A-Z]\.-[A-Z]\.?$|[DLO]['’][A-ZÀ-Þ][a-zà-ÿ]|O['’][A-ZÀ-Þ]{2}")
"""`J.-P.` and `O'Neill` have the capitals of an acronym and are none."""
_LAST_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")


def split_acronym(name: str) -> tuple[str, tuple[str, ...]]:
    """Take the acronym off a name: `Direction générale … (DGAFP)` gives the name and `("DGAFP",)`.

    What stands in brackets without being an acronym (`Institut (Paris)`) stays in the name.
    """
    text = clean(name)
    found = _LAST_BRACKET.search(text)
    if found is None or found.start() == 0:
        return text, ()
    parts = [part.strip() for part in re.split(r"[,;/]", found.group(1)) if part.strip()]
    if parts and all(is_acronym(part, text[: found.start()]) for part in parts):
        return text[: found.start()].rstrip(), tuple(parts)
    return text, ()


def is_acronym(text: str, name: str = "") -> bool:
    """Tell whether a text is an acronym, perhaps with a number: `DGAFP`, `LaborIA`, `CDG 74`.

    `Cnaf` is one beside the `name` whose initials it spells, `Caisse nationale des allocations familiales`.
    """
    first, _, rest = text.partition(" ")
    if _OF_A_PERSON.match(first):
        return False
    letters = [letter for letter in first if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    longest = _LONGEST_IN_CAPITALS if capitals == len(letters) else _LONGEST_ACRONYM
    if (not rest or rest.isdigit()) and capitals >= 2 and len(letters) <= min(longest, capitals * 3):
        return True
    return bool(name) and not rest and len(letters) > 1 and _spells_initials(first, name)


def _spells_initials(acronym: str, name: str) -> bool:
    """Tell whether an acronym is made of beginnings of the words of a name, in order, the first one first.

    `Cnaf` takes one letter of each word that it takes, `Anah` two of the second.
    """
    said = [sign.key for sign in signs(name) if sign.text[0].isalpha()]
    return bool(said) and said[0][:1] == key(acronym)[:1] and _is_made_of(key(acronym), tuple(said))


def _is_made_of(letters: str, said: tuple[str, ...]) -> bool:
    if not letters or not said:
        return not letters
    most = next((count for count in range(_LONGEST_PIECE, 0, -1) if said[0].startswith(letters[:count])), 0)
    return any(_is_made_of(letters[count:], said[1:]) for count in range(most, -1, -1))


@lru_cache(maxsize=20_000)
def body_certainty(name: str) -> str:
    """Return how surely a name is a body's: `sure`, `maybe`, or nothing (`tables/bodies.tsv`)."""
    if is_acronym(name):
        return "sure"
    cut = signs(name)
    start = 1 if len(cut) > 1 and cut[0].key in ("la", "le", "les", "l'") else 0
    _, meanings = longest_phrase(phrases("bodies"), [sign.key for sign in cut], start)
    return meanings.get("HEAD", "") or ("maybe" if _is_branch(name.split()) or _ends_as_a_body(name) else "")


def _ends_as_a_body(name: str) -> bool:
    """Tell whether a name ends as English ones of bodies do, each word of it with a capital: `Getty Foundation`."""
    said = name.split()
    named = 1 < len(said) <= _LONGEST_ENDING and all(word[0].isupper() or word in _SMALL_WORDS for word in said)
    return named and "TAIL" in longest_phrase(phrases("bodies"), [key(said[-1])], 0)[1]


def _is_branch(said: list[str]) -> bool:
    """Tell whether words are an acronym and where its branch is: `IRTS Hauts-de-France`."""
    return (
        1 < len(said) <= _LONGEST_BRANCH
        and sum(map(str.isalpha, said[0])) >= _SHORTEST_WITH_BRANCH  # `J.B. Roux` is a person
        and said[0].isupper()
        and is_acronym(said[0])
        and all(word[0].isupper() and not word.isupper() for word in said[1:])
    )


def names_body(text: str) -> bool:
    """Tell whether a text begins with words that only a body's name begins with: `Réseau des grands sites. - Paris`."""
    return starts_with("bodies", text[:_BEGINNING])[1].get("HEAD") == "sure"


def is_body(name: str) -> bool:
    """Tell whether a name begins as a body's does, or is an acronym."""
    return bool(body_certainty(name))


@lru_cache(maxsize=20_000)
def organization(name: str) -> Agent:
    """Return the body that a text names, with its acronyms apart."""
    kept, acronyms = split_acronym(name)
    return Agent(kept, "organization", alternate_names=acronyms)


@lru_cache(maxsize=20_000)
def starts_with(table: str, text: str) -> tuple[int, dict[str, str]]:
    """Return how many characters of `text` its longest beginning in a table takes, and what that means."""
    cut = signs(text)
    end, meanings = longest_phrase(phrases(table), [sign.key for sign in cut], 0)
    return (cut[end - 1].end, meanings) if end else (0, {})


def is_exactly(table: str, text: str) -> dict[str, str]:
    """Return what the whole of `text` means in a table; nothing when it is not there."""
    length, meanings = starts_with(table, text)
    return meanings if meanings and length == len(text.rstrip()) else {}


_TOWN = re.compile(
    r"(?:Saint|Sainte)-[A-ZÀ-Þ][^\W\d_]+(?:-[^\W\d_'’]+)*"
    r"|[A-ZÀ-Þ][^\W\d_]+(?:-[^\W\d_]+)*-(?:sur|sous|lès|les|lez|en|le|la|de|du|des|aux|au|d['’]|l['’])-?[A-ZÀ-Þ]?[^\W\d_]+"
    r"(?:-[^\W\d_'’]+)*"
)
"""French towns' names that show it: `Voisins-le-Bretonneux`, `Saint-Jean-de-Védas`."""


@lru_cache(maxsize=20_000)
def is_town(text: str) -> bool:
    """Tell whether a text is the name of a town: in `tables/places.tsv`, or built as only towns' names are."""
    return bool(is_exactly("places", text).keys() - {"COUNTRY"}) or _TOWN.fullmatch(text) is not None


def folded_words(text: str) -> list[str]:
    """Return the lookup keys of the words of a text."""
    return [sign.key for sign in signs(text)]
