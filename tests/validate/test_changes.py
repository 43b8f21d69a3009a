"""Only what changed is checked, and what depends on it: with the results that a whole validation has of it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import rdflib
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode

from bibliographe.cli import cli
from bibliographe.config import load_catalogue
from bibliographe.errors import GraphError
from bibliographe.store.build import build
from bibliographe.validate.changes import since_build, since_revision
from bibliographe.validate.file_checks import CHECKS
from bibliographe.validate.reading import read_catalogue
from bibliographe.validate.restriction import nodes_to_check
from bibliographe.validate.revisions import RevisionError
from bibliographe.validate.shapes import load_shapes
from bibliographe.validate.terms import to_rdflib
from bibliographe.validate.validation import validate
from tests.sampling import some
from tests.shapes.small import SMALL, names
from tests.validate.test_damage import DAMAGES, SOURCE
from tests.validate.test_streams import _as_ntriples

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.validate.shapes import Shapes

_FILES = {check.iri for check in CHECKS}
TRIED = [
    "agents removed", "topics emptied", f"last 3 blocks of {SOURCE} lost", "block in two files", "typo in a property",
    "typo in an address", "other namespace", "language unknown", "title changed", "date impossible",
    "position repeated", "isbn digit", "address to nowhere", "person made a body", "broader circle", "blank node",
    "statement added", "tombstone revived", "hash changed", "abstract made public",
]  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue in a repository of its own, below its top."""
    directory = shutil.copytree(SMALL, tmp_path / "top" / "catalogue")
    git(tmp_path / "top", "init", "--quiet")
    commit(directory, "first")
    return directory


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(directory: Path, tag: str) -> None:
    git(directory, "add", "--all")
    git(directory, "commit", "--quiet", "--allow-empty", "--message", tag)
    git(directory, "tag", tag)


def run(directory: Path, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["validate", str(directory), "--lang", "en", *map(str, arguments)])


def edit(directory: Path, file: str, old: str, new: str) -> None:
    path = directory / "graph" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("name", some(TRIED, 2))
def test_a_part_has_the_results_of_the_whole(name: str, catalogue: Path, shapes: Shapes) -> None:
    DAMAGES[name](catalogue)
    settings = load_catalogue(catalogue)
    data = read_catalogue(settings)
    nodes = nodes_to_check(data, since_revision(data, settings, "first"))
    whole = validate(data, shapes)
    findings = {result.finding for result in whole.results}
    checked = set(map(to_rdflib, nodes))
    expected = {one for one in findings if one.focus in checked or one.constraint in _FILES}
    found = {result.finding for result in validate(data, shapes, focus=nodes).results}
    blank = any(isinstance(result.focus, rdflib.BNode) for result in expected)
    assert found == expected
    assert expected
    assert blank or len(expected) <= len(whole.results)


def test_only_what_changed_and_its_neighbours_are_looked_at(catalogue: Path) -> None:
    DAMAGES["isbn digit"](catalogue)
    settings = load_catalogue(catalogue)
    data = read_catalogue(settings)
    changes = since_revision(data, settings, "first")
    assert changes.subjects == {f"<{names()['book']}>"}
    nodes = {node.value for node in nodes_to_check(data, changes)}
    assert {names()[name] for name in ("book", "anne", "house", "series", "authors", "record", "t11")} <= nodes
    assert nodes.isdisjoint({names()["web"], names()["paul"], names()["t2"]})


def test_what_was_pointed_to_before_is_looked_at(catalogue: Path) -> None:
    edit(catalogue, SOURCE, f"<{names()['anne'].removeprefix(load_catalogue(SMALL).base)}>", "<id/agent/x-00000001>")
    settings = load_catalogue(catalogue)
    data = read_catalogue(settings)
    nodes = nodes_to_check(data, since_revision(data, settings, "first"))
    assert NamedNode(names()["anne"]) in nodes
    assert NamedNode(f"{settings.base}id/agent/x-00000001") in nodes


def test_another_way_to_write_the_same_is_no_change(catalogue: Path) -> None:
    _as_ntriples(catalogue)
    settings = load_catalogue(catalogue)
    assert since_revision(read_catalogue(settings), settings, "HEAD").subjects == set()


def test_a_thing_in_another_file_has_changed(catalogue: Path) -> None:
    (catalogue / "graph" / "agents.ttl").rename(catalogue / "graph" / "persons.ttl")
    settings = load_catalogue(catalogue)
    assert f"<{names()['anne']}>" in since_revision(read_catalogue(settings), settings, "HEAD").subjects
    result = run(catalogue, "--since", "HEAD")
    assert "subject-misplaced" in result.stdout


