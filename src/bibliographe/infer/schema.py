"""What the ontology implies for things, by the property or class that a statement uses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.infer.closure import axioms_among, close
from bibliographe.infer.terms import OWL, RDF, RDFS, SAME_AS, TYPE, is_kept, of_a_language, says_something

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

APPLIED = frozenset(
    {
        *(f"{RDFS}subClassOf", f"{RDFS}subPropertyOf", f"{RDFS}domain", f"{RDFS}range"),
        *(f"{OWL}inverseOf", f"{OWL}TransitiveProperty", f"{OWL}SymmetricProperty"),
        *(f"{OWL}equivalentClass", f"{OWL}equivalentProperty", f"{OWL}sameAs"),
    }
)
"""The axioms that `bibliographe.infer.templates` applies to things; a test refuses an ontology that has others."""
WITHOUT_CONSEQUENCE = frozenset(
    {
        *(f"{OWL}{name}" for name in ("Ontology", "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
        *(f"{OWL}{name}" for name in ("NamedIndividual", "versionIRI", "versionInfo", "disjointWith", "deprecated")),
        *(f"{RDFS}{name}" for name in ("Class", "Datatype", "label", "comment", "isDefinedBy", "seeAlso")),
        f"{RDF}Property",
    }
)
"""Terms that imply nothing about things: they declare, annotate, or only ever contradict."""


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """One way in which a property says another: `inverted` when it says it of its object."""

    predicate: str
    inverted: bool = False


@dataclass(frozen=True)
class Schema:
    """What follows from a statement. All names are IRIs; all is closed over chains and cycles of axioms."""

    readings: Mapping[str, frozenset[Reading]]
    """For each property that follows from others, the properties that say it, itself included."""
    transitive: frozenset[str]
    subclasses: Mapping[str, frozenset[str]]
    """For each class, the other classes whose members are its members."""
    domains: Mapping[str, frozenset[str]]
    """For each property, the classes that its subjects belong to."""
    ranges: Mapping[str, frozenset[str]]
    """For each property, the classes that its objects belong to."""
    axioms: tuple[Triple, ...]
    """Axioms that follow and that the ontology does not state."""
    terms: frozenset[str]
    """The classes, properties and other things that axioms are about."""

    def read_as(self, name: str) -> frozenset[Reading]:
        """Return the properties that say the property `name`, itself included."""
        return self.readings.get(name) or frozenset({Reading(name)})

    @cached_property
    def says(self) -> Mapping[str, tuple[Reading, ...]]:
        """For each property, the other properties that it says, or itself inverted."""
        found: dict[str, list[Reading]] = defaultdict(list)
        for name in sorted(self.readings):
            for reading in self.readings[name] - {Reading(name)}:
                found[reading.predicate].append(Reading(name, reading.inverted))
        return {name: tuple(sorted(readings)) for name, readings in found.items()}

    @cached_property
    def superclasses(self) -> Mapping[str, tuple[str, ...]]:
        """For each class, the other classes that its members belong to."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.subclasses):
            for narrower in self.subclasses[name]:
                found[narrower].append(name)
        return {name: tuple(names) for name, names in found.items()}


def read_schema(ontology: Iterable[Triple]) -> Schema:
    """Close the axioms of an ontology and return them by what they do."""
    stated = axioms_among(ontology)
    followed = close(stated)
    both = [triple for triple in (*stated, *followed) if isinstance(triple.subject, NamedNode)]
    pairs = _pairs(both)
    transitive = frozenset(pairs[TYPE.value].get(f"{OWL}TransitiveProperty", ()))
    readings = _readings(pairs)
    subclasses = {
        name: frozenset(found - {name}) for name, found in pairs[f"{RDFS}subClassOf"].items() if says_something(name)
    }
    return Schema(
        readings={name: found for name, found in readings.items() if len(found) > 1 or name in transitive},
        transitive=transitive,
        subclasses={name: found for name, found in subclasses.items() if found},
        domains=_typing(pairs, readings, "domain", "range"),
        ranges=_typing(pairs, readings, "range", "domain"),
        axioms=tuple(sorted((triple for triple in followed if is_kept(*triple)), key=str)),
        terms=frozenset(
            term.value
            for triple in both
            for term in (triple.subject, triple.object)
            if isinstance(term, NamedNode) and not of_a_language(term.value)
        ),
    )


_Pairs = dict[str, dict[str, set[str]]]


def _pairs(axioms: Iterable[Triple]) -> _Pairs:
    """Return for each predicate and object the subjects; `axioms` are about IRIs."""
    found: _Pairs = defaultdict(lambda: defaultdict(set))
    for triple in axioms:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            found[triple.predicate.value][triple.object.value].add(triple.subject.value)
    return found


def _readings(pairs: _Pairs) -> dict[str, frozenset[Reading]]:
    """Return for each property all that say it, over any chain of sub-properties, inverses, symmetries, identities."""
    steps: dict[str, set[Reading]] = defaultdict(set)
    for predicate in (f"{RDFS}subPropertyOf", f"{OWL}equivalentProperty", SAME_AS.value):
        for whole, parts in pairs[predicate].items():
            steps[whole].update(Reading(part) for part in parts)
    for other, names in pairs[f"{OWL}inverseOf"].items():
        for name in names:
            steps[name].add(Reading(other, inverted=True))
            steps[other].add(Reading(name, inverted=True))
    for name in pairs[TYPE.value].get(f"{OWL}SymmetricProperty", ()):
        steps[name].add(Reading(name, inverted=True))
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


def _typing(
    pairs: _Pairs, readings: Mapping[str, frozenset[Reading]], same: str, other: str
) -> dict[str, frozenset[str]]:
    """Return for each property the classes at its `same` end: its own, and those of all properties that it says."""
    found: dict[str, set[str]] = defaultdict(set)
    for end, inverted in ((same, False), (other, True)):
        for name, properties in pairs[f"{RDFS}{end}"].items():
            for whole in properties if says_something(name) else ():
                for reading in readings.get(whole, {Reading(whole)}):
                    if reading.inverted == inverted:
                        found[reading.predicate].add(name)
    return {name: frozenset(classes) for name, classes in found.items()}
