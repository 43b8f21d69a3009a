"""The document types and their classes, as `ontology/schemes/document-types.ttl` says."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse

from bibliographe.graph.terms import BIBL, BIBO, TYPE
from bibliographe.resources import data_directory

UNKNOWN = "document"


@cache
def entry_classes() -> dict[str, NamedNode]:
    """Return the class of entries of each document type, by the type's key (`"guide"` → `bibo:Manual`)."""
    path = data_directory("ontology") / "schemes" / "document-types.ttl"
    return {
        quad.subject.value.removeprefix(TYPE.iri): quad.object
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
        if quad.predicate == BIBL.entryClass
    }


def entry_class(kind: str) -> NamedNode:
    """Return the class for one document type; `bibo:Document` for a type that is not in the scheme."""
    return entry_classes().get(kind, BIBO.Document)