def test_abstracts_change_too(catalogue: Path) -> None:
    folder = catalogue / "graph" / "abstracts"
    folder.mkdir()
    path = folder / "a.ttl"
    path.write_text(f'<{names()["book"]}> <http://purl.org/dc/terms/abstract> "x"@fr .', "utf-8")
    commit(catalogue, "second")
    settings = load_catalogue(catalogue)
    assert since_revision(read_catalogue(settings), settings, "second").subjects == set()
    path.unlink()
    assert since_revision(read_catalogue(settings), settings, "second").subjects == {f"<{names()['book']}>"}


def test_abstracts_that_git_ignores_are_compared_with_the_last_build(catalogue: Path) -> None:
    folder = catalogue / "graph" / "abstracts"
    folder.mkdir(exist_ok=True)
    path, book = folder / "selection-petite-2024.ttl", names()["book"]
    said = f'<{book}> <http://purl.org/dc/terms/abstract> "{{}}"@fr .'
    path.write_text(said.format("x"), "utf-8")
    (catalogue / ".gitignore").write_text("graph/abstracts/\n.bibliographe/\n", "utf-8")
    commit(catalogue, "ignored")
    opened = load_catalogue(catalogue)

    def changed() -> set[str]:
        return since_revision(read_catalogue(opened), opened, "ignored").subjects

    assert changed() == {f"<{book}>"}  # nobody knows what it was
    build(opened)
    assert changed() == set()
    path.write_text(said.format("y"), "utf-8")
    assert changed() == {f"<{book}>"}
    path.unlink()
    assert changed() == set()  # there is no file left to be asked about


def test_since_the_last_build(catalogue: Path, shapes: Shapes) -> None:
    settings = load_catalogue(catalogue)
    assert since_build(read_catalogue(settings), settings) is None
    result = run(catalogue, "--changed")
    assert result.exit_code == 0
    assert "everything is checked" in result.stderr
    build(settings)
    assert "0 things have changed" in run(catalogue, "--changed").stderr
    DAMAGES["isbn digit"](catalogue)
    DAMAGES["agents removed"](catalogue)
    data = read_catalogue(settings)
    changes = since_build(data, settings)
    by_git = since_revision(data, settings, "first")
    assert changes
    assert (changes.subjects, changes.neighbours) == (by_git.subjects, by_git.neighbours)
    assert run(catalogue, "--changed").stdout == run(catalogue, "--since", "first").stdout


def test_the_command_says_how_much_it_looked_at(catalogue: Path) -> None:
    edit(catalogue, "topics.ttl", '"Publics"@fr', '" Publics"@fr')
    commit(catalogue, "second")
    edit(catalogue, SOURCE, "9782123456803", "9782123456804")
    result = run(catalogue, "--since", "second")
    assert "1 things have changed" in result.stderr
    assert "entry-isbn13-check" in result.stdout
    assert "text-edges" not in result.stdout
    assert "text-edges" in run(catalogue, "--since", "first").stdout


# --- what cannot be compared with ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nothing", "--output=x", "", "first..second", "$(true)"])
def test_a_revision_that_is_not_there_is_refused(name: str, catalogue: Path) -> None:
    error = run(catalogue, f"--since={name}").exception
    assert isinstance(error, RevisionError)
    assert "no revision" in error.message.en
    assert error.remedy


def test_a_folder_without_git_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    directory = shutil.copytree(SMALL, tmp_path / "catalogue")
    error = run(directory, "--since", "HEAD").exception
    assert isinstance(error, RevisionError)
    assert "git does not know this folder" in error.message.en


def test_git_is_needed(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    error = run(catalogue, "--since", "HEAD").exception
    assert isinstance(error, RevisionError)
    assert "not installed" in error.message.en


def test_a_file_that_was_broken_then_is_named(catalogue: Path) -> None:
    text = (catalogue / "graph" / "agents.ttl").read_text("utf-8")
    (catalogue / "graph" / "agents.ttl").write_text(f"{text}\n<<<<<<< HEAD\n", "utf-8")
    commit(catalogue, "broken")
    (catalogue / "graph" / "agents.ttl").write_text(text, "utf-8")
    error = run(catalogue, "--since", "broken").exception
    assert isinstance(error, GraphError)
    assert error.file == "broken:agents.ttl"
    assert error.line


@pytest.mark.parametrize("arguments", [["--since", "HEAD", "--changed"], ["graph/agents.ttl", "--changed"]])
def test_options_that_make_no_sense_are_refused(arguments: list[str], catalogue: Path) -> None:
    given = [str(catalogue / part) if part.endswith(".ttl") else part for part in arguments]
    result = CliRunner().invoke(cli, ["validate", "--catalogue", str(catalogue), *given])
    assert result.exit_code == 2
