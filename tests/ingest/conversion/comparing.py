"""Compares what is read of a document with what is read of the same one in Markdown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bibliographe.model.entry import Entry
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.model.entry import Item


@dataclass(frozen=True)
class Difference:
    """One entry that is read otherwise: its number, and the fields that differ as (field, Markdown's, the other's)."""

    number: int
    title: str
    fields: tuple[tuple[str, Any, Any], ...]


def said(entry: Entry) -> dict[str, Any]:
    """Return what an entry says, wherever its lines stand."""
    return {
        "title": clean(entry.title),
        "kind": entry.kind,
        "people": [(one.agent.name, one.role) for one in entry.contributions],
        "others": entry.others,
        "citation": replace(entry.citation, form=""),
        "topic": entry.topic,
        "annotation": " ".join((entry.annotation or "").split()),
        "links": entry.links,
        "contents": [(line.text, line.depth) for line in entry.contents],
    }


def differences(expected: Iterable[Item], found: Iterable[Item]) -> list[Difference]:
    """Return how the entries of two readings differ; one that is missing differs in all."""
    theirs = [one for one in found if isinstance(one, Entry)]
    result: list[Difference] = []
    at = 0
    for number, entry in enumerate((one for one in expected if isinstance(one, Entry)), start=1):
        same = next(
            (k for k in range(at, min(at + 4, len(theirs))) if fold(theirs[k].title) == fold(entry.title)), None
        )
        if same is None:
            result.append(
                Difference(number, entry.title, (("missing", entry.title, [t.title for t in theirs[at : at + 2]]),))
            )
            continue
        mine, other = said(entry), said(theirs[same])
        at = same + 1
        fields = tuple((key, mine[key], other[key]) for key in mine if mine[key] != other[key])
        if fields:
            result.append(Difference(number, entry.title, fields))
    return result
