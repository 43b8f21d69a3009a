"""MODS 3, a record or a `modsCollection`, also in answers of OAI-PMH and SRU.

Source: Metadata Object Description Schema 3.8, <https://www.loc.gov/standards/mods/userguide/>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.fields import untitled
from bibliographe.ingest.records.identifiers import bare_doi, numbers_in, web_address
from bibliographe.ingest.records.languages import UNKNOWN, with_languages
from bibliographe.ingest.records.mods_citation import CitationReader
from bibliographe.ingest.records.mods_names import read_names
from bibliographe.ingest.records.mods_subjects import contents_of, keywords_of, language_of_record
from bibliographe.ingest.records.mods_titles import title_of
from bibliographe.ingest.records.parts import numbered
from bibliographe.ingest.records.xml_envelope import is_oai_record, with_envelope, without_metadata
from bibliographe.ingest.records.xml_fields import Markup, NodeFields
from bibliographe.ingest.records.xml_nodes import read_records, root_of
from bibliographe.model.entry import Entry, Link, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.xml_tree import Node
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Furniture, Item, Reject

_NAMESPACE = "http://www.loc.gov/mods"
_MARKUP = Markup.of(
    told="type unit point qualifier lang classification@authority language@objectPart originInfo@eventType",
    quiet="version authority authorityURI encoding keyDate usage script transliteration supplied shareable",
    private="abstract",
)
_OF_THE_RECORD = ("recordIdentifier", "recordContentSource")


class ModsReader:
    """Reads MODS."""

    extensions = (".mods", ".xml")

    def recognises(self, source: Source) -> float:
        """Return how surely a text is of MODS: by the namespace of what it begins with, or of what protocols hold."""
        head = source.text[:100_000]
        root = root_of(head)
        if root and root[0].startswith(_NAMESPACE):
            return 0.95
        if root and not root[0] and root[1] in ("mods", "modsCollection"):
            return 0.9
        return 0.85 if _NAMESPACE in head and _is_begun(head) else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each record, in their order; one without a title is a reject."""
        found = numbered(read_records(source.text, _is_record), _item)
        yield from with_envelope(with_languages(found), source.lines)


def _is_begun(head: str) -> bool:
    """Tell whether a record of MODS begins in a text, and not only its namespace."""
    return "<mods" in head or ":mods" in head


def _is_record(space: str, name: str) -> bool:
    return (name == "mods" and (not space or space.startswith(_NAMESPACE))) or is_oai_record(space, name)


def _item(node: Node, position: int) -> Entry | Reject | Furniture:
    if node.name != "mods":
        return without_metadata(node, Text("MODS", "MODS"))
    return _RecordReader(node, position).item()


class _RecordReader:
    """Reads one record."""

    def __init__(self, node: Node, position: int) -> None:
        self.node, self.position = node, position
        self.fields = NodeFields(node, _MARKUP)

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields, node = self.fields, self.node
        language = language_of_record(fields, node)
        title = title_of(fields, node, language)
        if title is None:
            remedy = Text("donnez-lui un « titleInfo » avec « title »", "give it a 'titleInfo' with a 'title'")
            return untitled(fields.span, fields.whole(), Text("MODS", "MODS"), remedy)
        names = read_names(fields, node.named("name"))
        links, doi, isbns = self._links(), self._doi(), self._isbns()
        citation = CitationReader(fields, node, names, isbns, doi)
        self._use_record_information()
        found = citation.read()
        return Entry(
            title=title,
            key=self._key(),
            kind=citation.kind.name,
            position=self.position,
            span=fields.span,
            language=language or UNKNOWN,
            contributions=names.contributions + citation.editors,
            others=names.others,
            citation=found,
            keywords=keywords_of(fields, node),
            annotation=fields.abstracts(),
            contents=contents_of(fields, node),
            links=links,
            text=(text := fields.printed()),
            readings=(Reading("citation", fields.span, text),),
            doubts=tuple(fields.doubts),
            unread=fields.unread(),
        )

    def _links(self) -> tuple[Link, ...]:
        """Return the addresses of locations, with what they are called there, and those among the identifiers."""
        fields = self.fields
        found: dict[str, Link] = {}
        for location in self.node.named("location"):
            for url in location.named("url"):
                address = web_address(fields.seen(url))
                if address:
                    fields.value(url)
                    found.setdefault(address, Link(fields.attribute(url, "displayLabel") or address, address))
        for one in self.node.named("identifier"):
            address = web_address(fields.seen(one))
            if address and not bare_doi(address):
                fields.value(one)
                found.setdefault(address, Link(address, address))
        return tuple(found.values())

    def _key(self) -> str | None:
        """Return what its source calls the record."""
        keys = [one for one in self.node.named("identifier") if one.attributes.get("type", "").lower() == "citekey"]
        said = self.node.first("recordInfo", "recordIdentifier") or next(iter(keys), None)
        return self.fields.value(said) if " " not in self.fields.seen(said) else None

    def _doi(self) -> str | None:
        for one in self.node.named("identifier"):
            said = self.fields.seen(one)
            doi = bare_doi(said)
            if doi and (one.attributes.get("type", "").lower() == "doi" or "doi" in said.lower()):
                self.fields.value(one)
                return doi
        return None

    def _isbns(self) -> list[str]:
        found: list[str] = []
        for one in self.node.named("identifier"):
            said = self.fields.seen(one)
            if one.attributes.get("type", "").lower() == "isbn" and numbers_in([said])[0]:
                self.fields.value(one)
                found += numbers_in([said])[0]
        return list(dict.fromkeys(found))

    def _use_record_information(self) -> None:
        """Use what is said of the record and not of the document: how it was made, and when."""
        for information in self.node.named("recordInfo"):
            for one in information.walk():
                if one.name not in _OF_THE_RECORD:
                    self.fields.value(one)
