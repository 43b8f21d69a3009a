"""`bibliographe import` as a person types it: what it prints, what it writes, what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.commands import run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# Lectures d'automne

Sélection bibliographique réalisée par le Centre du livre, octobre 2024

## 1. Lire à voix haute

### Les voix du soir

Anne Dumas

Paris : Dunod, 2021, 230 p.

### Trois livres pour la route

La Revue des livres, n° 12, juin 2024, pp. 3-9
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "catalogue"
    assert run("init", folder).returncode == 0
    return folder


def bibliography(folder: Path, content: bytes | str = TEXT) -> Path:
    path = folder / "lectures.md"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_read_is_kept_plus_rejected_in_words_and_in_json(catalogue: Path, tmp_path: Path) -> None:
    path = bibliography(tmp_path)
    said = run("import", path, "--catalogue", catalogue, language="fr")
    assert said.returncode == 0
    assert "2 notices, 1 thèmes" in said.stdout
    assert "8 lignes lues = 8 reconnues + 0 non comprises" in said.stdout
    (report,) = json.loads(run("import", path, "--catalogue", catalogue, "--json").stdout)
    assert report["lines"] == {"read": 8, "kept": 8, "rejected": 0}
    assert report["records"]["unchanged"] > 0
    assert sum(report["records"].values()) == report["records"]["unchanged"]


def test_the_review_and_the_rejects_are_written_where_asked(catalogue: Path, tmp_path: Path) -> None:
    path = bibliography(tmp_path, TEXT + "\n### Un titre sans référence\n")
    review, rejects = tmp_path / "review.html", tmp_path / "rejects.json"
    assert run("import", path, "--catalogue", catalogue, "--review", review, "--rejects", rejects).returncode == 0
    assert "Les voix du soir" in review.read_text(encoding="utf-8")
    (reject,) = json.loads(rejects.read_text(encoding="utf-8"))
    assert reject["first_line"] == 17
    assert reject["text"] == "Un titre sans référence"


def test_a_file_cut_inside_a_character_says_so(catalogue: Path, tmp_path: Path) -> None:
    path = bibliography(tmp_path, (TEXT + "\n## 2. La liberté").encode()[:-1])
    done = run("import", path, "--catalogue", catalogue)
    assert done.returncode == 0
    assert "line(s) 17: bytes that are no characters (UTF-8)" in done.stdout


def test_a_dry_run_writes_nothing(catalogue: Path, tmp_path: Path) -> None:
    assert run("import", bibliography(tmp_path), "--catalogue", catalogue, "--dry-run").returncode == 0
    assert list((catalogue / "graph").iterdir()) == []


def test_a_catalogue_that_cannot_be_written_is_told(catalogue: Path, tmp_path: Path) -> None:
    (catalogue / "graph").rmdir()
    (catalogue / "graph").write_text("")
    done = run("import", bibliography(tmp_path), "--catalogue", catalogue)
    assert done.returncode == 2
    assert "the catalogue cannot be written: a file of that name is there" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_bad_file_stops_nothing(catalogue: Path, tmp_path: Path) -> None:
    done = run("import", tmp_path / "absent.md", bibliography(tmp_path), "--catalogue", catalogue)
    assert done.returncode == 2
    assert "absent.md" in done.stderr
    assert "2 entries" in done.stdout


def test_an_entry_is_withdrawn_by_its_number_and_leaves_nothing_behind(catalogue: Path, tmp_path: Path) -> None:
    path = bibliography(
        tmp_path, TEXT.replace("230 p.\n", "230 p.\n\n*Une voix, puis une autre, et le village écoute.*\n")
    )
    run("import", path, "--catalogue", catalogue)
    assert (catalogue / "graph" / "abstracts" / "lectures.ttl").exists()
    assert run("withdraw", "autre/1", "--catalogue", catalogue).returncode == 2
    assert run("withdraw", "lectures/1", "--catalogue", catalogue).returncode == 0
    assert not (catalogue / "graph" / "abstracts" / "lectures.ttl").exists()
    left = (catalogue / "graph" / "lectures.ttl").read_text(encoding="utf-8")
    assert "les-voix-du-soir" not in left
    again = run("import", path, "--catalogue", catalogue)
    assert "left out" in again.stdout
    assert "les-voix-du-soir" not in (catalogue / "graph" / "lectures.ttl").read_text(encoding="utf-8")
    assert not (catalogue / "graph" / "abstracts" / "lectures.ttl").exists()


RIS = """TY  - MGZN
TI  - Lire à voix haute
AU  - Dumas, Anne
T2  - La Revue des livres
IS  - 12
DA  - 2024/06//
SP  - 3
EP  - 9
KW  - lecture
AB  - Un résumé que personne d'autre ne doit lire.
CN  - 027.4 DUM
ER  -

TY  - BOOK
AU  - Petit, Claire
ER  -
"""


def test_records_are_imported_as_documents_are(catalogue: Path, tmp_path: Path) -> None:
    path = tmp_path / "export.ris"
    path.write_text(RIS, encoding="utf-8")
    said = run("import", path, "--catalogue", catalogue)
    assert said.returncode == 0
    assert "1 entries" in said.stdout
    assert "15 lines read = 12 recognised + 3 not understood" in said.stdout
    assert "kept in the text of the record alone: CN × 1" in said.stdout
    before = {file: file.read_bytes() for file in (catalogue / "graph").rglob("*.ttl")}
    again = run("import", path, "--catalogue", catalogue, "--json")
    assert {file: file.read_bytes() for file in (catalogue / "graph").rglob("*.ttl")} == before
    (report,) = json.loads(again.stdout)
    assert report["unread"] == {"CN": 1}
    assert [reject["first_line"] for reject in report["rejects"]] == [14]
    with_abstract = [file for file, content in before.items() if b"que personne d'autre" in content]
    assert [file.parent.name for file in with_abstract] == ["abstracts"]
    assert run("validate", "--catalogue", catalogue).returncode == 0


def test_a_mapping_says_what_the_columns_of_a_table_hold(catalogue: Path, tmp_path: Path) -> None:
    table, mapping = tmp_path / "table.csv", tmp_path / "columns.toml"
    table.write_text("Nom;Paru en\nLire au village;2024\n", encoding="utf-8")
    refused = run("import", table, "--catalogue", catalogue, "--format", "csv")
    assert "--mapping" in refused.stdout + refused.stderr
    mapping.write_text('[columns]\n"Nom" = "title"\n"Paru en" = "date"\n', encoding="utf-8")
    assert "1 entries" in run("import", table, "--catalogue", catalogue, "--format", "csv", "--mapping", mapping).stdout
    mapping.write_text('[columns]\n"Nom" = "nom"\n', encoding="utf-8")
    wrong = run("import", table, "--catalogue", catalogue, "--mapping", mapping)
    assert wrong.returncode == 2
    assert "columns.toml" in wrong.stderr
