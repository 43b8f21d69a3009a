"""What is written in UNIMARC and MARC 21 is read as it was, up to what is told as lost and what readers cannot tell."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from bibliographe.export.records.edtf import as_isbd, coded, means
from bibliographe.ingest.registry import read_file
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Agent, Contribution, Entry
from bibliographe.model.text import fold

from ..generated import catalogued
from ..invented import ENTRIES
from ..written import written

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.model.entry import Citation

    from ..written import Told

FORMATS = {"unimarc": "mrc", "unimarc-xml": "xml", "marc21": "mrc", "marcxml": "xml"}
LOST = {"issued": "dcterms:date"}
"""What is compared, and the path under which the loss of it is told."""
_PLAIN = re.compile(r"[\w-]+( bis)?")
SIMILAR = {"coordinator": "editor", "speaker": "contributor", "moderator": "contributor"}
"""Roles that share a code, told as lost."""


def words(text: str | None) -> str:
    """Return a text without the punctuation and brackets of ISBD, which readers take off."""
    return fold(re.sub(r"[\[\]]", "", text or ""))


def date(said: DateStatement | None) -> str:
    """Return the meaning of a date, its words where it has none."""
    if said is None or said.edtf is None:
        return ""
    is_read = means(as_isbd(said.edtf)) == said.edtf or as_isbd(said.edtf) != said.edtf
    return said.edtf if is_read else coded(said.edtf).first


def people(contributions: tuple[Contribution, ...], name: str) -> set[tuple[str, str]]:
    """Return who did what: a role that shares its code with another is the other one's."""
    similar = SIMILAR if name.startswith("unimarc") else {"coordinator": "editor"}
    return {(words(one.agent.name), similar.get(one.role, one.role)) for one in contributions}


def subjects(one: Catalogued) -> set[str]:
    """Return all words that an entry is found under: readers take headings and mentions for keywords."""
    topics = [" -- ".join(topic.path) for topic in one.topics]
    mentions = [_inverted(agent) for agent in one.entry.mentions]
    return {words(text) for text in (*one.entry.keywords, *topics, *mentions)}


def _inverted(agent: Agent) -> str:
    return f"{agent.family}, {agent.given}" if agent.family else agent.name


def comparable(entry: Entry, name: str, found_under: set[str]) -> dict[str, Any]:
    """Return what comes back of an entry."""
    citation = entry.citation
    return {
        "title": words(entry.title),
        "kind": entry.kind,
        "language": entry.language.partition("-")[0],
        "contributions": people(entry.contributions, name),
        "subjects": found_under,
        "contents": words(" ".join(line.text for line in entry.contents)),
        "annotation": words(entry.annotation),
        "identifiers": sorted(citation.identifiers),
        "extent": words(citation.extent),
        "edition": words(citation.edition),
        "medium": words(citation.medium),
        "series": (words(citation.series.title), words(citation.series.number)) if citation.series else None,
        "publishers": {words(agent.name) for agent in citation.publishers},
        "places": {words(place) for place in citation.places},
        "institution": words(citation.institution.name) if citation.institution else None,
        "degree": words(citation.degree),
        "event": words(citation.event.title) if citation.event else None,
        "issued": date(citation.issued),
        **_standing(citation),
    }


def _standing(citation: Citation) -> dict[str, Any]:
    periodical, issue = citation.periodical, citation.issue
    return {
        "periodical": (words(periodical.title), periodical.issn) if periodical else None,
        "issue": (words(issue.volume), words(issue.number)) if issue else None,
        "host": (words(citation.host.title), citation.host.identifiers[:1]) if citation.host else None,
        "pages": words(citation.pages.verbatim) if citation.pages else "",
    }


def expected(one: Catalogued, name: str) -> dict[str, Any]:
    """Return what should come back: an organiser of the event is a contributor for readers."""
    entry, event = one.entry, one.entry.citation.event
    if event and event.organizer:
        entry = replace(entry, contributions=(*entry.contributions, Contribution(event.organizer, "organizer")))
    return comparable(entry, name, subjects(one))


