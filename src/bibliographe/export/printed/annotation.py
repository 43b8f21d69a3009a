"""The abstract of an entry as blocks: in italics, the names that it mentions in bold."""

from __future__ import annotations

import re
from itertools import permutations, takewhile
from typing import TYPE_CHECKING

from bibliographe.export.printed.blocks import Block, Run
from bibliographe.export.printed.wording import MENTIONS, agent_in_words

if TYPE_CHECKING:
    from bibliographe.export.printed.selection import PrintedItem
    from bibliographe.i18n import Language
    from bibliographe.model.entry import Agent

_ITEM = re.compile(r"(\d{1,3}[.)]|[-*+])\s+(?=\S)")
_SHARED = r"\s+et\s+(?:à la |à l'|au |la |le |l'|de la |du )?"
"""Between two bodies that share the end of their names: `la mairie et la métropole d'Orléans`."""


def annotation_blocks(item: PrintedItem, language: Language) -> list[Block]:
    """Return the abstract in italics with the names that it mentions in bold; names that it does not hold follow it."""
    entry = item.catalogued.entry
    waiting = list(entry.mentions)
    blocks = []
    for paragraph in (entry.annotation or "").split("\n"):
        marker, said = _item(paragraph.strip())
        if said:
            runs, waiting = _with_names(said, waiting)
            blocks.append(Block("abstract", tuple(runs), marker=marker))
    if waiting:
        runs = [Run(MENTIONS(language), italic=True)]
        for number, one in enumerate(waiting):
            runs += [Run(" ; ", italic=True)] if number else []
            runs.append(Run(agent_in_words(one), bold=True, italic=True))
        blocks.append(Block("abstract", (*runs, Run(".", italic=True))))
    return blocks


def _place(paragraph: str, said: str) -> tuple[int, int] | None:
    start = paragraph.find(said)
    return (start, start + len(said)) if start >= 0 else None


def _shared_place(paragraph: str, one: str, other: str) -> tuple[int, int] | None:
    """Return where two names stand of which the first leaves out what both end with."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    for end in range(shared, 0, -1):
        first = one[:-end].rstrip()
        match = first and re.search(re.escape(first) + _SHARED + re.escape(other), paragraph)
        if match:
            return match.span()
    return None


def _item(paragraph: str) -> tuple[str, str]:
    """Return the marker that a paragraph begins with where it was an item of a list, and the rest."""
    match = _ITEM.match(paragraph)
    return (match[1], paragraph[match.end() :]) if match else ("", paragraph)


def _with_names(paragraph: str, names: list[Agent]) -> tuple[list[Run], list[Agent]]:
    """Return a paragraph as runs, and the names that it does not hold."""
    places: list[tuple[int, int]] = []
    waiting = []
    for one in names:
        place = next(filter(None, (_place(paragraph, said) for said in (agent_in_words(one), one.name))), None)
        if place is None or any(place[0] < last and first < place[1] for first, last in places):
            waiting.append(one)
        else:
            places.append(place)
    for one, other in permutations(names, 2):
        if one in waiting and (place := _shared_place(paragraph, one.name, other.name)):
            waiting = [agent for agent in waiting if agent not in (one, other)]
            places = [(first, last) for first, last in places if last <= place[0] or first >= place[1]] + [place]
    runs, end = [], 0
    for first, last in sorted(places):
        runs += [Run(paragraph[end:first], italic=True)] if first > end else []
        runs.append(Run(paragraph[first:last], bold=True, italic=True))
        end = last
    runs += [Run(paragraph[end:], italic=True)] if end < len(paragraph) else []
    return runs, waiting
