"""Names as records have them: `Dumas, Anne`, `Dumas, Anne, Jr.`, `Banque des territoires`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import is_body, organization
from bibliographe.ingest.citation.persons import (
    inverted,
    is_capitalised,
    is_given,
    is_particle,
    kinds_of_name,
    natural,
    person,
)
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from bibliographe.model.entry import Agent


_WORDS_OF_BODIES = frozenset(
    """
    organization organisation university institute institution association society department center centre council
    committee commission group foundation agency ministry bureau office library press company corporation inc ltd gmbh
    federation network team laboratory academy college school bank union government board museum zoo authority
    consortium alliance forum hospital secretariat programme
    """.split()  # noqa: SIM905 - a list to read
)


_MOST_INITIALS = 3
_LIFE = re.compile(r"\s*\((?P<years>[\d.?]{4}\s*-\s*[\d.?]{0,4}|\d{4})\)")
"""The years of a life, as authorities have them behind a name."""
_VOWELS = frozenset("AEIOUY")
_COUNTRIES = frozenset({"france"})
"""Given names behind which acronyms stand too (`IBM France`)."""
_COMMAS = re.compile(r"\s*,\s*(?:(?:and|et|&)\s+)?|\s+(?:and|et|&)\s+")
_AND = re.compile(r"\s+(?:and|et|&)\s+")
_GLUED = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ.])(?=[A-ZÀ-Þ])")
_TWO, _MANY = 2, 3
_INITIAL = re.compile(r"[^\W\d_]\.")
"""One letter: the orders of `Dumas, Jean, S.J.` have more."""
_SUFFIX = re.compile(r"[JjSs]r\.?|[IVX]+|\d\w*|Esq\.?|(?:[^\W\d_]\.){2,}|[^\W\d_]+\.[\w.]*")
"""What stands between the family name and the given one in BibTeX (`King, Jr., Martin`)."""
_GIVEN = re.compile(r"[^\W\d_]")
"""What given names begin with."""


def names_body(name: str) -> bool:
    """Tell whether a name is that of a body, in French by how it begins, in English by a word of it."""
    return is_body(name) or name.startswith("The ") or not _WORDS_OF_BODIES.isdisjoint(fold(name).split())


def in_order(name: str) -> str:
    """Return the name of a body that was turned round as a person's is: `Group, The Open` is `The Open Group`."""
    last, comma, first = (part.strip() for part in name.partition(","))
    is_turned = comma and first and "," not in first and fold(last) in _WORDS_OF_BODIES
    return f"{first} {last}" if is_turned else name


def person_called(given: str, family: str, suffix: str = "") -> Agent:
    """Return the person whose names are told apart; a suffix such as `Jr` stays with the family name."""
    return person(given, f"{family}, {suffix}" if suffix else family)


@lru_cache(maxsize=10_000)
def agent_named(text: str) -> Agent | None:
    """Return whom a name of a record names, None where it names nobody.

    A comma makes a person of it, unless it begins as a body's name does; without one, it is a person's where it looks
    like `Anne Dumas`, `DUMAS Anne` or `Dumas A.`.
    """
    name = clean(text).strip(" ;,")
    family, comma, given = (part.strip() for part in name.partition(","))
    if not any(letter.isalpha() for letter in name):
        return None
    if comma and _GIVEN.match(given) and not names_body(name):
        given, suffix = _given_and_suffix(given)
        return person_called(given, family, suffix)
    if _is_dumas_anne(name):
        return inverted(name)
    if names_body(name):
        return organization(in_order(name))
    initials = _vancouver(name)
    if initials:
        return person_called(initials[1], initials[0])
    kinds = kinds_of_name(name)
    if "NATURAL" in kinds:
        return natural(name)
    return inverted(name) if "INVERTED" in kinds else organization(name)