def read_back(name: str, entries: list[Catalogued], folder: Path) -> tuple[list[Entry], Told]:
    path = folder / f"records.{FORMATS[name]}"
    data, told = written(name, entries)
    path.write_bytes(data)
    items = list(read_file(path))
    assert all(isinstance(item, Entry) for item in items)
    return [item for item in items if isinstance(item, Entry)], told


def differences(name: str, one: Catalogued, found: Entry, told: Told) -> dict[str, tuple[Any, Any]]:
    """Return what came back otherwise and is not told as lost."""
    said, back = expected(one, name), comparable(found, name, {words(keyword) for keyword in found.keywords})
    lost = {path for path, _ in told.told.get(one.iri, ())}
    passed = {key for key, path in LOST.items() if path in lost} | cannot_tell(name, one)
    return {key: (said[key], back[key]) for key in said if said[key] != back[key] and key not in passed}


def cannot_tell(name: str, one: Catalogued) -> set[str]:
    """Return what the formats do not tell readers."""
    citation, kind = one.entry.citation, one.entry.kind
    passed: set[str] = set()
    is_book = bool(citation.host and not citation.host.identifiers)
    if name.startswith("unimarc") and is_book != (kind == "chapter"):
        passed |= {"host", "periodical"}  # whether a host without numbers is a book or a periodical
    issued, issue = citation.issued, citation.issue
    if issued and issued.verbatim != issued.edtf and means(issued.verbatim) not in (None, issued.edtf):
        passed.add("issued")  # words that say another date than their notation: readers go by the words
    if issued and issued.verbatim != issued.edtf and (not issued.edtf or any(map(str.isdigit, issued.verbatim))):
        passed.add("issued")  # likewise words that are not understood, with a year in them
    if issue and any(not _PLAIN.fullmatch(said) for said in (issue.volume, issue.number) if said):
        passed.add("issue")  # volumes and numbers in words
    if kind == "special-issue":
        passed |= {"periodical", "series", "issue"}  # what a whole stands in is a set, whose part it is
    if citation.issue and not (citation.issue.number or citation.issue.volume):
        passed.add("issue")  # MARC 21's readers look for no title of an issue
    return passed


@pytest.mark.parametrize("name", FORMATS)
def test_the_invented_catalogue_comes_back(name: str, tmp_path: Path) -> None:
    found, lost = read_back(name, list(ENTRIES), tmp_path)
    assert len(found) == len(ENTRIES)
    told = {one.entry.title: differences(name, one, back, lost) for one, back in zip(ENTRIES, found, strict=True)}
    assert {title: said for title, said in told.items() if said} == {}


def dated(kind: str, verbatim: str, edtf: str | None = None) -> Catalogued:
    """Return the invented entry of a kind, of another date."""
    one = next(one for one in ENTRIES if one.entry.kind == kind)
    date, citation = DateStatement(verbatim, edtf), one.entry.citation
    issue = citation.issue and replace(citation.issue, date=date)
    return replace(one, entry=replace(one.entry, citation=replace(citation, issued=date, issue=issue)))


@pytest.mark.parametrize("name", FORMATS)
@settings(
    deadline=None,
    max_examples=settings.default.max_examples // 2,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(one=catalogued())
@example(one=dated("book", "[1562,1563]", "[1562,1563]"))
@example(one=dated("academic-article", "[1562,1563]", "[1562,1563]"))
@example(one=dated("academic-article", "s.d."))
@example(one=dated("academic-article", "Vol. 3, n° 4"))
@example(one=dated("academic-article", "Vol. 3, n° 4", "1562"))
def test_what_is_generated_comes_back(name: str, tmp_path: Path, one: Catalogued) -> None:
    (found,), told = read_back(name, [one], tmp_path)
    assert differences(name, one, found, told) == {}
