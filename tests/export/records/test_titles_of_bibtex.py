"""Styles of BibTeX write titles in small letters: those that are not English keep their capitals by braces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bibliographe.ingest.records.bibtex import BibtexReader
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry
from tests.export.records.invented import ENTRIES
from tests.export.records.written import written


@pytest.mark.parametrize(
    ("title", "language", "is_kept"),
    [
        ("L'IA à Lyon", "fr", True),
        ("Der Stuhl", "de", True),
        ("À l'Ouest {rien}", "fr", True),
        ("Les chaises", "fr", False),
        ("The Long Desk", "en", False),
        ("The Long Desk", "en-GB", False),
    ],
)
def test_a_title_keeps_its_capitals(title: str, language: str, is_kept: bool) -> None:
    one = ENTRIES[0]
    entry = replace(one, entry=replace(one.entry, title=title, language=language))
    text = written("bibtex", [entry])[0].decode()
    assert ("= {{" in next(line for line in text.splitlines() if line.startswith("  title "))) == is_kept
    assert "{{" not in written("biblatex", [entry])[0].decode()
    (read,) = (
        item for item in BibtexReader().read(Source.from_bytes(text.encode(), "x.bib")) if isinstance(item, Entry)
    )
    assert read.title == title
