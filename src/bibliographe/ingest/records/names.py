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
_TWO = 2
_GIVEN = re.compile(r"[^\W\d_]")
"""What given names begin with."""


def names_body(name: str) -> bool:
    """Tell whether a name is that of a body, in French by how it begins, in English by a word of it."""
    return is_body(name) or not _WORDS_OF_BODIES.isdisjoint(fold(name).split())


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
        given, _, suffix = (part.strip() for part in given.partition(","))
        return person_called(given, family, suffix)
    if _is_dumas_anne(name):
        return inverted(name)
    if names_body(name):
        return organization(name)
    initials = _vancouver(name)
    if initials:
        return person_called(initials[1], initials[0])
    kinds = kinds_of_name(name)
    if "NATURAL" in kinds:
        return natural(name)
    return inverted(name) if "INVERTED" in kinds else organization(name)


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
    if len(names) < _TWO or not all(map(_is_whole, names)):
        return (text,)
    is_list = len(names) > _TWO or len(by_and) > 1 or is_given(names[0].split()[0])
    is_list = is_list or all("INVERTED" in kinds_of_name(name) or _vancouver(name) for name in names)
    return tuple(names) if is_list else (text,)


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
