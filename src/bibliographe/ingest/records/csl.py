"""CSL-JSON, as Zotero and other reference managers write it.

Source: <https://github.com/citation-style-language/schema>, csl-data.json, version 1.0.2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.csl_crossref import TYPES, as_csl
from bibliographe.ingest.records.csl_values import agent_of, date_of, printed
from bibliographe.ingest.records.fields import Field, Fields, parted, split_keywords, untitled
from bibliographe.ingest.records.identifiers import doi_noted
from bibliographe.ingest.records.json_items import around, items_of, within
from bibliographe.ingest.records.kinds import CSL, Kind, says_less
from bibliographe.ingest.records.languages import UNKNOWN, with_languages
from bibliographe.ingest.records.parts import (
    host_called,
    identifiers_of,
    issue_said,
    numbered,
    pages_said,
    periodical_called,
)
from bibliographe.model.entry import (
    Citation,
    Contribution,
    Entry,
    Event,
    Reading,
    Reject,
    Series,
)
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.json_items import Item as JsonItem
    from bibliographe.ingest.source import Source
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Item

_HEAD = re.compile(r'\s*\[?\s*\{\s*"[\w-]+"\s*:')
_IN_SERIES = ("podcast", "video", "webinar")
"""Kinds of documents whose container, a programme or an album, is a series: as RIS's `T2` of them is."""
_ITEM = re.compile(r'"(?:type|title|id)"\s*:')
_OF_CSL = re.compile(
    r'"(?:date-parts|container-title|publisher-place|citation-key|issued|family)"\s*:|"type"\s*:\s*"(?:'
    + "|".join(sorted(one for one in {*CSL, *TYPES} if not one.isalpha()))
    + ')"'
)
"""Fields of CSL, and those of its types whose names other models do not use."""
_ROLES = {
    "author": "author",
    "editor": "editor",
    "collection-editor": "director",
    "editorial-director": "director",
    "director": "director",
    "translator": "translator",
    "interviewer": "interviewer",
    "illustrator": "illustrator",
    "compiler": "compiler",
    "producer": "producer",
    "executive-producer": "producer",
    "organizer": "organizer",
    "chair": "moderator",
    "host": "speaker",
    "guest": "speaker",
    "narrator": "speaker",
    **dict.fromkeys(
        ("contributor", "curator", "performer", "composer", "script-writer", "series-creator"), "contributor"
    ),
}
_LISTS = re.compile(
    r'\s*\{\s*"(?:items|references)"\s*:\s*(?=\[)'
    r'|\s*\{\s*"status"\s*:\s*"ok"\s*,[^\[{]*"message"\s*:\s*(?=\{\s*"(?!facets|items|total)[^"]*"\s*:)'
    r'|\s*\{\s*"status"\s*:\s*"ok"\s*,[\s\S]{0,10000}?"items"\s*:\s*(?=\[)'
)
"""What answers of Zotero's and of Crossref's interfaces have before their items, or the one that they are."""
_LOOKED_AT = 100_000
_PRIVATE = ("abstract",)


