"""All that a catalogue says, as lines for those who derive something from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Triple

from bibliographe.graph.lines import canonical_lines, canonical_parts, parts_of
from bibliographe.graph.terms import TYPED
from bibliographe.store.names import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from bibliographe.graph.lines import Parts

_END = " .\n"
_SAID = (DefaultGraph(), ONTOLOGY)


class SaidInFiles:
    """What files of `graph/` and the triples of an ontology say; nothing is held but those."""

    def __init__(self, paths: Sequence[Path], base: str, ontology: Iterable[Triple]) -> None:
        """Read no file yet; relative addresses in Turtle are resolved against `base`."""
        self._paths = paths
        self._base = base
        self._ontology = frozenset(ontology)
        self._as_written: set[Path] = set()
        """The files that hold nothing but canonical lines, once they were read."""

    def parts(self) -> Iterator[list[Parts]]:
        """Yield all, some thousand lines at a time; raises `GraphError` when a file is not RDF, or has blank nodes."""
        for path in self._paths:
            whole = True
            for parts, as_written in canonical_parts(path, self._base):
                whole &= as_written
                yield parts
            if whole:
                self._as_written.add(path)
        yield _parts(self._ontology)

    def ontology(self) -> Iterable[Triple]:
        """Return what the ontology says."""
        return self._ontology

    def uses(self, _term: str) -> bool:
        """Tell whether anything may be said with a property or class: it may."""
        return True

    def take_out(self, lines: set[str]) -> None:
        """Take out the lines that are said, by another reading of the files."""
        lines.difference_update(f"{triple}{_END}" for triple in self._ontology)
        for path in self._paths:
            if path in self._as_written:
                with path.open(encoding="utf-8", newline="\n") as stream:
                    lines.difference_update(stream)
            else:
                lines.difference_update(canonical_lines(path, self._base))


class SaidInStore(SaidInFiles):
    """The same, of files of canonical lines that say what a store was filled with: it knows what is in use."""

    def __init__(self, store: Store, paths: Sequence[Path], base: str, graphs: Iterable[NamedNode]) -> None:
        """`graphs` are those of the profile that were loaded beside the files' default graph."""
        super().__init__(paths, base, _triples(store, ONTOLOGY))
        self._as_written.update(paths)
        self._store = store
        self._profile = list(graphs)

    def parts(self) -> Iterator[list[Parts]]:
        """Yield all, some thousand lines at a time."""
        yield from super().parts()
        for graph in self._profile:
            yield _parts(_triples(self._store, graph))

    def uses(self, term: str) -> bool:
        """Tell whether anything is said with a property, or to belong to a class."""
        name = NamedNode(term)
        return any(
            next(self._store.quads_for_pattern(None, predicate, value, graph), None) is not None
            for predicate, value in ((name, None), (TYPED, name))
            for graph in _SAID
        )

    def take_out(self, lines: set[str]) -> None:
        """Take out the lines that are said, by another reading of the files, which costs less than looking them up."""
        super().take_out(lines)
        for graph in self._profile:
            lines.difference_update(f"{triple}{_END}" for triple in _triples(self._store, graph))


def _parts(triples: Iterable[Triple]) -> list[Parts]:
    return [parts_of(f"{triple}{_END}") for triple in triples]


def _triples(store: Store, graph: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