def _given_and_suffix(said: str) -> tuple[str, str]:
    """Part given names from what stands behind them.

    An initial is a given name (`Malony, Allen, D.`); an address, as Scopus writes it behind who is written to, is no
    part of a name.
    """
    given, _, behind = (part.strip() for part in said.partition(","))
    if _INITIAL.fullmatch(behind):
        return f"{given} {behind}", ""
    return given, "" if "@" in behind else behind


def is_middle_initial(between: str, last: str) -> bool:
    """Tell whether of `Malony, Allen, D.` the last part is one more initial, and the one between is no suffix."""
    return bool(_INITIAL.fullmatch(last) and between and not _SUFFIX.fullmatch(between))


def _vancouver(name: str) -> tuple[str, str] | None:
    """Return family name and initials of `Lenoir JP`, `van der Berg A`, as the Vancouver style has them."""
    *before, last = name.split() or [""]
    last = last.rstrip(".") if "." not in last[:_TWO] else last  # the full stop of a list, not that of an initial
    if not (last.isalpha() and last.isupper() and len(last) <= _MOST_INITIALS):
        return None
    particles, family = before[:-1], before[-1] if before else ""
    is_family = is_capitalised(family) and not family.isupper()
    if is_given(family) and not _VOWELS.isdisjoint(last):  # `Lucie BA`, but `Martin JP`
        return None
    return (" ".join(before), last) if is_family and all(map(is_particle, particles)) else None


@lru_cache(maxsize=10_000)
def names_listed(text: str) -> tuple[str, ...]:
    """Return the names of a list that commas or `and` part (`Anne Dumas, Paul Noir and Ines Roux`), else the text.

    A single comma parts two names only where what follows it cannot be given names (`Dumas A, Noir P`).
    """
    by_and = _AND.split(text)
    if len(by_and) > 1 and all("," in name for name in by_and):  # `Dumas, Anne and Noir, Paul`
        return tuple(by_and)
    names = [name for name in _COMMAS.split(clean(text)) if name]
    if len(names) == 1 and len(glued := _unglued(names[0])) > 1 and all(map(_is_whole, glued)):
        return tuple(glued)
    are_whole = [_is_whole(name) for name in names]
    if len(names) > _MANY and all(" " in name for name in names) and sum(are_whole) * 3 > len(names) * 2:
        return tuple(names)  # one that looks like no name does not make one name of all
    if len(names) < _TWO or not all(are_whole):
        return (text,)
    is_list = len(names) > _TWO or len(by_and) > 1 or is_given(names[0].split()[0])
    is_list = is_list or all("INVERTED" in kinds_of_name(name) or _vancouver(name) for name in names)
    return tuple(names) if is_list else (text,)


def _unglued(text: str) -> list[str]:
    """Part names that nothing parts but a capital (`Anne DumasPaul Noir`, as Springer writes them).

    What has no blank is a piece of a name (`Ian McDonald`) and belongs to the name before it, or behind it.
    """
    names: list[str] = []
    for piece in _GLUED.split(text):
        if names and (" " not in piece or " " not in names[-1]):
            names[-1] += piece
        else:
            names.append(piece)
    return names


def _is_dumas_anne(name: str) -> bool:
    """Tell whether a name is a family name in capitals and a given name that is known, and not a body's."""
    first, *_, last = [*name.split(), ""] if " " not in name else name.split()
    is_inverted = first.isupper() and is_given(last) and fold(last) not in _COUNTRIES
    return is_inverted and "INVERTED" in kinds_of_name(name)


def _is_whole(name: str) -> bool:
    """Tell whether a name has a given and a family name."""
    if _is_dumas_anne(name):
        return True
    if names_body(name) or " " not in name:
        return False
    kinds = kinds_of_name(name)
    return _vancouver(name) is not None or ("GIVEN" not in kinds and not kinds.isdisjoint({"NATURAL", "INVERTED"}))


def without_years(name: str) -> tuple[str, str]:
    """Return a name without the years of a life, and these."""
    found = _LIFE.search(name)
    if found is None:
        return name, ""
    return (name[: found.start()] + name[found.end() :]).strip(), found["years"]
