"""Damaged files of each format: items or `SourceError`, and nothing else, in bounded time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bibliographe.errors import SourceError
from bibliographe.ingest.registry import load_reader, open_source, recognise
from bibliographe.ingest.source import Source
from tests.ingest import corpus_comparison as corpus
from tests.ingest.conversion import making, making_docx, making_odt, making_pdf
from tests.ingest.test_corpus import within

RECORDS = Path(__file__).parents[1] / "records"
FORMATS = ["docx", "fodt", "html", "ods", "odt", "pdf", "xlsx"]
READERS = {"fodt": "odt"}
PATIENCE = 30


@cache
def whole(kind: str) -> bytes:
    """Return a good file of a format; packages are stored unpacked, so that damage reaches their XML."""
    source = Source.from_path(corpus.source_path("mobilites-auteur-date"))
    if kind in ("xlsx", "ods"):
        name = {"xlsx": "several-sheets.xlsx", "ods": "tables.ods"}[kind]
        return unpacked((RECORDS / kind / name).read_bytes())
    if kind == "fodt":
        return making_odt.flat(making_odt.made(source))
    if kind == "html":
        return making.page_of(source).encode()
    made = {"docx": making_docx, "odt": making_odt, "pdf": making_pdf}[kind].made(source)
    return made if kind == "pdf" else unpacked(made)


def unpacked(data: bytes) -> bytes:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename), old.read(member))
    return stream.getvalue()


def read(data: bytes, kind: str, *, force: bool) -> None:
    try:
        source = Source.from_bytes(data, f"a.{kind}")
        with within(PATIENCE):
            if not force:
                recognise(source)
            list(open_source(source, READERS.get(kind, kind))[1])
    except SourceError as error:
        assert error.remedy or error.message  # noqa: PT017


DAMAGE = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "drop", "double", "put"]), st.floats(0, 1), st.binary(max_size=6)),
    min_size=1,
    max_size=6,
)


def damaged(data: bytes, damage: list[tuple[str, float, bytes]]) -> bytes:
    for what, place, some in damage:
        at = int(place * max(len(data) - 1, 0))
        if what == "flip" and data:
            data = data[:at] + bytes([data[at] ^ (some[0] if some else 1)]) + data[at + 1 :]
        elif what == "cut":
            data = data[: max(at, 8)]
        elif what == "drop":
            data = data[:at] + data[at + 1 + len(some) * 20 :]
        elif what == "double":
            data = data[:at] + data[at : at + 400] + data[at:]
        else:
            data = data[:at] + some + data[at:]
    return data


@pytest.mark.parametrize("kind", FORMATS)
def test_damaged_files(kind: str) -> None:
    @settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
    @given(DAMAGE)
    def check(damage: list[tuple[str, float, bytes]]) -> None:
        read(damaged(whole(kind), damage), kind, force=True)

    check()


@pytest.mark.parametrize("kind", FORMATS)
def test_any_bytes(kind: str) -> None:
    heads = {"html": b"<html>", "pdf": b"%PDF-1.7\n"}

    @settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=300))
    def check(data: bytes) -> None:
        read(heads.get(kind, b"PK\x03\x04") + data, kind, force=False)

    check()


@pytest.mark.parametrize("kind", FORMATS)
def test_good_files_are_recognised_whatever_they_are_called(kind: str) -> None:
    source = Source.from_bytes(whole(kind), "bibliographie")
    assert type(recognise(source)) is type(load_reader(READERS.get(kind, kind)))
