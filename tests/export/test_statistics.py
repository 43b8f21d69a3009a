"""`stats` and `build` as a person and a machine read them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bibliographe.cli import build_command, stats_command
from bibliographe.export.statistics import QUESTIONS
from bibliographe.store.build import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.i18n import Language
    from bibliographe.store.access import OpenedStore


def stats(opened: OpenedStore, *arguments: str) -> str:
    folder = str(opened.catalogue.directory)
    result = CliRunner().invoke(stats_command.command, ["--catalogue", folder, *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_figures_for_a_machine(small: OpenedStore) -> None:
    found = json.loads(stats(small, "--format", "json", "--lang", "en"))
    assert found["title"] == "Small invented catalogue"
    assert found["triples"] == small.manifest.triples
    assert found["withdrawn"] == 1
    assert found["first"] == "2025-03-20T09:00:00Z"
    assert {row["label"]: row["total"] for row in found["statistics/overview"]}["Entries"] == 8
    assert sum(row["entries"] for row in found["catalogue/entries-by-type"]) == 8
    assert {row["year"]: row["entries"] for row in found["statistics/entries-by-year"]}[2024] == 3
    assert found.keys() > QUESTIONS.keys()


@pytest.mark.parametrize(("language", "words"), [("fr", "Notices par éditeur"), ("en", "Entries by publisher")])
def test_tables_for_a_person(small: OpenedStore, language: Language, words: str) -> None:
    text = stats(small, "--lang", language)
    assert words in text
    assert re.search(r"^Éditions du Marque-page +1$", text, re.MULTILINE)
    assert "2025-03-20" in text


def test_a_long_answer_says_where_the_rest_is(small: OpenedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUESTIONS, "catalogue/entries-by-type", 3)
    assert "… and 5 more: bibliographe query catalogue/entries-by-type" in stats(small, "--lang", "en")
    whole = json.loads(stats(small, "--format", "json"))
    assert len(whole["catalogue/entries-by-type"]) == 8


def test_an_empty_catalogue_has_statistics(tmp_path: Path, copied: Callable[..., Catalogue]) -> None:
    catalogue = copied(tmp_path / "c")
    for path in catalogue.graph.glob("*.ttl"):
        path.unlink()
    result = CliRunner().invoke(stats_command.command, ["--catalogue", str(catalogue.directory)])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("language", ["fr", "en"])
def test_build_says_what_it_did(
    tmp_path: Path, copied: Callable[..., Catalogue], abstract: dict[str, str], language: Language
) -> None:
    catalogue = copied(tmp_path / "c", abstract)
    first = build_command.describe(build(catalogue), language)
    second = build_command.describe(build(catalogue), language)
    entries = {"fr": "8 notices", "en": "8 entries"}[language]
    assert entries in first
    assert entries in second
    assert ("Rien n'a changé" if language == "fr" else "Nothing has changed") in second
    assert ("résumés, gardés à part" if language == "fr" else "abstracts, kept apart") in first


def test_build_for_a_machine(tmp_path: Path, copied: Callable[..., Catalogue]) -> None:
    folder = str(copied(tmp_path / "c").directory)
    runs = [
        json.loads(CliRunner().invoke(build_command.command, ["--catalogue", folder, "--json"]).stdout)
        for _ in range(2)
    ]
    assert [run["changed"] for run in runs] == [True, False]
    assert runs[0]["digest"] == runs[1]["digest"]
    assert runs[0]["entries"] == 8
