"""Zotero's collections as topics: each item stands under the collections that have it as a part."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bibliographe.ingest.linked.imprint import TITLES
from bibliographe.ingest.linked.terms import name_of, shown
from bibliographe.model.entry import Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.linked.graph import Graph
    from bibliographe.ingest.linked.places import Places
    from bibliographe.ingest.linked.statements import Statement
    from bibliographe.ingest.linked.terms import Term

_DEEPEST = 30
_SAID = ("rdf:type", "dcterms:hasPart", *TITLES)


class Collections:
    """The collections of one export."""

    def __init__(self, graph: Graph, places: Places) -> None:
        """Find them, and what is in them."""
        self._graph, self._places = graph, places
        self._all = [subject for subject in graph.subjects() if "z:Collection" in graph.classes(subject)]
        self._known = set(self._all)
        self._topics: dict[tuple[str, ...], Topic] = {}
        self._of: dict[Term, list[tuple[str, ...]]] = defaultdict(list)
        self.told: set[Statement] = set()
        inside = {part for one in self._all for part in graph.objects(one, "dcterms:hasPart") if part in self._known}
        for one in self._all:
            if one not in inside:
                self._visit(one, (), {one})

    def _visit(self, collection: Term, above: tuple[str, ...], seen: set[Term]) -> None:
        title = next((said for one in self._graph.objects(collection, *TITLES) if (said := shown(one))), None)
        statements = self._graph.about(collection)
        path = (*above, title) if title else above
        if title and path not in self._topics:
            self._topics[path] = Topic(path, position=len(self._topics) + 1, span=self._places.span(statements))
        self.told.update(one for one in statements if name_of(one.predicate) in _SAID)
        for part in self._graph.objects(collection, "dcterms:hasPart"):
            if part in self._known:
                if part not in seen and len(path) < _DEEPEST:
                    self._visit(part, path, seen | {part})
            elif path:
                self._of[part].append(path)

    def topics(self) -> Iterator[Topic]:
        """Yield a topic for each, those inside it after it."""
        yield from self._topics.values()

    def paths(self, item: Term) -> list[tuple[str, ...]]:
        """Return the topics of an item, in the order of the collections."""
        return list(dict.fromkeys(self._of.get(item, ())))
