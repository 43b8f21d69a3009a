"""What the SPARQL service says of itself.

Source: SPARQL 1.1 Service Description, <https://www.w3.org/TR/sparql11-service-description/>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, serialize

from bibliographe.export.dataset import VOID
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.terms import DCTERMS, RDF, XSD, Namespace
from bibliographe.serve.sparql.readable import readable_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.serve.site import Snapshot

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads",
)  # fmt: skip


def graphs_to_read(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the named graphs that queries may read: `snapshot.once(graphs_to_read)`."""
    store = Store.read_only(str(readable_folder(snapshot)))
    return tuple(sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)))


def describe(snapshot: Snapshot, media_type: str) -> bytes:
    """Return the description in a form of RDF."""
    syntax = cast("RdfFormat", RdfFormat.from_media_type(media_type))
    used = {name: iri for name, iri in prefixes().items() if name in ("dcterms", "rdf")}
    used |= {"sd": SD.iri, "void": VOID.iri, "formats": _FORMATS.iri}
    return serialize(_said(snapshot), format=syntax, prefixes=used) or b""


def _said(snapshot: Snapshot) -> Iterator[Triple]:
    catalogue = snapshot.catalogue
    service, dataset, default = NamedNode(f"{catalogue.base}sparql"), BlankNode("dataset"), BlankNode("default")
    yield Triple(service, RDF.type, SD.Service)
    yield Triple(service, SD.endpoint, service)
    yield Triple(service, SD.supportedLanguage, SD.SPARQL11Query)
    for name in _RESULT_FORMATS:
        yield Triple(service, SD.resultFormat, _FORMATS[name])
    yield Triple(service, SD.defaultDataset, dataset)
    yield Triple(dataset, RDF.type, SD.Dataset)
    for language, title in sorted(catalogue.title.items()):
        yield Triple(dataset, DCTERMS.title, Literal(title, language=language))
    yield Triple(dataset, DCTERMS.license, NamedNode(catalogue.licence))
    yield Triple(dataset, SD.defaultGraph, default)
    yield Triple(default, RDF.type, SD.Graph)
    triples = Literal(str(snapshot.manifest.triples), datatype=XSD.integer)
    yield Triple(default, VOID.triples, triples)
    for number, name in enumerate(snapshot.once(graphs_to_read)):
        graph, inside = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        yield Triple(dataset, SD.namedGraph, graph)
        yield Triple(graph, RDF.type, SD.NamedGraph)
        yield Triple(graph, SD.name, NamedNode(name))
        yield Triple(graph, SD.graph, inside)
        yield Triple(inside, RDF.type, SD.Graph)
