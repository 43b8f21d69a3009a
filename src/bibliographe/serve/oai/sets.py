"""The sets of a catalogue: its themes, in their hierarchy, and its published selections (OAI-PMH, section 2.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.iri import last_part
from bibliographe.graph.terms import DCTERMS, SKOS, TYPE, TYPED
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.i18n import Language
    from bibliographe.store.access import OpenedStore

TOPICS, SELECTIONS = "topic", "selection"
ROOTS = {TOPICS: Text("Thèmes", "Topics"), SELECTIONS: Text("Sélections bibliographiques", "Selections")}
_UNSPOKEN = re.compile(r"[^A-Za-z0-9._~-]")
_DEEPEST = 20
"""Levels of topics after which a circle is suspected."""


@dataclass(frozen=True, slots=True)
class Set:
    """One set: its path from the root, its name, and the topic or selection that it is made of, none for a root."""

    spec: str
    name: str
    iri: str = ""


def within(spec: str) -> Iterator[str]:
    """Yield a set and all that it is part of."""
    while spec:
        yield spec
        spec = spec.rpartition(":")[0]


def sets_of(opened: OpenedStore, language: Language) -> list[Set]:
    """Return the sets of a catalogue in the order of their paths; none when it has no topics and no selections."""
    made = _Sets(opened, language)
    found = [*made.topics(), *made.selections()]
    roots = {one.spec.partition(":")[0] for one in found}
    return sorted((*found, *(Set(root, ROOTS[root](language)) for root in roots)), key=lambda one: one.spec)


class _Sets:
    def __init__(self, opened: OpenedStore, language: Language) -> None:
        self._store, self._base, self._language = opened.store, opened.catalogue.base, language

    def topics(self) -> Iterator[Set]:
        """Yield the set of each topic of the catalogue; the types and roles of the profile are no topics of it."""
        subjects = (quad.subject for quad in self._store.quads_for_pattern(None, TYPED, SKOS.Concept, DefaultGraph()))
        for topic in subjects:
            if isinstance(topic, NamedNode) and topic.value.startswith(self._base):
                yield Set(self._path(topic), self._name(topic, SKOS.prefLabel), topic.value)

    def selections(self) -> Iterator[Set]:
        """Yield the set of each published selection."""
        for quad in self._store.quads_for_pattern(None, DCTERMS.type, TYPE.selection, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                name = self._name(quad.subject, DCTERMS.title)
                yield Set(f"{SELECTIONS}:{_part(quad.subject)}", name, quad.subject.value)

    def _path(self, topic: NamedNode) -> str:
        parts: list[str] = []
        here: NamedNode | None = topic
        while here is not None and len(parts) < _DEEPEST:
            parts.insert(0, _part(here))
            here = self._broader(here)
        return ":".join((TOPICS, *parts))

    def _broader(self, topic: NamedNode) -> NamedNode | None:
        found = self._store.quads_for_pattern(topic, SKOS.broader, None, DefaultGraph())
        return min((one.object for one in found if isinstance(one.object, NamedNode)), key=str, default=None)

    def _name(self, thing: NamedNode, predicate: NamedNode) -> str:
        found = self._store.quads_for_pattern(thing, predicate, None, DefaultGraph())
        names = [one.object for one in found if isinstance(one.object, Literal)]
        best = min(names, key=lambda one: (one.language != self._language, one.value), default=None)
        return best.value if best else thing.value


def _part(thing: NamedNode) -> str:
    """Return the last part of an address in the characters of a setSpec; `!` and a number stand for any other."""
    return _UNSPOKEN.sub(lambda found: f"!{ord(found[0]):x}.", last_part(thing.value)) or "!"
