"""The key that a source gives a record: the surest evidence that it is the same one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bibliographe.graph.update import Outcome

from .conftest import Importer, report

if TYPE_CHECKING:
    from bibliographe.model.entry import Entry

pytestmark = pytest.mark.usefixtures("held")


def keyed(title: str, position: int, key: str) -> Entry:
    return replace(report(title, position), key=key, topic=None)


def test_a_key_stands_on_the_item(importer: Importer) -> None:
    importer([keyed("Rapport sur la lecture", 1, "dumas2024")])
    assert 'dcterms:identifier "dumas2024"' in importer.text("lecture.ttl").split("<id/item/")[1]


def test_a_record_with_its_key_is_the_same_whatever_its_title(importer: Importer) -> None:
    importer([keyed("Rapport sur la lecture", 1, "a1"), keyed("Enquête auprès des jardiniers", 2, "a2")])
    found = importer([keyed("Compter les oiseaux du fleuve", 1, "a1"), keyed("Enquête auprès des jardiniers", 2, "a2")])
    assert not found.update.vanished
    assert not [change for change in found.update.of(Outcome.ADDED) if "/entry/" in change.thing.value]
    text = importer.text("lecture.ttl")
    assert "<id/entry/rapport-sur-la-lecture-" in text
    assert 'dcterms:title "Compter les oiseaux du fleuve"@fr' in text
    assert "Rapport sur la lecture" not in text
    assert text.count("a schema:ListItem") == 2
    before = importer.bytes()
    importer([keyed("Compter les oiseaux du fleuve", 1, "a1"), keyed("Enquête auprès des jardiniers", 2, "a2")])
    assert importer.bytes() == before


def test_running_numbers_that_moved_on_name_no_record(importer: Importer) -> None:
    importer([keyed("Rapport sur la lecture", 1, "1"), keyed("Enquête auprès des jardiniers", 2, "2")])
    found = importer(
        [
            keyed("Rapport sur la lecture", 1, "1"),
            keyed("Compter les oiseaux du fleuve", 2, "2"),
            keyed("Enquête auprès des jardiniers", 3, "3"),
        ]
    )
    assert [change.thing.value.rpartition("/")[2][:8] for change in found.update.of(Outcome.ADDED)][:1] == ["compter-"]
    assert "<id/entry/enquete-aupres-des-jardiniers-" in importer.text("lecture.ttl")
    again = importer([keyed("Rapport sur la lecture", 1, "1"), keyed("Le vent du large", 2, "2")])
    assert len(again.update.vanished) == 2


def test_two_records_of_one_document_are_two_items(importer: Importer) -> None:
    importer([keyed("Rapport sur la lecture", 1, "a1"), keyed("Rapport sur la lecture", 2, "a2")])
    text = importer.text("lecture.ttl")
    assert text.count("a schema:ListItem") == 2
    assert text.count("a bibo:Report") == 1
