"""What the formats write of an invented catalogue with an entry of every kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bibliographe.graph.document_types import entry_classes

from .invented import ENTRIES
from .written import written

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"
XML = ["unimarc-xml", "marcxml", "mods"]
ISO_2709 = ["unimarc", "marc21"]


def test_the_catalogue_has_every_kind() -> None:
    assert {one.entry.kind for one in ENTRIES} == set(entry_classes())


@pytest.mark.parametrize("name", XML)
def test_what_is_written_in_xml(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"catalogue.{name}.xml", written(name, ENTRIES)[0].decode())


@pytest.mark.parametrize("name", ISO_2709)
def test_what_is_written_in_iso2709(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"catalogue.{name}.txt", dumped(written(name, ENTRIES)[0]))


@pytest.mark.parametrize("name", [*ISO_2709, *XML])
def test_what_is_lost(name: str, golden: Callable[[Path, str], None]) -> None:
    told = written(name, ENTRIES)[1].told
    lines = [f"{one.entry.title}\t{path}\t{value}\n" for one in ENTRIES for path, value in told.get(one.iri, ())]
    golden(GOLDEN / f"losses.{name}.tsv", "".join(lines))


def dumped(data: bytes) -> str:
    """Return records as text: the leader, then a line a field with `$` before each code, a blank line between them."""
    records = data.decode().split("\x1d")[:-1]
    return "\n".join("".join(_lines(record)) for record in records)


def _lines(record: str) -> list[str]:
    head, *fields = record.split("\x1e")[:-1]
    tags = [head[at : at + 3] for at in range(24, len(head), 12)]
    lines = [f"{tag} {field.replace(chr(31), ' $')}\n" for tag, field in zip(tags, fields, strict=True)]
    return [f"LDR {head[:24]}\n", *lines]
