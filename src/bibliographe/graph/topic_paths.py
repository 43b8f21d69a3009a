"""Finding a heading by its labels from the top down."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.errors import GraphError
from bibliographe.graph.terms import SKOS, TYPED
from bibliographe.i18n import Text
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.graph.records import GraphFolder

_DEEPEST = 20


class TopicPaths:
    """The headings of a catalogue by their paths, read when the first one is looked for."""

    def __init__(self, folder: GraphFolder) -> None:
        """Look in one catalogue."""
        self._folder = folder

    def find(self, path: tuple[str, ...] | None) -> NamedNode | None:
        """Return the heading of a path, None for no path; raises `GraphError` when there is none, or more than one."""
        if not path:
            return None
        found = self._by_path.get(tuple(map(fold, path)), [])
        said = " > ".join(path)
        if not found:
            raise GraphError(Text(f"le thème « {said} » n'existe pas", f"there is no topic '{said}'"))
        if len(found) > 1:
            raise GraphError(Text(f"plusieurs thèmes s'appellent « {said} »", f"several topics are called '{said}'"))
        return found[0]

    @cached_property
    def _by_path(self) -> dict[tuple[str, ...], list[NamedNode]]:
        paths: dict[tuple[str, ...], list[NamedNode]] = {}
        for thing in self._folder:
            if SKOS.Concept in self._folder.objects(thing, TYPED):
                paths.setdefault(self._path(thing), []).append(thing)
        return paths

    def _path(self, topic: NamedNode) -> tuple[str, ...]:
        labels: list[str] = []
        here: NamedNode | None = topic
        while here is not None and len(labels) < _DEEPEST:
            labels.insert(0, fold(next((one.value for one in self._folder.objects(here, SKOS.prefLabel)), "")))
            above = self._folder.objects(here, SKOS.broader)
            here = next((one for one in above if isinstance(one, NamedNode)), None)
        return tuple(labels)
