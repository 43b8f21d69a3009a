"""`bibliographe validate`: exit codes, forms, languages."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from bibliographe.cli import cli
from bibliographe.config import load_catalogue
from bibliographe.errors import BibliographeError
from bibliographe.validate.formats import FORMATS, writer
from bibliographe.validate.reading import read_catalogue
from bibliographe.validate.shapes import load_shapes
from bibliographe.validate.validation import validate
from tests.shapes.small import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"
EDITS = {
    "mediatheques-2025.ttl": [
        ('"9782123456803"', '"9782123456804"'),
        ('bibo:pageEnd "19"', 'bibo:pageEnd "9"'),
        ('dcterms:title "Horaires élargis', 'dcterms:title "<b>Horaires</b> élargis'),
    ],
    "topics.ttl": [('skos:prefLabel "Publics"@fr', 'skos:prefLabel "Publics & <script>"@fr')],
    "agents.ttl": [('foaf:familyName "Delcourt"', 'foaf:familyNme "Delcourt"'), ('"BDVC"', '"BD"')],
}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    directory = shutil.copytree(SMALL, tmp_path / "catalogue")
    for file, edits in EDITS.items():
        path = directory / "graph" / file
        text = path.read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return directory


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["validate", *map(str, arguments)], catch_exceptions=True)


def test_a_valid_catalogue_gets_one_reassuring_line() -> None:
    result = run("--catalogue", SMALL, "--lang", "fr")
    assert result.exit_code == 0
    assert result.output.count("\n") == 1
    assert "Tout va bien : 8 notices" in result.output


@pytest.mark.parametrize("form", ["text", "json"])
def test_exit_codes(form: str, broken: Path) -> None:
    assert run("--catalogue", SMALL, "--format", form).exit_code == 0
    assert run("--catalogue", broken, "--format", form).exit_code == 1


def test_fail_on(tmp_path: Path) -> None:
    directory = shutil.copytree(SMALL, tmp_path / "catalogue")
    agents = directory / "graph" / "agents.ttl"
    agents.write_text(agents.read_text("utf-8").replace('"BDVC"', '"BD"'), "utf-8")
    codes = {level: run(directory, "--fail-on", level).exit_code for level in ("info", "warning", "violation", "never")}
    assert codes == {"info": 1, "warning": 0, "violation": 0, "never": 0}


def test_bad_input_is_an_error_of_the_library(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing", tmp_path):
        assert isinstance(run(path).exception, BibliographeError)
    assert isinstance(run("--catalogue", SMALL, "--profile", "nobody").exception, BibliographeError)
    assert isinstance(run("--catalogue", SMALL, "-o", tmp_path / "no" / "folder.txt").exception, BibliographeError)


def test_a_profile_adds_its_demands(broken: Path) -> None:
    source = broken / "graph" / "mediatheques-2025.ttl"
    text = source.read_text("utf-8").replace('    dcterms:language "fr" ;\n', "", 1)
    source.write_text(text, "utf-8")
    assert "oai-dc-language" not in run(broken).output
    assert "oai-dc-language" in run(broken, "--profile", "oai-dc").output


def test_shapes_of_ones_own_are_added(tmp_path: Path) -> None:
    own = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    <urn:s> a sh:NodeShape ; sh:targetClass foaf:Person ; sh:property <urn:nick> .
    <urn:nick> sh:path foaf:nick ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Pas de surnom"@fr ."""
    file = tmp_path / "own.ttl"
    file.write_text(own, "utf-8")
    assert "Pas de surnom" in run("--catalogue", SMALL, "--shapes", file).output
    directory = shutil.copytree(SMALL, tmp_path / "catalogue")
    (directory / "shapes").mkdir()
    shutil.copy(file, directory / "shapes")
    assert "Pas de surnom" in run(directory).output


def test_a_file_alone(broken: Path) -> None:
    result = run(broken / "graph" / "agents.ttl", "--lang", "fr")
    assert result.exit_code == 1
    assert "foaf:familyName ?" in result.output


def test_what_a_person_reads(broken: Path, golden: Callable[[Path, str], None]) -> None:
    for language in ("fr", "en"):
        output = run("--catalogue", broken, "--lang", language).output
        golden(GOLDEN / f"report.{language}.txt", output.replace(f"{broken}/", ""))


def test_the_page_is_whole_and_inert(broken: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    assert run(broken, "--format", "html", "--lang", "fr", "-o", target).exit_code == 1
    page = target.read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "<script>" not in page
    assert "&lt;b&gt;Horaires" in page
    assert "src=" not in page
    assert "http-equiv" not in page
    assert "Comment corriger" in page
    assert page.count("<section") == page.count('href="#')


def test_rows(broken: Path) -> None:
    results = json.loads(run(broken, "--format", "json").output)
    rows = list(csv.DictReader(io.StringIO(run(broken, "--format", "csv").output)))
    assert len(rows) == len(results["results"])
    assert results["conforms"] is False
    by_constraint = {row["constraint"]: row for row in rows}
    isbn = by_constraint["entry-isbn13-check"]
    assert isbn["value"] == "9782123456804"
    assert isbn["number"] == "1"
    assert isbn["file"].endswith("graph/mediatheques-2025.ttl")
    line = (broken / "graph" / "mediatheques-2025.ttl").read_text("utf-8").splitlines()[int(isbn["line"]) - 1]
    assert line.startswith("<id/entry/travailler-autrement")
    assert isbn["first_line"] == "12"
    assert "ISBN 978-2-12-345680-3" in isbn["quotation"]


def test_sarif(broken: Path) -> None:
    document = json.loads(run(broken, "--format", "sarif").output)
    assert document["version"] == "2.1.0"
    (only,) = document["runs"]
    rules = only["tool"]["driver"]["rules"]
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        for location in result["locations"]:
            assert location["physicalLocation"]["region"]["startLine"] >= 1
            assert location["physicalLocation"]["artifactLocation"]["uri"].endswith(".ttl")


def test_junit(broken: Path) -> None:
    (suite,) = ET.fromstring(run(broken, "--format", "junit").output)
    assert len(suite.findall("testcase")) == int(suite.get("tests", "0")) == int(suite.get("failures", "0"))
    (suite,) = ET.fromstring(run("--catalogue", SMALL, "--format", "junit").output)
    assert suite.get("failures") == "0"


def test_turtle_says_the_same_twice(broken: Path) -> None:
    first, second = (run(broken, "--format", "ttl") for _ in range(2))
    assert first.stdout == second.stdout
    assert list(parse(first.stdout.encode(), format=RdfFormat.TURTLE))
    assert "W3C" in first.stderr


def test_every_form_ends_with_a_line_end_and_stays_the_same(broken: Path) -> None:
    report = validate(read_catalogue(load_catalogue(broken)), load_shapes())
    for form in FORMATS:
        text = writer(form)(report, "en")
        assert text.endswith("\n")
        assert writer(form)(report, "en") == text
