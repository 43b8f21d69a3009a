"""Zotero's own export as RDF.

Source: Zotero's translator `Zotero RDF.js`; item types and fields of Zotero 7.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from bibliographe.i18n import Text
from bibliographe.ingest.linked.bibo import graph_of
from bibliographe.ingest.linked.collections import Collections
from bibliographe.ingest.linked.document import DocumentReader
from bibliographe.ingest.linked.kinds import SERIES
from bibliographe.ingest.linked.leftovers import REASON, REMEDY, leftovers
from bibliographe.ingest.linked.people import PROPERTIES
from bibliographe.ingest.linked.places import Places, with_furniture
from bibliographe.ingest.linked.resource import Builder
from bibliographe.ingest.linked.syntaxes import LOOKED_AT, syntax_of
from bibliographe.ingest.linked.terms import shown
from bibliographe.ingest.records.identifiers import doi_noted
from bibliographe.ingest.records.kinds import Kind
from bibliographe.ingest.records.languages import with_languages
from bibliographe.ingest.records.zotero_terms import ITEM_TYPES
from bibliographe.model.entry import Entry, Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.linked.graph import Graph
    from bibliographe.ingest.linked.terms import Term
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_ITEM = re.compile(r"zotero\.org/namespaces/export#")
_TYPE = re.compile(r"itemType\b")
_ATTACHMENTS = ("z:Attachment", "bib:Memo")
_NOT_ITEMS = ("attachment", "note", "annotation")
_ALONE = (
    Text("une note ou un fichier joint sans document", "a note or an attached file without a document"),
    Text(
        "dans Zotero, rattachez-le à une notice (ou « Créer un document parent »), puis exportez à nouveau",
        "in Zotero, put it under an item (or 'Create Parent Item'), then export again",
    ),
)


class ZoteroRdfReader:
    """Reads Zotero RDF."""

    extensions = (".rdf",)

    def recognises(self, source: Source) -> float:
        """Return how surely a text is Zotero's export: its items say their type in Zotero's own terms."""
        if syntax_of(source) is None:
            return 0.0
        head = source.text[:LOOKED_AT]
        return 0.95 if _ITEM.search(head) and _TYPE.search(source.text) and "ontology/bibo/" not in head else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield a topic for each collection and an entry for each item, in their order.

        Notes and files go with their item; those without one are rejects. Raises `SourceError` when the text is no RDF.
        """
        graph, rejects = graph_of(source)
        yield from with_furniture(with_languages([*_items(graph, source, rejects), *rejects]), source.lines)


def _items(graph: Graph, source: Source, rejects: list[Reject]) -> Iterator[Item]:
    records = list(filter(lambda subject: _is_item(graph, subject), graph.subjects()))
    apart = set(records)
    builder = Builder(graph, lambda term, name: term in apart and name not in PROPERTIES)
    places = Places(source.lines, graph.statements(), rejects)
    collections = Collections(graph, places)
    yield from collections.topics()
    position = 1
    for subject in records:
        tree, own = builder.tree(subject)
        item = _ItemReader(tree, places.span(own), position).item(collections.paths(subject))
        position += isinstance(item, Entry)
        yield item
    yield from leftovers(graph, builder.told | collections.told, places, lambda subject: _why(graph, subject))


def _is_item(graph: Graph, subject: Term) -> bool:
    types = [shown(value) for value in graph.objects(subject, "z:itemType")]
    return bool(types) and not set(types) & set(_NOT_ITEMS) and not set(graph.classes(subject)) & set(_ATTACHMENTS)


def _why(graph: Graph, subject: Term) -> tuple[Text, Text]:
    types = {shown(value) for value in graph.objects(subject, "z:itemType")}
    is_alone = types & set(_NOT_ITEMS) or set(graph.classes(subject)) & set(_ATTACHMENTS)
    return _ALONE if is_alone else (REASON, REMEDY)


class _ItemReader(DocumentReader):
    """Reads one item: its type is Zotero's, the date when it was submitted is that of access."""

    called = Text("Zotero RDF", "Zotero RDF")
    private = ("dcterms:abstract",)
    other_titles = ("z:displayTitle",)
    accessed = ("dcterms:dateSubmitted", "z:accessDate")

    def kind(self) -> Kind:
        """Return the kind that Zotero's item type is; one that is unknown is doubtful."""
        said = self.tree.take("z:itemType") or ""
        for one in self.tree.named("rdf:type"):
            one.used = True
        kind = ITEM_TYPES.get(said)
        if kind is None:
            self.fields.doubt("kind", Text(f"type Zotero inconnu : « {said} »", f"unknown Zotero type: '{said}'"))
            kind = super().kind()
        parts = self.tree.named("dcterms:isPartOf")
        if kind.name == "document" and any(set(SERIES).isdisjoint(part.classes) for part in parts):
            kind = Kind("document", "periodical")
        return kind

    def item(self, topics: Sequence[tuple[str, ...]] = ()) -> Entry | Reject:
        """Return the entry, with the DOI of a line of "Extra" where its type has no field for one."""
        entry = super().item(topics)
        extra = [one.term.value for one in self.tree.named("dc:description") if isinstance(one.term, Literal)]
        noted = next(filter(None, map(doi_noted, extra)), None)
        if isinstance(entry, Reject) or noted is None or "doi" in dict(entry.citation.identifiers):
            return entry
        identifiers = (*entry.citation.identifiers, ("doi", noted))
        return replace(entry, citation=replace(entry.citation, identifiers=identifiers))
