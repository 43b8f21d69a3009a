"""Files of records read as they come: the same items as from a source that is held, and none of them kept."""

from __future__ import annotations

import gc
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliographe.errors import SourceError
from bibliographe.ingest.reader import Streamer
from bibliographe.ingest.records.marc.reader import Marc21Reader, UnimarcReader
from bibliographe.ingest.records.marc.record import MarcRecord
from bibliographe.ingest.records.ris import RisReader
from bibliographe.ingest.registry import load_reader, pass_through, reader_names
from bibliographe.ingest.source import SIZE_LIMIT, Source
from bibliographe.ingest.text_stream import lines_of
from bibliographe.model.entry import Citation, Entry, Reading, Reject, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_HELD = (Entry, Citation, Reading, Span, MarcRecord)
"""What there is more of with every record that is held."""


def held() -> int:
    gc.collect()
    return sum(isinstance(one, _HELD) for one in gc.get_objects())


def ris_record(number: int) -> str:
    return (
        f"TY  - BOOK\r\nTI  - Un été n° {number}\r\nAU  - Dumas {number}, Anne\r\nPY  - {1900 + number % 100}\r\n"
        f"PB  - Éditions {number}\r\nLA  - fr\r\nN1  - inconnu\r\nER  - \r\n\r\n"
    )


def marc_record(number: int) -> bytes:
    fields = [("245", f"10\x1faUn été n° {number} /"), ("264", f" 1\x1faParis :\x1fbÉditions {number},\x1fc2019.")]
    directory, data = "", b""
    for tag, said in fields:
        packed = said.encode() + b"\x1e"
        directory += f"{tag}{len(packed):04}{len(data):05}"
        data += packed
    base = 25 + len(directory)
    label = f"{base + len(data) + 1:05}nam a22{base:05} i 4500"
    return label.encode() + directory.encode() + b"\x1e" + data + b"\x1d"


@pytest.fixture
def ris_file(tmp_path: Path) -> Path:
    path = tmp_path / "many.ris"
    path.write_text("".join(map(ris_record, range(3000))), encoding="utf-8", newline="")
    return path


@pytest.fixture
def marc_file(tmp_path: Path) -> Path:
    path = tmp_path / "many.mrc"
    path.write_bytes(b"".join(map(marc_record, range(3000))))
    return path


def grown(items: Iterator[object]) -> int:
    """Return how many more objects of records there are after 3,000 items than after 300."""
    assert len(list(islice(items, 300))) == 300
    before = held()
    for number, _item in enumerate(items, start=301):
        if number == 3000:
            return held() - before
    raise AssertionError("there were not 3,000 items")


def test_marc_is_read_without_holding_records(marc_file: Path) -> None:
    assert grown(Marc21Reader().read_stream(marc_file)) < 50


def test_ris_is_read_without_holding_records(ris_file: Path) -> None:
    assert grown(RisReader().read_stream(ris_file)) < 50


def test_readers_of_marc_and_ris_stream() -> None:
    assert {name for name in reader_names() if isinstance(load_reader(name), Streamer)} == {"marc21", "ris", "unimarc"}
    assert isinstance(UnimarcReader(), Streamer)


def _ris_files(repository: Path) -> Iterable[Path]:
    return sorted((repository / "tests" / "ingest" / "records" / "ris").glob("*.ris"))


