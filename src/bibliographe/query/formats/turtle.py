"""Turtle, for the graph that `CONSTRUCT` and `DESCRIBE` answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from bibliographe.errors import QueryError
from bibliographe.graph.prefixes import prefixes
from bibliographe.i18n import Text
from bibliographe.query.answer import Triples
from bibliographe.query.terms import BlankNode, Iri, Term

if TYPE_CHECKING:
    from bibliographe.query.reply import Reply


def write(reply: Reply) -> str:
    """Return the graph, its triples in the order of their N-Triples lines."""
    if not isinstance(reply.answer, Triples):
        raise QueryError(
            Text(f"Turtle décrit un graphe, et cette requête ({reply.form}) n'en donne pas",
                 f"Turtle describes a graph, and this query ({reply.form}) gives none"),
            remedy=Text("employez CONSTRUCT ou DESCRIBE, ou un autre format (csv, json…)",
                        "use CONSTRUCT or DESCRIBE, or another format (csv, json…)"),
        )  # fmt: skip
    triples = [pyoxigraph.Triple(_node(s), pyoxigraph.NamedNode(p.value), _term(o)) for s, p, o in reply.answer.triples]
    used = {name: iri for name, iri in prefixes().items() if any(iri in str(triple) for triple in triples)}
    written = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=used)
    return (written or b"").decode()


def _node(term: Iri | BlankNode) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode:
    return pyoxigraph.NamedNode(term.value) if isinstance(term, Iri) else pyoxigraph.BlankNode(term.value)


def _term(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    if isinstance(term, Iri | BlankNode):
        return _node(term)
    if term.language is not None:
        return pyoxigraph.Literal(term.value, language=term.language)
    return pyoxigraph.Literal(term.value, datatype=pyoxigraph.NamedNode(term.datatype))
