"""The invented bibliographies as documents of each format: what is read is what is read of the Markdown itself.

`BIBLIOGRAPHE_EXAMPLES` compares all of them; otherwise some of each kind, so that the tests stay quick.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from bibliographe.ingest.document.coverage import coverage
from bibliographe.ingest.registry import open_source
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Reject
from tests.ingest import corpus_comparison as corpus
from tests.ingest.conversion import making, making_docx, making_odt, making_pdf
from tests.ingest.conversion.comparing import differences

if TYPE_CHECKING:
    from pathlib import Path

MAKERS = {
    "html": lambda source: making.page_of(source).encode(),
    "docx": making_docx.made,
    "odt": making_odt.made,
    "pdf": making_pdf.made,
}
SOME = [
    "achats-durables-tables", "deontologie-trois-niveaux", "negociation-syndicat", "participation-notices-numerotees",
    "qvt-dossiers", "tourisme-region-ocr",
]  # fmt: skip
SOME_PDF = ["absenteisme-matinale", "qvt-dossiers"]
ALL = bool(os.environ.get("BIBLIOGRAPHE_EXAMPLES"))
DIFFERS = {
    # Two lines of a title, the first of which the Markdown's parser takes for a heading that bold goes over.
    ("html", "tourisme-region-ocr"): {5},
    ("docx", "tourisme-region-ocr"): {5},
    ("odt", "tourisme-region-ocr"): {5},
    # Browsers print the paragraphs of an item without telling where its list ended.
    ("html", "cybersecurite-conversion-word"): {1, 4},
    ("html", "histoire-village-numeros-composes"): {1, 4},
    # Browsers print spaces once: a running head is then no longer far from its page number.
    ("html", "teletravail-mise-en-page"): {3, 5, 8, 13},
}
"""Entries that are read otherwise, and why; those of PDF are counted."""
DIFFERS_PDF = 0.10
CASES = [
    pytest.param(kind, name, id=f"{kind}-{name}")
    for kind in MAKERS
    for name in (corpus.names() if ALL else SOME_PDF if kind == "pdf" else SOME)
]


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_document_is_read_as_its_markdown(kind: str, name: str) -> None:
    source = Source.from_path(corpus.source_path(name))
    converted, items = open_source(Source.from_bytes(MAKERS[kind](source), f"{source.source_id}.{kind}"))
    read = list(items)
    assert converted.encoding == kind.upper()
    assert coverage(read, converted) == []
    found = {one.number for one in differences(corpus.items(name), read)}
    if kind != "pdf":
        assert found == DIFFERS.get((kind, name), set())
    elif not ALL:
        assert len(found) <= DIFFERS_PDF * len(corpus.found(name, Entry))


if ALL:  # it takes minutes

    def test_nine_entries_of_ten_are_read_alike_in_pdf() -> None:
        wrong = total = 0
        for name in corpus.names():
            source = Source.from_path(corpus.source_path(name))
            read = open_source(Source.from_bytes(making_pdf.made(source), f"{name}.pdf"))[1]
            wrong += len(differences(corpus.items(name), read))
            total += len(corpus.found(name, Entry))
        assert wrong <= DIFFERS_PDF * total


@pytest.mark.parametrize("kind", ["html", "docx", "odt", "pdf"])
def test_the_real_selection_comes_out_the_same(kind: str, shared: Path) -> None:
    source = Source.from_path(shared / "sources" / "selection-ia-rh-2024.md")
    expected = list(open_source(source)[1])
    read = list(open_source(Source.from_bytes(MAKERS[kind](source), source.file_name.replace(".md", f".{kind}")))[1])
    assert sum(isinstance(item, Entry) for item in read) == 48
    assert [one.number for one in differences(expected, read)] == []
    assert not [item for item in read if isinstance(item, Reject)]


@pytest.mark.parametrize("kind", ["pdf", "odt"])
def test_what_libreoffice_makes_of_a_document_is_read(kind: str, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice, which is not there")
    source = Source.from_path(corpus.source_path("habitat-trois-niveaux"))
    (tmp_path / "a.docx").write_bytes(making_docx.made(source))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    read = open_source(Source.from_path(tmp_path / f"a.{kind}"))[1]
    found = differences(corpus.items("habitat-trois-niveaux"), read)
    assert [one for one in found if {name for name, _, _ in one.fields} - {"links"}] == []  # some write no links to PDF
