"""Ask an rdflib graph: the reference that the other engines are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib

from bibliographe.errors import QueryError
from bibliographe.i18n import Text
from bibliographe.query.answer import Answer, Rows, Triple, Truth, sorted_triples
from bibliographe.query.terms import XSD_STRING, BlankNode, Iri, Literal, Term
from bibliographe.sparql_tokens import keywords

if TYPE_CHECKING:
    from rdflib.query import Result


class ReferenceEngine:
    """Answers from an rdflib graph."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self._graph = graph

    def ask(self, query: str) -> Answer:
        """Return the answer; raises `QueryError` for `FROM`, which rdflib would fetch from the network."""
        if "FROM" in keywords(query):
            raise QueryError(Text("FROM est refusé : rdflib irait chercher le graphe sur le réseau",
                                  "FROM is refused: rdflib would fetch the graph from the network"))  # fmt: skip
        try:
            answer = _answer(self._graph.query(query))
        except QueryError:
            raise
        except Exception as error:  # rdflib raises Exception itself for what it cannot evaluate
            raise QueryError(Text(f"requête refusée : {error}", f"query refused: {error}")) from error
        return _without_empty_group(answer, query)


def _without_empty_group(answer: Answer, query: str) -> Answer:
    """Drop the row that rdflib makes of no solution at all, where `GROUP BY` should make none (section 11.1)."""
    if isinstance(answer, Rows) and "GROUP" in keywords(query) and len(answer.rows) == 1 and not any(answer.rows[0]):
        return Rows(answer.columns, ())
    return answer


def _answer(result: Result) -> Answer:
    if result.type == "ASK":
        return Truth(bool(result.askAnswer))
    if result.type == "SELECT":
        variables = result.vars or []
        rows = tuple(tuple(_term(binding.get(name)) for name in variables) for binding in result.bindings)
        return Rows(tuple(str(name) for name in variables), rows)
    return sorted_triples({_triple(triple) for triple in result.graph or ()})


def _triple(triple: tuple[rdflib.term.Node, ...]) -> Triple:
    subject, predicate, value = (_term(node) for node in triple)
    if isinstance(subject, Literal) or not isinstance(predicate, Iri) or subject is None or value is None:
        raise ValueError(str(triple))
    return subject, predicate, value


def _term(node: object) -> Term | None:
    match node:
        case None:
            return None
        case rdflib.URIRef():
            return Iri(str(node))
        case rdflib.BNode():
            return BlankNode(str(node))
        case rdflib.Literal():
            return Literal(str(node), node.language, _datatype(node))
    raise ValueError(str(node))


def _datatype(node: rdflib.Literal) -> str:
    if node.language is not None:
        return str(rdflib.RDF.langString)
    return XSD_STRING if node.datatype is None else str(node.datatype)
