"""Records of lobid.org, the union catalogue of hbz, as JSON: one record, a list, one a line, or an answer with members.

They are JSON-LD; its context is known here as a table of keys and never fetched.
Source: the context of lobid-resources, <http://lobid.org/resources/context.jsonld>, and its documentation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.fields import untitled
from bibliographe.ingest.records.identifiers import web_address
from bibliographe.ingest.records.json_items import around, items_of, within
from bibliographe.ingest.records.kinds import Kind
from bibliographe.ingest.records.languages import UNKNOWN, language_code, with_languages
from bibliographe.ingest.records.lobid_citation import citation_of
from bibliographe.ingest.records.lobid_parts import KINDS, contribution_of, each, subjects_of, summary, text_of
from bibliographe.ingest.records.lobid_record import LobidRecord
from bibliographe.ingest.records.parts import numbered, whole_title
from bibliographe.model.entry import Entry, Link, Reading, Reject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.json_items import Item as JsonItem
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Contribution, Item

_CONTEXT = re.compile(r'"@context"\s*:\s*"https?://lobid\.org/resources/context\.json(?:ld)?"')
_RECORD = re.compile(r'"id"\s*:\s*"https?://lobid\.org/resources/')
_MEMBERS = re.compile(r'\A(?:(?!"title")[\s\S])*?"member"\s*:\s*(?=\[)')
"""What an answer to a search has before its records."""
_LOOKED_AT = 100_000
_OF_ANY_MEDIUM = (None, KINDS["Miscellaneous"], KINDS["Book"])
"""Kinds that records of films and sound recordings have too."""
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
        text = within(source.text, _MEMBERS)
        found = numbered(items_of(text), lambda item, number: _RecordReader(item, number).item())
        yield from around(with_languages(found), text, source)


class _RecordReader:
    """Reads one record."""

    def __init__(self, item: JsonItem, position: int) -> None:
        self.record, self.position = LobidRecord(item), position

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields, kind = self.record.fields, self._kind()
        subtitle = " : ".join(self.record.texts("otherTitleInformation")) or None
        title = whole_title(text_of(self.record.used("title")) or None, subtitle)
        if title is None:
            fields_said = Text("donnez-lui un « title »", "give it a 'title'")
            return untitled(self.record.span, self.record.printed, Text("lobid", "lobid"), fields_said)
        contributions = self._contributions()
        citation = citation_of(self.record, kind)
        return Entry(
            title=title,
            kind="chapter" if citation.host else kind.name,
            position=self.position,
            span=self.record.span,
            text=self.record.printed,
            language=self._language() or UNKNOWN,
            contributions=contributions,
            citation=citation,
            keywords=self._keywords(),
            annotation="\n\n".join(self.record.texts("abstract")) or None,
            links=self._links(),
            readings=(Reading("citation", self.record.span, self.record.printed),),
            doubts=tuple(fields.doubts),
            key=fields.key("almaMmsId") or fields.key("hbzId"),
            unread=fields.unread(),
        )

    def _kind(self) -> Kind:
        types = [text_of(one) for one in each(self.record.used("type"))]
        media = " ".join(summary(one) for one in each(self.record.values.get("medium")))
        kind = next((kind for name, kind in KINDS.items() if name in types), None)
        if kind in _OF_ANY_MEDIUM and "AudioVisualDocument" in media:
            return Kind("video")
        if kind in _OF_ANY_MEDIUM and "AudioDocument" in media:
            return Kind("podcast")
        if kind is None:
            strange = ", ".join(one for one in types if one != "BibliographicResource")
            if strange:
                self.record.fields.doubt("kind", Text(f"type inconnu : « {strange} »", f"unknown type: '{strange}'"))
            return Kind("document")
        if types.count("Periodical"):
            self.record.fields.doubt(
                "kind", Text("un périodique, décrit pour lui-même", "a periodical, described for itself")
            )
        return kind

    def _language(self) -> str | None:
        code: str | None = None
        for one in each(self.record.used("language")):
            said = text_of(one.get("id")) if isinstance(one, dict) else text_of(one)
            found = language_code(said.rpartition("/")[2]) or language_code(text_of(one))
            if code is not None or found is None:
                self.record.fields.leave("language", summary(one) or said)
            code = code or found
        return code

    def _contributions(self) -> tuple[Contribution, ...]:
        found = []
        for value in each(self.record.used("contribution")):
            contribution, left = contribution_of(value)
            if contribution is not None:
                found.append(contribution)
            for said in left:
                self.record.fields.leave("contribution", said)
        return tuple(dict.fromkeys(found))

    def _keywords(self) -> tuple[str, ...]:
        found: list[str] = []
        for value in each(self.record.used("subject")):
            words, left = subjects_of(value)
            found += words
            for said in left:
                self.record.fields.leave("subject", said)
        found += [*self.record.texts("subjectslabels"), *self.record.texts("keyword")]
        return tuple(dict.fromkeys(found))

    def _links(self) -> tuple[Link, ...]:
        found: list[Link] = []
        for name in _LINKED:
            for one in each(self.record.used(name)):
                url = web_address(text_of(one.get("id")) if isinstance(one, dict) else text_of(one))
                if url:
                    found.append(Link(text_of(one) if isinstance(one, dict) and text_of(one) else url, url))
                elif summary(one):
                    self.record.fields.leave(name, summary(one))
        return tuple(dict.fromkeys(found))
