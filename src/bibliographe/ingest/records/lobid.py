"""Records of lobid.org, the union catalogue of hbz, as JSON: one record, a list, one a line, or an answer with members.

They are JSON-LD; its context is known here as a table of keys and never fetched.
Source: the context of lobid-resources, <http://lobid.org/resources/context.jsonld>, and its documentation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.fields import Field, Fields, untitled
from bibliographe.ingest.records.identifiers import bare_doi, web_address
from bibliographe.ingest.records.json_items import items_of
from bibliographe.ingest.records.kinds import Kind
from bibliographe.ingest.records.languages import UNKNOWN, language_code, with_languages
from bibliographe.ingest.records.lobid_parts import (
    KINDS,
    CitedPart,
    contribution_of,
    date_of,
    each,
    labels,
    part_cited,
    subjects_of,
    summary,
    text_of,
)
from bibliographe.ingest.records.parts import identifiers_of, numbered, pages_said, whole_title
from bibliographe.model.entry import Citation, Entry, Furniture, Issue, Link, Periodical, Reading, Reject, Series, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.json_items import Item as JsonItem
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Agent, Contribution, Item

_CONTEXT = re.compile(r'"@context"\s*:\s*"https?://lobid\.org/resources/context\.json(?:ld)?"')
_RECORD = re.compile(r'"id"\s*:\s*"https?://lobid\.org/resources/')
_MEMBERS = re.compile(r'"member"\s*:\s*\[')
_LOOKED_AT = 100_000
_PRIVATE = ("abstract",)
_BOOKKEEPING = ("@context",)
_LINKED = ("tableOfContents", "description", "fulltextOnline", "url", "webPageArchived", "hasVersion")


class LobidReader:
    """Reads records of lobid.org."""

    extensions = (".json", ".jsonl", ".jsonld")

    def recognises(self, source: Source) -> float:
        """Return how surely a text is made of lobid's records: it names their context or their addresses."""
        head = source.text[:_LOOKED_AT]
        if head.lstrip()[:1] not in ("{", "["):
            return 0.0
        return 0.98 if _CONTEXT.search(head) else 0.9 if _RECORD.search(head) else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each record, in their order; one without a title is a reject."""
        text = _records(source.text)
        items = items_of(text)
        head = len(text) - len(text.lstrip("\n")) if text is not source.text else 0
        if head:
            yield Furniture(Reading("comment", Span(1, head), "\n".join(source.lines[:head])))
        yield from with_languages(numbered(items, lambda item, number: _RecordReader(item, number).item()))


def _records(text: str) -> str:
    """Return a text of records with the lines where they stand: of an answer to a search, what its members are."""
    found = _MEMBERS.search(text[:_LOOKED_AT])
    if found is None or '"title"' in text[: found.start()]:
        return text
    end = text.rfind("]")
    return "\n" * text.count("\n", 0, found.end() - 1) + text[found.end() - 1 : end + 1]


class _RecordReader:
    """Reads one record."""

    def __init__(self, item: JsonItem, position: int) -> None:
        self.values: dict[str, Any] = item.value
        self.span: Span = item.span
        self.position = position
        named = {name: value for name, value in item.value.items() if name not in _BOOKKEEPING}
        self.fields = Fields((Field(name, summary(value), item.span) for name, value in named.items()), item.span)
        self.printed = "\n".join(
            f"{field.name}: {field.value}" for field in self.fields.all if field.name not in _PRIVATE
        )

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields, kind = self.fields, self._kind()
        subtitle = " : ".join(self._texts("otherTitleInformation")) or None
        title = whole_title(text_of(self._used("title")) or None, subtitle)
        if title is None:
            fields_said = Text("donnez-lui un « title »", "give it a 'title'")
            return untitled(self.span, self.printed, Text("lobid", "lobid"), fields_said)
        contributions = self._contributions()
        citation = self._citation(kind)
        return Entry(
            title=title,
            kind=kind.name,
            position=self.position,
            span=self.span,
            text=self.printed,
            language=self._language() or UNKNOWN,
            contributions=contributions,
            citation=citation,
            keywords=self._keywords(),
            annotation="\n\n".join(self._texts("abstract")) or None,
            links=self._links(),
            readings=(Reading("citation", self.span, self.printed),),
            doubts=tuple(fields.doubts),
            unread=fields.unread(),
        )

    def _used(self, name: str) -> Any:
        self.fields.use(self.fields.named(name))
        return self.values.get(name)

    def _texts(self, name: str) -> list[str]:
        return list(filter(None, map(text_of, each(self._used(name)))))

    def _kind(self) -> Kind:
        types = [text_of(one) for one in each(self._used("type"))]
        media = " ".join(summary(one) for one in each(self.values.get("medium")))
        kind = next((kind for name, kind in KINDS.items() if name in types), None)
        if kind in (None, KINDS["Miscellaneous"]) and "AudioVisualDocument" in media:
            return Kind("video")
        if kind in (None, KINDS["Miscellaneous"]) and "AudioDocument" in media:
            return Kind("podcast")
        if kind is None:
            strange = ", ".join(one for one in types if one != "BibliographicResource")
            if strange:
                self.fields.doubt("kind", Text(f"type inconnu : « {strange} »", f"unknown type: '{strange}'"))
            return Kind("document")
        if types.count("Periodical"):
            self.fields.doubt("kind", Text("un périodique, décrit pour lui-même", "a periodical, described for itself"))
        return kind

    def _language(self) -> str | None:
        code: str | None = None
        for one in each(self._used("language")):
            said = text_of(one.get("id")) if isinstance(one, dict) else text_of(one)
            found = language_code(said.rpartition("/")[2]) or language_code(text_of(one))
            if code is not None or found is None:
                self.fields.leave("language", summary(one) or said)
            code = code or found
        return code

    def _contributions(self) -> tuple[Contribution, ...]:
        found = []
        for value in each(self._used("contribution")):
            contribution, left = contribution_of(value)
            if contribution is not None:
                found.append(contribution)
            for said in left:
                self.fields.leave("contribution", said)
        return tuple(dict.fromkeys(found))

    def _keywords(self) -> tuple[str, ...]:
        found: list[str] = []
        for value in each(self._used("subject")):
            words, left = subjects_of(value)
            found += words
            for said in left:
                self.fields.leave("subject", said)
        found += [*self._texts("subjectslabels"), *self._texts("keyword")]
        return tuple(dict.fromkeys(found))

    def _links(self) -> tuple[Link, ...]:
        found: list[Link] = []
        for name in _LINKED:
            for one in each(self._used(name)):
                url = web_address(text_of(one.get("id")) if isinstance(one, dict) else text_of(one))
                if url:
                    found.append(Link(text_of(one) if isinstance(one, dict) and text_of(one) else url, url))
                elif summary(one):
                    self.fields.leave(name, summary(one))
        return tuple(dict.fromkeys(found))

    def _citation(self, kind: Kind) -> Citation:
        fields = self.fields
        imprint, *others = [one for one in each(self._used("publication")) if isinstance(one, dict)] or [{}]
        for one in others:
            fields.leave("publication", summary(one))
        for name, value in imprint.items():
            if name not in ("dateStatement", "startDate", "endDate", "type", "location", "publishedBy"):
                fields.leave(f"publication.{name}", summary(value))
        issued = date_of(imprint)
        if issued:
            fields.check_date(issued)
        publishers = tuple(organization(name) for name in filter(None, map(text_of, each(imprint.get("publishedBy")))))
        cited = self._cited(kind)
        isbns = list(dict.fromkeys(self._texts("isbn")))
        degree = " ; ".join(self._texts("thesisInformation")) or None
        institution = self._institution(publishers) if kind.is_thesis else None
        periodical, series = self._within(kind, publishers, cited)
        return Citation(
            publishers=tuple(one for one in publishers if one != institution) if not periodical else (),
            places=tuple(filter(None, map(text_of, each(imprint.get("location"))))),
            institution=institution,
            periodical=periodical,
            issue=Issue(cited.number, cited.volume) if periodical and (cited.number or cited.volume) else None,
            series=series,
            issued=issued or cited.date,
            pages=pages_said(cited.pages),
            extent=", ".join(self._texts("extent")) or None,
            edition=", ".join(self._texts("edition")) or None,
            identifiers=identifiers_of(isbns, self._doi()),
            medium=", ".join(labels(self._used("medium"))) or None,
            degree=degree,
            form="record",
        )

    @staticmethod
    def _institution(publishers: tuple[Agent, ...]) -> Agent | None:
        return publishers[0] if publishers else None

    def _doi(self) -> str | None:
        found = [(said, bare_doi(said)) for said in self._texts("doi")]
        for said, _doi in [pair for pair in found if pair[1] is None] + [pair for pair in found if pair[1]][1:]:
            self.fields.leave("doi", said)
        return next((doi for _said, doi in found if doi), None)

    def _cited(self, kind: Kind) -> CitedPart:
        said = " ; ".join(self._texts("bibliographicCitation"))
        cited = part_cited(said)
        if said and not cited.is_whole:
            self.fields.leave("bibliographicCitation", said)
        if not kind.container and (cited.number or cited.volume):
            self.fields.leave("bibliographicCitation", said)
        return cited

    def _within(
        self, kind: Kind, publishers: tuple[Agent, ...], cited: CitedPart
    ) -> tuple[Periodical | None, Series | None]:
        """Return the periodical or the series that a record says it is a part of; further ones have no place."""
        found: list[tuple[str, str | None]] = [(label, None) for label in labels(self._used("containedIn"))]
        for one in each(self._used("isPartOf")):
            if isinstance(one, dict):
                number = text_of(one.get("numbering")) or None
                found += [(label, number) for label in labels(one.get("hasSuperordinate"))]
                self._leave_addresses("isPartOf", one.get("hasSuperordinate"))
        self._leave_addresses("containedIn", self.values.get("containedIn"))
        found += [(label, None) for label in self._texts("series")]
        first, *others = found or [("", None)]
        for label, number in others:
            self.fields.leave("isPartOf", f"{label} ; {number}" if number else label)
        issns = self._texts("issn")
        within = kind.container if first[0] else None
        for spare in issns[1:] if within else issns:
            self.fields.leave("issn", spare)
        if within is None:
            return None, Series(*first) if first[0] else None
        if first[1] and not (cited.number or cited.volume):
            cited.volume = first[1]
        for body in publishers[1:]:
            self.fields.leave("publication", body.name)
        issn = f"{issns[0][:4]}-{issns[0][-4:]}" if issns else None
        return Periodical(first[0], within, issn, publisher=publishers[0] if publishers else None), None

    def _leave_addresses(self, name: str, value: Any) -> None:
        for one in each(value):
            if isinstance(one, dict) and text_of(one.get("id")):
                self.fields.leave(f"{name}.id", text_of(one.get("id")))
