"""Roles that a statement of responsibility tells, where added entries have no relators: `edited by Anne Dumas`.

Source: MARC 21 Format for Bibliographic Data, 245 $c; UNIMARC Bibliographic, 200 $f $g; ISBD 1.4.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.model.entry import Contribution
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.records.marc.record import MarcRecord
    from bibliographe.model.entry import Agent

_UNSPECIFIED = "contributor"
_STATEMENTS = {"245": "c", "200": "fg"}
_BEGINNINGS = (
    ("editor", r"(?:\w+(?: and|,) )?edit(?:ed|ors?)|eds?\.|hrsg|hg\.|herausgegeben|éd\.|édité|a cura d|redig"),
    ("director", r"(?:\w+ ){0,3}sous la dir|dir\.|dirigé"),
    (
        "translator",
        r"(?:with )?(?:\w+(?: and|,)? )?transl|traduit|traduction|trad\.|traducción|übers|aus dem \w+ (?:\w+ )*übe",
    ),
    ("illustrator", r"(?:with |avec )?(?:\w+(?: and|,)? )?(?:illus|drawings|pictures)|ill\.|dessins|mit illustr"),
    ("preface-writer", r"(?:\w+ )*?(?:preface|foreword|introd|préf|avant-propos|postface|afterword|vorw)"),
    ("compiler", r"compil|comp\."),
)
_ENDINGS = (
    ("director", r"[(\[]?dir\.?[)\]]?"),
    ("editor", r"[(\[]?(?:eds?|editors?|hrsg|hg|éds?|herausgeber)\.?[)\]]?"),
)
_BEGINS = tuple((role, re.compile(text, re.IGNORECASE)) for role, text in _BEGINNINGS)
_ENDS = tuple((role, re.compile(rf".*[\s,]{text}\.?", re.IGNORECASE | re.DOTALL)) for role, text in _ENDINGS)
_CLAUSES = re.compile(
    r"\s*;\s*|,\s+(?=with\b|avec\b|mit\b|"
    rf"(?:{'|'.join(text for _role, text in _BEGINNINGS)})[^,;]*\b(?:by|par|von|de|di|por)\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:written )?(?:by|par|von|de|di|por)\s+", re.IGNORECASE)
_NAMES = re.compile(
    r"(?:[^\W\d_a-zà-ÿ][\w'’.-]*|and|et|und|y|e|&|van|von|der|den|de|du|des|la|le|di|da|d['’]\w+|,|\s+)+"
)
"""Names alone: words with a capital, particles, and what parts them."""


def with_stated_roles(contributions: Sequence[Contribution], record: MarcRecord) -> list[Contribution]:
    """Return contributions with the roles that the statement of responsibility tells of those that have none.

    A role that a relator says, whichever it is, stays.
    """
    if not any(one.role == _UNSPECIFIED and one.agent.family for one in contributions):
        return list(contributions)
    said = [value for field in record.fields for _, value in field.all(_STATEMENTS.get(field.tag, ""))]
    clauses = _clauses(" ; ".join(said))
    related = [
        frozenset(fold(field.get("a") or "").split())
        for field in record.fields
        if field.tag[:1] == "7" and (field.get("4") or field.get("e"))
    ]
    return [
        one
        if one.role != _UNSPECIFIED or any(_named(one.agent) <= words for words in related)
        else Contribution(one.agent, _role(one.agent, clauses) or one.role)
        for one in contributions
    ]


def _named(agent: Agent) -> set[str]:
    return set(fold(agent.family or agent.name).split())


@lru_cache(maxsize=1_000)
def _clauses(statement: str) -> tuple[tuple[frozenset[str], str], ...]:
    """Return the words of each clause, and the role that it tells, empty where it tells none."""
    parts = [part.strip(" []") for part in _CLAUSES.split(statement)]
    return tuple(
        (frozenset(fold(part).split()), _told(part, is_first=number == 0)) for number, part in enumerate(parts)
    )


def _told(clause: str, *, is_first: bool) -> str:
    for role, begins in _BEGINS:
        if begins.match(clause):
            return role
    for role, ends in _ENDS:
        if ends.fullmatch(clause):
            return role
    names = _BY.sub("", clause, count=1) if _BY.match(clause) else clause
    return "author" if is_first and _NAMES.fullmatch(names.rstrip(" .]")) else ""


def _role(agent: Agent, clauses: tuple[tuple[frozenset[str], str], ...]) -> str:
    """Return the role of whom one clause alone names, empty for anybody else."""
    if agent.family is None:
        return ""
    family, given = _named(agent), fold(agent.given or "").split()[:1]
    naming = [(words, role) for words, role in clauses if family <= words]
    if len(naming) > 1:
        naming = [(words, role) for words, role in naming if set(given) <= words]
    return naming[0][1] if len(naming) == 1 else ""
