"""Lines that enter works under their author, `Dumas, Anne`, over a reference that begins with its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.citing import before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.document.head import Head
    from bibliographe.ingest.document.toc import TableOfContents
    from bibliographe.ingest.document.units import Unit

_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?: [\w'’.-]+){0,3}, [A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){0,2}"
_ENTERED = re.compile(rf"{_NAME}(?:(?: et | ; | and | & ){_NAME})*(?: \([^()]{{2,12}}\))?")
_AT_LEAST = 2
_MOSTLY = 0.5


def under_their_authors(heads: list[Head], units: Sequence[Unit], marks: Sequence[str], toc: TableOfContents) -> None:
    """Give references that nobody signs the name on the line over each, where a house prints it there."""
    found = list(_entered(heads, units, marks, toc))
    known = sum(evidence.people(unit.text) is not None for _, unit in found)
    if known >= max(_AT_LEAST, _MOSTLY * len(found)):
        for head, unit in found:
            head.people, head.people_first = [unit], True


def _entered(
    heads: list[Head], units: Sequence[Unit], marks: Sequence[str], toc: TableOfContents
) -> Iterator[tuple[Head, Unit]]:
    floor = 0
    for head in heads:
        number = before(head.first, marks, floor)
        unit = units[number] if number is not None and not marks[number] else None
        alone = unit is not None and unit.alone and unit.kind in ("paragraph", "heading")
        entered = unit if unit and alone and _ENTERED.fullmatch(unit.text) and toc.find(unit.text) is None else None
        if entered and not head.people and _is_unsigned(head):
            yield head, entered
        floor = head.last + 1


def _is_unsigned(head: Head) -> bool:
    """Return whether a whole reference begins with its title: whoever else it names translated or illustrated it."""
    reference = head.anchor.reference if head.anchor else None
    people = reference.people if reference else None
    return reference is not None and not any(one.role == "author" for one in (people.contributions if people else ()))
