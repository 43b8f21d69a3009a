"""The rules for things, as set-based queries: one for each property and each class that something can follow to.

Properties are closed in the schema, so that each query reads only what was said; none waits for another's result.
Types follow from properties and from narrower types, never the other way round, so one pass is a fixpoint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.infer.schema import Reading, Schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SAME = "<http://www.w3.org/2002/07/owl#sameAs>"


def property_queries(schema: Schema, used: frozenset[str]) -> Iterator[str]:
    """Yield the queries for statements that follow from statements (prp-spo1, prp-inv, prp-symp, prp-trp).

    `used` holds the properties that the data has: the others have nothing to say.
    """
    for name in sorted(schema.readings):
        path = _path(schema, name, used)
        if path:
            yield (
                f"CONSTRUCT {{ ?s <{name}> ?o }} WHERE {{ "
                f"{{ SELECT DISTINCT ?s ?o WHERE {{ ?s {path} ?o }} }} "
                f"FILTER(!isLiteral(?s)) FILTER NOT EXISTS {{ ?s <{name}> ?o }} }}"
            )


def _path(schema: Schema, name: str, used: frozenset[str]) -> str:
    """Return the property path over said statements that amounts to `name`, empty when it says nothing new."""
    readings = schema.readings[name]
    if name in schema.transitive:
        own = _alternatives(readings, used)
        return f"({own})+" if own else ""
    own = _alternatives(readings - {Reading(name)}, used)
    parts = [own] if own else []
    for reading in _in_order(readings):
        if reading.predicate in schema.transitive:
            closed = _alternatives(schema.readings[reading.predicate], used)
            parts += [f"{'^' if reading.inverted else ''}(({closed})+)"] if closed else []
    return f"({'|'.join(parts)})" if parts else ""


def _alternatives(readings: frozenset[Reading], used: frozenset[str]) -> str:
    return "|".join(
        f"{'^' if reading.inverted else ''}<{reading.predicate}>"
        for reading in _in_order(readings)
        if reading.predicate in used
    )


def _in_order(readings: frozenset[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda reading: (reading.predicate, reading.inverted))


def type_queries(schema: Schema, used: frozenset[str]) -> Iterator[str]:
    """Yield the queries for what a thing is (prp-dom, prp-rng, cax-sco, cax-eqc)."""
    for name in sorted({*schema.subclasses, *schema.subjects, *schema.objects}):
        narrower = {name, *schema.subclasses.get(name, ())}
        subjects, objects = _witnesses(schema, narrower, used)
        parts = [f"{{ ?x <{found}> ?any }}" for found in sorted(subjects)]
        parts += [f"{{ ?any <{found}> ?x }}" for found in sorted(objects)]
        parts += [f"{{ ?x a <{found}> }}" for found in sorted(narrower - {name})]
        if parts:
            yield (
                f"CONSTRUCT {{ ?x a <{name}> }} WHERE {{ "
                f"{{ SELECT DISTINCT ?x WHERE {{ {' UNION '.join(parts)} }} }} "
                f"FILTER(!isLiteral(?x)) FILTER NOT EXISTS {{ ?x a <{name}> }} }}"
            )


def _witnesses(schema: Schema, classes: Iterable[str], used: frozenset[str]) -> tuple[set[str], set[str]]:
    """Return the said properties whose subjects, and those whose objects, belong to one of `classes`."""
    subjects: set[str] = set()
    objects: set[str] = set()
    for name in classes:
        for found, same, other in ((schema.subjects, subjects, objects), (schema.objects, objects, subjects)):
            for reading in _all_readings(schema, found.get(name, ())):
                if reading.predicate in used:
                    (other if reading.inverted else same).add(reading.predicate)
    return subjects, objects


def _all_readings(schema: Schema, names: Iterable[str]) -> Iterator[Reading]:
    for name in names:
        yield from schema.readings.get(name, frozenset({Reading(name)}))


def identity_queries() -> Iterator[str]:
    """Yield the queries for things that somebody said are one and the same (eq-sym, eq-trans, eq-rep-s, eq-rep-o)."""
    yield (
        f"CONSTRUCT {{ ?x {_SAME} ?y }} WHERE {{ "
        f"{{ SELECT DISTINCT ?x ?y WHERE {{ ?x ({_SAME}|^{_SAME})+ ?y FILTER(?x != ?y && isIRI(?x)) }} }} "
        f"FILTER NOT EXISTS {{ ?x {_SAME} ?y }} }}"
    )
    yield (
        f"CONSTRUCT {{ ?y ?p ?o }} WHERE {{ ?x ({_SAME}|^{_SAME}) ?y . ?x ?p ?o "
        f"FILTER(?p != {_SAME} && isIRI(?y)) FILTER NOT EXISTS {{ ?y ?p ?o }} }}"
    )
    yield (
        f"CONSTRUCT {{ ?s ?p ?y }} WHERE {{ ?x ({_SAME}|^{_SAME}) ?y . ?s ?p ?x "
        f"FILTER(?p != {_SAME}) FILTER NOT EXISTS {{ ?s ?p ?y }} }}"
    )
