"""The harness: time, memory and failure of one run, and what counts as the same findings."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.benchmarks.conftest import BENCHMARKS

from harness.data import Interpreters, Workplace, fault_rate  # isort: skip
from harness.experiments import EXPERIMENTS  # isort: skip
from harness.machine import kept_compiled  # isort: skip
from harness.measuring import Run, medians, run_once  # isort: skip
from harness.reports import compare, read_faults, read_report  # isort: skip
from run import chosen  # isort: skip

REPORT = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
[] a sh:ValidationReport ; sh:conforms false ; sh:result
  [ sh:focusNode <https://e.example/a> ; sh:resultPath <https://e.example/p> ;
    sh:sourceConstraintComponent sh:MinCountConstraintComponent ] ,
  [ sh:focusNode <https://e.example/b> ; sh:sourceConstraintComponent sh:SPARQLConstraintComponent ] ,
  [ sh:focusNode <https://e.example/c> ; sh:resultPath [ sh:inversePath <https://e.example/p> ] ;
    sh:sourceConstraintComponent sh:MinCountConstraintComponent ] .
"""


def _run(tmp_path: Path, code: str, limit: float = 60.0, accepted: tuple[int, ...] = (0,)) -> Run:
    return run_once([sys.executable, "-c", code], tmp_path / "log", dict(os.environ), limit, accepted)


def test_memory_of_a_child_of_the_contender_counts(tmp_path: Path) -> None:
    small = _run(tmp_path, "pass")
    assert small.failure is None
    # What the test process itself takes counts with the small one, as it is forked: the child's own must show.
    wanted = int(small.peak_mb + 200)
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', 'bytearray({wanted} * 1024 * 1024)'])"
    large = _run(tmp_path, child)
    assert large.failure is None
    assert large.peak_mb > wanted


def test_a_contender_that_takes_too_long_is_stopped_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "still-alive"
    child = f"import time, pathlib; time.sleep(3); pathlib.Path({str(mark)!r}).touch()"
    run = _run(tmp_path, f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])", limit=0.5)
    assert run.failure == "stopped after 0 s"
    assert run.seconds < 3


@pytest.mark.parametrize(("code", "accepted", "fails"), [(1, (0,), True), (1, (0, 1), False), (2, (0, 1), True)])
def test_an_exit_code_that_is_not_foreseen_is_a_failure(
    tmp_path: Path, code: int, accepted: tuple[int, ...], fails: bool
) -> None:
    run = _run(tmp_path, f"print('out of luck'); raise SystemExit({code})", accepted=accepted)
    assert run.failure == ("out of luck" if fails else None)


def test_the_median_is_kept() -> None:
    runs = [Run(seconds, seconds, 10 * seconds) for seconds in (1.0, 9.0, 2.0)]
    assert medians(runs)["seconds"] == 2.0
    assert medians(runs)["peak_mb"] == 20
    assert medians(runs)["runs"] == [1.0, 9.0, 2.0]


def test_w3c_reports_and_lines_are_read_alike(tmp_path: Path) -> None:
    (tmp_path / "report.ttl").write_text(REPORT, encoding="utf-8")
    lines = [
        ["https://e.example/a", "https://e.example/p", "http://www.w3.org/ns/shacl#MinCountConstraintComponent"],
        ["<https://e.example/b>", None, "http://www.w3.org/ns/shacl#SPARQLConstraintComponent"],
        ["https://e.example/c", "^<https://e.example/p>", "http://www.w3.org/ns/shacl#MinCountConstraintComponent"],
    ]
    (tmp_path / "lines").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert set(read_report(tmp_path / "report.ttl")) == set(read_report(tmp_path / "lines"))
    assert ("https://e.example/c", "…", "MinCount") in set(read_report(tmp_path / "lines"))


def test_what_differs_is_named() -> None:
    same = compare({("a", None, "Not")}, {("a", None, "Not")})
    assert same == {"findings": 1, "agrees": True, "missing": 0, "extra": 0}
    other = compare({("a", "p", "Not")}, {("a", None, "Not")})
    assert other["agrees"] is False
    assert other["examples_missing"] == [["a", None, "Not"]]
    assert other["examples_extra"] == [["a", "p", "Not"]]


def test_small_catalogues_are_spoilt_more_so_that_every_kind_comes_up() -> None:
    assert fault_rate(1000) == 0.05
    assert fault_rate(10_000) == 0.005
    assert fault_rate(1_000_000) == 0.005


def test_data_is_made_once_and_every_contender_has_its_script(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(BENCHMARKS.parent / "src"), str(BENCHMARKS)])}
    work = Workplace(tmp_path, 60, Interpreters(sys.executable, sys.executable, environment))
    spoilt = work.catalogue("spoilt")
    first = (spoilt / "merged.nt").stat().st_mtime_ns
    assert work.catalogue("spoilt") == spoilt
    assert (spoilt / "merged.nt").stat().st_mtime_ns == first
    assert work.triples("spoilt") == len((spoilt / "merged.nt").read_bytes().splitlines())
    assert read_faults(spoilt / "faults.jsonl")
    for contender in EXPERIMENTS["validate"].contenders(work):
        command = contender.command()
        assert Path(command[1]).is_file(), command


def test_contenders_are_all_ours_and_the_peers_named_or_those_named_alone(tmp_path: Path) -> None:
    work = Workplace(tmp_path, 1_000_000, Interpreters(sys.executable, sys.executable, {}))

    def keys(peers: str | None = None, only: str | None = None) -> list[str]:
        return [contender.key for contender in chosen(EXPERIMENTS["load"], work, peers, only)]

    assert keys() == ["bibliographe", "build", "oxigraph"]
    assert keys(peers="rdflib") == ["bibliographe", "build", "rdflib"]
    assert keys(peers="") == ["bibliographe", "build"]
    assert keys(only="build") == ["build"]
    with pytest.raises(SystemExit, match="no such contender: nobody; there are: bibliographe, build"):
        keys(only="nobody")


def test_contenders_find_their_modules_compiled_whatever_the_container_sets() -> None:
    assert kept_compiled({"PYTHONDONTWRITEBYTECODE": "1", "PATH": "/bin"}) == {"PATH": "/bin"}
