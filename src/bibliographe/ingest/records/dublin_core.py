"""Dublin Core in XML: `oai_dc:dc`, `simpledc`, `qualifieddc`, DSpace's, and any element that holds elements of it.

Source: Guidelines for implementing Dublin Core in XML (DCMI, 2003); DCMI Metadata Terms; OAI-PMH 2.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.dublin_core_dspace import as_dublin_core, holds_dspace, is_of_dspace
from bibliographe.ingest.records.dublin_core_names import contributions_of
from bibliographe.ingest.records.dublin_core_values import DublinCoreCitation
from bibliographe.ingest.records.dublin_core_wrappers import is_dublin_core, wrappers_in
from bibliographe.ingest.records.fields import untitled
from bibliographe.ingest.records.languages import UNKNOWN, language_code, with_languages
from bibliographe.ingest.records.mods_subjects import split_contents
from bibliographe.ingest.records.parts import numbered
from bibliographe.ingest.records.xml_envelope import is_oai_record, with_envelope, without_metadata
from bibliographe.ingest.records.xml_fields import Markup, NodeFields
from bibliographe.ingest.records.xml_nodes import read_records, root_of
from bibliographe.model.entry import ContentsLine, Entry, Furniture, Reading
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.xml_tree import Node
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item, Reject

_MARKUP = Markup.of(told="lang type scheme", private="description abstract")
_ROOTS_OF_OTHERS = ("RDF", "html", "rss", "feed", "package", "svg")
_RECORD = Text("Dublin Core", "Dublin Core")


class DublinCoreReader:
    """Reads Dublin Core in XML."""

    extensions = (".xml",)

    def recognises(self, source: Source) -> float:
        """Return how surely a text is of Dublin Core: its namespace, and an element that holds a title of it."""
        head = source.text[:100_000]
        root = root_of(head)
        if root is not None and holds_dspace(head):
            return 0.8
        if "http://purl.org/dc/" not in head:
            return 0.0
        if root is None or root[1] in _ROOTS_OF_OTHERS:
            return 0.0
        return 0.8 if wrappers_in(head).known else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each record, in their order; one without a title is a reject."""
        wrappers = wrappers_in(source.text)

        def is_record(space: str, name: str) -> bool:
            return wrappers.holds(space, name) or is_of_dspace(space, name) or is_oai_record(space, name)

        def item(node: Node, number: int) -> Entry | Reject | Furniture:
            node = as_dublin_core(node)
            if is_oai_record(node.space, node.name) and not any(is_dublin_core(one.space) for one in node.children):
                return without_metadata(node, _RECORD)
            return _RecordReader(node, number).item()

        yield from with_envelope(with_languages(numbered(read_records(source.text, is_record), item)), source.lines)


class _RecordReader:
    """Reads one record."""

    def __init__(self, node: Node, position: int) -> None:
        self.node, self.position = node, position
        self.fields = NodeFields(node, _MARKUP)
        self.nodes: dict[str, list[Node]] = {}
        for one in node.children:
            if is_dublin_core(one.space) and self.fields.seen(one):
                self.nodes.setdefault(one.name, []).append(one)

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields = self.fields
        language = self._language()
        title = self._title(language)
        if title is None:
            remedy = Text("donnez-lui un « dc:title »", "give it a 'dc:title'")
            return untitled(fields.span, fields.whole(), _RECORD, remedy)
        contributions = contributions_of(fields, self.nodes)
        citation = DublinCoreCitation(fields, self.nodes)
        found = citation.read()
        return Entry(
            title=title,
            kind=citation.kind.name,
            position=self.position,
            span=fields.span,
            language=language or UNKNOWN,
            contributions=contributions,
            citation=found,
            keywords=self._keywords(),
            annotation=fields.abstracts(),
            contents=self._contents(),
            links=citation.links,
            text=(text := fields.printed()),
            readings=(Reading("citation", fields.span, text),),
            doubts=tuple(fields.doubts),
            unread=fields.unread(),
        )

    def _language(self) -> str | None:
        for node in self.nodes.get("language", ()):
            code = language_code(self.fields.seen(node))
            if code and code not in (UNKNOWN, "mul", "zxx"):
                self.fields.value(node)
                return code
        return None

    def _title(self, language: str | None) -> str | None:
        """Return the first title in the record's language, else the first that tells no language, else the first."""
        titles = self.nodes.get("title", [])
        tags = [node.attributes.get("lang", "") for node in titles]
        for wanted in (language or "", ""):
            for node, tag in zip(titles, tags, strict=True):
                if (language_code(tag) or "") == wanted:
                    return self.fields.value(node)
        return self.fields.value(titles[0]) if titles else None

    def _keywords(self) -> tuple[str, ...]:
        """Return the subjects; semicolons part several of an element."""
        said = [self.fields.value(node) or "" for node in self.nodes.get("subject", ())]
        found = (clean(one) for text in said for one in text.split(";"))
        return tuple(dict.fromkeys(filter(None, found)))

    def _contents(self) -> tuple[ContentsLine, ...]:
        lines: list[str] = []
        for node in self.nodes.get("tableOfContents", ()):
            self.fields.value(node)
            lines += split_contents(node.text)
        return tuple(map(ContentsLine, lines))
