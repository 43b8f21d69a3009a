"""Markdown, HTML, DOCX and PDF of one selection say the same, twice in the same bytes, and only what may be said."""

from __future__ import annotations

import io
import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from click.testing import CliRunner
from docx import Document
from lxml import etree

from bibliographe.cli.export_command import command
from bibliographe.errors import ExportError
from bibliographe.export.printed import fonts
from bibliographe.export.printed.blocks import Block, Printed, Run
from bibliographe.export.printed.checking import checked
from bibliographe.export.printed.docx import docx
from bibliographe.export.printed.facts import entry_facts, selection_facts
from bibliographe.export.printed.html import html
from bibliographe.export.printed.markdown import markdown
from bibliographe.export.printed.pdf import pdf
from bibliographe.ingest.registry import read_file
from bibliographe.model.entry import Entry, Selection, Topic
from bibliographe.model.text import clean
from tests.export.printed.conftest import EXAMPLE, only_selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.store.access import OpenedStore

GOLDEN = Path(__file__).parent / "golden"
SENTENCE = "Retour sur douze chantiers, racontés par celles et ceux qui les ont menés."


@pytest.fixture(scope="module")
def printed(example: OpenedStore) -> Printed:
    return checked(only_selection(example)).printed


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_example(printed: Printed, golden: Callable[[Path, str], None], form: str) -> None:
    golden(GOLDEN / f"lecture-publique.{form}", markdown(printed) if form == "md" else html(printed))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.links: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = self._inside or tag == "body"
        if tag in ("p", "li") or (tag[0] == "h" and tag[1:].isdigit()):
            self.lines.append("")
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.lines[-1] += data


def _lines(printed: Printed) -> list[str]:
    return [clean(block.text) for block in printed.blocks if block.kind != "rule"]


def _targets(printed: Printed) -> list[str]:
    return [run.url for block in printed.blocks for run in block.runs if run.url]


def test_the_page_says_the_same(printed: Printed) -> None:
    reader = _Text()
    reader.feed(html(printed))
    assert [line for line in map(clean, reader.lines) if line] == _lines(printed)
    assert reader.links == _targets(printed)


def test_the_page_is_well_formed_and_stands_alone(printed: Printed) -> None:
    page = html(printed)
    root = etree.HTML(page)
    assert root.get("lang") == "fr"
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in root.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    assert not root.xpath("//script | //link | //img | //@src | //iframe")
    levels = [int(tag.tag[1]) for tag in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert len(root.xpath("//main")) == 1
    assert len(root.xpath("//article")) == 6


def test_the_document_says_the_same(printed: Printed) -> None:
    document = Document(io.BytesIO(docx(printed)))
    assert [clean(paragraph.text) for paragraph in document.paragraphs] == _lines(printed)
    links = [link.address or f"#{link.fragment}" for one in document.paragraphs for link in one.hyperlinks]
    assert [link for link in links if link.startswith("http")] == [
        url for url in _targets(printed) if url.startswith("http")
    ]
    assert document.core_properties.title == printed.title
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 2", "Heading 3", "Heading 4", "List Bullet", "Normal"} <= styles
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert any(run.italic and run.bold and run.text == "Ville de Combelle" for run in runs)


def test_the_pdf_says_the_same_and_has_bookmarks(printed: Printed) -> None:
    data, missing = pdf(printed)
    assert missing == []
    document = pypdfium2.PdfDocument(data)
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    for line in _lines(printed):
        assert "".join(line.split()) in text.replace("\ufffe", "-"), line
    assert sum(1 for _ in document.get_toc()) == sum(1 for one in printed.blocks if one.kind in fonts_headings())


def fonts_headings() -> set[str]:
    return {"title", "contents-title", "topic", "entry", "note"}


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_other_forms_are_read_back(example: OpenedStore, printed: Printed, tmp_path: Path, form: str) -> None:
    given = only_selection(example)
    data = {"html": lambda: html(printed).encode(), "docx": lambda: docx(printed), "pdf": lambda: pdf(printed)[0]}
    path = tmp_path / f"selection.{form}"
    path.write_bytes(data[form]())
    items = list(read_file(path))
    found = [item for item in items if isinstance(item, Entry)]
    assert [entry_facts(one, [link.label for link in one.links]) for one in found] == [
        entry_facts(one.catalogued.entry, one.labels) for one in given.items
    ]
    (selection,) = [item for item in items if isinstance(item, Selection)]
    assert selection_facts(selection) == selection_facts(given.selection)
    assert [item.path for item in items if isinstance(item, Topic)] == [one.labels for one in given.topics]


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_two_exports_have_the_same_bytes_and_abstracts_stay_home(
    catalogue_with: Any, tmp_path: Path, form: str
) -> None:
    written = {}
    for allowed in (True, False):
        with catalogue_with(tmp_path / str(allowed), EXAMPLE, abstracts=allowed) as opened:
            folder = str(opened.catalogue.directory)
        for number in (1, 2):
            path = tmp_path / f"{allowed}-{number}.{form}"
            result = CliRunner().invoke(command, ["selection", "-o", str(path), "--catalogue", folder])
            assert result.exit_code == 0, result.output
            written[allowed, number] = path.read_bytes()
        assert written[allowed, 1] == written[allowed, 2]
        assert (SENTENCE in _text_of(written[allowed, 1], form)) == allowed


def _text_of(data: bytes, form: str) -> str:
    if form == "pdf":
        return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)).replace(
            "\r\n", " "
        )
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.read("word/document.xml").decode()
    return data.decode()


