"""Files of N-Triples are loaded as one, and say what each of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store

from bibliographe.config import load_catalogue
from bibliographe.errors import GraphError
from bibliographe.store import loading
from bibliographe.store.chained import Chained, may_be_chained
from bibliographe.store.inputs import find_inputs
from bibliographe.store.loading import load_said

if TYPE_CHECKING:
    from pathlib import Path

LINE = '<http://example.org/{0}> <http://example.org/p> "{0}" .'


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "catalogue.toml").write_text('base = "https://example.org/"\n', encoding="utf-8")
    monkeypatch.setattr(loading, "_BULK", 0)
    folder = tmp_path / "graph"
    folder.mkdir()
    return folder


def loaded(graph: Path) -> Store:
    catalogue, store = load_catalogue(graph.parent), Store()
    load_said(store, catalogue, find_inputs(catalogue))
    return store


def test_a_file_whose_last_line_has_no_end_is_no_part_of_the_next(graph: Path) -> None:
    (graph / "a.nt").write_text(LINE.format("a"), encoding="utf-8")
    (graph / "b.nt").write_text(f"{LINE.format('b')}\n", encoding="utf-8")
    (graph / "c.nt").write_text("", encoding="utf-8")
    (graph / "d.ttl").write_text(LINE.format("d"), encoding="utf-8")
    assert len(loaded(graph)) == 3


def test_blank_nodes_of_two_files_stay_two(graph: Path) -> None:
    for name in ("a", "b"):
        (graph / f"{name}.nt").write_text(f'_:same <http://example.org/p> "{name}" .\n', encoding="utf-8")
    assert not may_be_chained(graph / "a.nt")
    assert len({quad.subject for quad in loaded(graph)}) == 2


def test_a_fault_is_told_with_its_file_and_line(graph: Path) -> None:
    (graph / "a.nt").write_text(f"{LINE.format('a')}\n", encoding="utf-8")
    (graph / "b.nt").write_text(f"{LINE.format('b')}\nnonsense\n", encoding="utf-8")
    with pytest.raises(GraphError) as raised:
        loaded(graph)
    assert "b.nt" in raised.value.describe("en")
    assert raised.value.line == 2


@pytest.mark.parametrize("size", [1, 7, 1 << 20, -1])
def test_what_is_read_does_not_hang_on_how_much_is_asked_for(tmp_path: Path, size: int) -> None:
    paths = [tmp_path / "a.nt", tmp_path / "b.nt"]
    for path in paths:
        path.write_bytes(b"line\nlast")
    with Chained(paths) as stream:
        pieces = list(iter(lambda: stream.read(size), b""))
    assert b"".join(pieces) == b"line\nlast\nline\nlast\n"
