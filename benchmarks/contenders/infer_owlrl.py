"""owlrl closes one file under its ontology by the rules of OWL 2 RL: DATA ONTOLOGY RESULT."""

from __future__ import annotations

import sys

import owlrl
import rdflib


def main(data: str, ontology: str, result: str) -> None:
    """Infer, and write everything as N-Triples."""
    graph = rdflib.Graph().parse(data, format="nt").parse(ontology, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    graph.serialize(result, format="nt", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
