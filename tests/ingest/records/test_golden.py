"""Files of records beside what must be read of them: `NAME`, `NAME.expected.json`."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bibliographe.i18n import Text
from bibliographe.ingest.registry import open_source, recognise
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Furniture, Reading, Span, Unread

if TYPE_CHECKING:
    from collections.abc import Callable

RECORD_OF_XML = re.compile(r"<(?:\w+:)?(?:leader|controlfield|datafield|subfield)\b")
HERE = Path(__file__).parent
FILES = sorted(path for path in HERE.glob("[!_]*/*") if not path.name.endswith(".expected.json"))


def plain(value: object) -> Any:
    """Return an item without what says nothing, so that a difference can be read."""
    if isinstance(value, Text):
        return value.en
    if isinstance(value, Reading | Span | Unread):
        return {name: plain(one) for name, one in value._asdict().items()}
    if is_dataclass(value):
        found = {field.name: plain(getattr(value, field.name)) for field in fields(value) if field.name != "readings"}
        return {name: one for name, one in found.items() if one not in (None, [], {}, False)}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_read(path: Path, golden: Callable[[Path, str], None]) -> None:
    source, items = open_source(Source.from_path(path))
    found = {
        "encoding": source.encoding,
        "items": [{type(item).__name__: plain(item)} for item in items],
    }
    golden(path.with_name(f"{path.name}.expected.json"), json.dumps(found, ensure_ascii=False, indent=2) + "\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_format_is_recognised_by_what_the_file_holds(path: Path) -> None:
    source = Source.from_bytes(path.read_bytes(), "export")
    assert type(recognise(source)).__name__.removesuffix("Reader").lower() == path.parent.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_is_in_an_item(path: Path) -> None:
    source, found = open_source(Source.from_path(path))
    items = list(found)
    spans = [item.reading.span if isinstance(item, Furniture) else item.span for item in items]  # type: ignore[union-attr]
    inside = {number for span in spans for number in range(span.first, span.last + 1)}
    outside = [line for number, line in enumerate(source.lines, start=1) if number not in inside]
    if source.text.lstrip().startswith("<?xml"):  # around records stand a collection, or what an interface answers
        outside = [line for line in outside if RECORD_OF_XML.search(line)]
    assert not [line for line in outside if any(map(str.isalpha, line))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_record_keeps_its_words_without_the_abstract(path: Path) -> None:
    for item in open_source(Source.from_path(path))[1]:
        if isinstance(item, Entry):
            assert item.title.split()[0] in item.text
            assert not item.annotation or item.annotation not in item.text
            assert all(unread.text.split()[0] in item.text for unread in item.unread)
