"""The command line as a whole: quick to start, complete, in two languages, and clear when it refuses."""

from __future__ import annotations

import os
import re
import resource
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bibliographe.cli import VERBS
from bibliographe.config import load_catalogue
from tests.commands import run

if TYPE_CHECKING:
    from pathlib import Path

CPU_BUDGET = 0.3
"""Seconds; about a quarter is used: the rest is for a loaded machine."""

EXPLAINED = re.compile(r"^## `bibliographe (\w+)`\n\n.+\n\n`.+`\n\n(.+)$", re.MULTILINE)
"""A verb, and the first thing that it says of itself, on a page about the commands."""

HEAVY = {
    "rdflib",
    "pyoxigraph",
    "pyshacl",
    "owlrl",
    "lark",
    "markdown_it",
    "SPARQLWrapper",
    "rich",
    "jinja2",
    "starlette",
}


def test_help_is_quick() -> None:
    command, spent = [sys.executable, "-m", "bibliographe", "--help"], []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < CPU_BUDGET


def test_help_loads_no_heavy_library() -> None:
    script = (
        "import sys; sys.argv = ['bibliographe', '--help']\n"
        "from bibliographe.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('\\nLOADED', *sys.modules)"
    )
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    loaded = {name.partition(".")[0] for name in output.split("LOADED")[1].split()}
    assert not loaded & HEAVY


def test_each_verb_explains_itself_in_both_languages(repository: Path) -> None:
    """On the pages, which the next test holds against what the commands say."""
    french, english = (
        dict(EXPLAINED.findall((repository / "docs" / page).read_text(encoding="utf-8")))
        for page in ("commands.fr.md", "commands.md")
    )
    assert french.keys() == english.keys() == VERBS.keys()
    assert [verb for verb in VERBS if french[verb] == english[verb]] == []


def test_the_pages_on_the_commands_are_up_to_date(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(repository / "scripts" / "generate_commands.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("stats",),
        ("build",),
        ("validate",),
        ("query", "overview"),
        ("export", "turtle"),
        ("candidates",),
        ("show", "1"),
    ],
)
def test_a_folder_without_a_catalogue_is_bad_input(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*arguments, "--catalogue", str(tmp_path))
    assert done.returncode == 2
    assert "catalogue.toml" in done.stderr
    assert "bibliographe init" in done.stderr
    assert "Traceback" not in done.stderr


def test_init_writes_a_commented_catalogue_once(tmp_path: Path) -> None:
    folder = tmp_path / "Mon catalogue"
    assert run("init", str(folder)).returncode == 0
    settings = (folder / "catalogue.toml").read_text(encoding="utf-8")
    assert 'base = "https://example.org/Mon-catalogue/"' in settings
    assert settings.count("#") > 6
    assert 'title = { fr = "Mon catalogue", en = "Mon catalogue" }' in settings
    assert list((folder / "graph").iterdir()) == []
    again = run("init", str(folder))
    assert again.returncode == 2
    assert (folder / "catalogue.toml").read_text(encoding="utf-8") == settings


def test_init_names_the_catalogue_as_its_folder(tmp_path: Path) -> None:
    done = run("init", str(tmp_path / 'Fonds "été" d\'archives'), language="fr")
    catalogue = load_catalogue(tmp_path / 'Fonds "été" d\'archives')
    assert catalogue.title["fr"] == 'Fonds "été" d\'archives'
    assert catalogue.base == "https://example.org/Fonds--ete--d-archives/"
    assert shlex.split(done.stdout.splitlines()[-1].partition("--catalogue ")[2]) == [str(catalogue.directory)]
    assert "eol=lf" in (catalogue.directory / ".gitattributes").read_text(encoding="utf-8")


def test_init_takes_the_address(tmp_path: Path) -> None:
    base = "https://data.example.org/notices/"
    assert run("init", str(tmp_path / "own"), "--base", base).returncode == 0
    assert load_catalogue(tmp_path / "own").base == base


@pytest.mark.parametrize("base", ["", "notices", "https://example.org/no-slash", "https://example.org/a b/"])
def test_init_refuses_what_is_no_address(base: str, tmp_path: Path) -> None:
    done = run("init", str(tmp_path / "own"), "--base", base)
    assert done.returncode == 2
    assert "--base" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "own").exists()


def test_help_in_french_has_no_english() -> None:
    for arguments in ((), ("serve",), ("convert",)):
        page = run(*arguments, "--help", language="fr").stdout
        assert "Options :" in page
        assert not re.search(r"Show this|\[default|required\]|Usage:|Commands", page)


def test_an_unknown_verb_is_refused() -> None:
    assert run("catalogue").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "french", "english"),
    [
        (("catalogue",), "le verbe « catalogue » n'existe pas", "there is no verb 'catalogue'"),
        (("validate", "--format", "pdf"), "« pdf » n'est pas admis pour --format", "'pdf' is not allowed for --format"),
        (("import",), "il manque FILE…", "FILE… is missing"),
        (
            ("serve", "--port", "abc"),
            "--port : « abc » n'est pas un nombre entier",
            "--port: 'abc' is not a valid integer",
        ),
        (("serve", "--port", "-1"), "-1 n'est pas admis ; il faut 0<=x", "-1 is not in the range 0<=x"),
        (("stats", "--catalogue", __file__), "est un fichier, pas un dossier", "is a file"),
        (("stats", "2025"), "« 2025 » est de trop", "extra argument (2025)"),
        (("export", "turtle", "--sortie"), "l'option « --sortie » n'existe pas", "there is no option '--sortie'"),
    ],
)
def test_a_slip_on_the_command_line_is_told_in_the_readers_language(
    arguments: tuple[str, ...], french: str, english: str
) -> None:
    for language, words in (("fr", french), ("en", english)):
        done = run(*arguments, language=language)
        assert done.returncode == 2
        assert words in done.stderr
        assert "--help" in done.stderr


def test_the_language_asked_for_is_that_of_the_refusal_too(tmp_path: Path) -> None:
    done = run("validate", "--lang", "fr", "--catalogue", str(tmp_path))
    assert "aucun catalogue ici" in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full, a disk that is always full")  # noqa: PTH110
def test_a_full_disk_is_bad_input_and_no_finding(repository: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "bibliographe", "queries", "--catalogue", str(repository)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "BIBLIOGRAPHE_LANG": "en"},
        )
    assert done.returncode == 2
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
