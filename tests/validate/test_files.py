"""What is wrong with whole files is found, named once, and told before what follows from it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.validate.checks import CHECKS
from bibliographe.validate.formats import html, text
from bibliographe.validate.grouping import ordered
from bibliographe.validate.reading import read_catalogue, read_file
from bibliographe.validate.shapes import load_shapes
from bibliographe.validate.validation import validate
from tests.shapes.small import SMALL, names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.validate.results import Report, Result
    from bibliographe.validate.shapes import Shapes

SOURCE = "mediatheques-2025.ttl"


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "catalogue") / "graph"


@pytest.fixture
def check(graph: Path, shapes: Shapes) -> Callable[[], Report]:
    return lambda: validate(read_catalogue(load_catalogue(graph.parent)), shapes)


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")


def told(report: Report, name: str) -> list[Result]:
    return [result for result in report.results if result.constraint == name]


def line_of(result: Result) -> str:
    assert result.place
    assert result.place.line
    return result.place.file.read_text("utf-8").splitlines()[result.place.line - 1]


# --- the first lines -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prefix", "right", "wrong"),
    [
        ("dcterms", "http://purl.org/dc/terms/", "http://purl.org/dc/elements/1.1/"),
        ("schema", "https://schema.org/", "http://schema.org/"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/2001/XMLSchema"),
        ("bibo", "http://purl.org/ontology/bibo/", "http://purl.org/ontology/bio/"),
    ],
)
def test_a_prefix_bound_otherwise(
    prefix: str, right: str, wrong: str, graph: Path, check: Callable[[], Report]
) -> None:
    edit(graph / SOURCE, f"@prefix {prefix}: <{right}>", f"@prefix {prefix}: <{wrong}>")
    report = check()
    (result,) = told(report, "prefix-bound-otherwise")
    assert line_of(result) == f"@prefix {prefix}: <{wrong}> ."
    assert f"@prefix {prefix}: <{right}> ." in result.message.fr
    assert ordered(report).groups[0].constraint == "prefix-bound-otherwise"
    assert not told(report, "record-stale")


def test_another_name_for_a_vocabulary_is_nobodys_business(graph: Path, check: Callable[[], Report]) -> None:
    content = (graph / "agents.ttl").read_text("utf-8")
    (graph / "agents.ttl").write_text(content.replace("foaf:", "f:"), "utf-8")
    assert check().results == ()


def test_a_prefix_line_inside_a_text_binds_nothing(graph: Path, check: Callable[[], Report]) -> None:
    edit(graph / "agents.ttl", '"BDVC"', '"""Un nom\n@prefix foaf: <http://example.org/> .\n@base <http://a.b/> ."""')
    assert {result.constraint for result in check().results}.isdisjoint({"prefix-bound-otherwise", "base-odd"})


@pytest.mark.parametrize("base", ["http://w3id.org/bibliographe/catalogue/", "https://w3id.org/bibliographe/catalogue"])
def test_a_wrong_base_line_is_one_finding(base: str, graph: Path, check: Callable[[], Report]) -> None:
    edit(graph / SOURCE, "@base <https://w3id.org/bibliographe/catalogue/>", f"@base <{base}>")
    report = check()
    (result,) = told(report, "base-odd")
    assert line_of(result) == f"@base <{base}> ."
    assert not told(report, "other-base")
    assert not told(report, "file-missing")


def test_one_address_of_another_base_is_still_told(graph: Path, check: Callable[[], Report]) -> None:
    edit(graph / "agents.ttl", "<id/agent/anne-", "<http://example.org/id/agent/anne-")
    report = check()
    assert told(report, "other-base")
    assert not told(report, "base-odd")


def test_another_base_in_the_settings_is_one_finding(graph: Path, check: Callable[[], Report]) -> None:
    edit(graph.parent / "catalogue.toml", "https://w3id.org/bibliographe/catalogue/", "https://example.org/")
    (result,) = check().results
    assert result.constraint == "base-changed"
    assert result.place
    assert result.place.file.name == "catalogue.toml"
    assert "<https://w3id.org/bibliographe/catalogue/>" in result.message.fr


# --- files that are not there, not read, empty or copied ---------------------------------------------------------


@pytest.mark.parametrize("name", ["agents.ttl", "periodicals.ttl", "topics.ttl", SOURCE])
def test_a_missing_file_is_named(name: str, graph: Path, check: Callable[[], Report]) -> None:
    (graph / name).unlink()
    report = check()
    (result,) = told(report, "file-missing")
    assert name in result.message.fr
    first = ordered(report).groups[0]
    assert first.constraint == "file-missing"
    assert first.advice.fr


