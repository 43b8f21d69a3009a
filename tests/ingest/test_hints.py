"""The first bytes of a file leave out readers that would not recognise it, and no other."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from bibliographe.errors import SourceError
from bibliographe.ingest.hints import may_be
from bibliographe.ingest.registry import load_reader, reader_names
from bibliographe.ingest.source import Source
from tests.ingest.records.test_golden import FILES

CORPUS = sorted((Path(__file__).parent.parent.parent / "docs" / "examples").glob("*.md"))
READERS = {name: load_reader(name) for name in reader_names()}


@pytest.mark.parametrize("path", [*FILES, *CORPUS], ids=lambda path: path.name)
def test_what_is_left_out_is_not_of_the_format(path: Path) -> None:
    source = Source.from_bytes(path.read_bytes(), "export")
    for name, reader in READERS.items():
        if not may_be(source, name):
            with suppress(SourceError):  # of bytes that are no text, which readers of text are not asked
                assert reader.recognises(source) == 0, name


def test_a_written_document_asks_few_readers() -> None:
    source = Source.from_path(CORPUS[0])
    assert {name for name in READERS if may_be(source, name)} == {"csv", "markdown"}


def test_utf_16_is_looked_through() -> None:
    assert may_be(Source.from_bytes("<modsCollection/>".encode("utf-16"), "x"), "mods")


def test_records_of_bibtex_and_ris_may_begin_anywhere() -> None:
    before = "Des mots\n" * 40_000
    for name, record in (("bibtex", "\n@article{a, title = {B}}\n"), ("ris", "\nTY  - JOUR\n")):
        for text in (before[:9_000] + record, before[:90_000] + record, before + record * 2_000):
            source = Source.from_bytes(text.encode("utf-16"), "x.txt")
            assert may_be(source, name) or load_reader(name).recognises(source) == 0
        assert may_be(Source.from_bytes((before[:9_000] + record).encode(), "x.txt"), name)