class CslReader:
    """Reads CSL-JSON."""

    extensions = (".json", ".csljson")

    def recognises(self, source: Source) -> float:
        """Return how surely a text is a list of CSL items."""
        head = source.text[:_LOOKED_AT]
        if not _HEAD.match(head) or not _ITEM.search(head) or '"@context"' in head:
            return 0.0
        ends = (head, source.text[-_LOOKED_AT:])  # either may be inside a long value
        return 0.9 if any(map(_OF_CSL.search, ends)) or source.extension == ".csljson" else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each item, in their order; one without a title is a reject."""
        text = within(source.text, _LISTS)
        found = numbered(items_of(text), lambda item, number: _ItemReader(item, number).item())
        yield from around(with_languages(found), text, source)


class _ItemReader:
    """Reads one item."""

    def __init__(self, item: JsonItem, position: int) -> None:
        self.values, self.span, self.position = as_csl(item.value), item.span, position
        self.fields = Fields((Field(name, printed(value), item.span) for name, value in self.values.items()), item.span)
        self.printed = "\n".join(
            f"{field.name}: {field.value}" for field in self.fields.all if field.name not in _PRIVATE
        )

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields, kind = self.fields, self._kind()
        title = fields.take("title", "title-short")
        if title is None:
            remedy = Text("donnez-lui un « title »", "give it a 'title'")
            return untitled(self.span, self.printed, Text("CSL", "CSL"), remedy)
        language = fields.language("language") or UNKNOWN
        contributions = tuple(
            Contribution(agent, role) for name, role in _ROLES.items() for agent in self._agents(name)
        )
        citation = self._citation(kind)
        return Entry(
            title=title,
            kind=kind.name,
            position=self.position,
            span=self.span,
            text=self.printed,
            language=language,
            contributions=contributions,
            citation=citation,
            keywords=split_keywords(fields.take("keyword")),
            annotation=fields.take("abstract"),
            links=fields.links("URL"),
            readings=(Reading("citation", self.span, self.printed),),
            doubts=tuple(fields.doubts),
            key=fields.key("id"),
            unread=fields.unread(),
        )

    def _kind(self) -> Kind:
        said = self.fields.take("type")
        kind = CSL.get(said or "")
        if kind is None:
            self.fields.doubt("kind", Text(f"type CSL inconnu : « {said} »", f"unknown CSL type: '{said}'"))
            kind = Kind("document")
        elif says_less(kind, said or ""):
            self.fields.leave("type", said or "")
        if kind == Kind("document") and "container-title" in self.fields:
            kind = Kind("document", "periodical")
        return kind

    def _agents(self, name: str) -> list[Agent]:
        value = self.values.get(name)
        found = [agent_of(one) for one in value] if isinstance(value, list) else []
        if found and all(found):
            self.fields.use(self.fields.named(name))
        return [agent for agent in found if agent]

    def _citation(self, kind: Kind) -> Citation:
        fields = self.fields
        issued = self._date("issued")
        isbns, issns = fields.numbers("ISBN", "ISSN")
        publisher = fields.take("publisher")
        body = organization(publisher) if publisher else None
        container = fields.take("container-title", "container-title-short", "journalAbbreviation")
        periodical = periodical_called(container, kind, issns, body)
        of_series = kind.name in _IN_SERIES and not kind.container
        series = fields.take("collection-title") or (container if of_series else None)
        in_series = fields.take("collection-number") if series else None
        volume = fields.take("volume") if periodical or (series and not in_series) else None
        number = fields.take("issue") if periodical else None
        host = host_called(container if kind.may_have_host else None, isbns)
        if container and not periodical and not host and container != series:
            fields.give_back("container-title")
        place, pages, doi = fields.take("publisher-place"), fields.take("page"), fields.doi("DOI") or self._doi_noted()
        return Citation(
            publishers=(body,) if body and not kind.is_thesis and not periodical else (),
            institution=body if kind.is_thesis else None,
            places=parted(place),
            periodical=periodical,
            issue=issue_said(periodical, number, volume, issued),
            series=Series(series, in_series or (None if periodical else volume)) if series else None,
            issued=issued,
            accessed=self._date("accessed"),
            event=self._event(place),
            pages=pages_said(pages),
            extent=fields.take("number-of-pages"),
            edition=fields.take("edition"),
            identifiers=identifiers_of(() if host else isbns, doi),
            medium=fields.take("medium"),
            degree=fields.take("genre") if kind.is_thesis else None,
            form="record",
            host=host,
        )

    def _doi_noted(self) -> str | None:
        """Return the DOI of a line of the note: Zotero has it there for types that have no field for it."""
        note = self.values.get("note")
        lines = note.split("\n") if isinstance(note, str) else []
        noted = next((line for line in lines if doi_noted(line)), None)
        if noted is None:
            return None
        self.fields.use(self.fields.named("note"))
        for line in lines:
            if line != noted and clean(line):
                self.fields.leave("note", clean(line))
        return doi_noted(noted)

    def _event(self, published: str | None) -> Event | None:
        """Return the event; its place without one is that of publication, which Zotero wrote three times until 5.0."""
        fields = self.fields
        event = fields.take("event-title", "event")
        if event:
            return Event(event, self._date("event-date"), fields.take("event-place"))
        again = fields.named("event-place", "archive-place")
        fields.use(field for field in again if field.value == published)
        return None

    def _date(self, name: str) -> DateStatement | None:
        found = date_of(self.values.get(name))
        if found is not None:
            self.fields.use(self.fields.named(name))
            self.fields.check_date(found)
        return found
