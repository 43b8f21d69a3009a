"""What is written in MODS is read as it was, up to what is told as lost and what its reader cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from bibliographe.export.records.edtf import means
from bibliographe.ingest.registry import load_reader
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry

from ..comparing import differences
from ..generated import catalogued
from ..invented import ENTRIES
from ..written import written

if TYPE_CHECKING:
    from bibliographe.export.records.catalogued import Catalogued

NOT_READ = {
    "bibl:mediumStatement": "the reader has no place for physicalDescription/form",
    "schema:Event/dcterms:title": "number and place of a conference are parts of its name for readers",
    "schema:Event/schema:location": "likewise",
    "schema:keywords": "headings and mentions are keywords for readers",
    "dcterms:subject": "likewise",
    "prov:qualifiedAttribution/organizer": "who organised the event is a contributor for readers",
}
UNKNOWN_GENRES = ("selection", "document")


def changed(one: Catalogued) -> dict[str, tuple[list[str], list[str]]]:
    """Return what came back otherwise and is neither told as lost nor beyond readers."""
    data, told = written("mods", [one])
    source = Source.from_bytes(data, "records.xml")
    (found,) = [item for item in load_reader("mods").read(source) if isinstance(item, Entry)]
    lost = {path for path, _ in told.told.get(one.iri, ())}
    return {
        path: values
        for path, values in differences(one, found).items()
        if path not in lost and path not in NOT_READ and not passed(one, path, values)
    }


def passed(one: Catalogued, path: str, values: tuple[list[str], list[str]]) -> bool:
    """Tell whether a difference follows from what MODS, or its reader, has no place for."""
    given, found = values
    if path == "prov:qualifiedAttribution/editor":  # the code of a coordinator, told as lost
        return "coordinator" in {each.role for each in one.entry.contributions}
    if path == "dcterms:type":
        periodical = one.entry.citation.periodical
        return one.entry.kind in UNKNOWN_GENRES or bool(periodical and periodical.kind == "newspaper")
    if path == "fabio:hasAccessDate":  # it stands with an address, and as a date that is not read
        return not one.entry.links
    if path.endswith("dcterms:date"):
        return any(means(date) != date for date in given)
    if path.startswith(("prov:", "bibl:place")):
        return [*dict.fromkeys(each.strip("[],;: ") for each in given)] == [each.strip("[],;: ") for each in found]
    return False


@pytest.mark.parametrize("one", ENTRIES, ids=lambda one: one.entry.kind)
def test_the_invented_catalogue_comes_back(one: Catalogued) -> None:
    assert changed(one) == {}


@settings(deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(one=catalogued())
def test_what_is_generated_comes_back(one: Catalogued) -> None:
    assert changed(one) == {}
