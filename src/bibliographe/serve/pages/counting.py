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
    return {thing: _name(snapshot, thing) for thing in things}


def _name(snapshot: Snapshot, thing: NamedNode) -> str:
    family = _text(snapshot, thing, FOAF.familyName)
    given = _text(snapshot, thing, FOAF.givenName) if family else ""
    if family and given:
        return f"{family}, {given}"
    names = (_text(snapshot, thing, predicate) for predicate in (FOAF.name, DCTERMS.title, SKOS.prefLabel))
    return next(filter(None, names), thing.value)


def _text(snapshot: Snapshot, thing: NamedNode, predicate: NamedNode) -> str:
    found = snapshot.opened.store.quads_for_pattern(thing, predicate, None, DefaultGraph())
    return min((quad.object.value for quad in found if isinstance(quad.object, Literal)), default="")


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
