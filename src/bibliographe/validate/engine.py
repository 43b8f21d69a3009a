"""Running pySHACL, on as little as gives the same report."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from importlib import import_module
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, Any

import rdflib
from rdflib.namespace import RDF, SH

from bibliographe.errors import ShapesError
from bibliographe.i18n import Text
from bibliographe.validate.asking import AHEAD, ask_all, open_folder
from bibliographe.validate.carrying import pack_finding, pack_graph, pack_suspects, unpack, unpack_finding, unpack_graph
from bibliographe.validate.facts import Facts
from bibliographe.validate.holders import Holders
from bibliographe.validate.live import LiveGraph
from bibliographe.validate.paths import sparql_path, turtle_path
from bibliographe.validate.results import Finding
from bibliographe.validate.rewriting import SELECT
from bibliographe.validate.severity import severity_of
from bibliographe.validate.targets import SUBCLASSES
from bibliographe.validate.terms import quiet
from bibliographe.work import mapped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from concurrent.futures import Executor

    from rdflib.term import Node

    from bibliographe.validate.carrying import Packed
    from bibliographe.validate.narrow import Part, Plan, Question
    from bibliographe.validate.reading import Data
    from bibliographe.validate.shapes import Shapes
    from bibliographe.validate.storing import Stored

_TYPE = RDF.type.n3()
_FEW = 5_000
"""Nodes up to which a question is asked of them alone; a question must not grow without end."""
_BATCH = 2_000
"""Suspects that pySHACL is shown at once: enough to pay for reading the shapes, few enough to forget."""


def find(
    data: Data,
    shapes: Shapes,
    *,
    plan: Plan | None = None,
    focus: frozenset[Node] | None = None,
    executor: Executor | None = None,
) -> Iterator[Finding]:
    """Yield what pySHACL reports about `data`, in no particular order; about the nodes of `focus` alone, where given.

    `plan` is that of the shapes unless another is given, which asks less. Where the data lie in a folder, `executor`
    asks and reports. Raises `ShapesError` when the shapes cannot be run.
    """
    plan = plan or shapes.plan
    if plan.whole is not None:
        yield from _within(_run_whole(data, shapes), focus)
        return
    _import_ahead(data)
    left = sorted({part for part, _ in plan.left}, key=str)
    by_part = _by_part(data.stored, plan, left, executor, focus)
    if not left and not by_part:
        return
    graph, holders = LiveGraph(data.stored.store), Holders(shapes.graph)
    for part in filter(holders.knows_itself, left):
        yield from _within(_run(graph, holders.alone(part), {}), focus)
    others = [(part, None) for part in left if not holders.knows_itself(part)]
    if others:
        yield from _within(_run(graph, *holders.graph(others)), focus)
    pairs = ((part, node) for part, nodes in by_part.items() for node in nodes)
    batches = iter(lambda: _shown(islice(pairs, _BATCH)), {})
    if executor is not None and data.stored.path is not None:
        packed, folder = pack_graph(shapes.graph), str(data.stored.path)
        reports = mapped(partial(report_in_folder, folder, packed), map(pack_suspects, batches), executor, AHEAD)
        for report in reports:
            yield from map(unpack_finding, report)
        return
    for batch in batches:
        yield from _run(graph, *holders.graph(batch.items()))


def _import_ahead(data: Data) -> None:
    """Import pySHACL while the store of a large catalogue fills, which leaves Python's lock alone.

    Hardly any such catalogue is without a finding, and the import takes half a second.
    """
    if all(file.kept is None for file in data.files):
        Thread(target=import_module, args=("pyshacl",)).start()


def report_in_folder(
    path: str, shapes: tuple[tuple[Packed, ...], ...], suspects: list[tuple[Part, list[Packed]]]
) -> list[tuple[Any, ...]]:
    """Return what pySHACL reports about suspects, from the store in a folder; all of it packed."""
    with quiet():
        graph, held = Holders(unpack_graph(shapes)).graph((part, map(unpack, nodes)) for part, nodes in suspects)
    return list(map(pack_finding, _run(LiveGraph(open_folder(path)), graph, held)))


def _shown(pairs: Iterable[tuple[Part, Node]]) -> dict[Part, list[Node]]:
    shown: dict[Part, list[Node]] = defaultdict(list)
    for part, node in pairs:
        shown[part].append(node)
    return shown


def _by_part(
    stored: Stored,
    plan: Plan,
    left: Collection[Part],
    executor: Executor | None,
    focus: frozenset[Node] | None,
) -> dict[Part, list[Node]]:
    found: dict[Part, set[Node]] = defaultdict(set)
    for question, nodes in suspects(stored, plan, executor, focus):
        for part in question.parts:
            if part not in left:
                found[part].update(nodes if focus is None else nodes & focus)
    return {part: sorted(nodes, key=str) for part, nodes in found.items() if nodes}


def suspects(
    stored: Stored, plan: Plan, executor: Executor | None = None, focus: frozenset[Node] | None = None
) -> Iterator[tuple[Question, set[Node]]]:
    """Yield the questions whose answer names any node, with the nodes that may break their parts.

    With `focus`, others than its nodes may or may not be named.
    """
    facts = Facts(stored.store)
    asked = []
    for question in plan.questions:
        doubtful = question.doubtful(facts.unmet(question.doubts.requirements))
        targets = question.doubtful_targets(facts.unmet(question.targets.doubts.requirements))
        asked.append((question, [query for query in (question.query, doubtful, targets) if query], bool(targets)))
    queries = (query for _, own, _ in asked for query in own)
    if not facts.has_subclasses():
        queries = (query.replace(SUBCLASSES, _TYPE) for query in queries)
    if focus is not None and len(focus) <= _FEW and all(isinstance(node, rdflib.URIRef) for node in focus):
        queries = (_asked_of(query, focus) for query in queries)
    answers = ask_all(stored.store, queries, executor, stored.path)
    for question, own, are_targets_doubtful in asked:
        nodes: set[Node] = set().union(*islice(answers, len(own)))
        if nodes and are_targets_doubtful:
            graph = LiveGraph(stored.store)
            nodes = {node for node in nodes if graph.query(question.targets.select, initBindings={"this": node})}
        if nodes:
            yield question, nodes


def _asked_of(query: str, focus: frozenset[Node]) -> str:
    """Return a question that is asked of some nodes only."""
    nodes = " ".join(sorted(node.n3() for node in focus))
    return query.replace(SELECT, f"{SELECT} VALUES ?this {{ {nodes} }}")


def find_directly(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Finding]:
    """Return what pySHACL reports when it is given everything: the reference, and slow."""
    return list(_run(data, shapes, {}, in_place=False))


def _run_whole(data: Data, shapes: Shapes) -> Iterator[Finding]:
    graph = rdflib.Graph(bind_namespaces="none")
    graph += LiveGraph(data.stored.store)
    return _run(graph, shapes.graph, {}, in_place=False)


def _within(findings: Iterable[Finding], focus: frozenset[Node] | None) -> Iterator[Finding]:
    return (finding for finding in findings if focus is None or finding.focus in focus)


def _run(
    data: rdflib.Graph, shapes: rdflib.Graph, held: dict[Node, Node], *, in_place: bool = True
) -> Iterator[Finding]:
    # They take their time, and a catalogue in order never needs them.
    import pyshacl
    from pyshacl.constraints.sparql.sparql_based_constraint_components import SPARQLConstraintComponentValidator

    # pySHACL keeps validators by the address of a shapes graph, which the next graph may have.
    SPARQLConstraintComponentValidator.validator_cache.clear()
    try:
        with quiet():
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


def _unusable(reason: object) -> ShapesError:
    words = str(reason).strip() or type(reason).__name__
    return ShapesError(
        Text(f"ces formes ne peuvent pas servir : {words}", f"these shapes cannot be used: {words}"),
        remedy=Text("corrigez la forme nommée", "mend the shape named"),
    )


def _finding(report: rdflib.Graph, node: Node, held: dict[Node, Node]) -> Finding:
    def value(predicate: Node) -> Node | None:
        return report.value(node, predicate)

    def required(predicate: Node) -> Node:
        found = value(predicate)
        return rdflib.BNode() if found is None else found  # a literal such as 0 is false to Python

    shape = required(SH.sourceShape)
    shape = held.get(shape, shape)
    path, constraint = value(SH.resultPath), value(SH.sourceConstraint)
    details = (_finding(report, detail, held) for detail in report.objects(node, SH.detail))
    return Finding(
        focus=required(SH.focusNode),
        path=_path(report, path),
        value=value(SH.value),
        component=str(value(SH.sourceConstraintComponent)),
        severity=severity_of(value(SH.resultSeverity)),
        shape=shape,
        constraint=str(shape if constraint is None else constraint),
        path_turtle=turtle_path(report, path) if isinstance(path, rdflib.BNode) else "",
        details=tuple(sorted(details, key=repr)),
    )


def _path(report: rdflib.Graph, path: Node | None) -> Node | None:
    """Return a path as one term: a property as it is, any other as the SPARQL that it stands for."""
    return rdflib.Literal(sparql_path(report, path)) if isinstance(path, rdflib.BNode) else path
