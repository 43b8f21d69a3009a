"""A catalogue in order is checked without the libraries that only findings need."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import rdflib
from rich.console import Console

from bibliographe.validate.formats import coloured, text
from bibliographe.validate.results import Counts, Report
from bibliographe.validate.terms import name_of, node_of
from tests.shapes.small import SMALL

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {"rdflib", "pyshacl", "owlrl", "rich", "importlib.metadata", "concurrent.futures.process"}
SCRIPT = """
import sys
from bibliographe.cli import main
sys.argv[0] = "bibliographe"
try:
    main()
except SystemExit as end:
    print("ENDED", end.code, *sys.modules)
"""


@pytest.fixture
def catalogue(tmp_path: Path, own_cache: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "small")


def run(catalogue: Path, *options: str) -> tuple[int, set[str]]:
    """Validate in a process of its own; the exit code, and which of the heavy modules were loaded."""
    command = [sys.executable, "-c", SCRIPT, "validate", "--catalogue", str(catalogue), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    code, *modules = done.stdout.rpartition("ENDED ")[2].split()
    return int(code), set(modules) & HEAVY


def test_a_catalogue_in_order_needs_neither_rdflib_nor_pyshacl_and_a_finding_does(catalogue: Path) -> None:
    code, loaded = run(catalogue)
    assert code == 0
    assert "rdflib" in loaded, "the plan is made with it"
    assert run(catalogue) == (0, set())
    assert run(catalogue, "--changed") == (0, set())
    path = catalogue / "graph" / "agents.ttl"
    path.write_text(path.read_text("utf-8").replace('foaf:name "', 'foaf:name " ', 1), "utf-8")
    code, loaded = run(catalogue)
    assert code == 1
    assert {"rdflib", "pyshacl", "rich"} <= loaded


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_to_mend_is_told_as_rich_tells_it(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report("small", counts=Counts(entries=15_500, triples=2_000_000, constraints=360))
    plain, rich = io.StringIO(), io.StringIO()
    text.show(report, language, plain)  # type: ignore[arg-type]
    coloured.show(report, language, rich)  # type: ignore[arg-type]
    assert plain.getvalue() == rich.getvalue() == text.write(report, language)  # type: ignore[arg-type]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    forced = io.StringIO()
    text.show(report, language, forced)  # type: ignore[arg-type]
    assert Console(file=forced).is_terminal
    assert forced.getvalue() != plain.getvalue()


@pytest.mark.parametrize(
    "node",
    [
        rdflib.URIRef("http://example.org/a#b"),
        rdflib.BNode("b0"),
        rdflib.Literal('no "shape"\\'),
        rdflib.Literal("keine", lang="de"),
        rdflib.Literal("01", datatype=rdflib.XSD.integer, normalize=False),
    ],
)
def test_what_a_plan_names_is_found_again(node: rdflib.term.Node) -> None:
    found = node_of(name_of(node))
    assert found == node
    assert type(found) is type(node)
    assert str(found) == str(node)
