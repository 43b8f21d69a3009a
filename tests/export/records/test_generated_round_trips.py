"""Entries of all sorts, with text that formats stumble over: what comes back is what was said, up to the losses."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bibliographe.export.formats import find_format
from bibliographe.export.records import Catalogued, EntryWriter, Job, Losses
from bibliographe.ingest.registry import open_source
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Reject
from tests.export.records.comparing import differences
from tests.export.records.generated import catalogued
from tests.export.records.test_round_trips import READERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.i18n import Text
    from bibliographe.store.access import OpenedStore


class Recorder(Losses):
    """Remembers what each entry lost."""

    def __init__(self) -> None:
        super().__init__()
        self.lost: dict[str, set[str]] = {}
        self._now: set[str] = set()

    def lose(self, path: str, value: str, reason: Text | None = None) -> None:
        self._now.add(path)
        super().lose(path, value, reason)

    def close_entry(self, catalogued: Catalogued) -> None:
        self.lost[catalogued.iri] = self._now
        self._now = set()
        super().close_entry(catalogued)


def written(name: str, entries: list[Catalogued], opened: OpenedStore) -> tuple[bytes, dict[str, set[str]]]:
    writer, stream, losses = find_format(name).load(), BytesIO(), Recorder()
    assert isinstance(writer, EntryWriter)

    def told() -> Iterator[Catalogued]:
        for one in entries:
            losses.of(one, writer.carries)
            yield one
            losses.close_entry(one)

    writer.write(told(), stream, Job(opened, losses))
    return stream.getvalue(), losses.lost


@pytest.mark.parametrize("name", READERS)
@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(entries=st.lists(catalogued(), min_size=1, max_size=3, unique_by=lambda one: one.iri))
def test_generated_entries_come_back(name: str, entries: list[Catalogued], opened: OpenedStore) -> None:
    data, lost = written(name, entries, opened)
    source = Source.from_bytes(data, f"export.{find_format(name).extension}")
    items = list(open_source(source, READERS[name])[1])
    assert not [item for item in items if isinstance(item, Reject)]
    found = [item for item in items if isinstance(item, Entry)]
    assert len(found) == len(entries)
    for before, after in zip(entries, found, strict=True):
        changed = differences(before, after)
        assert {path: what for path, what in changed.items() if path not in lost[before.iri]} == {}
