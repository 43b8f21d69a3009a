"""`bibliographe query` and `bibliographe queries`, as a person types them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commands import run

HERE = Path(__file__).parent
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def catalogue(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalogue") / "c"
    shutil.copytree(repository / "tests/fixtures/catalogue-small", folder)
    own = folder / "queries"
    own.mkdir()
    (own / "mine.rq").write_text("#+ title: {fr: À nous, en: Ours}\n#+ summary: {fr: a, en: b}\nASK { ?a ?b ?c }")
    assert run("build", folder=folder).returncode == 0
    return folder


def _ok(arguments: list[str], folder: Path, stdin: str = "", language: str = "fr") -> str:
    done = run(*arguments, folder=folder, stdin=stdin, language=language)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_question_by_its_short_name(catalogue: Path) -> None:
    lines = _ok(["query", "periodicals-by-entries"], catalogue).splitlines()
    assert lines[0].split() == ["Revue", "Numéros", "Notices"]
    assert lines[2].split() == ["Lectures", "publiques", "1", "2"]


def test_the_readers_language(catalogue: Path) -> None:
    assert "Book" in _ok(["query", "entries-by-type"], catalogue, language="en")
    assert "Book" in _ok(["query", "entries-by-type", "--lang", "en"], catalogue)
    assert "Livre" in _ok(["query", "entries-by-type"], catalogue)


def test_the_same_as_the_golden_answer(catalogue: Path) -> None:
    done = _ok(["query", "entries-of-topic", "--param", "topic=2", "--format", "csv"], catalogue)
    golden = (HERE / "golden/topics/entries-of-topic.topic.csv").read_text(encoding="utf-8")
    assert done.replace("\r\n", "\n") == golden


def test_the_same_from_an_endpoint(catalogue: Path, server: str, tmp_path: Path) -> None:
    asked = ["query", "publishers-by-topic", "-f", "csv"]
    assert _ok(asked, catalogue) == _ok([*asked, "--endpoint", f"{server}/query"], tmp_path)
    graph = ["query", "topics-skos"]
    assert _ok(graph, catalogue) == _ok([*graph, "--endpoint", f"{server}/query"], tmp_path)


def test_a_file_and_standard_input(catalogue: Path, tmp_path: Path) -> None:
    text = "SELECT ?title { ?e a bibo:Book ; dcterms:title ?title }"
    query = tmp_path / "book.rq"
    query.write_text(text, encoding="utf-8")
    expected = "title\r\nTravailler autrement en médiathèque\r\n"
    assert _ok(["query", str(query), "-f", "csv"], catalogue) == expected
    assert _ok(["query", "-", "-f", "csv"], catalogue, stdin=text) == expected


def test_the_catalogues_own_question(catalogue: Path) -> None:
    assert "oui" in _ok(["query", "mine"], catalogue)
    assert "mine\tÀ nous" in _ok(["queries"], catalogue)


def test_a_picture_in_a_file(catalogue: Path, tmp_path: Path) -> None:
    picture = tmp_path / "p.svg"
    assert _ok(["query", "entries-by-year", "-f", "svg", "-o", str(picture)], catalogue) == ""
    assert picture.read_text(encoding="utf-8").startswith("<?xml")
    assert [path.name for path in tmp_path.iterdir()] == ["p.svg"]


def test_what_is_inferred(catalogue: Path) -> None:
    text = "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a bibo:Document }"
    said = _ok(["query", "-", "-f", "csv"], catalogue, stdin=text).splitlines()[1]
    inferred = _ok(["query", "-", "-f", "csv", "--inferred"], catalogue, stdin=text).splitlines()[1]
    assert int(said) < int(inferred)


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (["query", "entries-of-topic"], "", "il manque le paramètre « topic »"),
        (["query", "entries-of-topic", "-p", "topic=nulle part"], "", "rien ne porte ce nom"),
        (["query", "entries-of-topic", "-p", "topic"], "", "nom=valeur"),
        (["query", "entries-of-topic", "-p", "topic=1", "-p", "topic=2"], "", "deux fois"),
        (["query", "nothing-like-it"], "", "aucune question"),
        (["query", "-"], "SELECT * { ?a", "incorrecte"),
        (["query", "-"], "DROP ALL", "modifierait"),
        (["query", "-"], "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "SERVICE est refusé"),
        (["query", "-", "--endpoint", "file:///etc/passwd"], "ASK {}", "n'est pas l'adresse"),
        (["query", "-", "--endpoint", "http://127.0.0.1:9/"], "ASK {}", "ne répond pas"),
        (["query", "-", "--endpoint", "http://127.0.0.1:9/", "--inferred"], "ASK {}", "--inferred"),
        (["query", "none.rq"], "", "none.rq"),
        (["query", "overview", "-f", "ttl"], "", "Turtle"),
        (["query", "overview", "-o", "no/such/folder/x.csv"], "", "ne peut pas être écrit"),
        (["query", "overview", "--catalogue", "/nowhere"], "", "aucun catalogue"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said(catalogue: Path, arguments: list[str], stdin: str, words: str) -> None:
    _is_refused(run(*arguments, folder=catalogue, stdin=stdin, language="fr"), words)


def test_a_query_that_takes_too_long_is_stopped(catalogue: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from bibliographe.cli import main; main()", "query", "-", "--timeout", "0.5"],
        input=LONG, cwd=catalogue, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
        env={**os.environ, "BIBLIOGRAPHE_LANG": "fr", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    _is_refused(done, "0.5 s")


def _is_refused(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_the_list_of_questions(catalogue: Path) -> None:
    questions = json.loads(_ok(["queries", "--format", "json"], catalogue, language="en"))
    one = next(question for question in questions if question["name"] == "topics/entries-of-topic")
    assert one["title"] == "Entries of a topic and its narrower ones"
    assert one["params"][0] == {"name": "topic", "type": "iri", "label": "Topic", "required": True, "values": {}}
    listed = _ok(["queries", "--tag", "integrity"], catalogue).splitlines()
    assert listed
    assert all(line.startswith("integrity/") for line in listed)


def test_the_list_needs_no_catalogue(tmp_path: Path) -> None:
    assert "publishers/entries-by-publisher\tNotices par éditeur\t[topic] [from] [to]" in _ok(["queries"], tmp_path)
