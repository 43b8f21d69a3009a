"""Read what a SPARQL endpoint sends: results in JSON, graphs in any RDF syntax."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph

from bibliographe.errors import EndpointError
from bibliographe.i18n import Text
from bibliographe.query.answer import Answer, Rows, Triples, Truth, sorted_triples
from bibliographe.query.terms import LANGUAGE_STRING, XSD_STRING, BlankNode, Iri, Literal, Term

_JSON_TYPES = ("application/sparql-results+json", "application/json")


def read_results(body: bytes, media_type: str, address: str) -> Answer:
    """Read SPARQL 1.1 Query Results JSON; raises `EndpointError` for anything else."""
    if media_type not in _JSON_TYPES:
        raise _not_sparql(address, media_type)
    try:
        document = json.loads(body)
        if "boolean" in document:
            return Truth(document["boolean"] is True)
        columns = tuple(document["head"]["vars"])
        rows = tuple(
            tuple(_term(binding[name]) if name in binding else None for name in columns)
            for binding in document["results"]["bindings"]
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _malformed(address, error) from error
    return Rows(columns, rows)


def _term(value: dict[str, Any]) -> Term:
    """Read one RDF term (Query Results JSON, section 3.2.2)."""
    match value["type"]:
        case "uri":
            return Iri(value["value"])
        case "bnode":
            return BlankNode(value["value"])
        case "literal" | "typed-literal":
            language = value.get("xml:lang")
            if language:
                return Literal(value["value"], language, LANGUAGE_STRING)
            return Literal(value["value"], None, value.get("datatype", XSD_STRING))
    raise ValueError(value["type"])


def read_graph(body: bytes, media_type: str, address: str) -> Triples:
    """Read a graph in the RDF syntax that `media_type` names; raises `EndpointError` when it is none."""
    syntax = pyoxigraph.RdfFormat.from_media_type(media_type)
    if syntax is None:
        raise _not_sparql(address, media_type)
    try:
        return sorted_triples({
            (_node(quad.subject), _iri(quad.predicate), _node_or_literal(quad.object))
            for quad in pyoxigraph.parse(input=body, format=syntax, base_iri=address)
        })  # fmt: skip
    except (SyntaxError, ValueError) as error:
        raise _malformed(address, error) from error


def _iri(node: pyoxigraph.NamedNode) -> Iri:
    return Iri(node.value)


def _node(node: object) -> Iri | BlankNode:
    if isinstance(node, pyoxigraph.NamedNode):
        return _iri(node)
    if isinstance(node, pyoxigraph.BlankNode):
        return BlankNode(node.value)
    raise ValueError(str(node))


def _node_or_literal(node: object) -> Term:
    if isinstance(node, pyoxigraph.Literal):
        return Literal(node.value, node.language, node.datatype.value)
    return _node(node)


def _not_sparql(address: str, media_type: str) -> EndpointError:
    return EndpointError(
        Text(f"{address} répond en {media_type}, ce qui n'est pas une réponse SPARQL",
             f"{address} answers in {media_type}, which is not a SPARQL answer"),
        remedy=Text("l'adresse est sans doute celle d'une page ; le service SPARQL en a une autre",
                    "the address is probably a page's; the SPARQL service has another one"),
    )  # fmt: skip


def _malformed(address: str, error: Exception) -> EndpointError:
    return EndpointError(
        Text(f"réponse illisible de {address} : {error}", f"unreadable answer from {address}: {error}")
    )
