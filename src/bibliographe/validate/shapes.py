"""The shapes: which files they come from, and what each constraint says to a person."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import SH

from bibliographe.errors import GraphError, ShapesError
from bibliographe.graph.files import read_triples
from bibliographe.i18n import Text
from bibliographe.resources import data_directory
from bibliographe.validate.narrow import make_plan
from bibliographe.validate.plan_file import digest_of_shapes, keep_plan, read_plan
from bibliographe.validate.remote import reaches_out
from bibliographe.validate.results import NOTHING
from bibliographe.validate.terms import rdflib_graph

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Triple
    from rdflib.term import Node

    from bibliographe.config import Catalogue
    from bibliographe.validate.narrow import Plan

ADVICE = rdflib.URIRef("https://w3id.org/bibliographe/ns#advice")
PROFILES = "profiles"


class Shapes:
    """A shapes graph and what can be asked of it."""

    def __init__(self, graph: rdflib.Graph | None = None, paths: tuple[Path, ...] = ()) -> None:
        """Take the shapes from `graph`, or from files, whose plan is kept.

        Raises `ShapesError` for the first file that cannot be used.
        """
        self._paths = paths
        self._digest = digest_of_shapes(paths) if graph is None else None
        self._kept = read_plan(self._digest) if self._digest else None
        if graph is not None:
            self.graph = graph
        elif self._kept is None:
            self.graph  # noqa: B018 - what is wrong with a file is told at once

    @cached_property
    def graph(self) -> rdflib.Graph:
        """Return the shapes as pySHACL reads them."""
        graph = rdflib_graph(_triples(self._paths))
        _refuse_services(graph)
        return graph

    @property
    def size(self) -> int:
        """Return how many constraints say something to a person."""
        return self._kept[1] if self._kept else len(self.constraints)

    def message(self, node: Node) -> Text:
        """Return the message of a shape or constraint, with its `{?value}` still open."""
        return self._text(node, SH.message)

    def advice(self, node: Node) -> Text:
        """Return how to mend what the shape or constraint finds."""
        return self._text(node, ADVICE)

    def _text(self, node: Node, predicate: Node) -> Text:
        by_language: dict[str, str] = {}
        for literal in sorted(self.graph.objects(node, predicate), key=str):
            if isinstance(literal, rdflib.Literal):
                by_language.setdefault((literal.language or "").split("-")[0], str(literal))
        if not by_language:
            return NOTHING
        default = by_language.get("", next(iter(by_language.values())))
        return Text(by_language.get("fr", default), by_language.get("en", default))

    @cached_property
    def plan(self) -> Plan:
        """Return how these shapes are run, worked out once."""
        if self._kept:
            return self._kept[0]
        plan = make_plan(self.graph)
        if self._digest:
            keep_plan(self._digest, plan, self.size)
        return plan

    @cached_property
    def constraints(self) -> tuple[Node, ...]:
        """Return the constraints that say something to a person, in the order of their names."""
        return tuple(sorted(set(self.graph.subjects(SH.message)), key=str))


def load_shapes(
    catalogue: Catalogue | None = None, *, profile: str | None = None, extra: Iterable[Path] = ()
) -> Shapes:
    """Load the shipped shapes, those of the catalogue's own `shapes/`, those of a profile, and `extra` files.

    Raises `ShapesError` for a profile that does not exist or a file that is not Turtle.
    """
    shipped = data_directory("shapes")
    paths = [data_directory("ontology") / "prefixes.ttl", *sorted(shipped.glob("*.ttl"))]
    own = catalogue.directory / "shapes" if catalogue else None
    if own and own.is_dir():
        # A catalogue may hold the shipped shapes as well, as this project's does: read twice, their lists would double.
        paths += (path for path in sorted(own.glob("*.ttl")) if not _is_copy(path, shipped / path.name))
    if profile is not None:
        paths.append(_profile(profile, [shipped, *([own] if own else [])]))
    return Shapes(paths=(*paths, *extra))


def _is_copy(path: Path, shipped: Path) -> bool:
    return shipped.is_file() and path.read_bytes() == shipped.read_bytes()


def read_shapes(paths: Iterable[Path]) -> Shapes:
    """Read shapes files into one shapes graph; raises `ShapesError` for the first that cannot be used."""
    return Shapes(paths=tuple(paths))


def _triples(paths: Iterable[Path]) -> list[Triple]:
    triples: list[Triple] = []
    for path in paths:
        try:
            triples += read_triples(path, path.resolve().as_uri())
        except GraphError as error:
            raise ShapesError(error.message, file=path, line=error.line, remedy=error.remedy) from error
        except KeyError:
            raise ShapesError(
                Text("des formes s'écrivent en Turtle (.ttl)", "shapes are written in Turtle (.ttl)"), file=path
            ) from None
    return triples


def _refuse_services(graph: rdflib.Graph) -> None:
    """Refuse shapes whose queries would reach for the network (design.md, section 5, invariant 7)."""
    for predicate in (SH.select, SH.ask, SH.construct, SH.update):
        for node, query in graph.subject_objects(predicate):
            if reaches_out(str(query)):
                raise ShapesError(
                    Text(
                        f"{node} interroge un autre serveur (SERVICE, LOAD ou FROM), ce qui n'est pas admis",
                        f"{node} asks another server (SERVICE, LOAD or FROM), which is not allowed",
                    )
                )


def profiles(folders: Iterable[Path] | None = None) -> dict[str, Path]:
    """Return the shapes file of each profile, by the profile's name."""
    folders = [data_directory("shapes")] if folders is None else folders
    return {
        path.stem: path for folder in folders for path in sorted((folder / PROFILES).glob("*.ttl")) if path.is_file()
    }


def _profile(name: str, folders: Iterable[Path]) -> Path:
    known = profiles(folders)
    if name not in known:
        raise ShapesError(
            Text(f"profil inconnu : « {name} »", f"unknown profile: '{name}'"),
            remedy=Text(f"profils : {', '.join(known)}", f"profiles: {', '.join(known)}"),
        )
    return known[name]
