"""Readings: which stretch of the source was taken for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.document.units import by_block, joined_text, span_of
from bibliographe.model.entry import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bibliographe.ingest.document.units import Unit


def readings_of(parts: Iterable[tuple[str, Sequence[Unit]]]) -> tuple[Reading, ...]:
    """Return one reading for each stretch of a block that has one role, in the order of the source."""
    readings = [
        Reading(role, span_of(stretch), joined_text(stretch))
        for role, units in parts
        for block in by_block(sorted(units, key=_number))
        for stretch in _stretches(block)
    ]
    return tuple(sorted(readings, key=lambda reading: (reading.span.first, reading.span.last)))


def _number(unit: Unit) -> int:
    return unit.number


def _stretches(block: Sequence[Unit]) -> Iterable[list[Unit]]:
    """Return the runs of units that follow one another."""
    stretch: list[Unit] = []
    for unit in block:
        if stretch and unit.number != stretch[-1].number + 1:
            yield stretch
            stretch = []
        stretch.append(unit)
    if stretch:
        yield stretch
