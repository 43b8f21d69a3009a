from __future__ import annotations

import subprocess
import sys

import pytest

from bibliographe.errors import SourceError
from bibliographe.ingest.reader import Reader
from bibliographe.ingest.registry import load_reader, read_file, reader_names, recognise
from bibliographe.model.entry import Entry
from tests.ingest.document.documents import source_of


def test_the_built_in_reader_is_known() -> None:
    assert "markdown" in reader_names()
    assert isinstance(load_reader("markdown"), Reader)


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.txt", "a.TXT", "a"])
def test_documents_are_recognised(name: str) -> None:
    assert type(recognise(source_of("# Bibliographie\n", name))).__name__ == "MarkdownReader"


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        ('<?xml version="1.0"?>\n<a/>', "XML"),
        (r"{\rtf1\ansi Titre}", "RTF"),
    ],
)
def test_other_formats_are_named_and_refused(text: str, format_name: str) -> None:
    with pytest.raises(SourceError, match=format_name) as caught:
        recognise(source_of(text, "export.txt"))
    assert "export.txt" in str(caught.value)
    assert caught.value.remedy


def test_an_unknown_reader_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SourceError, match="markdown"):
        load_reader("papyrus")


def test_a_file_is_read(tmp_path: object) -> None:
    path = tmp_path / "b.md"  # type: ignore[operator]
    path.write_text("# Lectures\n\n## Un titre\n\nParis : Dunod, 2021, 12 p.\n", encoding="utf-8")
    assert [item.title for item in read_file(path, reader="markdown") if isinstance(item, Entry)] == ["Un titre"]


def test_the_registry_loads_no_parser() -> None:
    code = (
        "import sys, bibliographe.ingest.registry;"
        "sys.exit(bool({'markdown_it', 'lark', 'lxml', 'openpyxl', 'pypdfium2', 'jinja2', 'rdflib', 'pyoxigraph'}"
        " & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
