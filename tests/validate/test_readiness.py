"""`bibliographe readiness`: the same findings as pySHACL, scores, what portals are told, exit codes, languages."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from lxml import html
from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Triple

from bibliographe.cli import cli
from bibliographe.config import load_catalogue
from bibliographe.export.described import described
from bibliographe.resources import data_directory
from bibliographe.validate.engine import find
from bibliographe.validate.readiness import assess
from bibliographe.validate.reading import Data, DataFile
from bibliographe.validate.results import local_name
from bibliographe.validate.shapes import profiles, read_shapes
from tests.shapes.small import FAULTS, SMALL, Fault, faults, small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROFILES = profiles()
OF_PROFILES = [fault for fault in faults() if fault.constraint.startswith(tuple(PROFILES))]
ENTRIES = ("oai-dc", "europeana", "unimarc", "schema-org")
ITEM, DCT = NamedNode("https://schema.org/item"), "http://purl.org/dc/terms/"
NOTHING = Data("nothing", (DataFile(FAULTS / "none.ttl", ()),))


def profile_of(fault: Fault) -> str:
    return next(name for name in PROFILES if fault.constraint.startswith(name))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["readiness", *map(str, arguments)], catch_exceptions=True)


def ready() -> Data:
    """A catalogue of a book and an article of which nothing is wanting, whatever the portal."""
    wanted = {
        "type": [NamedNode("https://w3id.org/bibliographe/ns/type/book")], "title": [Text("Un titre", language="fr")],
        "language": [Text("fr")], "issued": [Text("2024")], "subject": [NamedNode("urn:x:topic")],
        "creator": [NamedNode("urn:x:author")], "publisher": [NamedNode("urn:x:house")],
        "isPartOf": [NamedNode("urn:x:magazine")],
    }  # fmt: skip
    triples = []
    for name in ("Book", "Article"):
        entry = NamedNode(f"urn:x:{name}")
        triples += [
            Triple(NamedNode(f"urn:x:item-{name}"), ITEM, entry),
            Triple(entry, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
                   NamedNode(f"http://purl.org/ontology/bibo/{name}")),
            Triple(entry, NamedNode("https://schema.org/url"), NamedNode("https://example.org/")),
            Triple(entry, NamedNode("http://purl.org/ontology/bibo/isbn13"), Text("9782123456803")),
            *(Triple(entry, NamedNode(DCT + term), value) for term, values in wanted.items() for value in values),
        ]  # fmt: skip
    return Data("ready", (DataFile(FAULTS / "none.ttl", tuple(triples)),))


@pytest.mark.parametrize("name", ENTRIES)
def test_a_catalogue_that_is_ready(name: str) -> None:
    found = assess(name, PROFILES[name], ready(), NOTHING)
    assert (found.total, found.blocked, found.score, found.flawless, found.reasons) == (2, 0, 100, 100, ())


def test_a_dataset_that_is_ready(tmp_path: Path) -> None:
    directory = shutil.copytree(SMALL, tmp_path / "catalogue")
    catalogue = load_catalogue(directory)
    lacking = assess("data-gouv", PROFILES["data-gouv"], small(), described(catalogue, small()))
    assert [(one.constraint, one.blocks) for one in lacking.reasons] == [("data-gouv-description", True)]
    assert (lacking.about, lacking.total, lacking.score) == ("dataset", 1, 0)
    toml = directory / "catalogue.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + '\n[description]\nfr = "Ce que contient ce catalogue."\n')
    catalogue = load_catalogue(directory)
    found = assess("data-gouv", PROFILES["data-gouv"], small(), described(catalogue, small()))
    assert (found.score, found.flawless, found.reasons) == (100, 100, ())


@pytest.mark.parametrize("fault", OF_PROFILES, ids=lambda fault: fault.constraint)
def test_what_is_counted_is_what_pyshacl_finds(fault: Fault) -> None:
    name, data = profile_of(fault), fault.applied()
    shapes = read_shapes([data_directory("ontology") / "prefixes.ttl", PROFILES[name]])
    expected: dict[str, set[str]] = {}
    for finding in find(data, shapes):
        expected.setdefault(local_name(finding.constraint), set()).add(str(finding.focus))
    found = assess(name, PROFILES[name], data, NOTHING)
    assert fault.constraint in expected
    assert {one.constraint: set(one.nodes) for one in found.reasons} == expected


def test_a_fault_of_the_description_is_one_of_all_entries() -> None:
    description = Data("x", (DataFile(FAULTS / "none.ttl", (
        Triple(NamedNode("urn:x:c"), NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
               NamedNode("http://www.w3.org/ns/dcat#Catalog")),
    )),))  # fmt: skip
    found = assess("europeana", PROFILES["europeana"], ready(), description)
    assert [(one.constraint, one.everywhere) for one in found.reasons] == [("europeana-provider", True)]
    assert (found.blocked, found.score) == (2, 0)


def test_a_profile_of_ones_own_is_pyshacls(tmp_path: Path) -> None:
    own = shutil.copy(PROFILES["unimarc"], tmp_path / "own.ttl")
    fault = next(one for one in OF_PROFILES if one.constraint == "unimarc-article-host")
    found = assess("own", own, fault.applied(), NOTHING)
    assert {one.constraint: len(one.nodes) for one in found.reasons}["unimarc-article-host"] == 1


def test_hundred_percent_only_when_all_are() -> None:
    found = assess("europeana", PROFILES["europeana"], small(), NOTHING)
    assert (found.total, found.blocked, found.score) == (8, 4, 50)
    assert [one.blocks for one in found.reasons] == sorted((one.blocks for one in found.reasons), reverse=True)


def test_the_json(golden: Callable[[Path, str], None]) -> None:
    result = run("--catalogue", SMALL, "--format", "json")
    assert result.exit_code == 0, result.output
    document: list[dict[str, Any]] = json.loads(result.stdout)
    assert [one["profile"] for one in document] == sorted(PROFILES)
    europeana = document[1]
    assert set(europeana) == {
        "profile", "title", "about", "total", "blocked", "score", "without_any_finding", "reasons", "entries",
    }  # fmt: skip
    assert europeana["reasons"][0]["message"].keys() == {"fr", "en"}
    assert [one["blocked"] for one in europeana["entries"]] == [True] * 4 + [False] * 2
    assert {one["title"] for one in europeana["entries"][:4]} >= {"Travailler autrement en médiathèque"}
    golden(SMALL.parents[1] / "validate" / "golden" / "readiness.json", result.stdout)
    assert len(json.loads(run("--catalogue", SMALL, "--format", "json", "--max", 1).stdout)[1]["entries"]) == 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_text(language: str, golden: Callable[[Path, str], None]) -> None:
    result = run("--catalogue", SMALL, "--lang", language, "--max", 2)
    assert result.exit_code == 0, result.output
    golden(SMALL.parents[1] / "validate" / "golden" / f"readiness.{language}.txt", result.stdout)


def test_exit_codes(tmp_path: Path) -> None:
    asked = ("--catalogue", SMALL, "--profile", "europeana")
    assert run(*asked).exit_code == 0
    assert run(*asked, "--fail-under", 50).exit_code == 0
    assert run(*asked, "--fail-under", 51).exit_code == 1
    assert run(*asked, "--profile", "unimarc", "--fail-under", 51).exit_code == 1
    assert run("--catalogue", SMALL, "--profile", "unimarc", "--fail-under", 100).exit_code == 0
    assert "profils : " in str(run("--catalogue", SMALL, "--profile", "nulle-part").exception.remedy)  # type: ignore[union-attr]


def test_a_catalogue_without_entries(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    shutil.copy(SMALL / "catalogue.toml", tmp_path / "catalogue.toml")
    result = run("--catalogue", tmp_path, "--profile", "unimarc", "--lang", "fr")
    assert result.stdout == "PMB et Koha (UNIMARC) [unimarc] : aucune notice\n"


def test_ones_own_profile_is_among_them(tmp_path: Path) -> None:
    directory = shutil.copytree(SMALL, tmp_path / "catalogue")
    (directory / "shapes" / "profiles").mkdir(parents=True)
    shutil.copy(PROFILES["unimarc"], directory / "shapes" / "profiles" / "maison.ttl")
    assert "[maison]" in run("--catalogue", directory, "--lang", "en").stdout


def test_the_page_says_all_in_both_languages_and_needs_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "portals.html"
    assert run("--catalogue", SMALL, "--format", "html", "--lang", "fr", "-o", target).exit_code == 0
    page = target.read_text("utf-8")
    root = html.document_fromstring(page)
    assert root.get("lang") == "fr"
    assert not root.xpath("//script | //link | //img | //*[@src]")
    shown = {code: root.xpath(f"string(//h1/span[@lang='{code}'])") for code in ("fr", "en")}
    assert shown == {"fr": "Prêt pour les portails", "en": "Ready for the portals"}
    assert root.xpath("//input[@checked]/@id") == ["show-fr"]
    told = json.loads(run("--catalogue", SMALL, "--format", "json").stdout)
    assert root.xpath("//section/@id") == [one["profile"] for one in told]
    for one in told:
        (section,) = root.xpath(f"//section[@id='{one['profile']}']")
        text = " ".join(section.text_content().split())
        for reason in one["reasons"]:
            assert all(" ".join(reason["message"][code].split()) in text for code in ("fr", "en"))
        assert len(section.xpath(".//ul[@class='results']/li")) == len(one["entries"])
    for code in ("fr", "en"):
        assert len(root.xpath(f"//span[@lang='{code}']")) == len(root.xpath("//span[@lang]")) / 2


def test_the_page_names_as_many_entries_as_asked_for_and_escapes_titles(tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL, tmp_path / "c")
    for path in folder.glob("graph/**/*.ttl"):
        path.write_text(path.read_text("utf-8").replace("Aménager une banque", "<b>Aménager</b> une banque"), "utf-8")
    page = run("--catalogue", folder, "--format", "html", "--profile", "europeana", "--max", 1).stdout
    root = html.document_fromstring(page)
    assert root.xpath("string(//ul[@class='results']/li/h3)").startswith("<b>Aménager</b>")
    assert root.xpath("count(//ul[@class='results']/li)") == 1
    assert "… and 5 others" in page
    assert "… et 5 de plus" in page
