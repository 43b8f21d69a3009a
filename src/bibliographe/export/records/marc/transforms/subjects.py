"""What a document is about, and what it is.

Source: UNIMARC Manual, 6-- block; MARC 21 Format for Bibliographic Data, 084, 6XX. The headings are of no list that has
a code of its own: their source is `local`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.marc.described import kind_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.marc.described import Described
    from bibliographe.export.records.marc.record import MarcField
    from bibliographe.export.records.marc.tables import Row

_LOCAL = ("2", "local")


def keywords(one: Described, row: Row) -> Iterable[MarcField]:
    """Write keywords that are of no list."""
    return row.field(*(("a", keyword) for keyword in one.entry.keywords))


def topics(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the headings that an entry stands under, the topmost first."""
    for topic in one.catalogued.topics:
        first, *below = topic.path
        yield from row.field(("a", first), *(("x", label) for label in below), _LOCAL)


def notations(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the numbers of these headings."""
    for topic in one.catalogued.topics:
        if topic.notation:
            yield from row.field(("a", topic.notation), _LOCAL)


def mentions(one: Described, row: Row) -> Iterator[MarcField]:
    """Write persons or bodies, as the argument says, that the document speaks of."""
    for agent in one.entry.mentions:
        if agent.kind == row.argument:
            yield from _mention(one, row, agent.name, agent.family, agent.given)


def _mention(one: Described, row: Row, name: str, family: str | None, given: str | None) -> Iterable[MarcField]:
    if row.argument != "person":
        return row.field(("a", name), _LOCAL)
    if one.format == "unimarc":
        parted = [("a", family), ("b", given)] if family else [("a", name)]
        return row.field(*parted, _LOCAL, indicators=f" {int(bool(family))}")
    inverted = f"{family}, {given}" if family and given else family or name
    return row.field(("a", inverted), _LOCAL, indicators=f"{int(bool(family))}7")


def form(one: Described, row: Row) -> Iterable[MarcField]:
    """Write what kind of document it is, in words."""
    return row.field(("a", kind_label(one.entry.kind, one.language)), _LOCAL)


TRANSFORMS = (keywords, topics, notations, mentions, form)
