"""ISO 2709 is read by others as MARCXML is, whatever the text; what does not fit is told or refused."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pymarc
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bibliographe.errors import ExportError
from bibliographe.model.entry import ContentsLine

from ..generated import catalogued
from ..invented import ENTRIES
from ..written import written

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.export.records.catalogued import Catalogued

PAIRS = [("unimarc", "unimarc-xml"), ("marc21", "marcxml")]
Fields = list[tuple[str, str, list[tuple[str, str]]]]
some = st.lists(catalogued(wild=True), min_size=1, max_size=2)


def fields_of(record: pymarc.Record) -> tuple[str, Fields]:
    """Return a record as pymarc has it, without the lengths of its leader."""
    leader = str(record.leader)
    fields = [
        (one.tag, one.data, [])
        if one.is_control_field()
        else (one.tag, "".join(one.indicators), [(sub.code, sub.value) for sub in one.subfields])
        for one in record.fields
    ]
    return leader[5:12] + leader[17:], fields  # type: ignore[return-value]


def without_9(record: tuple[str, Fields]) -> tuple[str, Fields]:
    return record[0][:4] + record[0][5:], record[1]


def by_pymarc(data: bytes) -> list[tuple[str, Fields]]:
    return [fields_of(record) for record in pymarc.MARCReader(BytesIO(data), force_utf8=True) if record]


def by_pymarc_xml(data: bytes) -> list[tuple[str, Fields]]:
    return [fields_of(record) for record in pymarc.parse_xml_to_array(BytesIO(data))]


@pytest.mark.parametrize(("binary", "xml"), PAIRS)
@settings(deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(entries=some)
def test_pymarc_reads_the_same_of_both(binary: str, xml: str, entries: list[Catalogued]) -> None:
    found, expected = by_pymarc(written(binary, entries)[0]), by_pymarc_xml(written(xml, entries)[0])
    # pymarc writes its own leader: what a leader says is compared with the bytes.
    assert [fields for _, fields in found] == [fields for _, fields in expected]
    assert len(found) == len(entries)


@pytest.mark.parametrize(("binary", "xml"), PAIRS)
def test_yaz_reads_the_same_of_both(binary: str, xml: str, tmp_path: Path) -> None:
    program = shutil.which("yaz-marcdump")
    if program is None:
        pytest.skip("needs yaz-marcdump, of Debian's package yaz")
    path = tmp_path / "records.mrc"
    path.write_bytes(written(binary, ENTRIES)[0])
    found = subprocess.run([program, "-i", "marc", "-o", "marcxml", str(path)], capture_output=True, check=True)
    assert found.stderr == b""
    expected = by_pymarc_xml(written(xml, ENTRIES)[0])
    # yaz-marcdump writes that it is Unicode where MARC 21 says so, also in UNIMARC (position 9).
    assert [without_9(one) for one in by_pymarc_xml(found.stdout)] == [without_9(one) for one in expected]
    assert len(expected) == len(ENTRIES)


@pytest.mark.parametrize("name", ["unimarc", "marc21"])
@settings(deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(one=catalogued(wild=True))
def test_lengths_and_places_are_true(name: str, one: Catalogued) -> None:
    data = written(name, [one])[0]
    assert int(data[:5]) == len(data)
    assert data.endswith(b"\x1e\x1d")
    base = int(data[12:17])
    directory = data[24 : base - 1]
    assert len(directory) % 12 == 0
    ends = [
        (int(entry[7:12]), int(entry[3:7]))
        for entry in (directory[at : at + 12] for at in range(0, len(directory), 12))
    ]
    assert sum(length for _, length in ends) == len(data) - base - 1
    assert all(data[base + at + length - 1 : base + at + length] == b"\x1e" for at, length in ends)
    assert data.count(b"\x1e") == len(ends) + 1


def test_a_field_that_is_too_long_is_left_out_and_told() -> None:
    one = replace(ENTRIES[0], entry=replace(ENTRIES[0].entry, contents=(ContentsLine("é" * 5_000),)))
    data, told = written("unimarc", [one])
    assert ("dcterms:tableOfContents", "é" * 5_000) in told.told[one.iri]
    assert "327" not in {tag for _, fields in by_pymarc(data) for tag, _, _ in fields}
    assert "é".encode() * 5_000 in written("unimarc-xml", [one])[0]


@pytest.mark.parametrize("name", ["unimarc", "marc21"])
def test_a_title_that_is_too_long_is_refused(name: str) -> None:
    one = replace(ENTRIES[0], entry=replace(ENTRIES[0].entry, title="long " * 2_000))
    with pytest.raises(ExportError, match=re.escape(one.iri)):
        written(name, [one])


@pytest.mark.parametrize("name", ["unimarc", "marc21"])
def test_a_record_that_is_too_long_is_refused(name: str) -> None:
    one = replace(ENTRIES[0], entry=replace(ENTRIES[0].entry, annotation="\n\n".join(["abc " * 2_000] * 20)))
    with pytest.raises(ExportError, match="99999"):
        written(name, [one])


@pytest.mark.parametrize("name", ["unimarc", "marc21", "unimarc-xml", "marcxml", "mods"])
def test_control_characters_are_taken_out_and_told(name: str) -> None:
    one = replace(ENTRIES[0], entry=replace(ENTRIES[0].entry, title="Un\x1ftitre\x00 de\ndeux lignes"))
    data, told = written(name, [one])
    assert b"titre de deux lignes" in data
    assert any(path == "dcterms:title" for path, _ in told.told[one.iri])
