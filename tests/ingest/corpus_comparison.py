"""Reads the invented bibliographies of `corpus/` and says field by field where reader and documentalist differ."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bibliographe.ingest.registry import read_file
from bibliographe.model.entry import Agent, Entry, Item, Note, Reject, Selection, Topic
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.model.dates import DateStatement

CORPUS = Path(__file__).parent / "corpus"
SUFFIX = ".expected.json"
ONLY_WHERE_NAMED = ("kind", "available", "medium", "degree", "institution")
FIELDS = (
    "title", "kind", "topic", "people", "others", "publishers", "places", "container", "volume", "issue", "issued",
    "available", "accessed", "event", "pages", "extent", "edition", "series", "series_number", "medium", "degree",
    "institution", "identifiers", "contents", "links", "mentions",
)  # fmt: skip
SELECTION_FIELDS = ("title", "date", "event", "place", "edition", "compilers")
_LIKE_ENOUGH = 0.6


@dataclass(frozen=True)
class Verdict:
    """One field compared: `expected` and `found` are None when empty."""

    field: str
    expected: Any
    found: Any
    right: bool

    def __str__(self) -> str:
        return f"{self.field}: expected {self.expected!r}, found {self.found!r}"


def names() -> list[str]:
    """Return the names of the bibliographies."""
    return sorted(path.name.removesuffix(SUFFIX) for path in CORPUS.glob(f"*{SUFFIX}"))


@cache
def expectation(name: str) -> dict[str, Any]:
    """Return what a documentalist understands in one bibliography."""
    return json.loads((CORPUS / f"{name}{SUFFIX}").read_text(encoding="utf-8"))


def source_path(name: str) -> Path:
    """Return the file of one bibliography."""
    (path,) = (CORPUS / f"{name}{suffix}" for suffix in (".md", ".txt") if (CORPUS / f"{name}{suffix}").exists())
    return path


@cache
def items(name: str) -> tuple[Item, ...]:
    """Read one bibliography."""
    return tuple(read_file(source_path(name)))


def found(name: str, kind: type) -> list[Any]:
    """Return the items of one kind that were read."""
    return [item for item in items(name) if isinstance(item, kind)]


@cache
def aligned(name: str) -> tuple[Entry | None, ...]:
    """Return for each expected entry the entry read that has its title, or the likeliest one left."""
    remaining: list[Entry] = found(name, Entry)
    expected = [fold(entry["title"]) for entry in expectation(name)["entries"]]
    result: list[Entry | None] = [None] * len(expected)
    for number, title in enumerate(expected):
        result[number] = _take(remaining, lambda entry, title=title: float(fold(entry.title) == title))
    for number, title in enumerate(expected):
        if result[number] is None:
            result[number] = _take(
                remaining, lambda entry, title=title: SequenceMatcher(None, fold(entry.title), title).ratio()
            )
    return tuple(result)


def _take(entries: list[Entry], likeness: Any) -> Entry | None:
    """Remove and return the first of the entries most like what is sought, if it is like it enough."""
    best = max(entries, key=likeness, default=None)
    if best is None or likeness(best) < _LIKE_ENOUGH:
        return None
    entries.remove(best)
    return best


def described(entry: Entry) -> dict[str, Any]:
    """Return an entry as the expectations write it."""
    citation = entry.citation
    issue, series, periodical = citation.issue, citation.series, citation.periodical
    contributions = dict.fromkeys((*entry.contributions, *citation.contributions))
    identifiers = dict(citation.identifiers)
    if periodical and periodical.issn:
        identifiers.setdefault("issn", periodical.issn)
    links = [[link.label, link.url] for link in entry.links]
    links += [[None, identifiers.pop("url")]] if "url" in identifiers else []
    return {
        "title": entry.title,
        "kind": entry.kind,
        "topic": list(entry.topic) if entry.topic else None,
        "people": [[one.agent.name, one.role] for one in contributions],
        "others": entry.others,
        "publishers": _names(citation.publishers),
        "places": list(citation.places),
        "container": periodical.title if periodical else citation.host.title if citation.host else None,
        "volume": issue and issue.volume,
        "issue": issue and issue.number,
        "issued": _edtf(citation.issued) or _edtf(issue and issue.date),
        "available": _edtf(citation.available),
        "accessed": _edtf(citation.accessed),
        "event": _edtf(citation.event and citation.event.date),
        "pages": citation.pages and citation.pages.verbatim,
        "extent": citation.extent,
        "edition": citation.edition,
        "series": series and series.title,
        "series_number": series and series.number,
        "medium": citation.medium,
        "degree": citation.degree,
        "institution": citation.institution and citation.institution.name,
        "identifiers": identifiers,
        "contents": [line.text for line in entry.contents],
        "links": links,
        "mentions": _names(entry.mentions),
    }


def _names(agents: tuple[Agent, ...]) -> list[str]:
    return [agent.name for agent in agents]


def _edtf(date: DateStatement | None) -> str | None:
    return date.edtf if date else None


def entry_verdicts(name: str, number: int) -> list[Verdict]:
    """Compare one expected entry (from 0) with what was read."""
    expected = expectation(name)["entries"][number]
    entry = aligned(name)[number]
    description = described(entry) if entry else {}
    unspecified = expected.get("unspecified", [])
    verdicts = []
    for field in FIELDS:
        if field in unspecified or (field in ONLY_WHERE_NAMED and field not in expected):
            continue
        wanted, got = expected.get(field) or None, description.get(field) or None
        verdicts.append(Verdict(field, wanted, got, _agree(field, wanted, got, description.get("title"))))
    return verdicts


def _agree(field: str, wanted: Any, got: Any, title: str | None) -> bool:
    if field == "links":
        return _links_agree(wanted or [], got or [], title or "")
    if field == "mentions":
        return any(sorted(map(fold, choice)) == sorted(map(fold, got or [])) for choice in _choices(wanted or []))
    return _same(wanted, got)


def _same(wanted: Any, got: Any) -> bool:
    """Compare values exactly but for spaces; `a|b` is either."""
    if isinstance(wanted, str) and isinstance(got, str):
        return clean(got) in [clean(choice) for choice in wanted.split("|")]
    if isinstance(wanted, list) and isinstance(got, list):
        return len(wanted) == len(got) and all(map(_same, wanted, got))
    if isinstance(wanted, dict) and isinstance(got, dict):
        return wanted.keys() == got.keys() and all(_same(wanted[key], got[key]) for key in wanted)
    return bool(wanted == got)


def _links_agree(wanted: list[list[str | None]], got: list[list[str | None]], title: str) -> bool:
    """Compare addresses exactly and labels by their words.

    A title's link without target says nothing, and the address of a DOI is the DOI once more.
    """
    addresses = {url for _, url in wanted if url}
    got_addresses = {url for _, url in got if url and (url in addresses or "//doi.org/" not in url)}
    labels = {(fold(label), url) for label, url in wanted if label}
    got_labels = {(fold(label), url) for label, url in got if label}
    bare = {fold(label or "") for label, url in got if url is None and fold(label or "") != fold(title)}
    return (
        addresses == got_addresses
        and labels <= got_labels
        and bare <= {fold(label) for label, url in wanted if label and url is None}
    )


def selection_verdicts(name: str) -> list[Verdict]:
    """Compare what the title block says; case and typography do not count here."""
    expected = expectation(name)["selection"]
    selections: list[Selection] = found(name, Selection)
    got = _described_selection(selections[0]) if selections else {}
    verdicts = []
    for field in SELECTION_FIELDS:
        if field in expected.get("unspecified", []):
            continue
        wanted, value = expected.get(field) or None, got.get(field) or None
        verdicts.append(Verdict(field, wanted, value, _fold(wanted, field) & _fold(value, field) != set()))
    return verdicts


def _described_selection(selection: Selection) -> dict[str, Any]:
    event = selection.event
    return {
        "title": selection.title,
        "date": _edtf(selection.issued) or _edtf(event and event.date),
        "event": event and event.title,
        "place": event and event.place,
        "edition": selection.edition or (event and event.edition),
        "compilers": _names(selection.compilers),
    }


def _choices(values: list[str]) -> Iterator[tuple[str, ...]]:
    """Return every way of choosing among the alternatives `a|b` of each value."""
    return product(*(value.split("|") for value in values))


def _fold(value: Any, field: str) -> set[Any]:
    """Return the keys under which a value of the title block may meet its like."""
    if isinstance(value, list):
        return {tuple(sorted(map(fold, choice))) for choice in _choices(value)}
    if isinstance(value, str):
        return {choice if field == "date" else fold(choice) for choice in value.split("|")}
    return {value}


def document_verdicts(name: str) -> list[Verdict]:
    """Compare topics, their numbers and how many things were read."""
    expected = expectation(name)
    topics: list[Topic] = found(name, Topic)
    pairs: list[tuple[str, Any, Any]] = [
        ("topics", expected["topics"], [list(topic.path) for topic in topics]),
        ("notations", expected["notations"], [topic.notation for topic in topics]),
        ("number of entries", len(expected["entries"]), len(found(name, Entry))),
        ("notes", expected["notes"], [note.title for note in found(name, Note)]),
        ("rejects", expected["rejects"], len(found(name, Reject))),
    ]
    return [Verdict(field, wanted, got, _same(wanted, got)) for field, wanted, got in pairs if wanted is not None]
