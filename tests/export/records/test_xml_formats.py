"""What the XML formats write is valid, whatever the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from .generated import catalogued
from .invented import ENTRIES
from .schemas import faults
from .written import written

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.export.records.catalogued import Catalogued

SCHEMAS = {"marcxml": "MARC21slim.xsd", "mods": "mods-3-8.xsd"}
"""UNIMARC's leaders end in `450 `, which MARC21slim does not know."""
some = st.lists(catalogued(wild=True), max_size=2)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_invented_catalogue_is_valid(name: str, shared: Path) -> None:
    assert faults(shared / "conformance/xsd" / SCHEMAS[name], written(name, ENTRIES)[0]) == []


@pytest.mark.parametrize("name", SCHEMAS)
@settings(
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(entries=some)
def test_whatever_is_written_is_valid(name: str, shared: Path, entries: list[Catalogued]) -> None:
    assume(entries or name != "mods")  # its schema has no collection of nothing
    assert faults(shared / "conformance/xsd" / SCHEMAS[name], written(name, entries)[0]) == []


def test_a_schema_finds_a_fault(shared: Path) -> None:
    data = written("mods", ENTRIES[:1])[0].replace(b"<title>", b"<titel>").replace(b"</title>", b"</titel>")
    assert faults(shared / "conformance/xsd/mods-3-8.xsd", data)


@settings(deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(entries=some)
def test_unimarc_is_well_formed(entries: list[Catalogued]) -> None:
    root = etree.fromstring(written("unimarc-xml", entries)[0])
    assert len(root) == len(entries)
