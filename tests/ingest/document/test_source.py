from __future__ import annotations

import codecs
import hashlib
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import SourceError
from bibliographe.ingest import source as source_module
from bibliographe.ingest.source import Source, identifier_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Paris : Éditions de l'Œuvre, 2021 – 12 p.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8 (BOM)"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "UTF-32"),
        (TEXT.encode("cp1252"), "Windows-1252"),
        (TEXT.encode("mac_roman"), "Mac Roman"),
    ],
)
def test_encodings_are_told_apart(data: bytes, encoding: str) -> None:
    source = Source.from_bytes(data, "x.txt")
    assert (source.text, source.encoding) == (TEXT, encoding)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("text", ["Žižek, “Slavoj”", "Škoda™ – l’“Œuvre”", "l’œuf d‘un…", "Ÿ Été Š"])
def test_signs_of_windows_are_no_letters_of_mac_roman(text: str) -> None:
    source = Source.from_bytes(text.encode("cp1252"), "x.txt")
    assert (source.text, source.encoding) == (text, "Windows-1252")


def test_bytes_that_windows_does_not_know_are_latin_1() -> None:
    assert Source.from_bytes(b"\x81 caf\xe9", "x.txt").encoding == "ISO-8859-1"


def test_a_few_damaged_bytes_do_not_make_another_encoding() -> None:
    source = Source.from_bytes("éèàùç".encode() * 20 + b"\xe9 fin", "x.txt")
    assert source.encoding == "UTF-8"
    assert source.text.endswith("\ufffd fin")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_made_one(end: str) -> None:
    source = Source.from_bytes(f"a{end}b{end}".encode(), "x.txt")
    assert source.lines == ("a", "b", "")


@pytest.mark.parametrize(("data", "line"), [(b"a\nb\0c", 2), (b"\x01\x02\x03\x04 a", 1), (b"", 1), (b" \n\t\r\n", 1)])
def test_what_is_no_text_is_refused_with_its_line(data: bytes, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        _ = Source.from_bytes(data, "notes.md").text
    assert caught.value.line == line
    assert caught.value.remedy
    assert "notes.md" in str(caught.value)


@pytest.mark.parametrize("data", [b"PK\x03\x04 records.ris", b"PK\x05\x06" + b"\0" * 18])
def test_an_archive_is_called_one(data: bytes) -> None:
    with pytest.raises(SourceError, match="ZIP"):
        _ = Source.from_bytes(data, "notices.zip").text


def test_too_large_a_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "SIZE_LIMIT", 10)
    path = tmp_path / "gros.md"
    path.write_bytes(b"a" * 11)
    with pytest.raises(SourceError, match=r"gros\.md"):
        Source.from_path(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"absent\.md"):
        Source.from_path(tmp_path / "absent.md")


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("Sélection IA & RH (2024).md", "selection-ia-rh-2024"), ("œuvres.txt", "oeuvres"), ("日本.md", "source")],
)
def test_the_id_comes_from_the_name(name: str, identifier: str) -> None:
    assert identifier_of(name) == identifier
    assert Source.from_bytes(b"a", name).source_id == identifier
    assert Source.from_bytes(b"a", name, "autre").source_id == "autre"


def test_the_media_type_comes_from_the_extension() -> None:
    assert Source.from_bytes(b"a", "x.MD").media_type == "text/markdown"
    assert Source.from_bytes(b"a", "x.txt").media_type == "text/plain"
