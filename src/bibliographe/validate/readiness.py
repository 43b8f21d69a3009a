"""Whether entries are ready for a portal: who breaks which requirement of its profile, counted over the whole graph.

A report of `validate` explains single results, each confirmed by pySHACL. Here thousands of entries may lack the same
thing, and what matters is how many: a shipped profile is asked of the whole store, one requirement at a time. Its
constraints are such that the answer is what pySHACL finds (the tests compare the two).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import rdflib
from pyoxigraph import Literal as Words
from pyoxigraph import NamedNode, QuerySolutions
from rdflib.namespace import OWL, RDFS, SH

from bibliographe.i18n import Text
from bibliographe.resources import data_directory
from bibliographe.validate.engine import find
from bibliographe.validate.results import local_name
from bibliographe.validate.severity import severity_of
from bibliographe.validate.shapes import Shapes
from bibliographe.validate.shapes_graph import ShapesGraph, read_graph
from bibliographe.validate.suspects import find_suspects
from bibliographe.validate.terms import bare_graph, to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

    from bibliographe.validate.reading import Data
    from bibliographe.validate.results import Severity

_ITEM = NamedNode("https://schema.org/item")
_TITLE = NamedNode("http://purl.org/dc/terms/title")
_COUNT = f"SELECT (COUNT(DISTINCT ?entry) AS ?count) WHERE {{ ?item {_ITEM} ?entry }}"
_TARGETS = (SH.targetObjectsOf, SH.targetSubjectsOf, SH.targetClass, SH.targetNode)
_DATASET = rdflib.URIRef("http://www.w3.org/ns/dcat#dataset")


class Reason(NamedTuple):
    """One requirement that is not met."""

    constraint: str
    severity: Severity
    message: Text
    advice: Text
    nodes: frozenset[str]
    """Who breaks it; empty when it is the description of the dataset that does."""
    everywhere: bool = False
    """Whether it is the description of the dataset that breaks it, and so all entries with it."""

    @property
    def blocks(self) -> bool:
        """Tell whether the portal refuses what breaks it."""
        return self.severity == "violation"


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready a catalogue is for one portal."""

    profile: str
    title: Text
    about: Literal["entries", "dataset"]
    total: int
    """Entries; 1 where the portal takes the description of the dataset alone."""
    reasons: tuple[Reason, ...]
    """What blocks first, the most frequent first."""

    @property
    def blocked(self) -> int:
        """Return how many the portal refuses."""
        return self._count([one for one in self.reasons if one.blocks])

    @property
    def flawed(self) -> int:
        """Return how many break any requirement, the blocked ones included."""
        return self._count(self.reasons)

    @property
    def score(self) -> int:
        """Return the share without a blocking finding, in whole percents: 100 only when there is none."""
        return self._share(self.blocked)

    @property
    def flawless(self) -> int:
        """Return the share without any finding, in whole percents."""
        return self._share(self.flawed)

    def count(self, reason: Reason) -> int:
        """Return how many a reason is about."""
        return self.total if reason.everywhere else len(reason.nodes)

    def nodes(self) -> Iterator[tuple[str, list[Reason]]]:
        """Yield each entry that breaks something with the reasons, the blocked ones first, by their addresses."""
        broken: dict[str, list[Reason]] = {}
        for reason in self.reasons:
            for node in reason.nodes:
                broken.setdefault(node, []).append(reason)
        yield from sorted(broken.items(), key=lambda item: (not any(one.blocks for one in item[1]), item[0]))

    def _count(self, reasons: list[Reason] | tuple[Reason, ...]) -> int:
        if any(one.everywhere for one in reasons):
            return self.total
        return len(set[str]().union(*(one.nodes for one in reasons)))

    def _share(self, without: int) -> int:
        return 100 * (self.total - without) // self.total if self.total else 0


def assess(profile: str, path: Path, data: Data, description: Data) -> Readiness:
    """Return how ready the entries of `data` are for the portal that the shapes of `path` speak for.

    `description` is what the catalogue says of itself as a dataset. Raises `ShapesError` when the shapes cannot be run.
    """
    shapes = read_graph([data_directory("ontology") / "prefixes.ttl", path])
    is_shipped = path.is_relative_to(data_directory("shapes"))
    about: Literal["entries", "dataset"] = (
        "dataset" if (None, SH.targetObjectsOf, _DATASET) in shapes.graph else "entries"
    )
    reasons = []
    for constraint in shapes.constraints:
        alone = Shapes(_alone(shapes.graph, constraint))
        nodes = _breaking(data, alone, exact=is_shipped)
        everywhere = bool(_breaking(description, alone, exact=is_shipped))
        if nodes or everywhere:
            severity = severity_of(shapes.graph.value(constraint, SH.severity))
            words = shapes.message(constraint), shapes.advice(constraint)
            reasons.append(Reason(local_name(str(constraint)), severity, *words, nodes, everywhere))
    total = 1 if about == "dataset" else _entries(data)
    found = Readiness(profile, _title(shapes, profile), about, total, ())
    reasons.sort(key=lambda one: (not one.blocks, -found.count(one), one.constraint))
    return Readiness(profile, found.title, about, total, tuple(reasons))


def title_of(data: Data, iri: str) -> str:
    """Return what an entry is called, its address where it has no title."""
    quads = data.store.quads_for_pattern(NamedNode(iri), _TITLE, None)
    return min((quad.object.value for quad in quads if isinstance(quad.object, Words)), default=iri)


def _breaking(data: Data, shapes: Shapes, *, exact: bool) -> frozenset[str]:
    """Return the nodes that break the only constraint of `shapes`; pySHACL has the word unless the plan is `exact`."""
    plan = shapes.plan
    if not exact or plan.whole is not None or plan.left:
        return frozenset(str(finding.focus) for finding in find(data, shapes))
    found = find_suspects(data.stored, plan)
    return frozenset(str(to_rdflib(node)) for suspects in found for node in suspects.nodes)


def _alone(graph: rdflib.Graph, constraint: Node) -> rdflib.Graph:
    """Return the shapes without the targets and properties that lead to other constraints."""
    alone = bare_graph()
    holders = {constraint, *graph.subjects(SH.property, constraint), *graph.subjects(SH.sparql, constraint)}
    targeted = {subject for target in _TARGETS for subject in graph.subjects(target)}
    for subject, predicate, value in graph:
        other = subject in targeted and subject not in holders and predicate in _TARGETS
        beside = subject in targeted and predicate in (SH.property, SH.sparql) and value != constraint
        if not other and not beside:
            alone.add((subject, predicate, value))
    return alone


def _title(shapes: ShapesGraph, profile: str) -> Text:
    for subject in sorted(shapes.graph.subjects(rdflib.RDF.type, OWL.Ontology), key=str):
        labels = sorted(shapes.graph.objects(subject, RDFS.label), key=str)
        said = {one.language: str(one) for one in labels if isinstance(one, rdflib.Literal)}
        if said:
            first = next(iter(said.values()))
            return Text(said.get("fr", first), said.get("en", first))
    return Text(profile, profile)


def _entries(data: Data) -> int:
    solutions = data.store.query(_COUNT)
    assert isinstance(solutions, QuerySolutions)  # noqa: S101
    (solution,) = solutions
    return int(solution["count"].value)
