"""Which terms the known vocabularies have, and which one was meant.

rdflib ships the lists of the larger vocabularies; `ontology/vocabularies/*.tsv` has the others and what rdflib's
lack; the project's own terms are what its ontology and schemes describe.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import namespace as rdflib_namespaces

from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.term_scan import Occurrence, terms_in_query, terms_in_turtle
from bibliographe.resources import data_directory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = [
    "Occurrence", "Vocabulary", "namespaces", "terms_in_query", "terms_in_turtle", "unknown_terms", "vocabularies",
]  # fmt: skip

_SHIPPED_BY_RDFLIB = {
    "dc": "DC", "dcat": "DCAT", "dcmitype": "DCMITYPE", "dcterms": "DCTERMS", "foaf": "FOAF", "org": "ORG",
    "owl": "OWL", "prov": "PROV", "rdf": "RDF", "rdfs": "RDFS", "schema": "SDO", "sh": "SH", "skos": "SKOS",
    "vann": "VANN", "void": "VOID", "xsd": "XSD",
}  # fmt: skip
_OWN = ("bibl", "role", "type")
_NUMBERED = re.compile(r"_[1-9][0-9]*")
_CLOSE = 0.7
_VERY_CLOSE = 0.85
"""A list with only some terms condemns another term only when it looks like a slip for one of them."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The local names of a namespace; `complete` when there are no others."""

    namespace: str
    terms: frozenset[str]
    complete: bool

    def has(self, name: str) -> bool:
        """Tell whether `name` is one of the terms; `rdf:_1`, `rdf:_2`… are without end."""
        return name in self.terms or (self.namespace.endswith("rdf-syntax-ns#") and bool(_NUMBERED.fullmatch(name)))

    def nearest(self, name: str, cutoff: float = _CLOSE) -> str | None:
        """Return the term most like `name` (the same but for its capitals, if there is one), or None."""
        folded = {term.casefold(): term for term in sorted(self.terms)}
        found = folded.get(name.casefold())
        if found is None:
            close = difflib.get_close_matches(name, sorted(self.terms), n=1, cutoff=cutoff)
            found = close[0] if close else None
        return found


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """Return the known vocabularies by namespace, longest namespace first."""
    listed = {vocabulary.namespace: vocabulary for vocabulary in _listed()}
    known = prefixes()
    for prefix, name in _SHIPPED_BY_RDFLIB.items():
        shipped = getattr(rdflib_namespaces, name)
        terms = frozenset(shipped.__annotations__) | frozenset(shipped._extras)
        beside = listed.get(known[prefix])
        listed[known[prefix]] = Vocabulary(known[prefix], terms | (beside.terms if beside else frozenset()), True)
    for prefix in _OWN:
        listed[known[prefix]] = Vocabulary(known[prefix], _described(known[prefix]), True)
    return dict(sorted(listed.items(), key=lambda item: -len(item[0])))


def unknown_terms(terms: Iterable[str], *, strict: bool = False) -> dict[str, str | None]:
    """Return each IRI that looks like a term of a known vocabulary and is none, with the IRI that was meant.

    The suggestion is None when nothing is like it. IRIs of other namespaces are passed over. A vocabulary of
    which only some terms are listed condemns what looks like a slip for one of them; with `strict`, anything else.
    """
    return {iri: suggestion for iri in terms for suggestion in _fault(iri, strict)}


@cache
def namespaces() -> tuple[str, ...]:
    """Return how an IRI begins that may be a term: the known namespaces, and slips for one of them."""
    return (*vocabularies(), *_namespace_slips())


def _fault(iri: str, strict: bool) -> Iterator[str | None]:
    for namespace, vocabulary in vocabularies().items():
        if iri.startswith(namespace) and iri != namespace:
            name = iri[len(namespace) :]
            if vocabulary.has(name):
                return
            cutoff = _CLOSE if vocabulary.complete or strict else _VERY_CLOSE
            nearest = vocabulary.nearest(name, cutoff)
            if vocabulary.complete or strict or nearest:
                yield namespace + nearest if nearest else None
            return
    yield from _wrong_namespace(iri)


def _wrong_namespace(iri: str) -> Iterator[str]:
    """Yield the right IRI of a term whose namespace has the wrong scheme or the wrong last character."""
    for variant, namespace in _namespace_slips().items():
        name = iri[len(variant) :]
        if iri.startswith(variant) and vocabularies()[namespace].has(name):
            yield namespace + name
            return


@cache
def _namespace_slips() -> dict[str, str]:
    slips = {}
    for namespace in vocabularies():
        other_end = namespace[:-1] + ("/" if namespace.endswith("#") else "#")
        for variant in (namespace, other_end):
            scheme, rest = variant.split("://", 1)
            slips[variant] = namespace
            slips[f"{'http' if scheme == 'https' else 'https'}://{rest}"] = namespace
    return {variant: namespace for variant, namespace in slips.items() if variant not in vocabularies()}


def _listed() -> Iterator[Vocabulary]:
    for path in sorted((data_directory("ontology") / "vocabularies").glob("*.tsv")):
        yield read_list(path)


def read_list(path: Path) -> Vocabulary:
    """Read one list: `# key: value` lines (vocabulary, source, complete), a heading, one term a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
    rows = [line.split("\t")[0] for line in lines if line and not line.startswith("# ")]
    return Vocabulary(header["vocabulary"], frozenset(rows[1:]), header["complete"] == "yes")


def _described(namespace: str) -> frozenset[str]:
    """Return the local names of `namespace` that the project's ontology and schemes describe."""
    ontology = data_directory("ontology")
    return frozenset(
        quad.subject.value[len(namespace) :]
        for path in (ontology / "bibliographe.ttl", *sorted((ontology / "schemes").glob("*.ttl")))
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(namespace)
    )
