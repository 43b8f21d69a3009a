"""Who made what a row of a table describes: columns of authors, of other roles, and of names with their roles."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.persons import inverted, is_given
from bibliographe.ingest.records.fields import parted
from bibliographe.ingest.records.labels import concept_called
from bibliographe.ingest.records.names import agent_named, names_listed, without_years
from bibliographe.ingest.records.zotero_terms import CREATORS
from bibliographe.model.entry import Contribution
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bibliographe.ingest.records.fields import Fields
    from bibliographe.model.entry import Agent

BRACKETS = re.compile(r"\s*\[([^\[\]]*)\]")
"""What OpenCitations writes behind names and titles: `[issn:0003-7028]`."""
_ROLES = {"author": "author", "editor": "editor", "translator": "translator"}
_SURELY = 4
"""How many times as many names must begin with the family name as with a given one."""
_BETWEEN = re.compile(r"\s*[;|\n]\s*")
_NUMBER = re.compile(r"\s*\((\d{6,})\)")
"""The number of an author in a database, as Scopus writes it behind full names: no year of a life is as long."""


@lru_cache(maxsize=1000)
def role_of_column(heading: str) -> str | None:
    """Return the role that a column is called by, None for what is no role."""
    return CREATORS.get(fold(heading)) or concept_called("roles", heading)


def contributions_of(
    fields: Fields, columns: Mapping[str, str], *, family_first: bool = False
) -> Iterator[Contribution]:
    """Yield who did what; `columns` are the roles of columns that have no field, by their headings.

    `family_first` says that names without a comma begin with the family name in this table.
    """
    for field, role in {**_ROLES, **columns}.items():
        for agent in _agents(fields, field, family_first=family_first):
            yield Contribution(agent, role)
    yield from _contributors(fields)


def has_family_first(cells: Iterable[str]) -> bool:
    """Tell whether cells of names have the family name first, `Camus Albert`, where no comma says so.

    One name tells little, since given names are family names too: several must, and few the other way round.
    """
    ends = [
        words for cell in cells for name in _BETWEEN.split(cell) if "," not in name and len(words := name.split()) > 1
    ]
    turned = sum(is_given(words[-1]) and not is_given(words[0]) for words in ends)
    natural = sum(is_given(words[0]) and not is_given(words[-1]) for words in ends)
    return turned > 1 and turned > _SURELY * natural


def bare(fields: Fields, field: str, said: str) -> str:
    """Return a name or names without what stands in brackets behind them, or numbers, which have no place."""
    for pattern in (BRACKETS, _NUMBER):
        for behind in pattern.findall(said):
            fields.leave(f"{field}[]", behind)
        said = pattern.sub("", said)
    return said


def _agents(fields: Fields, field: str, *, family_first: bool) -> list[Agent]:
    said = bare(fields, field, " ; ".join(fields.take_all(field)))
    names = [
        name for part in _BETWEEN.split(_bare_of_years(fields, field, said)) if part for name in names_listed(part)
    ]
    return [agent for name in names if (agent := _turned(name) if family_first else agent_named(name))]


def _turned(name: str) -> Agent | None:
    """Return whom a name names that begins with the family name, where it is a person's."""
    agent = agent_named(name)
    is_persons = agent is not None and agent.kind == "person" and "," not in name
    return inverted(name) if is_persons and is_given(name.split()[-1]) else agent


def _bare_of_years(fields: Fields, field: str, said: str) -> str:
    """Return names without the years of lives behind them, which have no place."""
    name, years = without_years(said)
    while years:
        fields.leave(field, years)
        said = name
        name, years = without_years(said)
    return said


def _contributors(fields: Fields) -> Iterator[Contribution]:
    """Yield those of a column whose names have their role in brackets behind them."""
    all_said = _bare_of_years(fields, "contributor", " ; ".join(fields.take_all("contributor")))
    for said in parted(all_said):
        name, _, label = said.rstrip(")").rpartition("(") if said.endswith(")") else (said, "", "")
        role = (concept_called("roles", label) or _role_of_code(label)) if label else None
        if label and role is None and "entry" in fields:  # a corrected row, whose names all had a role that is known
            fields.doubt("contributor", Text(f"fonction inconnue : « {label} »", f"unknown role: '{label}'"))
        agent = agent_named(name if role else said)
        if agent:
            yield Contribution(agent, role or "contributor")


def _role_of_code(label: str) -> str | None:
    """Return the role of a code of UNIMARC, which PMB writes behind names (`(440)`)."""
    from bibliographe.ingest.records.marc.tables import relators

    found = relators("unimarc").get(label) if label.isdecimal() else None
    return found.role if found else None
