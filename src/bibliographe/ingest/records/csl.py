"""CSL-JSON, as Zotero and other reference managers write it.

Source: <https://github.com/citation-style-language/schema>, csl-data.json, version 1.0.2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.dates import calendar_date, date_said
from bibliographe.ingest.records.fields import Field, Fields, parted, split_keywords, untitled
from bibliographe.ingest.records.identifiers import bare_doi
from bibliographe.ingest.records.json_items import items_of
from bibliographe.ingest.records.kinds import CSL, Kind
from bibliographe.ingest.records.languages import UNKNOWN, with_languages
from bibliographe.ingest.records.names import agent_named, names_body, person_called
from bibliographe.ingest.records.parts import host_called, identifiers_of, numbered, pages_said, periodical_called
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import (
    Citation,
    Contribution,
    Entry,
    Event,
    Issue,
    Reading,
    Reject,
    Series,
)
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.json_items import Item as JsonItem
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Agent, Item

_HEAD = re.compile(r'\s*\[?\s*\{.{0,4000}?"(?:type|title|id)"\s*:', re.DOTALL)
_OF_CSL = re.compile(r'"(?:date-parts|container-title|publisher-place|citation-key|issued|family)"\s*:')
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
    "organizer": "organizer",
    "contributor": "contributor",
}
_LOOKED_AT = 100_000
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "1": 21, "2": 22, "3": 23, "4": 24}
_PRIVATE = ("abstract",)
_TAGS = re.compile(r"</?(?:i|b|sup|sub|span|sc)(?:\s[^<>]*)?>")
"""What CSL allows to mark up in titles."""


class CslReader:
    """Reads CSL-JSON."""

    extensions = (".json", ".csljson")

    def recognises(self, source: Source) -> float:
        """Return how surely a text is a list of CSL items."""
        head = source.text[:_LOOKED_AT]
        if not _HEAD.match(head) or '"@context"' in head:
            return 0.0
        return 0.9 if _OF_CSL.search(head) or source.extension == ".csljson" else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each item, in their order; one without a title is a reject."""
        items = items_of(source.text)
        yield from with_languages(numbered(items, lambda item, number: _ItemReader(item, number).item()))


class _ItemReader:
    """Reads one item."""

    def __init__(self, item: JsonItem, position: int) -> None:
        self.values, self.span, self.position = item.value, item.span, position
        self.fields = Fields((Field(name, _value(value), item.span) for name, value in item.value.items()), item.span)
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
        if kind == Kind("document") and "container-title" in self.fields:
            kind = Kind("document", "periodical")
        return kind

    def _agents(self, name: str) -> list[Agent]:
        value = self.values.get(name)
        found = [_agent(one) for one in value] if isinstance(value, list) else []
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
        volume, number = fields.take("volume"), fields.take("issue") if periodical else None
        host = host_called(container if kind.may_have_host else None, isbns)
        if container and not periodical and not host:
            fields.give_back("container-title")
        series = fields.take("collection-title")
        place, pages, doi = fields.take("publisher-place"), fields.take("page"), bare_doi(fields.take("DOI") or "")
        event = fields.take("event-title", "event")
        return Citation(
            publishers=(body,) if body and not kind.is_thesis and not periodical else (),
            institution=body if kind.is_thesis else None,
            places=parted(place),
            periodical=periodical,
            issue=Issue(number, volume, issued) if periodical and (number or volume) else None,
            series=Series(series, fields.take("collection-number") or volume) if series else None,
            issued=issued,
            accessed=self._date("accessed"),
            event=Event(event, self._date("event-date"), fields.take("event-place")) if event else None,
            pages=pages_said(pages),
            extent=fields.take("number-of-pages"),
            edition=fields.take("edition"),
            identifiers=identifiers_of(() if host else isbns, doi),
            medium=fields.take("medium"),
            degree=fields.take("genre") if kind.is_thesis else None,
            form="record",
            host=host,
        )

    def _date(self, name: str) -> DateStatement | None:
        found = _date(self.values.get(name))
        if found is not None:
            self.fields.use(self.fields.named(name))
            self.fields.check_date(found)
        return found


def _agent(value: object) -> Agent | None:
    if not isinstance(value, dict):
        return None
    literal, given, family, suffix = (_text(value.get(name)) for name in ("literal", "given", "family", "suffix"))
    if literal:
        return agent_named(literal)
    particles = [_text(value.get(name)) for name in ("dropping-particle", "non-dropping-particle")]
    family = " ".join(filter(None, [*particles, family]))
    if not given:
        return agent_named(family)
    if names_body(family):
        return organization(family)
    return person_called(given, family, suffix)


def _date(value: object) -> DateStatement | None:
    """Return what a date variable says: its parts, or the words of `raw` or `literal`."""
    if not isinstance(value, dict):
        return date_said(_text(value)) if isinstance(value, (str, int)) else None
    said = _text(value.get("raw")) or _text(value.get("literal"))
    if said:
        return date_said(said)
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not all(isinstance(part, list) for part in parts):
        return None
    season = _SEASONS.get(_text(value.get("season")).lower())
    bounds = [calendar_date([_text(one) for one in part], season) for part in parts[:2] if part and _text(part[0])]
    printed = "/".join("-".join(filter(None, map(_text, part))) for part in parts[:2])
    printed = " ".join(filter(None, [printed, _text(value.get("season"))]))
    if not printed.strip("/"):
        return None
    known = all(bounds) and bounds
    circa = "~" if value.get("circa") and known and len(bounds) == 1 else ""
    return DateStatement(printed, "/".join(map(str, bounds)) + circa if known else None)


def _text(value: object) -> str:
    """Return a text or a number as text, without the marks that CSL allows; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return clean(_TAGS.sub("", str(value)))


def _value(value: object) -> str:
    """Return whatever a field holds in one line."""
    if isinstance(value, dict):
        date = _date(value)
        if date is not None:
            return date.verbatim
        return ", ".join(filter(None, (_value(one) for one in value.values())))
    if isinstance(value, list):
        return " ; ".join(filter(None, map(_value, value)))
    return str(value).lower() if isinstance(value, bool) else _text(value)