def test_losses_are_told(catalogue_with: Any, repository: Path, tmp_path: Path) -> None:
    source = repository / "tests/ingest/corpus/temps-de-travail-annotations-devant.md"
    with catalogue_with(tmp_path / "c", source) as opened:
        folder = str(opened.catalogue.directory)
    report = tmp_path / "losses.json"
    asked = ["selection", "-o", str(tmp_path / "x.md"), "--loss-report", str(report), "--catalogue", folder]
    assert CliRunner().invoke(command, asked).exit_code == 0
    said = json.loads(report.read_text(encoding="utf-8"))
    assert said["totals"]["schema:ListItem/bibl:linkLabel"] == {"entries": 1, "values": 1}
    assert said["totals"]["schema:url"] == {"entries": 2, "values": 2}


def test_what_is_asked_for_must_be_there(catalogue_with: Any, tmp_path: Path) -> None:
    with catalogue_with(tmp_path / "c", EXAMPLE, "tests/ingest/corpus/climat-bilingue.md") as opened:
        folder = str(opened.catalogue.directory)
    run = CliRunner().invoke
    refused = run(command, ["selection", "--catalogue", folder])
    assert isinstance(refused.exception, ExportError)
    assert "source-0" in refused.exception.describe("fr")
    assert "source-1" in refused.exception.describe("en")
    for name in ("source-0", "lecture-publique.md", "Journée professionnelle « Lire en ville »"):
        assert "Lire en ville" in run(command, ["selection", "--selection", name, "--catalogue", folder]).output
    for asked in (["selection", "--selection", "rien"], ["selection", "--to", "odt"], ["selection", "--style", "apa"],
                  ["ris", "--to", "md"], ["bibliography", "--to", "pdf"]):  # fmt: skip
        result = run(command, [*asked, "--catalogue", folder])
        assert isinstance(result.exception, ExportError), asked
        assert result.exception.remedy


def test_a_catalogue_without_selection_says_so(catalogue_with: Any, tmp_path: Path) -> None:
    with catalogue_with(tmp_path / "c", "tests/ingest/records/ris/books.ris") as opened:
        result = CliRunner().invoke(command, ["selection", "--catalogue", str(opened.catalogue.directory)])
    assert isinstance(result.exception, ExportError)
    assert "bibliography" in result.exception.describe("en")


def test_without_fonts_the_error_says_what_to_install(
    printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(fonts.VARIABLE, str(tmp_path))
    with pytest.raises(ExportError) as caught:
        pdf(printed)
    assert "DejaVu" in caught.value.describe("fr")
    assert "DejaVu" in caught.value.describe("en")


def test_no_link_leads_to_a_script_or_a_file() -> None:
    runs = tuple(Run("ici", url=url) for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", ""))
    printed = Printed("Titre", "fr", (Block("title", (Run("Titre"),), 1), Block("link", runs)))
    assert "href" not in html(printed).split("<body>")[1]
    assert not [one for one in Document(io.BytesIO(docx(printed))).paragraphs if one.hyperlinks]
    assert b"javascript" not in pdf(printed)[0]
