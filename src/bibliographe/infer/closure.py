"""The closure of the ontology's axioms, by owlrl; kept, since it changes with the ontology only.

Source: OWL 2 RL/RDF rules,
<https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, RdfFormat, Triple, parse

from bibliographe.infer.terms import OWL, RDFS, TYPE, is_kept
from bibliographe.kept import digest_of, installed, keep, read_kept

if TYPE_CHECKING:
    from collections.abc import Iterable

_AXIOMS = frozenset({f"{RDFS}subClassOf", f"{RDFS}subPropertyOf", f"{RDFS}domain", f"{RDFS}range"})
KIND = "closures"
_LAYOUT = "1"
"""Changes whenever the same axioms would have another closure here."""


def axioms_among(ontology: Iterable[Triple]) -> frozenset[Triple]:
    """Return the statements of an ontology that imply anything: not its labels and comments, which are most of it."""
    return frozenset(triple for triple in ontology if _is_axiom(triple))


def _is_axiom(triple: Triple) -> bool:
    if isinstance(triple.object, Literal):
        return False
    predicate = triple.predicate.value
    return predicate in _AXIOMS or triple.predicate == TYPE or predicate.startswith(OWL)


def close(axioms: frozenset[Triple]) -> frozenset[Triple]:
    """Return all that follows from `axioms` and that they do not state."""
    if any(isinstance(term, BlankNode) for triple in axioms for term in triple):
        return _by_owlrl(axioms)  # Blank nodes have another name in each store: nothing to know the axioms by.
    known_by = (_LAYOUT.encode(), *installed("owlrl", "rdflib"), *map(str.encode, sorted(map(str, axioms))))
    digest = digest_of(known_by)
    kept = read_kept(KIND, digest)
    if kept is not None:
        return frozenset(quad.triple for quad in parse(kept, format=RdfFormat.N_TRIPLES))
    found = _by_owlrl(axioms)
    keep(KIND, digest, "".join(f"{line} .\n" for line in sorted(map(str, found))).encode())
    return found


def _by_owlrl(axioms: frozenset[Triple]) -> frozenset[Triple]:
    # These three take most of a small build's time.
    import rdflib
    from owlrl import DeductiveClosure
    from owlrl.OWLRL import OWLRL_Semantics

    from bibliographe.infer.conversion import from_rdflib, to_rdflib

    graph = rdflib.Graph(store="SimpleMemory")
    for axiom in axioms:
        graph.add(to_rdflib(axiom))
    DeductiveClosure(OWLRL_Semantics).expand(graph)  # type: ignore[no-untyped-call]
    found = (
        from_rdflib(triple)
        for triple in graph
        if not isinstance(triple[0], rdflib.Literal) and not isinstance(triple[2], rdflib.Literal)
    )
    return frozenset(triple for triple in found if triple not in axioms and _matters(triple))


def _matters(triple: Triple) -> bool:
    """Tell whether a triple is kept, or an axiom about a term of RDF or OWL, which may say something of things."""
    return is_kept(*triple) or (triple.predicate.value in _AXIOMS and triple.subject != triple.object)
