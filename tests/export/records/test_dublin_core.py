"""Dublin Core in XML: valid, and read back in what its elements say."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bibliographe.export.records.reading import EntryReader
from bibliographe.ingest.registry import load_reader
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry
from tests.export.records.comparing import differences
from tests.export.records.generated import catalogued
from tests.export.records.test_generated_round_trips import written

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.export.records import Catalogued
    from bibliographe.store.access import OpenedStore

SCHEMAS = {"oai-dc": "oai-all.xsd", "dcterms": "qualifieddc.xsd"}
KEPT = {"dcterms:title", "dcterms:language", "dcterms:creator", "bibo:isbn13", "bibo:doi", "dcterms:date"}
"""What Dublin Core says in elements of its own; what an entry stands in is said in words."""


def roots(name: str, data: bytes) -> list[etree._Element]:
    root = etree.parse(BytesIO(data)).getroot()
    return [root] if name == "oai-dc" else list(root)


@pytest.mark.parametrize("name", SCHEMAS)
@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(entries=st.lists(catalogued(wild=True), min_size=1, max_size=3, unique_by=lambda one: one.iri))
def test_whatever_an_entry_says_the_export_is_valid(
    name: str, entries: list[Catalogued], opened: OpenedStore, shared: Path
) -> None:
    schema = etree.XMLSchema(etree.parse(shared / "conformance" / "xsd" / SCHEMAS[name]))
    data, _lost = written(name, entries, opened)
    for root in roots(name, data):
        assert schema.validate(etree.ElementTree(root)), schema.error_log


@pytest.mark.parametrize("name", SCHEMAS)
def test_elements_of_their_own_come_back(name: str, opened: OpenedStore) -> None:
    entries = list(EntryReader(opened).entries())
    data, _lost = written(name, entries, opened)
    items = load_reader("dublin-core").read(Source.from_bytes(data, "export.xml"))
    found = [item for item in items if isinstance(item, Entry)]
    assert [one.title for one in found] == [one.entry.title for one in entries]
    for before, after in zip(entries, found, strict=True):
        assert not KEPT & differences(before, after).keys()


def test_a_harvester_is_told_when_entries_changed(opened: OpenedStore) -> None:
    entries = list(EntryReader(opened).entries())
    root = roots("oai-dc", written("oai-dc", entries, opened)[0])[0]
    stamps = [one.text for one in root.iter("{*}datestamp")]
    assert stamps == [one.modified for one in entries]
    assert root.findtext("{*}responseDate") == max(one.modified for one in entries)
    assert all(
        (one.text or "").startswith("oai:w3id.org:id/entry/")
        for one in root.iter("{*}identifier")
        if one.prefix is None
    )
