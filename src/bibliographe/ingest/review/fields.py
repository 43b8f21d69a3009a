"""Items as rows of a field's name and its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.review.labels import FIELDS, KINDS, ROLES, named
from bibliographe.model.entry import Entry, Note, Selection, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.i18n import Language
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Citation, Event, Item


class Value(NamedTuple):
    """One value: its text, an address to follow, and how far it is indented."""

    text: str
    url: str | None = None
    depth: int = 0


class Field(NamedTuple):
    """A field's name in the reader's language, its key, and its values."""

    key: str
    name: str
    values: tuple[Value, ...]


def fields_of(item: Item, language: Language) -> list[Field]:
    """Return the fields of an item that say something."""
    if isinstance(item, Entry):
        pairs = _entry(item, language)
    elif isinstance(item, Selection):
        pairs = _selection(item)
    elif isinstance(item, Topic):
        pairs = iter((("notation", _texts(item.notation)), ("title", _texts(item.label))))
    elif isinstance(item, Note):
        pairs = _note(item)
    else:
        return []
    return [Field(key, named(FIELDS, key)(language), values) for key, values in pairs if values]


def _texts(*texts: str | None) -> tuple[Value, ...]:
    return tuple(Value(text) for text in texts if text)


def _entry(entry: Entry, language: Language) -> Iterator[tuple[str, tuple[Value, ...]]]:
    yield "title", _texts(entry.title)
    yield "kind", _texts(named(KINDS, entry.kind)(language))
    people = [
        f"{one.agent.name} ({named(ROLES, one.role)(language)})"
        for one in dict.fromkeys((*entry.contributions, *entry.citation.contributions))
    ]
    yield "people", _texts(*people, "et al." if entry.others else None)
    yield from _citation(entry.citation)
    yield "topic", _texts(" › ".join(entry.topic) if entry.topic else None)
    yield "keywords", _texts(*entry.keywords)
    yield "language", _texts(entry.language if entry.language != "fr" else None)
    yield "contents", tuple(Value(line.text, line.url, line.depth) for line in entry.contents)
    yield "links", tuple(Value(link.label, link.url or "") for link in entry.links)
    yield "mentions", _texts(*map(_agent, entry.mentions))
    yield "annotation", _texts(*(entry.annotation or "").split("\n"))


def _citation(citation: Citation) -> Iterator[tuple[str, tuple[Value, ...]]]:
    issue, periodical, series = citation.issue, citation.periodical, citation.series
    if periodical:
        issn = f" (ISSN {periodical.issn})" if periodical.issn else ""
        yield "container", _texts(f"{periodical.title}{issn}")
    if issue:
        yield "volume", _texts(issue.volume)
        yield "issue", _texts(issue.number, issue.title)
    yield "date", _texts(_date(citation.issued or (issue.date if issue else None)))
    yield "available", _texts(_date(citation.available))
    yield "accessed", _texts(_date(citation.accessed))
    yield "event", _texts(_event(citation.event))
    yield "pages", _texts(citation.pages.verbatim if citation.pages else None)
    yield "extent", _texts(citation.extent)
    yield "publishers", _texts(*map(_agent, citation.publishers))
    yield "places", _texts(*citation.places)
    yield "edition", _texts(citation.edition)
    yield "series", _texts(" ; ".join(filter(None, (series.title, series.number))) if series else None)
    yield "medium", _texts(citation.medium)
    yield "degree", _texts(citation.degree)
    yield "institution", _texts(_agent(citation.institution) if citation.institution else None)
    yield "identifiers", _texts(*(f"{key.upper()} {value}" for key, value in citation.identifiers))


def _selection(selection: Selection) -> Iterator[tuple[str, tuple[Value, ...]]]:
    yield "title", _texts(selection.title)
    yield "subtitle", _texts(selection.subtitle)
    yield "genre", _texts(selection.genre)
    yield "edition", _texts(selection.edition)
    yield "event", _texts(_event(selection.event))
    yield "date", _texts(_date(selection.issued))
    yield "compilers", _texts(*map(_agent, selection.compilers))
    yield "statement", _texts(selection.statement)


def _note(note: Note) -> Iterator[tuple[str, tuple[Value, ...]]]:
    yield "title", _texts(note.title)
    yield "topic", _texts(" › ".join(note.topic) if note.topic else None)
    yield "quotations", _texts(*(quotation.text for quotation in note.quotations))


def _agent(agent: Agent) -> str:
    return f"{agent.name} ({', '.join(agent.alternate_names)})" if agent.alternate_names else agent.name


def _date(date: DateStatement | None) -> str | None:
    if date is None:
        return None
    if date.verbatim == date.edtf:
        return date.edtf
    return f"{date.verbatim} → {date.edtf or '?'}"


def _event(event: Event | None) -> str | None:
    if event is None:
        return None
    return ", ".join(filter(None, (event.title, event.edition, _date(event.date), event.place))) or None
