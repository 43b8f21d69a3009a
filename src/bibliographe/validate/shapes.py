"""The shapes: which files they come from, how they are run, and what each constraint says to a person."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bibliographe.errors import ShapesError
from bibliographe.i18n import Text
from bibliographe.resources import data_directory
from bibliographe.validate.plan_file import digest_of_shapes, keep_plan, read_plan
from bibliographe.validate.results import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import rdflib
    from rdflib.term import Node

    from bibliographe.config import Catalogue
    from bibliographe.i18n import Language
    from bibliographe.validate.explanation import Explained
    from bibliographe.validate.holders import Holders
    from bibliographe.validate.plan import Plan
    from bibliographe.validate.shapes_graph import ShapesGraph

PROFILES = "profiles"
_REMEMBERED = 4
"""Sets of shapes that a process remembers: those of its catalogue, and those of a few profiles."""


class Shapes:
    """Shapes and what can be asked of them: without rdflib, as long as their plan is kept and nothing breaks them."""

    def __init__(
        self, graph: rdflib.Graph | None = None, paths: tuple[Path, ...] = (), digest: str | None = None
    ) -> None:
        """Take the shapes from `graph`, or from files, whose plan is kept under `digest`.

        Raises `ShapesError` for the first file that cannot be used.
        """
        self._given, self.paths, self._digest = graph, paths, digest
        self._kept = read_plan(digest) if digest else None
        if graph is None and self._kept is None:
            self._read  # noqa: B018 - what is wrong with a file is told at once

    @cached_property
    def _read(self) -> ShapesGraph:
        # rdflib takes its time, and the plan is most often kept.
        from bibliographe.validate.shapes_graph import ShapesGraph, read_graph

        return read_graph(self.paths) if self._given is None else ShapesGraph(self._given)

    @property
    def graph(self) -> rdflib.Graph:
        """Return the shapes as pySHACL reads them."""
        return self._read.graph

    @cached_property
    def holders(self) -> Holders:
        """Return the shapes as they are asked part by part."""
        from bibliographe.validate.holders import Holders

        return Holders(self.graph)

    @property
    def size(self) -> int:
        """Return how many constraints say something to a person."""
        return self._kept[1] if self._kept else len(self.constraints)

    def message(self, node: Node) -> Text:
        """Return the message of a shape or constraint, with its `{?value}` still open."""
        return self._read.message(node)

    def advice(self, node: Node) -> Text:
        """Return how to mend what the shape or constraint finds."""
        return self._read.advice(node)

    def name(self, node: Node) -> str:
        """Return what a shape or constraint is called, the same each time its file is read."""
        return self._read.names.name(node)

    def called(self, name: str) -> str:
        """Return what a node that a plan names is called."""
        if not name.startswith("_:"):
            return local_name(name)
        from bibliographe.validate.terms import node_of

        return self.name(node_of(name))

    def explain(self, language: Language) -> Iterator[Explained]:
        """Yield each shape with each of its constraints, and how it is run."""
        return self.plan.explain(language, self.called)

    @cached_property
    def plan(self) -> Plan:
        """Return how these shapes are run, worked out once."""
        if self._kept:
            return self._kept[0]
        plan = self._read.plan()
        if self._digest:
            keep_plan(self._digest, plan, self.size)
        return plan

    @property
    def constraints(self) -> tuple[Node, ...]:
        """Return the constraints that say something to a person, in the order of their names."""
        return self._read.constraints


def load_shapes(
    catalogue: Catalogue | None = None, *, profile: str | None = None, extra: Iterable[Path] = ()
) -> Shapes:
    """Load the shipped shapes, those of the catalogue's own `shapes/`, those of a profile, and `extra` files.

    While the files stay as they are, they are read once for all validations of a process.
    Raises `ShapesError` for a profile that does not exist or a file that is not Turtle.
    """
    shipped = data_directory("shapes")
    paths = [data_directory("ontology") / "prefixes.ttl", *sorted(shipped.glob("*.ttl"))]
    own = catalogue.directory / "shapes" if catalogue else None
    if own and own.is_dir():
        # A catalogue may hold the shipped shapes as well, as this project's does: read twice, their lists would double.
        paths += (path for path in sorted(own.glob("*.ttl")) if not _is_copy(path, shipped / path.name))
    if profile is not None:
        paths.append(find_profile(profile, profiles([shipped, *([own] if own else [])])))
    paths = [*paths, *extra]
    digest = digest_of_shapes(paths)
    return read_shapes(paths) if digest is None else _read_once(tuple(paths), digest)


@lru_cache(maxsize=_REMEMBERED)
def _read_once(paths: tuple[Path, ...], digest: str) -> Shapes:
    return Shapes(paths=paths, digest=digest)


def _is_copy(path: Path, shipped: Path) -> bool:
    return shipped.is_file() and path.read_bytes() == shipped.read_bytes()


def read_shapes(paths: Iterable[Path]) -> Shapes:
    """Read shapes files into one shapes graph; raises `ShapesError` for the first that cannot be used."""
    paths = tuple(paths)
    return Shapes(paths=paths, digest=digest_of_shapes(paths))


def profiles(folders: Iterable[Path] | None = None) -> dict[str, Path]:
    """Return the shapes file of each profile, by the profile's name."""
    folders = [data_directory("shapes")] if folders is None else folders
    return {
        path.stem: path for folder in folders for path in sorted((folder / PROFILES).glob("*.ttl")) if path.is_file()
    }


def find_profile(name: str, known: Mapping[str, Path]) -> Path:
    """Return the file of a profile; raises `ShapesError` when it is not among the known ones."""
    if name not in known:
        raise ShapesError(
            Text(f"profil inconnu : « {name} »", f"unknown profile: '{name}'"),
            remedy=Text(f"profils : {', '.join(known)}", f"profiles: {', '.join(known)}"),
        )
    return known[name]
