"""Names as records have them: `Dumas, Anne`, `Dumas, Anne, Jr.`, `Banque des territoires`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import is_body, organization
from bibliographe.ingest.citation.persons import kinds_of_name, natural, person
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from bibliographe.model.entry import Agent


_WORDS_OF_BODIES = frozenset(
    """
    organization organisation university institute institution association society department center centre council
    committee commission group foundation agency ministry bureau office library press company corporation inc ltd gmbh
    federation network team laboratory academy college school bank union government
    """.split()  # noqa: SIM905 - a list to read
)


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
    like `Anne Dumas`.
    """
    name = clean(text).strip(" ;,")
    family, comma, given = (part.strip() for part in name.partition(","))
    if not any(letter.isalpha() for letter in name):
        return None
    if comma and _GIVEN.match(given) and not names_body(name):
        given, _, suffix = (part.strip() for part in given.partition(","))
        return person_called(given, family, suffix)
    if not names_body(name) and "NATURAL" in kinds_of_name(name):
        return natural(name)
    return organization(name)
