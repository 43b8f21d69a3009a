"""The shipped JSON-LD context, and values as it would have them.

A value that does not fit its term (a title without a language, a date of another type) is written under the property's
compact address instead, which coerces nothing: what is read back is what was said.
Source: JSON-LD 1.1, <https://www.w3.org/TR/json-ld11/>.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.terms import RDF, XSD
from bibliographe.resources import data_directory

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = Any
"""What `json.dumps` takes."""
_MEMBER = f"{RDF.iri}_"
_NATIVE_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""Integers that every JSON reader keeps exactly and that are written as XML Schema would write them."""
_LANGUAGE_TAG = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Term:
    """A name of the context: the property that it stands for, and what its values are taken for."""

    name: str
    property: str
    coerced_to: str | None
    by_language: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The context, ready to write with."""

    text: str
    """The JSON object itself, as a person wrote it."""
    prefixes: dict[str, str]
    terms: dict[str, Term]
    """By the property's IRI, in the order of the file, which is the order of presentation."""

    def compact(self, iri: str) -> str:
        """Return `prefix:name` where the context has the prefix, else the address itself."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and len(iri) > len(namespace):
                local = iri[len(namespace) :]
                return iri if local.startswith("//") else f"{prefix}:{local}"
        return iri


@cache
def context() -> Context:
    """Return the shipped context."""
    document = (data_directory("ontology") / "context.jsonld").read_text(encoding="utf-8")
    embedded = json.loads(document)["@context"]
    text = document[document.index("{", 1) : document.rindex("}")].rstrip()
    names = {name: value for name, value in embedded.items() if isinstance(value, str) and not value.startswith("@")}

    def full(compact: str) -> str:
        prefix, _, local = compact.partition(":")
        return names[prefix] + local if prefix in names else compact

    terms = (
        Term(
            name,
            full(value["@id"]),
            full(value["@type"]) if "@type" in value else None,
            value.get("@container") == "@language",
        )
        for name, value in embedded.items()
        if isinstance(value, dict) and "@id" in value
    )
    return Context(text, names, {term.property: term for term in terms})


def properties(values: dict[str, list[NamedNode | Literal]], nested: dict[NamedNode, Json]) -> dict[str, Json]:
    """Return the members of a node object for these values by property.

    The values of one property keep their order; a node of `nested` is written whole, any other by its address.
    """
    known = context()
    members: dict[str, list[Json]] = defaultdict(list)
    tongues: dict[str, dict[str, list[str]]] = {}
    for iri in sorted(values, key=_place):
        term = known.terms.get(iri)
        for value in values[iri]:
            if isinstance(value, NamedNode):
                _add_node(members, known, iri, term, nested.get(value, value.value))
            elif term and term.by_language and value.language and _LANGUAGE_TAG.fullmatch(value.language):
                tongues.setdefault(term.name, {}).setdefault(value.language, []).append(value.value)
                members[term.name] = [tongues[term.name]]
            elif term and (fitting := _fitting(value, term)) is not None:
                members[term.name].append(fitting)
            else:
                members[known.compact(iri)].append(_value_object(known, value))
    for by_language in tongues.values():
        for tag, texts in by_language.items():
            by_language[tag] = _single(texts)
    return {name: _single(found) for name, found in members.items()}


def _place(iri: str) -> tuple[int, int, str]:
    """Sort properties as the context lists them, then the members of a sequence by number, then the others."""
    number = iri.removeprefix(_MEMBER)
    return _order().get(iri, len(_order())), int(number) if number.isdecimal() else 0, iri


@cache
def _order() -> dict[str, int]:
    return {iri: number for number, iri in enumerate(context().terms)}


def _add_node(members: dict[str, list[Json]], known: Context, iri: str, term: Term | None, node: Json) -> None:
    if term and term.coerced_to == "@id":
        members[term.name].append(node)
    else:
        members[known.compact(iri)].append({"id": node} if isinstance(node, str) else node)


def _fitting(literal: Literal, term: Term) -> Json | None:
    """Return a literal as its term coerces it, None when the term would make something else of it."""
    datatype = literal.datatype.value
    if term.by_language or term.coerced_to == "@id" or literal.language:
        return None
    if term.coerced_to is None:
        return literal.value if literal.datatype == XSD.string else _value_object(context(), literal)
    if datatype != term.coerced_to:
        return None
    if literal.datatype == XSD.integer and _NATIVE_INTEGER.fullmatch(literal.value):
        return int(literal.value)
    if literal.datatype == XSD.boolean and literal.value in ("true", "false"):
        return literal.value == "true"
    return literal.value


def _value_object(known: Context, literal: Literal) -> Json:
    if literal.language:
        return {"@value": literal.value, "@language": literal.language}
    if literal.datatype in (XSD.string, RDF.langString):
        return literal.value
    return {"@value": literal.value, "@type": known.compact(literal.datatype.value)}


def _single(values: Iterable[Json]) -> Json:
    listed = list(values)
    return listed[0] if len(listed) == 1 else listed
