"""Running pySHACL, on as little as gives the same report."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, cast

import pyshacl
import rdflib
from pyshacl.constraints.sparql.sparql_based_constraint_components import SPARQLConstraintComponentValidator
from rdflib.namespace import SH

from bibliographe.validate.asking import AHEAD, open_folder
from bibliographe.validate.batches import batches
from bibliographe.validate.blame import RefusedError, blamed, named
from bibliographe.validate.carrying import pack_finding, pack_graph, unpack_finding, unpack_graph
from bibliographe.validate.holders import Holders
from bibliographe.validate.live import LiveGraph
from bibliographe.validate.paths import sparql_path, turtle_path
from bibliographe.validate.results import Finding
from bibliographe.validate.severity import own_severity, severity_of
from bibliographe.validate.terms import quiet, to_rdflib
from bibliographe.work import mapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from rdflib.term import Identifier, Node

    from bibliographe.validate.batches import Suspected
    from bibliographe.validate.blame import Asked
    from bibliographe.validate.carrying import Packed
    from bibliographe.validate.plan import Plan
    from bibliographe.validate.reading import Data
    from bibliographe.validate.shapes import Shapes
    from bibliographe.validate.suspects import Suspects
    from bibliographe.validate.written import Term


def report_on(
    data: Data,
    shapes: Shapes,
    plan: Plan,
    suspects: Iterable[Suspects],
    *,
    focus: frozenset[Term] | None = None,
    executor: Executor | None = None,
) -> Iterator[Finding]:
    """Yield what pySHACL reports about suspects and about what the plan leaves to it.

    About the nodes of `focus` alone, where given. Where the data lie in a folder, `executor` reports. Raises
    `ShapesError` when the shapes cannot be run.
    """
    try:
        yield from _within(_reported(data, shapes, plan, suspects, executor), _rdflib(focus))
    except RefusedError as refused:
        raise named(refused, shapes) from refused


def _reported(
    data: Data, shapes: Shapes, plan: Plan, suspects: Iterable[Suspects], executor: Executor | None
) -> Iterator[Finding]:
    left = sorted({part for part, _ in plan.left}, key=str)
    graph = LiveGraph(data.said)
    shown = batches(suspects, left, partial(_targets_among, graph))
    first = list(islice(shown, 1))
    if not left and not first:
        return
    holders = shapes.holders
    for part in filter(holders.knows_itself, left):
        try:
            yield from _run(graph, holders.alone(part), {})
        except RefusedError as refused:
            raise RefusedError(refused.reason, part) from refused
    others: list[Asked] = [(part, None) for part in left if not holders.knows_itself(part)]
    if others:
        yield from _asked(graph, holders, others)
    if executor is not None and data.stored.path is not None:
        packed, folder = pack_graph(shapes.graph), str(data.stored.path)
        for found in mapped(partial(report_in_folder, folder, packed), chain(first, shown), executor, AHEAD):
            yield from map(unpack_finding, found)
        return
    for batch in chain(first, shown):
        yield from _report(graph, holders, batch)


def report_in_folder(
    path: str, shapes: tuple[tuple[Packed, ...], ...], batch: Sequence[Suspected]
) -> list[tuple[Any, ...]]:
    """Return what pySHACL reports about suspects, packed, from the store in a folder and packed shapes."""
    with quiet():
        holders = Holders(unpack_graph(shapes))
    return list(map(pack_finding, _report(LiveGraph(open_folder(path)), holders, batch)))


def report_whole(data: Data, shapes: Shapes, focus: frozenset[Term] | None = None) -> Iterator[Finding]:
    """Yield what pySHACL reports when it is given everything, about the nodes of `focus` alone, where given.

    Raises `ShapesError` when the shapes cannot be run.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    graph += LiveGraph(data.stored.store)
    try:
        yield from _within(_run(graph, shapes.graph, {}, in_place=False), _rdflib(focus))
    except RefusedError as refused:
        raise named(refused, shapes) from refused


def _rdflib(focus: frozenset[Term] | None) -> frozenset[Node] | None:
    return None if focus is None else frozenset(_terms(focus))


