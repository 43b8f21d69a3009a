"""What follows from the catalogue by its ontology and that nobody said.

The ontology is closed by owlrl, the things by set-based queries in the store: 48 entries or a million, the time grows
with what is said, not with its square. A test compares both ways on a whole catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from bibliographe.infer.rules import identity_queries, property_queries, type_queries
from bibliographe.infer.schema import read_schema
from bibliographe.infer.terms import from_rdflib
from bibliographe.store.names import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolutions, QueryTriples

    from bibliographe.config import Catalogue
    from bibliographe.infer.schema import Schema

_SAID: list[NamedNode | BlankNode | DefaultGraph] = [DefaultGraph(), ONTOLOGY]
_SAME_AS = NamedNode("http://www.w3.org/2002/07/owl#sameAs")


def entailed(store: Store, _catalogue: Catalogue) -> Iterator[Triple]:
    """Yield the triples that follow from what `store` says, each once: the axioms first, then what they say of things.

    The abstracts have no part in it. Neither do statements that tell nothing (see `bibliographe.infer.terms.is_kept`).
    """
    schema = read_schema(quad.triple for quad in store.quads_for_pattern(None, None, None, ONTOLOGY))
    yield from map(from_rdflib, schema.axioms)
    if next(store.quads_for_pattern(None, _SAME_AS, None, DefaultGraph()), None) is None:
        yield from _one_pass(store, schema)
    else:
        yield from _with_identities(store, schema)


def _one_pass(store: Store, schema: Schema) -> Iterator[Triple]:
    used = _predicates(store)
    for query in (*property_queries(schema, used), *type_queries(schema, used)):
        yield from _ask(store, query)


def _ask(store: Store, query: str) -> QueryTriples:
    return cast("QueryTriples", store.query(query, default_graph=_SAID))


def _predicates(store: Store) -> frozenset[str]:
    rows = store.query("SELECT DISTINCT ?p WHERE { ?s ?p ?o }", default_graph=_SAID)
    return frozenset(cast("NamedNode", row["p"]).value for row in cast("QuerySolutions", rows))


def _with_identities(store: Store, schema: Schema) -> Iterator[Triple]:
    """Where somebody said that two things are one, what follows for the one follows for the other: to a fixpoint.

    Works on a copy in memory, which is dear and rare: a catalogue merges what is one and the same.
    """
    copy = Store()
    for graph in _SAID:
        copy.extend(store.quads_for_pattern(None, None, None, graph))
    while True:
        size = len(copy)
        for found in (_one_pass(copy, schema), *(_ask(copy, query) for query in identity_queries())):
            news = list(dict.fromkeys(found))
            copy.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in news)
            yield from news
        if len(copy) == size:
            return
