"""docs/benchmarks.md is what the figures say, and the check that says so can fail."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.conftest import BENCHMARKS

import report  # isort: skip
from harness.experiments import EXPERIMENTS  # isort: skip

if TYPE_CHECKING:
    from pathlib import Path

DOCS = BENCHMARKS.parent / "docs"


def _result(entries: int, **seconds: float) -> dict[str, object]:
    return {
        "experiment": "validate",
        "entries": entries,
        "triples": entries * 17,
        "date": "2026-01-02",
        "machine": {"processor": "A processor", "cores": 2, "memory_gb": 8, "system": "Linux x86_64"},
        "python": "3.11.7",
        "rows": [
            {
                "contender": key,
                "key": key,
                "versions": {key: "1.2.3"},
                "seconds": value,
                "cpu_seconds": value,
                "peak_mb": 100,
                "runs": [value],
                "findings": 50,
                "agrees": key != "rudof",
                **({"missing": 1, "extra": 0, "examples_missing": [["a", "b", "c"]]} if key == "rudof" else {}),
            }
            for key, value in seconds.items()
        ],
    }


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    results = tmp_path / "results"
    results.mkdir()
    for found in (_result(1000, bibliographe=0.5, rudof=1.0), _result(10_000, bibliographe=2.0, rudof=30.0)):
        (results / f"validate-{found['entries']}.json").write_text(json.dumps(found), encoding="utf-8")
    return results, tmp_path / "docs"


def _run(folders: tuple[Path, Path], *options: str) -> int:
    results, docs = folders
    return report.main([*options, "--results", str(results), "--docs", str(docs)])


def test_the_page_in_the_repository_is_what_the_figures_say() -> None:
    assert report.main(["--check"]) == 0


def test_a_changed_figure_makes_the_page_stale(tmp_path: Path) -> None:
    shutil.copytree(BENCHMARKS / "results", tmp_path / "results")
    shutil.copytree(DOCS / "benchmarks", tmp_path / "docs" / "benchmarks")
    shutil.copy(DOCS / "benchmarks.md", tmp_path / "docs")
    assert _run((tmp_path / "results", tmp_path / "docs"), "--check") == 0
    path = next((tmp_path / "results").glob("validate-*.json"))
    found = json.loads(path.read_text("utf-8"))
    found["rows"][0]["seconds"] += 1
    path.write_text(json.dumps(found), encoding="utf-8")
    assert _run((tmp_path / "results", tmp_path / "docs"), "--check") == 1


def test_checking_writes_nothing_and_writing_makes_it_fresh(folders: tuple[Path, Path]) -> None:
    assert _run(folders, "--check") == 1
    assert not folders[1].exists()
    assert _run(folders) == 0
    assert _run(folders, "--check") == 0
    (folders[1] / "benchmarks" / "old.svg").write_text("<svg/>")
    assert _run(folders, "--check") == 1
    assert _run(folders) == 0
    assert not (folders[1] / "benchmarks" / "old.svg").exists()


def test_the_page_says_who_took_how_many_times_as_long_and_who_disagrees(folders: tuple[Path, Path]) -> None:
    _run(folders)
    page = (folders[1] / "benchmarks.md").read_text("utf-8")
    assert "| 10,000 | rudof (rudof 1.2.3) | 30.0 s | ×15 | 30.0 s | 100 MB | 50 | **no** |" in page
    assert "| 1,000 | bibliographe | 0.50 s | ×1 | 0.50 s | 100 MB | 50 | yes |" in page
    assert "rudof: 1 missing, 0 too many" in page


def test_charts_are_well_formed_and_have_a_dot_for_each_figure(folders: tuple[Path, Path]) -> None:
    _run(folders)
    picture = ET.parse(folders[1] / "benchmarks" / "validate.svg").getroot()
    circles = picture.findall("{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 4
    assert picture.get("role") == "img"
    places = [float(circle.get("cx", "0")) for circle in circles]
    assert places[0] < places[1], "ten thousand entries take longer than a thousand"


def test_a_contender_that_failed_says_why(folders: tuple[Path, Path]) -> None:
    path = next(folders[0].glob("*-1000.json"))
    found = json.loads(path.read_text("utf-8"))
    found["rows"][1]["failure"] = "stopped after 10 s"
    path.write_text(json.dumps(found), encoding="utf-8")
    _run(folders)
    assert "| 1,000 | rudof (rudof 1.2.3) | stopped after 10 s |" in (folders[1] / "benchmarks.md").read_text("utf-8")


ANSWERED = {"p50_ms": 2.0, "p95_ms": 4.0, "answered": 1000, "failed": 0}


def test_servers_are_compared_with_oxigraph_and_a_query_that_failed_is_shown(folders: tuple[Path, Path]) -> None:
    rows = [
        {
            "name": name,
            "queries": {"ask": {"ms": ms, "cpu_ms": ms} if ms else {}},
            "streams": {
                "lookup": {"p50_ms": 2.0, "p95_ms": 4.0, "answered": 1000, "failed": 0} if ms else {"failed": 9}
            },
            "memory": {"before_mb": 100, "after_mb": 101, "requests": 50_000},
        }
        for name, ms in (("bibliographe", 3.0), ("oxigraph", 2.0), ("rdflib-endpoint", 0))
    ]
    found = _result(1000) | {"experiment": report.SERVING, "rate": 50.0, "versions": {"python": "3.11.7"}, "rows": rows}
    (folders[0] / "serve-1000.json").write_text(json.dumps(found), encoding="utf-8")
    _run(folders)
    page = (folders[1] / "benchmarks.md").read_text("utf-8")
    assert "| 1,000 | ask | bibliographe | 3.00 ms | ×1.5 | 3.00 ms |" in page
    assert "| 1,000 | ask | rdflib-endpoint | no answer | | |" in page
    assert "| 1,000 | lookup | bibliographe | 50 | 2.0 ms | 4.0 ms | 1,000 | 0 |" in page
    assert "| 1,000 | lookup | rdflib-endpoint | 50 | | | 0 | 9 |" in page
    assert "| 1,000 | bibliographe | 100 MB | 101 MB | 50,000 |" in page


def test_every_result_in_the_repository_is_of_a_known_experiment() -> None:
    names = {json.loads(path.read_text("utf-8"))["experiment"] for path in (BENCHMARKS / "results").glob("*.json")}
    assert names <= {*EXPERIMENTS, report.SERVING}
    assert {"load", "queries", "validate", "infer", "export"} <= names
