"""Ask the embedded store (pyoxigraph)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from bibliographe.errors import QueryError
from bibliographe.i18n import Text
from bibliographe.query.answer import Answer, Rows, Triple, Truth, sorted_triples
from bibliographe.query.engines.deadline import within
from bibliographe.query.terms import BlankNode, Iri, Literal, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

Graph = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.DefaultGraph

DEFAULT_TIMEOUT = 60.0


class EmbeddedEngine:
    """Answers from a pyoxigraph store; `graphs` are read together as the default graph.

    `timeout` is in seconds, None for no limit.
    """

    def __init__(
        self,
        store: pyoxigraph.Store,
        graphs: Sequence[Graph] = (),
        timeout: float | None = DEFAULT_TIMEOUT,
    ) -> None:
        self._store = store
        self._graphs: list[Graph] | None = list(graphs) or None
        self._timeout = timeout

    def ask(self, query: str) -> Answer:
        """Return the answer; raises `QueryError` when it does not come in time."""
        return within(self._timeout, lambda: self._answer(query))

    def _answer(self, query: str) -> Answer:
        try:
            result = self._store.query(query, default_graph=self._graphs)
            if isinstance(result, pyoxigraph.QueryBoolean):
                return Truth(bool(result))
            if isinstance(result, pyoxigraph.QueryTriples):
                return sorted_triples({_triple(triple) for triple in result})
            columns = tuple(variable.value for variable in result.variables)
            return Rows(columns, tuple(tuple(_term(value) for value in row) for row in result))
        except (SyntaxError, ValueError, OSError) as error:
            raise QueryError(
                Text(f"requête refusée par la base : {error}", f"query refused by the store: {error}")
            ) from error


def _triple(triple: pyoxigraph.Triple) -> Triple:
    subject, predicate, value = _term(triple.subject), _term(triple.predicate), _term(triple.object)
    if isinstance(subject, Literal) or not isinstance(predicate, Iri) or subject is None or value is None:
        raise ValueError(str(triple))
    return subject, predicate, value


def _term(term: object) -> Term | None:
    match term:
        case None:
            return None
        case pyoxigraph.NamedNode():
            return Iri(term.value)
        case pyoxigraph.BlankNode():
            return BlankNode(term.value)
        case pyoxigraph.Literal():
            return Literal(term.value, term.language, term.datatype.value)
    raise ValueError(str(term))