def test_ris_is_the_same_as_from_a_source(repository: Path) -> None:
    paths = list(_ris_files(repository))
    assert paths
    for path in paths:
        assert list(RisReader().read_stream(path)) == list(RisReader().read(Source.from_path(path)))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("été\nNoël\n".encode(), id="utf-8"),
        pytest.param(b"\xef\xbb\xbf" + "été\r\nNoël".encode(), id="utf-8-with-mark"),
        pytest.param("été\nNoël\n".encode("utf-16"), id="utf-16"),
        pytest.param("\ufeffété\nNoël\n".encode("utf-16-be"), id="utf-16-be"),
        pytest.param("« été »\rNoël €\r".encode("cp1252"), id="windows-1252"),
        pytest.param(b"\xe9t\xe9 \x81\n", id="iso-8859-1"),
        pytest.param("« L’été » à Nîmes\rForêt, façade\r".encode("mac_roman"), id="mac-roman"),
        pytest.param("été été été".encode() + b" \xff\n", id="damaged-utf-8"),
        pytest.param("été".encode() + b"\xc3", id="cut-in-a-character"),
        pytest.param(b"a\x07b\x1fc\x85d\n" + b"e" * 900, id="controls"),
        pytest.param("a\x0bb\x0cc\u2028d\n".encode(), id="other-line-ends"),
    ],
)
def test_lines_are_those_of_a_source(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "text.ris"
    path.write_bytes(data)
    lines = list(lines_of(path))
    assert lines == [*Source.from_path(path).lines][: len(lines)]
    assert "".join([*Source.from_path(path).lines][len(lines) :]) == ""


def test_what_is_no_ris_is_not_held_together(tmp_path: Path) -> None:
    path = tmp_path / "noise.ris"
    path.write_text("bruit\n" * 45_000 + "x" * 2_500_000 + "\n" + ris_record(1), encoding="utf-8", newline="")
    rejects = [item for item in RisReader().read_stream(path) if isinstance(item, Reject)]
    assert [(one.span.first, one.span.last) for one in rejects] == [
        (1, 20_000), (20_001, 40_000), (40_001, 45_003),
    ]  # fmt: skip


_PIECES = st.sampled_from(
    [
        "TY  - BOOK",
        "TI  - Été",
        "ER  - ",
        "AU  - Dumas, Anne",
        "suite",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\x07",
        "\0",
        "é",
        "\u2028",
    ]
)


@given(
    st.one_of(
        st.binary(max_size=80), st.lists(_PIECES).map(lambda pieces: "".join(pieces).encode()),
        st.lists(_PIECES).map(lambda pieces: "".join(pieces).encode("cp1252", "replace")),
    )
)  # fmt: skip
def test_any_bytes_are_read_or_refused_alike(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.ris"
    path.write_bytes(data)

    def read(items: Callable[[], Iterator[object]]) -> list[object] | tuple[str, int | None]:
        try:
            return list(items())
        except SourceError as error:
            return error.message.en, error.line

    assert read(lambda: RisReader().read_stream(path)) == read(lambda: RisReader().read(Source.from_path(path)))


@pytest.mark.parametrize(("data", "line"), [(b"", None), (b" \n\t\n", 1), (b"TY  - BOOK\nTI\0 - x\n", 2)])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, line: int | None) -> None:
    path = tmp_path / "text.ris"
    path.write_bytes(data)
    with pytest.raises(SourceError) as refused:
        list(lines_of(path))
    assert refused.value.line == (line or 1)


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\r\n", b"\n\n", b" \n\t\n", b"\n" * 3_000_000], ids=lambda data: str(len(data))
)
def test_a_file_without_a_word_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(data)
    with pytest.raises(SourceError):
        list(lines_of(path))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for read in (lines_of, pass_through):
        with pytest.raises(SourceError):
            list(read(tmp_path / "none.ris"))


@pytest.mark.parametrize("name", ["ris_file", "marc_file"])
def test_a_file_that_is_too_large_for_a_source_is_recognised_by_its_beginning(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    path: Path = request.getfixturevalue(name)
    assert path.stat().st_size < SIZE_LIMIT
    monkeypatch.setattr("bibliographe.ingest.registry.SIZE_LIMIT", 100_000)
    monkeypatch.setattr("bibliographe.ingest.registry._HEAD", 50_001)
    first = next(pass_through(path))
    assert isinstance(first, Entry)
    assert first.title == "Un été n° 0"
