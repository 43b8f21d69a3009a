"""Whether a text can be a name, of a periodical, a site or a publisher, and what sort of name it is."""

from __future__ import annotations

import re
from functools import lru_cache

from bibliographe.ingest.citation.names import body_certainty, folded_words, is_exactly, starts_with
from bibliographe.ingest.citation.vocabulary import key, word_set

_LONGEST_NAME = 25
LONGEST_TITLE = 14
_BEGINNING = 40
_PARTICLES = ("de", "du", "des", "d'", "il")
_PUBLISHING = ("edition", "editions", "presses", "imprimerie", "librairie")
ARTICLES = ("le", "la", "les", "l'", "un", "une")
_WORD = re.compile(r"[^\W\d_]+['’]?")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SMALL_PUBLISHER = re.compile(
    r"(?:la|le|les|l['’])\s?[A-ZÀ-Þ]\S+(?:\s\S+){0,2}|[a-zà-ÿ]{2,12}\séd(?:iteurs?|itions?|\.)"
)
"""`la Découverte`, `vlb éditeur`."""
_SPACED_DASH = re.compile(r"\s[-–—]\s")


@lru_cache(maxsize=20_000)
def is_name(text: str, longest: int = _LONGEST_NAME) -> bool:
    """Tell whether a text can name a periodical, a site or a publisher: no sentence, no beginning of one."""
    if is_exactly("names", text):
        return True
    said = folded_words(text)
    if not said or len(said) > longest or not any(each[0].isalnum() for each in said):
        return False
    first = text.lstrip("\"«»“” '([")
    begins_a_sentence = said[0] in word_set("prose", "FIRST") and not (
        _is_particle_of_name(said[0], first) or _begins_as_a_publisher(first)
    )
    if begins_a_sentence or begins_a_text_of_law(text) or _has_words_of_a_sentence(text):
        return False
    return bool(first) and (first[0].isupper() or first[0].isdigit() or _may_begin_small(first))


def _has_words_of_a_sentence(text: str) -> bool:
    """Tell whether a verb or a pronoun stands in a text; the CE of `Social CE` and the Est of `Grand Est` are none."""
    small = {
        key(found.group())
        for found in _WORD.finditer(text)
        if not (found.group().isupper() and len(found.group()) > 1)
        and not (found.start() and found.group()[0].isupper())
    }
    return bool(small & word_set("prose", "ANYWHERE"))


def begins_a_text_of_law(text: str) -> bool:
    """Tell whether a text begins as `Décret n° …`, `La loi …`, `Annexe 3` do."""
    said = folded_words(text[:_BEGINNING])
    first = said[1] if len(said) > 1 and said[0] in ARTICLES else said[0] if said else ""
    return first in word_set("prose", "LAW")


def _is_particle_of_name(word: str, text: str) -> bool:
    """Tell whether `De` begins a name, as in `De Boeck`, and not a sentence."""
    following = text[len(word) :].lstrip()
    return word in _PARTICLES and following[:1].isupper()


def _may_begin_small(text: str) -> bool:
    """Tell whether a name may begin with a small letter: an address, `iProfessionnel`, `site internet …`."""
    word = text.split(" ")[0].rstrip(",")
    known = starts_with("heads", text)[1]
    return (
        "." in word.strip(".")
        or any(letter.isupper() for letter in word[1:])
        or "SITE" in known
        or _begins_as_a_publisher(text)
        or _SMALL_PUBLISHER.fullmatch(text) is not None
        or (bool(starts_with("names", text)[1]))
    )


def _begins_as_a_publisher(text: str) -> bool:
    """Tell whether a text is `éditions Dunod`: the common word, then a name."""
    word, _, name = text.partition(" ")
    return key(word) in _PUBLISHING and name[:1].isupper()


def is_publisher(name: str) -> bool:
    """Tell whether a name can be a publisher's: no year in it, few words unless it is surely a body's."""
    if name.casefold().startswith("chez "):
        return True
    if len(_SPACED_DASH.findall(name)) > 1:
        return False  # `Titre – Film d'Anne Dumas – Arte`
    sure = body_certainty(name) == "sure"
    several = [part.strip() for part in name.split(",")]
    beginnings = sum(part[:1].isupper() for part in several[1:])
    return is_name(name, _LONGEST_NAME if sure else LONGEST_TITLE) and not _YEAR.search(name) and beginnings < 2 + sure


def is_serial(name: str) -> bool:
    """Tell whether a name can only be that of a journal or of proceedings, be they cited without number or pages."""
    said = folded_words(name)
    return (
        len(said) > 1
        and not said[-1].isdigit()
        and (said[-1] == "journal" or said[0] in ("proceedings", "transactions") or "transactions on" in " ".join(said))
        and name[:1].isupper()
    )


def says_what_it_is(name: str) -> bool:
    """Tell whether a name begins as a document does: `Rapport à la ministre`, `Film documentaire`."""
    return bool(set(starts_with("kinds", name)[1]) - {"MAKER"}) and not body_certainty(name)
