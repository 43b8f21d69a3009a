"""The one prefix list says the same thing to Turtle, to shapes and to queries."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from rdflib import Graph, Namespace, URIRef

from bibliographe.graph.prefixes import prefixes, sparql_prologue

if TYPE_CHECKING:
    from pathlib import Path

SH = Namespace("http://www.w3.org/ns/shacl#")
ONTOLOGY = URIRef("https://w3id.org/bibliographe/ns")


def test_turtle_and_shacl_declarations_agree(repository: Path) -> None:
    graph = Graph().parse(repository / "ontology" / "prefixes.ttl")
    declared = {
        str(graph.value(declaration, SH.prefix)): str(graph.value(declaration, SH.namespace))
        for declaration in graph.objects(ONTOLOGY, SH.declare)
    }
    assert declared == prefixes()
    assert len(declared) == len(set(graph.subjects(SH.prefix))), "a declaration that nobody declares"


def test_rdflib_reads_the_same_list(repository: Path) -> None:
    graph = Graph(bind_namespaces="none").parse(repository / "ontology" / "prefixes.ttl")
    assert {prefix: str(iri) for prefix, iri in graph.namespaces()} == prefixes()


def test_no_two_prefixes_for_one_namespace() -> None:
    assert len(set(prefixes().values())) == len(prefixes())


def test_each_caller_has_its_own_copy() -> None:
    prefixes().clear()
    assert prefixes()["bibo"] == "http://purl.org/ontology/bibo/"


def test_the_prologue_opens_a_query() -> None:
    graph = Graph(bind_namespaces="none").parse(data="<urn:a> a <http://purl.org/ontology/bibo/Book> .")
    assert graph.query(sparql_prologue() + "ASK { ?book a bibo:Book }").askAnswer


def test_reading_the_list_loads_no_rdf_library() -> None:
    program = (
        "import sys; from bibliographe.graph.prefixes import prefixes; assert prefixes();"
        "sys.exit(bool({'rdflib', 'pyoxigraph'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
