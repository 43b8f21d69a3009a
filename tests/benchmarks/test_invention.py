"""The invented catalogues: the same bytes for the same order, the faults that the list says, and no other."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, SH
from stdnum import isbn, issn

from bibliographe.config import load_catalogue
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.register import Register
from tests.benchmarks.conftest import BENCHMARKS

from invention import words  # isort: skip
from invention.catalogue import LIMIT, Order, generate, merge  # isort: skip
from invention.faults import ENTRY_FAULTS, THING_FAULTS  # isort: skip

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA_ITEM = rdflib.URIRef("https://schema.org/item")
BIBO = rdflib.Namespace("http://purl.org/ontology/bibo/")


def _graph(folder: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((folder / "graph").glob("*.nt")):
        graph.parse(path, format="nt")
    return graph


def _must_be_found(folder: Path) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in (folder / "faults.jsonl").read_text("utf-8").splitlines()]


def _found_by_pyshacl(graph: rdflib.Graph) -> set[tuple[str | None, str | None, str]]:
    shapes = rdflib.Graph().parse(BENCHMARKS / "shapes-12.ttl")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=True)
    assert isinstance(report, rdflib.Graph)
    return {
        (
            str(report.value(result, SH.focusNode)),
            str(path) if (path := report.value(result, SH.resultPath)) else None,
            str(report.value(result, SH.sourceConstraintComponent)).split("#")[1].removesuffix("ConstraintComponent"),
        )
        for result in report.subjects(SH.focusNode)
    }


@pytest.mark.parametrize("lean", [False, True])
def test_the_same_order_gives_the_same_bytes(tmp_path: Path, lean: bool) -> None:
    for name in ("one", "two"):
        generate(tmp_path / name, Order(120, seed=3, lean=lean, faults=0.1))
        merge(tmp_path / name, tmp_path / f"{name}.nt")
    assert (tmp_path / "one.nt").read_bytes() == (tmp_path / "two.nt").read_bytes()
    assert (tmp_path / "one" / "faults.jsonl").read_bytes() == (tmp_path / "two" / "faults.jsonl").read_bytes()
    generate(tmp_path / "other", Order(120, seed=4, lean=lean, faults=0.1))
    merge(tmp_path / "other", tmp_path / "other.nt")
    assert (tmp_path / "one.nt").read_bytes() != (tmp_path / "other.nt").read_bytes()


def test_the_order_does_not_depend_on_the_hash_seed_of_the_process(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, str(BENCHMARKS / "generate.py"), "80", str(tmp_path / seed), "--faults", "0.2"]
        merged = tmp_path / f"{seed}.nt"
        subprocess.run([*command, "--merged", str(merged)], check=True, env={"PYTHONHASHSEED": seed, **_path()})
    assert (tmp_path / "1.nt").read_bytes() == (tmp_path / "2.nt").read_bytes()


def _path() -> dict[str, str]:
    import os

    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}


def test_lean_catalogues_have_the_entries_asked_for_and_about_sixteen_triples_each(tmp_path: Path) -> None:
    generate(tmp_path / "c", Order(2000, lean=True))
    merge(tmp_path / "c", tmp_path / "c.nt")
    lines = (tmp_path / "c.nt").read_text("utf-8").splitlines()
    assert sum(f"<{SCHEMA_ITEM}>" in line for line in lines) == 2000
    assert 15 <= len(lines) / 2000 <= 18.5
    assert len(set(lines)) == len(lines)


def test_every_file_is_sorted_and_says_all_about_a_subject_in_one_place(tmp_path: Path) -> None:
    generate(tmp_path / "c", Order(400, faults=0.05))
    subjects: Counter[str] = Counter()
    for path in (tmp_path / "c" / "graph").glob("*.nt"):
        lines = path.read_bytes().splitlines()
        assert lines == sorted(lines), path.name
        subjects.update({line.split(b" ", 1)[0].decode() for line in lines})
    assert set(subjects.values()) == {1}


def test_publishers_are_spread_as_in_life(tmp_path: Path) -> None:
    generate(tmp_path / "c", Order(1500, lean=True))
    uses = Counter(_graph(tmp_path / "c").objects(None, DCTERMS.publisher)).most_common()
    assert uses[0][1] > 8 * uses[len(uses) // 2][1]
    assert uses[-1][1] <= 2


def test_identifiers_have_right_check_digits(tmp_path: Path) -> None:
    generate(tmp_path / "c", Order(400, lean=True))
    graph = _graph(tmp_path / "c")
    books = [str(code) for code in graph.objects(None, BIBO.isbn13)]
    periodicals = [str(code) for code in graph.objects(None, BIBO.issn)]
    assert len(books) == len(set(books)) > 50
    assert len(periodicals) == len(set(periodicals)) > 3
    assert all(map(isbn.is_valid, books))
    assert all(map(issn.is_valid, periodicals))


def test_no_name_and_no_title_comes_twice() -> None:
    some = range(60_000)
    assert len({words.person(index, 7) for index in some}) == len(some)
    assert len({words.title(index, 7)[0] for index in some}) == len(some)
    assert len({words.surname(index) for index in some}) == len(some)
    assert words.PERSONS > LIMIT * 0.3


def test_clean_catalogues_conform_to_the_twelve_shapes_in_pyshacls_eyes(tmp_path: Path) -> None:
    generate(tmp_path / "c", Order(50, lean=True))
    assert (tmp_path / "c" / "faults.jsonl").read_text() == ""
    assert _found_by_pyshacl(_graph(tmp_path / "c")) == set()


def test_pyshacl_finds_the_faults_that_are_listed_and_no_other(tmp_path: Path) -> None:
    generate(tmp_path / "c", Order(90, lean=True, faults=0.6))
    listed = _must_be_found(tmp_path / "c")
    kinds = {line["fault"] for line in listed}
    assert len(kinds) >= 30
    assert kinds <= {fault.name for fault in (*ENTRY_FAULTS, *THING_FAULTS)}
    wanted = {(line["focus"], line["path"], line["component"]) for line in listed}
    assert _found_by_pyshacl(_graph(tmp_path / "c")) == wanted


def _found_by_the_shipped_shapes(folder: Path) -> set[tuple[str, str]]:
    command = [sys.executable, "-m", "bibliographe", "validate", "--catalogue", str(folder), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return {(result["focus"], result["constraint"]) for result in json.loads(done.stdout)["results"]}


def test_the_shipped_shapes_find_nothing_in_a_clean_catalogue(tmp_path: Path) -> None:
    generate(tmp_path / "c", Order(70))
    assert _found_by_the_shipped_shapes(tmp_path / "c") == set()


def test_the_shipped_shapes_find_each_fault_that_is_listed(tmp_path: Path) -> None:
    generate(tmp_path / "c", Order(48, faults=0.8))
    found = _found_by_the_shipped_shapes(tmp_path / "c")
    missed = [line for line in _must_be_found(tmp_path / "c") if (line["focus"], line["shipped"]) not in found]
    assert missed == []


def test_the_register_is_the_one_that_an_import_would_have_written(tmp_path: Path) -> None:
    generate(tmp_path / "c", Order(90))
    catalogue = load_catalogue(tmp_path / "c")
    folder, register = GraphFolder(catalogue), Register(catalogue)
    things = list(folder)
    assert set(things) == set(register)
    assert all(register.untouched(folder.record(thing)) for thing in things)


def test_more_entries_than_there_are_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no more names"):
        generate(tmp_path / "c", Order(LIMIT + 1))


def test_entries_are_of_every_genre(tmp_path: Path) -> None:
    generate(tmp_path / "c", Order(300, lean=True))
    classes = set(_graph(tmp_path / "c").objects(None, RDF.type))
    assert {BIBO.Article, BIBO.AcademicArticle, BIBO.Book, BIBO.Report, BIBO.Thesis, BIBO.Webpage} <= classes
