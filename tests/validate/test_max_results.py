"""Of many findings some are shown, and every form says of how many."""

from __future__ import annotations

import csv
import io
import json
import shutil
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from bibliographe.cli import cli, validate_command
from bibliographe.config import load_catalogue
from bibliographe.validate.keeping import Keeper
from bibliographe.validate.reading import read_catalogue
from bibliographe.validate.shapes import load_shapes
from bibliographe.validate.validation import validate
from tests.shapes.small import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT, MOST = 30, 4


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue with thirty persons whom nothing refers to, named in a language that is none."""
    directory = shutil.copytree(SMALL, tmp_path_factory.mktemp("many") / "catalogue")
    with (directory / "graph" / "agents.ttl").open("a", encoding="utf-8") as stream:
        for number in range(COUNT):
            stream.write(f'\n<id/agent/nobody-{number:08d}> a foaf:Person ; foaf:name "Personne"@zz .\n')
    return directory


@pytest.fixture(scope="module", autouse=True)
def validated_once() -> Iterator[None]:
    """One validation for each number of results kept: what is tested here are the forms that tell of it."""
    reports: dict[object, object] = {}

    def once(data: object, shapes: object, *, most: int | None, focus: object) -> object:
        if most not in reports:
            reports[most] = validate(data, shapes, most=most, focus=focus)  # type: ignore[arg-type]
        return reports[most]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validate_command, "validate", once)
        yield


@cache
def run(directory: Path, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["validate", str(directory), *map(str, arguments)])


@pytest.fixture(scope="module")
def whole(broken: Path) -> dict[str, int]:
    """How many there are of each constraint."""
    found = json.loads(run(broken, "--format", "json").stdout)
    assert found["totals"]["shown"] == found["totals"]["found"] == len(found["results"])
    return {name: counted["found"] for name, counted in found["totals"]["constraints"].items()}


def test_json(broken: Path, whole: dict[str, int]) -> None:
    found = json.loads(run(broken, "--format", "json", "--max-results", MOST).stdout)
    totals = found["totals"]
    assert max(whole.values()) >= COUNT
    assert {name: counted["found"] for name, counted in totals["constraints"].items()} == whole
    shown = {name: min(count, MOST) for name, count in whole.items()}
    assert {name: counted["shown"] for name, counted in totals["constraints"].items()} == shown
    assert (totals["shown"], totals["found"]) == (sum(shown.values()), sum(whole.values()))
    assert len(found["results"]) == totals["shown"]
    assert sum(found["counts"][severity] for severity in ("violation", "warning", "info")) == totals["found"]


def test_the_same_ones_are_shown_in_every_run(broken: Path) -> None:
    data, shapes = read_catalogue(load_catalogue(broken)), load_shapes()
    first, second = (validate(data, shapes, most=MOST) for _ in range(2))
    assert first.results == second.results


def test_csv_says_it_beside_the_table(broken: Path, whole: dict[str, int]) -> None:
    result = run(broken, "--format", "csv", "--max-results", MOST, "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == sum(min(count, MOST) for count in whole.values())
    assert all(row["severity"] in ("violation", "warning", "info") for row in rows)
    assert f"{len(rows)} of {sum(whole.values())} findings shown" in result.stderr
    assert run(broken, "--format", "csv").stderr == ""


def test_turtle_says_it_beside_the_graph(broken: Path) -> None:
    result = run(broken, "--format", "ttl", "--max-results", MOST, "--lang", "en")
    assert "findings shown" in result.stderr
    assert "findings shown" not in result.stdout


def test_sarif_and_junit(broken: Path, whole: dict[str, int]) -> None:
    (only,) = json.loads(run(broken, "--format", "sarif", "--max-results", MOST).stdout)["runs"]
    assert only["properties"]["totals"]["found"] == sum(whole.values())
    assert only["properties"]["totals"]["shown"] == len(only["results"])
    (suite,) = ET.fromstring(run(broken, "--format", "junit", "--max-results", MOST, "--lang", "en").stdout)
    values = {node.get("name"): int(node.get("value", "0")) for node in suite.iter("property")}
    assert values == {"results.shown": len(only["results"]), "results.found": sum(whole.values())}
    for case in suite.findall("testcase"):
        count = whole[case.get("name", "")]
        said = case.find("failure").text or ""  # type: ignore[union-attr]
        assert (f"{MOST} of {count}" in said) == (count > MOST)


@pytest.mark.parametrize("form", ["text", "html"])
def test_for_a_person(form: str, broken: Path, whole: dict[str, int]) -> None:
    written = run(broken, "--format", form, "--max-results", MOST, "--lang", "en").stdout
    shown = sum(min(count, MOST) for count in whole.values())
    assert f"{shown} of {sum(whole.values())} findings shown" in written
    for count in whole.values():
        if count > MOST and form == "text":
            assert f"and {count - MOST} more" in written
        elif count > MOST:
            assert f"{MOST} of {count}" in written


def test_the_default_of_a_page_is_honest(broken: Path, whole: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate_command, "_MOST", 2)
    shown = sum(min(count, 2) for count in whole.values())
    for form in ("text", "html"):
        written = run(broken, "--format", form, "--lang", "en").stdout
        assert f"{shown} of {sum(whole.values())} findings shown" in written
    assert len(json.loads(run(broken, "--format", "json").stdout)["results"]) == sum(whole.values())


def test_what_is_not_kept_still_counts(broken: Path) -> None:
    data, shapes = read_catalogue(load_catalogue(broken)), load_shapes()
    report, whole = validate(data, shapes, most=1), validate(data, shapes)
    assert report.found == len(whole.results)
    assert report.by_severity == whole.by_severity
    assert report.reaches("info")
    assert {result.constraint for result in report.results} == {result.constraint for result in whole.results}


def test_a_keeper_keeps_the_first_in_their_own_order() -> None:
    for numbers in (range(1000), reversed(range(1000))):
        keeper = Keeper[int](3)
        for number in numbers:
            keeper.add(("info", "odd" if number % 2 else "even"), (f"{number:04d}",), number)
        assert sorted(keeper.items()) == [0, 1, 2, 3, 4, 5]
        assert keeper.hidden() == {("info", "even"): 497, ("info", "odd"): 497}


def test_no_results_is_no_number_to_ask_for(broken: Path) -> None:
    assert run(broken, "--max-results", 0).exit_code == 2
