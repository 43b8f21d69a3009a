# ruff: noqa: E501 - XML as it is written
"""Makes the workbooks of `xlsx/` and `ods/`: run `python -m tests.ingest.records.making_workbooks`."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook

HERE = Path(__file__).parent
STAMP = datetime(2024, 1, 1)
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [("office", "office"), ("style", "style"), ("text", "text"), ("table", "table")]
)


def titles_above() -> Workbook:
    """One sheet with title rows above its headings, dates, numbers, links, cells of several lines."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Acquisitions"
    sheet.append(["Médiathèque des Trois-Rivières"])
    sheet.append(["Acquisitions de janvier 2024"])
    sheet.append([])
    sheet.append(["Titre", "Auteurs", "Éditeur", "Date", "Pages", "ISBN", "Résumé", "Cote"])
    sheet.append(
        ["Le jardin en ville", "Dumas, Anne\nRoy, Paul", "Actes Nord", 2021, "12-30", None, "Deux\nlignes.", 635.9]
    )
    sheet.append(
        ["La rivière oubliée", "Lemaire, Zoé", "Éditions du Quai", date(2023, 5, 4), None, 9782123456803, None, 12.0]
    )
    sheet.append(["Marcher la nuit", "Petit, Luc", None, date(2022, 1, 1), None, None, None, None])
    sheet.append([None, "Sans, Titre", None, 2020, None, None, None, None])
    sheet["A5"].hyperlink = "https://quai.exemple.fr/jardin"
    sheet["D6"].number_format = "dd/mm/yyyy"
    sheet["D7"].number_format = "yyyy"
    return book


def several_sheets() -> Workbook:
    """Books and articles on sheets of their own, a hidden one, one of notes without headings."""
    book = Workbook()
    books = book.active
    books.title = "Livres"
    books.append(["Titre", "Auteur", "Année", "Thème", "Lien"])
    books.append(["Apprendre à lire", "Morin, Élise", 2019, "Lecture > Apprentissage", "Voir"])
    books["E2"].hyperlink = "https://lire.exemple.fr/apprendre"
    articles = book.create_sheet("Articles")
    articles.append(["Titre", "Revue", "Numéro", "Date", "Thème"])
    articles.append(["Lire au lycée", "Lecture jeune", 182, date(2022, 6, 1), "Lecture"])
    articles["D2"].number_format = "mmm yyyy"
    lists = book.create_sheet("Listes")
    lists.append(["Titre", "Type"])
    lists.append(["Modèle", "Livre"])
    lists.sheet_state = "hidden"
    book.create_sheet("Notes").append(["À relire avant envoi"])
    book.create_sheet("Vide")
    return book


def uncalculated() -> Workbook:
    """Formulas as programs write them that do not calculate: in a title, a date, a link, beside the columns."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Calculs"
    sheet.append(["Titre", "Auteurs", "Année", "Lien"])
    sheet.append(["Le jardin en ville", "Dumas, Anne", "=YEAR(F2)", '=HYPERLINK("https://quai.exemple.fr/j", "Voir")'])
    sheet.append(['=A2 & ", suite"', "Roy, Paul", 2020])
    sheet.append(["La rivière oubliée", "=B3", 2021, None, "=1+1"])
    sheet.append(["Marcher la nuit", "Petit, Luc", 2022])
    return book


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes, the same each time."""
    book.properties.created = book.properties.modified = STAMP
    first, second = io.BytesIO(), io.BytesIO()
    book.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "docProps/core.xml":
                data = data[: data.index(b"<dcterms:modified")] + data[data.index(b"</dcterms:modified>") + 19 :]
            new.writestr(zipfile.ZipInfo(member.filename), data, zipfile.ZIP_DEFLATED)
    return second.getvalue()


def opened(rows: list[list[str]], hidden: list[list[str]]) -> bytes:
    """Return a spreadsheet of OpenDocument with two sheets, the second hidden; cells are XML."""

    def table(name: str, style: str, cells: list[list[str]]) -> str:
        said = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
        blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        return f'<table:table table:name="{name}" table:style-name="{style}">{said}{blank}</table:table>'

    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<office:automatic-styles><style:style style:name="ta1" style:family="table"/><style:style style:name="ta2" '
        'style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{table('Livres', 'ta1', rows)}{table('Listes', 'ta2', hidden)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(zipfile.ZipInfo("content.xml"), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def words(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def tables() -> bytes:
    """A heading row under a title row; a date, a number, a link, a cell repeated."""
    day = '<table:table-cell office:value-type="date" office:date-value="2023-05-04"><text:p>04/05/23</text:p></table:table-cell>'
    year = '<table:table-cell office:value-type="float" office:value="2021"><text:p>2021</text:p></table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    link = '<table:table-cell office:value-type="string"><text:p><text:a xlink:href="https://quai.exemple.fr/r">Voir</text:a></text:p></table:table-cell>'
    formula = '<table:table-cell table:formula="of:=[.A3]"/>'
    return opened(
        [
            [words("Nouveautés")],
            [words("Titre"), words("Auteurs"), words("Éditeur"), words("Date"), words("Lien")],
            [words("La rivière oubliée"), words("Lemaire, Zoé"), words("Éditions du Quai"), day, link],
            [words("Le jardin en ville"), empty, year],
            [words("Marcher la nuit"), formula, empty],
        ],
        [[words("Titre")], [words("Modèle")]],
    )


def main() -> None:
    """Write them all."""
    books = {"titles-above": titles_above(), "several-sheets": several_sheets(), "uncalculated": uncalculated()}
    for name, book in books.items():
        (HERE / "xlsx").mkdir(exist_ok=True)
        (HERE / "xlsx" / f"{name}.xlsx").write_bytes(saved(book))
    (HERE / "ods").mkdir(exist_ok=True)
    (HERE / "ods" / "tables.ods").write_bytes(tables())


if __name__ == "__main__":
    main()