def test_a_renamed_file_is_not_missing(graph: Path, check: Callable[[], Report]) -> None:
    (graph / SOURCE).rename(graph / "selection.ttl")
    assert check().results == ()
    (graph / "agents.ttl").rename(graph / "personnes.ttl")
    report = check()
    assert not told(report, "file-missing")
    assert told(report, "subject-misplaced")


def test_what_is_withdrawn_misses_no_file(graph: Path, check: Callable[[], Report]) -> None:
    moment = '    prov:invalidatedAtTime "2025-05-01T00:00:00Z"^^xsd:dateTime ;\n'
    content = (graph / "register.ttl").read_text("utf-8")
    (graph / "register.ttl").write_text(
        re.sub(r"(<doc/topic/[^>]*>\n    a dcat:CatalogRecord ;\n)", rf"\1{moment}", content), "utf-8"
    )
    (graph / "topics.ttl").unlink()
    (result,) = told(check(), "file-missing")
    assert "topics.ttl" in result.message.fr  # the scheme is registered and not withdrawn
    content = (graph / "register.ttl").read_text("utf-8")
    (graph / "register.ttl").write_text(
        re.sub(r"(<doc/scheme/[^>]*>\n    a dcat:CatalogRecord ;\n)", rf"\1{moment}", content), "utf-8"
    )
    assert not told(check(), "file-missing")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.ttl")


def _deeper(path: Path) -> None:
    (path.parent / "sub").mkdir()
    path.rename(path.parent / "sub" / path.name)


