"""What other packages bring: readers, writers and forms of answers, by entry points."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@cache
def brought(group: str) -> tuple[EntryPoint, ...]:
    """Return the entry points of a group, looked for once: a file of each installed package is read for it."""
    return tuple(entry_points(group=group))


def brought_as(group: str, name: str) -> EntryPoint | None:
    """Return the entry point of a group that is called `name`; None when no package brings one."""
    return next((point for point in brought(group) if point.name == name), None)
