"""Items of lists that no citation makes an entry: sites named by their links, and references that cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.document.links import is_address_line, target
from bibliographe.ingest.document.looks import is_capitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.document.divisions import Ground
    from bibliographe.ingest.document.units import Unit

_ADDRESS_ONLY = re.compile(r"<?(?:https?://|www\.)\S+>?", re.IGNORECASE)
_SEVERAL = 2
_LONGEST_THEME = 60


def find_oddities(ground: Ground) -> None:
    """Add to `ground` the items that are entries by their link, and those among references that cannot be read."""
    ground.linked.update(_listed_sites(ground))
    for items in ground.document.reference_lists:
        units = [ground.units[number] for number in items.units]
        depth = min(unit.depth for unit in units)
        starts = [unit for unit in units if unit.marker and unit.depth == depth]
        if len(starts) < _SEVERAL or not ground.taken & set(items.units):
            continue
        for unit in starts:
            if unit.number in ground.taken or ground.marks[unit.number] or unit.number in ground.toc.units:
                continue
            if _heads_next(ground, unit):
                continue
            found = ground.linked if _names_a_site(ground, unit) else ground.unread
            found.add(unit.number)


def _heads_next(ground: Ground, unit: Unit) -> bool:
    """Return whether an item is a numbered theme in capitals over numbered references, which Markdown takes for one."""
    counted = unit.marker[:1].isalnum() and unit.alone and len(unit.text) <= _LONGEST_THEME
    following = (one for one in ground.units[unit.number + 1 :] if one.marker)
    other = next(following, None)
    heads = other is not None and other.number in ground.taken and not is_capitals(other.text)
    return counted and heads and is_capitals(unit.text) and unit.text[-1:] not in ".,;:"


def _listed_sites(ground: Ground) -> Iterator[int]:
    """Return the items that name a site by a link, in lists that stand directly under a heading: each is an entry."""
    for items in ground.document.lists:
        units = [ground.units[number] for number in items.units]
        starts = [unit for unit in units if unit.marker and unit.depth == units[0].depth]
        under = items.announced_by is None or ground.units[items.announced_by].strong
        open_starts = [unit for unit in starts if unit.number not in ground.taken]
        if under and open_starts and all(_names_a_site(ground, unit) for unit in open_starts):
            yield from (unit.number for unit in open_starts)


def _names_a_site(ground: Ground, unit: Unit) -> bool:
    """Return whether an item is a site's link, its address, or its name before its address."""
    if ground.marks[unit.number] == "link" and not _ADDRESS_ONLY.fullmatch(unit.text):
        return False  # a link line: `Consulter le guide`
    if any(target(run.url) for run in unit.runs) and "link" in unit.styles:
        return True
    following = ground.units[unit.number + 1 : unit.number + 2]
    beside = bool(following) and following[0].block == unit.block and is_address_line(following[0].text)
    return is_address_line(unit.text) or beside