UNREAD: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "capitals": (lambda path: path.rename(path.with_suffix(".TTL")), "agents.TTL", "nom"),
    "text file": (lambda path: path.rename(path.with_name("agents.ttl.txt")), "agents.ttl.txt", "nom"),
    "RDF/XML": (lambda path: path.rename(path.with_suffix(".rdf")), "agents.rdf", "nom"),
    "folder": (_folder, "agents.ttl", "dossier"),
    "broken link": (_link, "agents.ttl", "lien"),
    "sub-folder": (_deeper, "sub/agents.ttl", "sous-dossier"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_is_not_read_is_named(name: str, graph: Path, check: Callable[[], Report]) -> None:
    damage, file, reason = UNREAD[name]
    damage(graph / "agents.ttl")
    report = check()
    (result,) = told(report, "file-unread")
    assert result.subject.title == file
    assert reason in result.message.fr
    assert [group.constraint for group in ordered(report).first] == ["file-missing", "file-unread"]


def test_a_stray_file_is_told_and_hides_nothing(graph: Path, check: Callable[[], Report]) -> None:
    (graph / "old.rdf").write_text("<rdf/>", "utf-8")
    edit(graph / SOURCE, "9782123456803", "9782123456804")
    report = check()
    assert [result.constraint for result in report.results] == ["entry-isbn13-check", "file-unread"]
    assert ordered(report).after == ()


def test_the_programs_own_and_other_peoples_files_are_passed_over(graph: Path, check: Callable[[], Report]) -> None:
    for name in (".agents.ttl.next", ".journal.json", ".DS_Store", "LISEZMOI.md", "photo.jpg"):
        (graph / name).write_text("{}", "utf-8")
    (graph / ".journal.json").unlink()
    (graph / "notes").mkdir()
    (graph / "notes" / "plan.docx").write_text("", "utf-8")
    (graph / "abstracts").mkdir()
    assert check().results == ()


def test_an_empty_file_comes_first(graph: Path, check: Callable[[], Report]) -> None:
    (graph / "topics.ttl").write_text("", "utf-8")
    assert ordered(check()).groups[0].constraint == "file-empty"


@pytest.mark.parametrize("name", ["mediatheques-2025 (copie).ttl", "a.ttl", "mediatheques-2025-2.ttl"])
def test_a_copy_is_one_finding(name: str, graph: Path, check: Callable[[], Report]) -> None:
    shutil.copy(graph / SOURCE, graph / name)
    (result,) = check().results
    assert result.constraint == "file-copied"
    assert result.subject.title == name
    assert SOURCE in result.message.fr


def test_a_copy_of_a_shared_file_and_one_changed_since(graph: Path, check: Callable[[], Report]) -> None:
    shutil.copy(graph / "agents.ttl", graph / "a.ttl")
    edit(graph / "a.ttl", '"BDVC"', '"BD"')
    (result,) = (r for r in check().results if r.constraint != "record-stale")
    assert (result.constraint, result.subject.title) == ("file-copied", "a.ttl")
    assert "agents.ttl" in result.message.fr


def test_a_block_that_is_there_twice_is_still_told(graph: Path, check: Callable[[], Report]) -> None:
    head, _, block, *_ = (graph / "agents.ttl").read_text("utf-8").split("\n\n")
    (graph / "b.ttl").write_text(f"{head}\n\n{block}\n", "utf-8")
    assert {result.constraint for result in check().results} == {"statement-twice", "subject-split"}


# --- how it is told ----------------------------------------------------------------------------------------------


def test_consequences_are_one_line_each(graph: Path, check: Callable[[], Report]) -> None:
    (graph / "topics.ttl").unlink()
    report = check()
    groups = ordered(report)
    for language, sentence in (("fr", "peuvent en découler"), ("en", "may follow from this")):
        written = text.write(report, language)  # type: ignore[arg-type]
        lines = written.splitlines()
        assert len(lines) < 8 + len(groups.after)
        at = next(number for number, line in enumerate(lines) if sentence in line)
        assert lines[at].startswith(str(groups.following))
        assert all(f"[{group.constraint}" in line for group, line in zip(groups.after, lines[at + 1 :], strict=False))
        assert groups.after[0].constraint in ("thing-missing", "record-thing-gone")
        page = html.write(report, language)  # type: ignore[arg-type]
        assert (
            page.index('<section id="file-missing"')
            < page.index(sentence)
            < page.index("<section", page.index(sentence))
        )
    assert not told(report, "record-stale")


def test_a_message_of_several_lines_is_one_line_among_consequences(graph: Path, check: Callable[[], Report]) -> None:
    edit(graph / SOURCE, "http://purl.org/dc/terms/", "http://purl.org/dc/elements/1.1/")
    report = check()
    lines = text.write(report, "fr").splitlines()
    assert len(lines) == 3 + 1 + 1 + len(ordered(report).after) + 2


def test_a_misspelt_term_and_a_reference_into_the_void_come_first(graph: Path, check: Callable[[], Report]) -> None:
    edit(graph / SOURCE, "bibo:pageStart", "bibo:pageStrat")
    edit(graph / SOURCE, "<id/topic/horaires-", "<id/topic/horaire-")
    groups = [group.constraint for group in ordered(check()).groups]
    assert groups[:2] == ["unknown-term", "thing-missing"]
    assert "entry-closed" in groups[2:]


def test_one_fault_is_told_once_and_reported_whole(graph: Path, check: Callable[[], Report]) -> None:
    book = re.escape(names()["book"].removeprefix(load_catalogue(SMALL).base))
    path = graph / SOURCE
    content = path.read_text("utf-8")
    block = re.search(rf"<{book}>\n.*? \.\n\n", content, re.DOTALL)
    assert block
    changed = re.sub(r"dcterms:subject <[^>]*>", 'dcterms:subject "Horaires"', block[0])
    path.write_text(content.replace(block[0], changed), "utf-8")
    report = check()
    subject = told(report, "entry-topic-class")
    (group,) = (group for group in ordered(report).groups if group.constraint == "entry-topic-class")
    assert len(subject) > len(group.results) == 1
    assert text.write(report, "fr").count("trouvé : dcterms:subject Horaires") == 1


def test_values_of_which_there_may_be_one_are_named(graph: Path, check: Callable[[], Report]) -> None:
    edit(graph / SOURCE, '"2022"^^xsd:gYear', '"2021"^^xsd:gYear, "2022"^^xsd:gYear')
    assert "trouvé : dcterms:issued 2021 | 2022" in text.write(check(), "fr")


# --- a file that stands alone ------------------------------------------------------------------------------------


def test_json_and_xml_may_repeat_themselves(tmp_path: Path, shapes: Shapes) -> None:
    person = '{"@id": "http://example.org/id/agent/x-00000001", "http://xmlns.com/foaf/0.1/nick": "Anne"}'
    path = tmp_path / "x.jsonld"
    path.write_text(f"[{person}, {person}]", "utf-8")
    assert not told(validate(read_file(path), shapes), "statement-twice")
    turtle = tmp_path / "x.ttl"
    turtle.write_text('<http://a.b/c> <http://xmlns.com/foaf/0.1/nick> "Anne", "Anne" .', "utf-8")
    assert told(validate(read_file(turtle), shapes), "statement-twice")


@pytest.mark.parametrize(("name", "content"), [("x.ttl", ""), ("x.jsonld", "{}"), ("x.nt", "# rien\n")])
def test_a_file_that_says_nothing_is_not_well(name: str, content: str, tmp_path: Path, shapes: Shapes) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    (result,) = validate(read_file(tmp_path / name), shapes).results
    assert (result.constraint, result.severity) == ("nothing-said", "info")


def test_every_check_is_in_the_documentation(repository: Path) -> None:
    page = (repository / "docs" / "validation.md").read_text("utf-8")
    assert [check.name for check in CHECKS if f"`{check.name}`" not in page] == []
