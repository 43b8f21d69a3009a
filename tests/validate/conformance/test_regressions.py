"""Differences from pySHACL that were found once, each with the smallest data and shapes that show it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bibliographe.validate.live import LiveGraph
from bibliographe.validate.terms import rdflib_graph
from tests.validate.conformance.adapter import (
    Refused,
    about,
    data_of,
    difference,
    has_names_only,
    in_files,
    nodes_of,
    ours,
    reference,
    triples_of,
)
from tests.validate.conformance.generated_targets import PREFIXES
from tests.validate.conformance.known import ENGINE_DIFFERS

HERE = Path(__file__).parent
CASES = {
    name: case
    for kind in ("core", "sparql")
    for name, case in tomllib.loads((HERE / f"regressions-{kind}.toml").read_text(encoding="utf-8")).items()
}


def _marked(name: str) -> object:
    reason = ENGINE_DIFFERS.get(name)
    return pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=reason)) if reason else name


def test_the_table_of_open_regressions_names_existing_ones() -> None:
    assert set(ENGINE_DIFFERS) <= set(CASES)


@pytest.mark.parametrize("name", [_marked(name) for name in CASES])
def test_the_engine_says_what_pyshacl_says(name: str) -> None:
    data, shapes = triples_of(CASES[name]["data"]), triples_of(PREFIXES + CASES[name]["shapes"])
    expected = reference(data, shapes)
    assert expected, "the case finds nothing, so it would pass whatever the engine did"
    assert difference(ours(data, shapes), expected) == ""
    if has_names_only(data):
        assert difference(in_files(data, shapes), expected) == ""
    if isinstance(expected, Refused):  # about some node, which need not be among those asked for
        return
    nodes = nodes_of(data)
    for focus in (frozenset(nodes[::2]), frozenset(nodes[1::2])):
        assert difference(ours(data, shapes, focus=focus), about(expected, focus)) == ""


def test_the_data_are_handed_on_as_they_are_written() -> None:
    data = triples_of(
        'e:a e:p "01"^^xsd:integer , "1"^^xsd:int , "1.0"^^xsd:decimal , "2024-01-01T24:00:00Z"^^xsd:dateTime .'
    )
    assert set(LiveGraph(data_of(data).store)) == set(rdflib_graph(data))