def _report(graph: LiveGraph, holders: Holders, batch: Sequence[Suspected]) -> Iterator[Finding]:
    graph.look_for(batch)
    yield from _asked(graph, holders, [(one.part, _terms(one.nodes)) for one in batch])


def _asked(graph: LiveGraph, holders: Holders, asked: Sequence[Asked]) -> Iterator[Finding]:
    try:
        yield from _run(graph, *holders.graph(asked))
    except RefusedError as refused:
        raise blamed(asked, lambda one: _run(graph, *holders.graph([one])), refused) from refused


def _terms(terms: Iterable[Term]) -> list[Node]:
    with quiet():
        return list(map(to_rdflib, terms))


def _targets_among(graph: rdflib.Graph, suspects: Suspects) -> set[Term]:
    """Return the nodes that the shape is meant for, as rdflib has it."""
    select = suspects.question.targets.select
    terms = zip(suspects.nodes, _terms(suspects.nodes), strict=True)
    return {node for node, term in terms if graph.query(select, initBindings={"this": cast("Identifier", term)})}


def find_directly(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Finding]:
    """Return what pySHACL reports when it is given everything: the reference, and slow."""
    return list(_run(data, shapes, {}, in_place=False))


def _within(findings: Iterable[Finding], focus: frozenset[Node] | None) -> Iterator[Finding]:
    return (finding for finding in findings if focus is None or finding.focus in focus)


def _run(
    data: rdflib.Graph, shapes: rdflib.Graph, held: dict[Node, Node], *, in_place: bool = True
) -> Iterator[Finding]:
    # pySHACL keeps validators by the address of a shapes graph, which the next graph may have.
    SPARQLConstraintComponentValidator.validator_cache.clear()
    try:
        with quiet(), _without_refusals():
            # Rules may add triples, so that pySHACL copies the data where it is not told that there are none.
            _, report, _ = pyshacl.validate(
                data, shacl_graph=shapes, advanced=True, inplace=in_place, do_owl_imports=False
            )
    except Exception as error:  # pySHACL passes on whatever its parts raise
        raise _unusable(error) from error
    if not isinstance(report, rdflib.Graph):
        raise _unusable(report)
    for node in report.objects(None, SH.result):
        yield _finding(report, node, held)


@contextmanager
def _without_refusals() -> Iterator[None]:
    """Keep pySHACL from writing why it refuses shapes: whoever asked is told, with the shape's name."""
    logger = logging.getLogger("pyshacl-validate")

    def is_less(record: logging.LogRecord) -> bool:
        return record.levelno < logging.ERROR

    logger.addFilter(is_less)
    try:
        yield
    finally:
        logger.removeFilter(is_less)


def _unusable(reason: object) -> RefusedError:
    return RefusedError(str(reason).strip() or type(reason).__name__)


def _finding(report: rdflib.Graph, node: Node, held: dict[Node, Node]) -> Finding:
    def value(predicate: Node) -> Node | None:
        return report.value(node, predicate)

    def required(predicate: Node) -> Node:
        found = value(predicate)
        return rdflib.BNode() if found is None else found  # a literal such as 0 is false to Python

    shape = required(SH.sourceShape)
    shape = held.get(shape, shape)
    path, constraint = value(SH.resultPath), value(SH.sourceConstraint)
    severity = value(SH.resultSeverity)
    details = (_finding(report, detail, held) for detail in report.objects(node, SH.detail))
    return Finding(
        focus=required(SH.focusNode),
        path=_path(report, path),
        value=value(SH.value),
        component=str(value(SH.sourceConstraintComponent)),
        severity=severity_of(severity),
        shape=shape,
        constraint=str(shape if constraint is None else constraint),
        path_turtle=turtle_path(report, path) if isinstance(path, rdflib.BNode) else "",
        details=tuple(sorted(details, key=repr)),
        own_severity=own_severity(severity),
    )


def _path(report: rdflib.Graph, path: Node | None) -> Node | None:
    """Return a path as one term: a property as it is, any other as the SPARQL that it stands for."""
    return rdflib.Literal(sparql_path(report, path)) if isinstance(path, rdflib.BNode) else path
