"""A graph of rdflib that reads a store as it goes.

pySHACL and rdflib's SPARQL engine ask it for triples by pattern, and get them from the store: neither copies the
catalogue, and each sees of it just what the node under examination makes it look at.

`oxrdflib` would hand SPARQL queries to the store itself, whose pre-bound variables mean something else: through it
pySHACL reported 10,035 results where 35 were right. Here rdflib evaluates every query, over the store's triples.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph
import rdflib
from rdflib.store import Store as AbstractStore

from bibliographe.validate.solutions import Solutions
from bibliographe.validate.terms import to_pyoxigraph, to_rdflib
from bibliographe.validate.written import as_written, to_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib.graph import _ContextType, _TriplePatternType, _TripleType
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Identifier, Node

    from bibliographe.validate.batches import Suspected
    from bibliographe.validate.filed import Filed

_QUERIES = 512
"""Parsed queries that are remembered: more than a shapes graph has."""


class LiveStore(AbstractStore):
    """The default graph of a pyoxigraph store, or of what answers as one, read only."""

    context_aware = True
    graph_aware = True

    def __init__(self, store: pyoxigraph.Store | Filed) -> None:
        super().__init__()
        self.inner = store
        self._has_any: bool | None = None
        self.graph: LiveGraph | None = None

    def triples(
        self, triple_pattern: _TriplePatternType, context: _ContextType | None = None
    ) -> Iterator[tuple[_TripleType, Iterator[_ContextType | None]]]:
        """Yield the triples that match; a pattern that no triple can have (a literal as subject) has none."""
        subject, predicate, value = triple_pattern
        if isinstance(subject, rdflib.Literal) or not isinstance(predicate, rdflib.URIRef | None):
            return
        try:
            terms = _stored(subject), _stored(predicate), _stored(value)
        except ValueError:  # a relative address, which no graph has
            return
        for quad in self.inner.quads_for_pattern(*terms, pyoxigraph.DefaultGraph()):
            yield (
                (read(quad.subject), read(quad.predicate), read(quad.object)),
                iter((self.graph if context is None else context,)),
            )

    def __len__(self, context: _ContextType | None = None) -> int:
        """Return 1 where there are triples, else 0: pySHACL asks for each result whether there are any, never how many.

        To count them is to read the whole store.
        """
        if self._has_any is None:
            self._has_any = next(iter(self.inner.quads_for_pattern(None, None, None)), None) is not None
        return int(self._has_any)


class LiveGraph(rdflib.Graph):
    """The default graph of a pyoxigraph store, or of what answers as one, as rdflib and pySHACL read it."""

    def __init__(self, store: pyoxigraph.Store | Filed) -> None:
        live = LiveStore(store)
        super().__init__(store=live, bind_namespaces="none")
        live.graph = self
        self.solutions = Solutions(self._answer)
        """What is known beforehand of the queries that are asked."""

    def look_for(self, suspected: Iterable[Suspected]) -> None:
        """Find out what is wrong with suspects, before it is asked of each, and forget about others."""
        live = cast("LiveStore", self.store)
        self.solutions = Solutions(self._answer)
        for one in suspected:
            if one.solving is not None:
                self.solutions.find(live.inner, one.solving, one.doubt, one.nodes)

    def __bool__(self) -> bool:
        """Be true, as rdflib and pySHACL take a graph to be, without counting its triples each time."""
        return True

    def query(
        self,
        query_object: str | Query,
        processor: str | rdflib.query.Processor = "sparql",
        result: str | type[rdflib.query.Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803 - pySHACL names and orders them as rdflib does
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803
        use_store_provided: bool = True,
        **options: Any,
    ) -> rdflib.query.Result:
        """Answer a query, parsed once: pySHACL asks the same one of every focus node."""
        if isinstance(query_object, str) and not initNs:
            known = self.solutions.of(query_object, initBindings)
            if known is not None:
                return known
            query_object = _parsed(query_object)
        return super().query(query_object, processor, result, initNs, initBindings, use_store_provided, **options)

    def _answer(self, query: str, bound: Mapping[str, Node]) -> rdflib.query.Result:
        return super().query(_parsed(query), initBindings=cast("Mapping[str, Identifier]", bound))


@lru_cache(maxsize=_QUERIES)
def _parsed(text: str) -> Query:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text)


def _stored(term: Node | None) -> Any:
    if term is None:
        return None
    found = to_pyoxigraph(term)
    return to_store(found) if isinstance(found, pyoxigraph.Literal) else found


def read(term: Any) -> Any:
    """Return a term of a store as rdflib holds it, written as it was."""
    return to_rdflib(as_written(term))
