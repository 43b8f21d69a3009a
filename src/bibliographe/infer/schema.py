"""The ontology's own closure: what its classes and properties imply for things.

owlrl works it out over the axioms alone, which are few; labels and comments imply nothing about things.
Source: OWL 2 RL/RDF rules, <https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules>.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import rdflib
from owlrl import DeductiveClosure
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import OWL, RDF, RDFS

from bibliographe.infer.terms import is_kept, to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple
    from rdflib.graph import _TripleType

_AXIOMS = frozenset({RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range})
APPLIED = frozenset(
    {
        *_AXIOMS,
        OWL.inverseOf,
        OWL.TransitiveProperty,
        OWL.SymmetricProperty,
        OWL.equivalentClass,
        OWL.equivalentProperty,
        OWL.sameAs,
    }
)
"""The axioms that `bibliographe.infer.rules` applies to things; a test refuses an ontology that has others."""
WITHOUT_CONSEQUENCE = frozenset(
    {
        *(
            OWL.Ontology,
            OWL.Class,
            OWL.ObjectProperty,
            OWL.DatatypeProperty,
            OWL.AnnotationProperty,
            OWL.NamedIndividual,
        ),
        *(OWL.versionIRI, OWL.versionInfo, OWL.disjointWith, OWL.deprecated),
        *(RDFS.Class, RDFS.Datatype, RDFS.label, RDFS.comment, RDFS.isDefinedBy, RDFS.seeAlso, RDF.Property),
    }
)
"""Terms that imply nothing about things: they declare, annotate, or only ever contradict."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which a property says another: `inverted` when it says it of its object."""

    predicate: str
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """What follows from a statement, by the property or class that it uses. All names are IRIs."""

    readings: Mapping[str, frozenset[Reading]]
    """For each property that follows from others, the properties that say it, itself included."""
    transitive: frozenset[str]
    subclasses: Mapping[str, frozenset[str]]
    """For each class, the classes whose members are its members."""
    subjects: Mapping[str, frozenset[str]]
    """For each class, the properties whose subjects are its members."""
    objects: Mapping[str, frozenset[str]]
    """For each class, the properties whose objects are its members."""
    axioms: tuple[_TripleType, ...]
    """Axioms that follow and that the ontology does not state."""


def read_schema(ontology: Iterable[Triple]) -> Schema:
    """Close the axioms of an ontology and return them by what they do."""
    stated = {statement for statement in map(to_rdflib, ontology) if _is_axiom(statement)}
    graph = rdflib.Graph()
    for statement in stated:
        graph.add(statement)
    DeductiveClosure(OWLRL_Semantics).expand(graph)  # type: ignore[no-untyped-call]
    transitive = frozenset(str(name) for name in graph.subjects(RDF.type, OWL.TransitiveProperty))
    readings = _readings(graph)
    return Schema(
        readings={name: found for name, found in readings.items() if len(found) > 1 or name in transitive},
        transitive=transitive,
        subclasses=_by_object(graph, RDFS.subClassOf),
        subjects=_by_object(graph, RDFS.domain),
        objects=_by_object(graph, RDFS.range),
        axioms=tuple(sorted(triple for triple in graph if triple not in stated and is_kept(*triple))),
    )


def _is_axiom(statement: _TripleType) -> bool:
    _, predicate, value = statement
    if isinstance(value, rdflib.Literal):
        return False
    return predicate in _AXIOMS or str(predicate).startswith(str(OWL)) or predicate == RDF.type


def _by_object(graph: rdflib.Graph, predicate: rdflib.URIRef) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for triple in graph.triples((None, predicate, None)):
        if is_kept(*triple):
            found[str(triple[2])].add(str(triple[0]))
    return {name: frozenset(names) for name, names in found.items()}


def _readings(graph: rdflib.Graph) -> dict[str, frozenset[Reading]]:
    """Return for each property all that say it, over any chain of sub-properties, inverses and symmetries."""
    steps: dict[str, set[Reading]] = defaultdict(set)
    for sub, _, whole in graph.triples((None, RDFS.subPropertyOf, None)):
        steps[str(whole)].add(Reading(str(sub)))
    for one, _, other in graph.triples((None, OWL.inverseOf, None)):
        steps[str(one)].add(Reading(str(other), inverted=True))
        steps[str(other)].add(Reading(str(one), inverted=True))
    for name in graph.subjects(RDF.type, OWL.SymmetricProperty):
        steps[str(name)].add(Reading(str(name), inverted=True))
    return {name: _reachable(Reading(name), steps) for name in steps}


def _reachable(start: Reading, steps: Mapping[str, set[Reading]]) -> frozenset[Reading]:
    found, open_ends = {start}, [start]
    while open_ends:
        here = open_ends.pop()
        for step in steps.get(here.predicate, ()):
            there = Reading(step.predicate, inverted=here.inverted != step.inverted)
            if there not in found:
                found.add(there)
                open_ends.append(there)
    return frozenset(found)
