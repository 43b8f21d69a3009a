"""All that was said, in parts; which lines were said; derived lines loaded as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from bibliographe.errors import GraphError
from bibliographe.store import loading
from bibliographe.store.loading import load_lines
from bibliographe.store.names import ONTOLOGY
from bibliographe.store.statements import SaidInFiles, SaidInStore

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/"
LINES = ['<urn:a> <urn:p> "1" .\n', "<urn:a> <urn:q> <urn:b> .\n"]
TURTLE = "<c> a <urn:C> ."
FROM_TURTLE = "<https://example.org/c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:C> .\n"
AXIOM = "<urn:C> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <urn:D> .\n"
CONCEPT = '<urn:concept> <urn:label> "é" .\n'
NEW = "<urn:a> <urn:p> <urn:nobody> .\n"
SCHEME = NamedNode("urn:scheme")


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    (tmp_path / "a.nt").write_text("".join(LINES), encoding="utf-8")
    (tmp_path / "b.ttl").write_text(TURTLE, encoding="utf-8")
    return [tmp_path / "a.nt", tmp_path / "b.ttl"]


def filled(*graphs: tuple[str, NamedNode | DefaultGraph]) -> Store:
    store = Store()
    for lines, graph in graphs:
        store.extend(Quad(*quad.triple, graph) for quad in parse(lines, format=RdfFormat.N_TRIPLES))
    return store


def in_store(paths: list[Path]) -> SaidInStore:
    said = "".join([*LINES, FROM_TURTLE, CONCEPT])
    store = filled((said, DefaultGraph()), (AXIOM, ONTOLOGY), (CONCEPT, SCHEME))
    (paths[1].with_suffix(".nt")).write_text(FROM_TURTLE, encoding="utf-8")
    return SaidInStore(store, [paths[0], paths[1].with_suffix(".nt")], BASE, [SCHEME])


def in_files(paths: list[Path]) -> SaidInFiles:
    return SaidInFiles(paths, BASE, [quad.triple for quad in parse(AXIOM, format=RdfFormat.N_TRIPLES)])


def lines_of(said: SaidInFiles) -> list[str]:
    return [" ".join(parts) for chunk in said.parts() for parts in chunk]


def test_files_and_ontology_are_read(paths: list[Path]) -> None:
    assert lines_of(in_files(paths)) == [*LINES, FROM_TURTLE, AXIOM]


def test_the_store_adds_the_schemes_of_the_profile(paths: list[Path]) -> None:
    assert lines_of(in_store(paths)) == [*LINES, FROM_TURTLE, AXIOM, CONCEPT]


@pytest.mark.parametrize("read_before", [False, True])
@pytest.mark.parametrize("make", [in_files, in_store])
def test_lines_that_were_said_are_taken_out(paths: list[Path], make: type[SaidInFiles], read_before: bool) -> None:
    said = make(paths)  # type: ignore[call-arg, arg-type]
    if read_before:
        lines_of(said)
    lines = {*LINES, FROM_TURTLE, AXIOM, CONCEPT, NEW}
    said.take_out(lines)
    assert lines == ({NEW} if make is in_store else {NEW, CONCEPT})


def test_which_properties_and_classes_are_in_use(paths: list[Path]) -> None:
    said = in_store(paths)
    assert all(map(said.uses, ("urn:p", "urn:C", "http://www.w3.org/2000/01/rdf-schema#subClassOf")))
    assert not any(map(said.uses, ("urn:D", "urn:a", "urn:nobody")))


def test_a_fault_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text(LINES[0] + "oops\n", encoding="utf-8")
    with pytest.raises(GraphError) as caught:
        lines_of(in_files([tmp_path / "a.nt"]))
    assert (caught.value.file, caught.value.line) == (tmp_path / "a.nt", 2)


@pytest.mark.parametrize("bulk", [0, 1, 4_000_000])
@pytest.mark.parametrize("count", [0, 1, 5000])
def test_lines_are_loaded_as_they_come(monkeypatch: pytest.MonkeyPatch, bulk: int, count: int) -> None:
    monkeypatch.setattr(loading, "_BULK", bulk)
    monkeypatch.setattr(loading, "_LINES", 10)
    store = Store()
    load_lines(store, (f'<urn:a> <urn:p> "{number} é" .\n' for number in range(count)), SCHEME)
    found = {quad.object.value for quad in store.quads_for_pattern(None, None, None, SCHEME)}  # type: ignore[union-attr]
    assert found == {f"{number} é" for number in range(count)}
    assert len(store) == count
