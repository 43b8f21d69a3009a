"""Each constraint of `shapes/` finds the fault that it is there for, and a valid catalogue has none."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING

import pytest
from rdflib.namespace import SH

from bibliographe.resources import data_directory
from bibliographe.validate.check import NAMESPACE
from bibliographe.validate.engine import find
from bibliographe.validate.results import local_name
from bibliographe.validate.shapes import Shapes, read_shapes
from tests.shapes.small import Fault, faults, small

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.validate.plan import Plan

FAULTS = faults()
SHAPES_DIRECTORY = data_directory("shapes")


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return _shapes()


@cache
def _shapes() -> Shapes:
    prefixes = data_directory("ontology") / "prefixes.ttl"
    return read_shapes([prefixes, *sorted(SHAPES_DIRECTORY.rglob("*.ttl"))])


@cache
def _questions_of(constraint: str) -> Plan:
    """The part of the plan that asks one constraint."""
    return _shapes().plan.only(NAMESPACE + constraint)


def test_a_valid_catalogue_has_no_finding(shapes: Shapes) -> None:
    shipped = read_shapes([data_directory("ontology") / "prefixes.ttl", *sorted(SHAPES_DIRECTORY.glob("*.ttl"))])
    assert list(find(small(), shipped)) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.constraint)
def test_the_fault_is_found(fault: Fault, shapes: Shapes) -> None:
    found = find(fault.applied(), shapes, plan=_questions_of(fault.constraint))
    assert {local_name(finding.constraint) for finding in found} == {fault.constraint}


def test_every_constraint_has_a_fault(shapes: Shapes) -> None:
    constraints = {local_name(str(node)) for node in shapes.constraints}
    tried = {fault.constraint for fault in FAULTS}
    assert constraints - tried == set()
    assert tried - constraints == set()


def test_there_are_enough_constraints(shapes: Shapes) -> None:
    assert len(shapes.constraints) >= 120


@pytest.mark.parametrize("path", sorted(SHAPES_DIRECTORY.rglob("*.ttl")), ids=lambda path: path.stem)
def test_the_words_are_there_in_both_languages(path: Path, shapes: Shapes) -> None:
    own = read_shapes([path])
    for node in own.constraints:
        for text in (own.message(node), own.advice(node)):
            assert text.fr, node
            assert text.en, node
            assert text.fr != text.en, node
            assert text.fr[-1] in ".»…)?", (node, text.fr)
        assert (node, SH.severity, None) in own.graph, node


def test_a_constraint_is_as_grave_as_its_shape_says(shapes: Shapes) -> None:
    for shape, constraint in shapes.graph.subject_objects(SH.sparql):
        assert shapes.graph.value(shape, SH.severity) == shapes.graph.value(constraint, SH.severity), constraint


def test_everything_is_asked_of_the_whole_graph(shapes: Shapes) -> None:
    """No shipped shape is left to pySHACL's node by node way, which would take minutes."""
    assert shapes.plan.whole is None
    assert shapes.plan.left == ()


def test_a_correction_that_says_why_is_not_held_against_the_printed_text(shapes: Shapes) -> None:
    (fault,) = (fault for fault in FAULTS if fault.constraint == "quotation-title")
    silent = dataclasses.replace(fault, add=f'{fault.add} . $book skos:changeNote "coquille de la source"@fr')
    assert list(find(silent.applied(), shapes, plan=_questions_of("quotation-title"))) == []
