"""How many entries stand to what: the whole catalogue read past once for each build, property by property."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.terms import BIBO, DCTERMS, FOAF, SCHEMA, SKOS, TYPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.serve.site import Snapshot

_SERIALS = (BIBO.Periodical, BIBO.Magazine, BIBO.Newspaper, BIBO.Journal, BIBO.Website)
Counts = dict[NamedNode, int]


def entries_of(snapshot: Snapshot) -> frozenset[NamedNode]:
    """Return all entries: `snapshot.once(entries_of)`."""
    return frozenset(entry for _item, entry in _pairs(snapshot, SCHEMA.item))


def authors(snapshot: Snapshot) -> Counts:
    """Return how many entries each author has."""
    return _counted(snapshot, DCTERMS.creator)


def publishers(snapshot: Snapshot) -> Counts:
    """Return how many entries each publisher has."""
    return _counted(snapshot, DCTERMS.publisher)


def topics(snapshot: Snapshot) -> Counts:
    """Return how many entries stand under each topic itself: `snapshot.once(topics)`."""
    return _counted(snapshot, DCTERMS.subject)


def serials(snapshot: Snapshot) -> Counts:
    """Return how many entries each periodical and each site has, those of its issues among them."""
    entries, wholes = snapshot.once(entries_of), defaultdict(set)
    for part, whole in _pairs(snapshot, DCTERMS.isPartOf):
        wholes[part].add(whole)
    kept = {one for kind in _SERIALS for one in _instances(snapshot, kind)}
    found: Counter[NamedNode] = Counter()
    for entry in entries & wholes.keys():
        containers = {above for whole in wholes[entry] for above in (whole, *wholes.get(whole, ()))}
        found.update(containers & kept)
    return dict(found)


def selections(snapshot: Snapshot) -> Counts:
    """Return how many entries each published selection lists."""
    items = {item for item, _entry in _pairs(snapshot, SCHEMA.item)}
    return dict(Counter(whole for item, whole in _pairs(snapshot, DCTERMS.isPartOf) if item in items))


def names_of(snapshot: Snapshot, things: Iterable[NamedNode]) -> dict[NamedNode, str]:
    """Return what things are called, persons by their family name; the same name whatever the reader's language."""
    people = snapshot.once(_people)
    return {thing: people.get(thing) or _title(snapshot, thing) for thing in things}


def _people(snapshot: Snapshot) -> dict[NamedNode, str]:
    """Return the names of all persons and bodies: to look each up would take longer."""
    names, family, given = (_texts(snapshot, one) for one in (FOAF.name, FOAF.familyName, FOAF.givenName))
    return names | {one: f"{family[one]}, {given[one]}" for one in family.keys() & given.keys()}


def _texts(snapshot: Snapshot, predicate: NamedNode) -> dict[NamedNode, str]:
    found: dict[NamedNode, str] = {}
    for quad in snapshot.opened.store.quads_for_pattern(None, predicate, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            found[quad.subject] = min(found.get(quad.subject, quad.object.value), quad.object.value)
    return found


def _title(snapshot: Snapshot, thing: NamedNode) -> str:
    for predicate in (DCTERMS.title, SKOS.prefLabel):
        found = snapshot.opened.store.quads_for_pattern(thing, predicate, None, DefaultGraph())
        name = min((quad.object.value for quad in found if isinstance(quad.object, Literal)), default="")
        if name:
            return name
    return thing.value


def _counted(snapshot: Snapshot, predicate: NamedNode) -> Counts:
    entries = snapshot.once(entries_of)
    return dict(Counter(value for entry, value in _pairs(snapshot, predicate) if entry in entries))


def _pairs(snapshot: Snapshot, predicate: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
    for quad in snapshot.opened.store.quads_for_pattern(None, predicate, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject, quad.object


def _instances(snapshot: Snapshot, kind: NamedNode) -> Iterator[NamedNode]:
    for quad in snapshot.opened.store.quads_for_pattern(None, TYPED, kind, DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject
