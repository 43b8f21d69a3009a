"""Documents in BIBO and Dublin Core, in any syntax of RDF, and those of Zotero's export of that form.

Source: Bibliographic Ontology 1.3; DCMI Metadata Terms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from bibliographe.errors import SourceError
from bibliographe.i18n import Text
from bibliographe.ingest.linked.document import DocumentReader
from bibliographe.ingest.linked.graph import Graph
from bibliographe.ingest.linked.imprint import PARTS, TITLES
from bibliographe.ingest.linked.kinds import ISSUES, PERIODICALS, SERIES, kind_of
from bibliographe.ingest.linked.leftovers import leftovers
from bibliographe.ingest.linked.people import PROPERTIES
from bibliographe.ingest.linked.places import Places, with_furniture
from bibliographe.ingest.linked.resource import Builder
from bibliographe.ingest.linked.statements import statements_of
from bibliographe.ingest.linked.syntaxes import LOOKED_AT, syntax_of
from bibliographe.ingest.linked.terms import class_of, name_of
from bibliographe.ingest.records.languages import with_languages
from bibliographe.model.entry import Entry, Reject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.linked.terms import Term
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item

_VOCABULARIES = re.compile(
    r"purl\.org/(?:ontology/bibo/|dc/terms/|dc/elements/1\.1/|net/biblio#)|schema\.org/|xmlns\.com/foaf/0\.1/"
)
_OF_BIBO = re.compile(r"purl\.org/ontology/bibo/")
_CONTAINERS = {*PERIODICALS, *SERIES, *ISSUES, "bibo:Collection"}
_SAYS_MORE = ("dcterms:creator", "dc:creator", "bibo:authorList", "bibo:editor", "bibo:editorList", "foaf:maker",
              "dcterms:date", "dcterms:issued", "dc:date", "dcterms:publisher", "dc:publisher")  # fmt: skip


class BiboRdfReader:
    """Reads documents in BIBO and Dublin Core."""

    extensions: tuple[str, ...] = (".ttl", ".nt", ".rdf", ".owl", ".jsonld", ".nq", ".trig", ".n3", ".xml")

    def recognises(self, source: Source) -> float:
        """Return how surely a text is RDF in BIBO or Dublin Core; RDF of any other kind is tried in the last place."""
        if syntax_of(source) is None:
            return 0.0
        head = source.text[:LOOKED_AT]
        return 0.7 if _OF_BIBO.search(head) else 0.5 if _VOCABULARIES.search(head) else 0.2

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each document, in their order, and a reject for what is none and belongs to none.

        Raises `SourceError` when the text is no RDF.
        """
        graph, rejects = graph_of(source)
        yield from with_furniture(with_languages([*_entries(graph, source, rejects), *rejects]), source.lines)


def graph_of(source: Source) -> tuple[Graph, list[Reject]]:
    """Return what a source says, and what of it could not be parsed; raises `SourceError` when it is no RDF."""
    syntax = syntax_of(source)
    if syntax is None:
        raise SourceError(
            Text("ce n'est pas du RDF", "this is no RDF"),
            file=source.file_name,
            remedy=Text(
                "donnez du Turtle, du RDF/XML, du JSON-LD ou des N-Triples",
                "give Turtle, RDF/XML, JSON-LD or N-Triples",
            ),
        )
    found = list(statements_of(source.text, syntax))
    return Graph(one for one in found if not isinstance(one, Reject)), [one for one in found if isinstance(one, Reject)]


def _entries(graph: Graph, source: Source, rejects: list[Reject]) -> Iterator[Item]:
    documents = list(dict.fromkeys(subject for subject in graph.subjects() if is_document(graph, subject)))
    apart = set(documents)
    builder = Builder(graph, lambda term, name: term in apart and name not in PARTS)
    places = Places(source.lines, graph.statements(), rejects)
    position = 1
    for subject in documents:
        tree, own = builder.tree(subject)
        item = DocumentReader(tree, places.span(own), position).item()
        position += isinstance(item, Entry)
        yield item
    yield from leftovers(graph, builder.told, places)


def is_document(graph: Graph, subject: Term) -> bool:
    """Tell whether a subject is a document by itself, and not just what others stand in or are made by."""
    classes = graph.classes(subject)
    referring = graph.to(subject)
    is_container = any(name_of(one.predicate) in PARTS for one in referring)
    if kind_of(classes) and not (is_container and _CONTAINERS.intersection(classes)):
        return not is_container or (isinstance(subject, NamedNode) and bool(graph.objects(subject, *_SAYS_MORE)))
    if _CONTAINERS.intersection(classes):
        return not referring and bool(graph.objects(subject, *TITLES))
    if classes and not any(_is_strange(graph, one) for one in graph.objects(subject, "rdf:type")):
        return False
    is_said = bool(graph.objects(subject, "dcterms:title", "dc:title", "schema:name", "schema:headline"))
    roles = {name_of(one.predicate) for one in referring}
    if is_container or not roles.isdisjoint(PROPERTIES) or (isinstance(subject, BlankNode) and referring):
        return False
    return is_said and bool(graph.objects(subject, *_SAYS_MORE))


def _is_strange(graph: Graph, term: Term) -> bool:
    """Tell whether a class is of no vocabulary that describes people, concepts or data sets."""
    name = class_of(term)
    return not name.startswith(("foaf:", "skos:", "org:", "owl:", "rdfs:", "rdf:", "vcard:", "event:", "z:", "ctag:"))
