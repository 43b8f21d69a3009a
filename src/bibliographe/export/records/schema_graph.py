"""JSON-LD of schema.org: one graph whose context needs nothing from the network.

Source: JSON-LD 1.1, <https://www.w3.org/TR/json-ld11/>. The context that schema.org serves is not asked for.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.graph.terms import BIBO, RDF, SCHEMA, TYPED, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Literal, Store

    from bibliographe.graph.terms import Statement

_ADDRESSES = ("additionalType", "sameAs", "sdLicense", "url")
"""Properties whose values search engines read as addresses, not as things."""
_CONTEXT: dict[str, object] = {"@vocab": SCHEMA.iri} | {name: {"@type": "@id"} for name in _ADDRESSES}


def schema_document(nodes: Iterator[list[Statement]], store: Store) -> Iterator[str]:
    """Yield a document of nodes, one a line; `store` says in which order the authors of an entry stand."""
    yield '{\n"@context": ' + json.dumps(_CONTEXT) + ',\n"@graph": ['
    separators = chain(["\n"], iter(lambda: ",\n", None))
    for statements, separator in zip(nodes, separators, strict=False):
        yield separator + json.dumps(_node(statements, store), ensure_ascii=False)
    yield "\n]\n}\n"


def _node(statements: list[Statement], store: Store) -> dict[str, object]:
    subject = statements[0].subject
    said: dict[NamedNode, list[NamedNode | Literal]] = {}
    for one in statements:
        said.setdefault(one.predicate, []).append(one.object)
    authors = said.get(SCHEMA.author, [])
    if len(authors) > 1:
        places = _places(subject, store)
        authors.sort(key=lambda author: places.get(author, len(places) + 1))
    found: dict[str, object] = {"@id": subject.value}
    if TYPED in said:
        found["@type"] = _one_or_all([_term(value.value) for value in said.pop(TYPED)])
    for predicate, values in said.items():
        name = _term(predicate.value)
        found[name] = _one_or_all([_value(name, value) for value in values])
    return found


def _value(name: str, value: NamedNode | Literal) -> object:
    if isinstance(value, NamedNode):
        return value.value if name in _ADDRESSES else {"@id": value.value}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype not in (XSD.string, RDF.langString):
        return {"@value": value.value, "@type": value.datatype.value}
    return {"@value": value.value} if name in _ADDRESSES else value.value


def _one_or_all(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values


def _term(iri: str) -> str:
    return iri.removeprefix(SCHEMA.iri)


def _places(entry: NamedNode, store: Store) -> dict[object, int]:
    """Return the place of each author in the list, by the author."""
    places: dict[object, int] = {}
    for quad in store.quads_for_pattern(entry, BIBO.authorList, None, DefaultGraph()):
        for member in store.quads_for_pattern(quad.object, None, None, DefaultGraph()):  # type: ignore[arg-type]
            number = member.predicate.value.removeprefix(f"{RDF.iri}_")
            if number.isdecimal():
                places[member.object] = int(number)
    return places
