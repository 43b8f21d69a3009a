"""A table that was exported, corrected and imported again changes what was corrected, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import shutil
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from bibliographe.cli import cli
from bibliographe.export.records import Job, Losses
from bibliographe.export.records.table import CsvWriter
from bibliographe.export.records.writing import write_entries
from bibliographe.ingest.records.xlsx import XlsxReader
from bibliographe.store.access import open_store
from tests.export.records.test_round_trips import ABSTRACT
from tests.sampling import some

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.ingest.source import Source

Rows = list[dict[str, str]]
RECORDS = f"""TY  - JOUR
TI  - Un article
AU  - Dumas, Anne
AU  - Petit, Claire
A4  - Nguyen, Linh
T2  - Lecture
SN  - 0003-7028
VL  - 3
IS  - 12
SP  - 5
EP  - 9
DA  - 2020/05//
KW  - lecture
KW  - enquête
DO  - 10.1234/abc
UR  - https://lecture.example/un
LA  - fr
AB  - {ABSTRACT}
ER  -

TY  - JOUR
TI  - Un autre du même numéro
T2  - Lecture
SN  - 0003-7028
VL  - 3
IS  - 12
DA  - 2020/05//
LA  - fr
ER  -

TY  - BOOK
TI  - Un livre
AU  - Dumas, Anne
PB  - Éditions du Marque-page
CY  - Paris
PY  - 2019
SN  - 9782123456803
SP  - 120
T3  - Pratiques
VL  - 4
ET  - 2e édition
LA  - fr
ER  -
"""
ARTICLE = {
    "Titre": "Un article, revu", "Auteurs": "Petit, Claire; Dumas, Anne", "Traducteurs": "", "Revue": "Écriture",
    "Volume": "4", "Numéro": "13", "Pages": "6-10", "Date": "2021-06-01", "DOI": "10.1234/abd",
    "Lien": "https://lecture.example/deux https://lecture.example/un", "Langue": "en", "Mots-clés": "lecture; village",
    "Type": "Article scientifique", "ISSN": "2049-3630", "Autres contributeurs": "Roux, Paul (illustrateur)",
    "Consulté le": "2024-01-02", "Résumé": "Un autre résumé.", "Sommaire": "Un\n  Deux\nTrois",
}  # fmt: skip
BOOK = {
    "Éditeur": "Éditions du Signet; Ville de Lyon", "Lieu": "Lyon; Paris", "ISBN": "9782123456810",
    "Nombre de pages": "122", "Collection": "Méthodes", "Numéro de collection": "5", "Édition": "", "Date": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(catalogue_of: Callable[..., Catalogue], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edits")
    (folder / "x.ris").write_text(RECORDS, encoding="utf-8")
    printed = "docs/examples/lecture-publique.md"
    return catalogue_of(folder / "c", folder / "x.ris", printed, abstracts=True).directory


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "c")


def table(folder: Path) -> Rows:
    from bibliographe.config import load_catalogue

    stream = BytesIO()
    with open_store(load_catalogue(folder), notify=lambda _text: None) as opened:
        write_entries(CsvWriter(), stream, Job(opened, Losses()))
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


def imported(folder: Path, rows: Rows, *options: str) -> dict[str, object]:
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    done = CliRunner().invoke(cli, ["import", str(path), "--catalogue", str(folder), "--json", *options])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)[0]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.glob("graph/**/*.ttl")}


def test_a_table_without_corrections_changes_no_byte(folder: Path) -> None:
    before = files(folder)
    rows = table(folder)
    report = imported(folder, rows)
    assert report["rows"] == {"read": len(rows), "changed": 0, "unchanged": len(rows), "added": 0, "rejected": 0}
    assert files(folder) == before


@pytest.mark.parametrize(
    ("title", "column", "value"),
    some([("Un article", *pair) for pair in ARTICLE.items()] + [("Un livre", *pair) for pair in BOOK.items()], 2),
)
def test_a_corrected_cell_is_the_only_change(folder: Path, title: str, column: str, value: str) -> None:
    rows = table(folder)
    row = next(row for row in rows if row["Titre"] == title)
    assert row[column] != value
    row[column] = value
    if column == "ISSN":  # it is the periodical's, and so of all its articles
        next(other for other in rows if other["Titre"] == "Un autre du même numéro")[column] = value
    report = imported(folder, rows)
    assert report["changed"] == [row["Adresse de la notice"]] or column == "ISSN"
    found = {one["Adresse de la notice"]: one for one in table(folder)}
    assert found == {one["Adresse de la notice"]: one for one in rows}


def test_all_cells_corrected_at_once(folder: Path) -> None:
    rows = table(folder)
    for title, values in (("Un article", ARTICLE), ("Un livre", BOOK)):
        next(row for row in rows if row["Titre"] == title).update(values)
    imported(folder, rows)
    found = {one["Adresse de la notice"]: one for one in table(folder)}
    wanted = {one["Adresse de la notice"]: one for one in rows}
    assert {address: found[address] for address in wanted} == wanted


def test_an_entry_is_moved_to_another_topic(folder: Path) -> None:
    rows = table(folder)
    topics = list(dict.fromkeys(row["Thème"] for row in rows if row["Thème"]))
    row = next(row for row in rows if row["Thème"] == topics[0])
    row["Thème"] = topics[1]
    assert imported(folder, rows)["changed"] == [row["Adresse de la notice"]]
    assert {one["Adresse de la notice"]: one for one in table(folder)} == {
        one["Adresse de la notice"]: one for one in rows
    }


def test_what_cannot_be_corrected_is_refused_and_the_rest_goes_on(folder: Path) -> None:
    rows = table(folder)
    book = next(row for row in rows if row["Titre"] == "Un livre")
    book["Lieu"] = "Lyon"
    rows[0]["Thème"] = "Un thème qui n'existe pas"
    extra = dict.fromkeys(rows[0], "")
    stranger = extra | {"Titre": "D'ailleurs", "Adresse de la notice": "https://elsewhere.example/id/entry/x"}
    gone = extra | {"Titre": "Partie", "Adresse de la notice": book["Adresse de la notice"][:-8] + "00000000"}
    untitled = dict(rows[1], Titre="")
    report = imported(folder, [rows[0], book, stranger, gone, untitled])
    assert report["rows"] == {"read": 5, "changed": 1, "unchanged": 0, "added": 0, "rejected": 4}
    assert report["changed"] == [book["Adresse de la notice"]]


def test_a_row_that_was_added_is_a_new_entry(folder: Path) -> None:
    rows = table(folder)
    topic = next(row["Thème"] for row in rows if row["Thème"])
    new = dict.fromkeys(rows[0], "") | {"Titre": "The Last Shelf", "Auteurs": "Dumas, Anne", "Date": "2024"}
    rows.insert(1, new | {"Thème": topic, "Résumé": "Un résumé de plus."})
    report = imported(folder, rows)
    assert report["rows"] == {"read": len(rows), "changed": 0, "unchanged": len(rows) - 1, "added": 1, "rejected": 0}
    before = files(folder)
    again = imported(folder, rows)
    assert again["rows"] == {"read": len(rows), "changed": 0, "unchanged": len(rows), "added": 0, "rejected": 0}
    assert files(folder) == before
    found = next(row for row in table(folder) if row["Titre"] == "The Last Shelf")
    wanted = new | {"Thème": topic, "Résumé": "Un résumé de plus.", "Langue": "en", "Type": "Document"}
    assert found == wanted | {"Adresse de la notice": report["added"][0]}


def test_rows_that_are_added_later_follow_those_before(folder: Path) -> None:
    for title in ("Un ajout", "Un autre ajout"):
        rows = table(folder)
        rows.append(dict.fromkeys(rows[0], "") | {"Titre": title})
        report = imported(folder, rows)
        assert report["rows"]["added"] == 1
    graph = (folder / "graph" / "table.ttl").read_text(encoding="utf-8")
    assert "schema:position 1 ." in graph
    assert "schema:position 2 ." in graph


def test_a_new_row_of_an_entry_that_is_there_is_no_other_entry(folder: Path) -> None:
    rows = table(folder)
    new = dict.fromkeys(rows[0], "")
    rows += [
        new | {"Titre": "Un article", "DOI": "10.1234/abc"},
        new | {"Titre": "Un ajout"},
        new | {"Titre": "Un ajout"},
    ]
    assert imported(folder, rows)["rows"]["added"] == 1
    before = files(folder)
    assert imported(folder, rows)["rows"]["added"] == 0
    assert files(folder) == before


def test_a_new_row_under_a_topic_that_there_is_not_is_told(folder: Path) -> None:
    rows = table(folder)
    rows.append(dict.fromkeys(rows[0], "") | {"Titre": "Un ajout", "Thème": "Un thème qui n'existe pas"})
    report = imported(folder, rows)
    assert report["rows"]["added"] == 1
    assert [one["entry"] for one in report["refused"]] == report["added"]


def test_new_rows_are_of_a_source_that_no_other_file_has(folder: Path) -> None:
    rows = table(folder)
    rows[0]["Titre"] += ", revu"
    rows.append(dict.fromkeys(rows[0], "") | {"Titre": "Un ajout"})
    before = files(folder)
    path = folder / "source-0.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    done = CliRunner().invoke(cli, ["import", str(path), "--catalogue", str(folder)])
    assert done.exit_code == 2
    assert "--source-id" in done.stderr
    assert files(folder) == before
    done = CliRunner().invoke(cli, ["import", str(path), "--catalogue", str(folder), "--source-id", "ajouts"])
    assert done.exit_code == 0, done.output
    assert (folder / "graph" / "ajouts.ttl").exists()


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before, rows = files(folder), table(folder)
    rows[0]["Titre"] += ", revu"
    assert imported(folder, rows, "--dry-run")["changed"] == [rows[0]["Adresse de la notice"]]
    assert files(folder) == before


def test_the_source_imported_again_keeps_the_correction(folder: Path, made: Path) -> None:
    rows = table(folder)
    book = next(row for row in rows if row["Titre"] == "Un livre")
    book["Lieu"] = "Lyon"
    imported(folder, rows)
    source = made.parent / "x.ris"
    done = CliRunner().invoke(cli, ["import", str(source), "--source-id", "source-0", "--catalogue", str(folder)])
    assert done.exit_code == 0, done.output
    assert next(row for row in table(folder) if row["Titre"] == "Un livre")["Lieu"] == "Lyon"


def test_a_table_without_addresses_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Workbook()
    book.active.append(["Titre", "Année"])
    book.active.append(["Un livre de plus", 2023])
    book.save(folder / "nouveau.xlsx")
    read: list[Source] = []
    convert = XlsxReader.convert

    def counted(self: XlsxReader, source: Source) -> Source:
        read.append(source)
        return convert(self, source)

    monkeypatch.setattr(XlsxReader, "convert", counted)
    done = CliRunner().invoke(cli, ["import", str(folder / "nouveau.xlsx"), "--catalogue", str(folder), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)[0]["entries"] == 1
    assert len(read) == 1


def test_a_table_with_an_empty_column_of_addresses_is_of_new_entries(folder: Path) -> None:
    path = folder / "modele.csv"
    path.write_text("Adresse de la notice;Titre;Année\n;Un livre de plus;2023\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["import", str(path), "--catalogue", str(folder), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)[0]["entries"] == 1


def test_a_formula_stays_text(folder: Path) -> None:
    rows = table(folder)
    rows[0]["Titre"] = "=SOMME(A1)"
    imported(folder, rows)
    assert table(folder)[0]["Titre"] == "'=SOMME(A1)"
    assert imported(folder, table(folder))["changed"] == []


def test_what_a_spreadsheet_rewrote_is_no_correction(folder: Path) -> None:
    before = files(folder)
    rows = table(folder)
    article, book = (next(row for row in rows if row["Titre"] == title) for title in ("Un article", "Un livre"))
    assert (article["Date"], article["Pages"], book["ISBN"]) == ("2020-05", "5-9", "9782123456803")
    article |= {"Date": "mai-20", "Pages": "05-sept"}
    book |= {"ISBN": "9,78212E+12"}
    assert imported(folder, rows)["rows"]["changed"] == 0
    assert files(folder) == before
    article["Date"] = "juin-20"
    imported(folder, rows)
    assert next(row for row in table(folder) if row["Titre"] == "Un article")["Date"] == "2020-06"


@pytest.mark.parametrize(
    ("title", "column", "value"),
    some(
        [
            ("Un livre", "ISBN", "978-2-123"),
            ("Un livre", "ISBN", "9,78213E+12"),
            ("Un article", "DOI", "n/a"),
            ("Un article", "ISSN", "12"),
            ("Un article", "Lien", "voir en ligne"),
            ("Un article", "Type", "Machin"),
            ("Un article", "Langue", "???"),
            ("Un article", "Autres contributeurs", "Roux, Paul (bidouilleur)"),
        ],
        2,
    ),
)
def test_a_cell_that_is_not_understood_takes_nothing_out(folder: Path, title: str, column: str, value: str) -> None:
    before = files(folder)
    rows = table(folder)
    next(row for row in rows if row["Titre"] == title).update({column: value, "Titre": f"{title}, revu"})
    report = imported(folder, rows)
    assert (report["rows"]["changed"], report["rows"]["rejected"]) == (0, 1)
    assert files(folder) == before


def test_addresses_are_known_under_another_heading(folder: Path) -> None:
    rows = [{"Notice": row.pop("Adresse de la notice"), **row} for row in table(folder)]
    rows[0]["Titre"] += ", revu"
    assert imported(folder, rows)["rows"]["changed"] == 1


def test_a_table_saved_in_a_wrong_encoding_is_refused(folder: Path) -> None:
    before = files(folder)
    rows = table(folder)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "table.csv"
    path.write_bytes(text.getvalue().encode("utf-8-sig").decode("cp1252", errors="ignore").encode())
    done = CliRunner().invoke(cli, ["import", str(path), "--catalogue", str(folder)])
    assert done.exit_code == 2
    assert "UTF-8" in done.stderr
    assert files(folder) == before


def test_a_table_of_unicode_text_is_one(folder: Path) -> None:
    rows = table(folder)
    rows[0]["Titre"] += ", revu"
    path = folder / "table.txt"
    with path.open("w", encoding="utf-16", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), delimiter="\t")
        writer.writeheader()
        writer.writerows(rows)
    done = CliRunner().invoke(cli, ["import", str(path), "--catalogue", str(folder), "--json"])
    assert json.loads(done.stdout)[0]["rows"]["changed"] == 1
