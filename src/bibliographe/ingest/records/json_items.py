"""The items of a JSON list with the lines where each stands; a broken one does not hide the others."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from bibliographe.i18n import Text
from bibliographe.model.entry import Furniture, Reading, Reject, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item as ReadItem

_BETWEEN = re.compile(r"[\s,]*")
_OPENED = re.compile(r"(?:[\[{]\s*(?:\"[^\"]*\"\s*:\s*)?)*")
_NEXT_IN_LINE = re.compile(r"\}\s*,\s*(?=\{\s*\"(?:id|type|title)\")")
_LOOKED_AT = 100_000
_DEEPEST = 50
"""Levels of lists and objects: Python's reader would run out of its stack in some thousands."""


class Item(NamedTuple):
    """One object of the list, and where it stands."""

    value: dict[str, Any]
    span: Span


class _Lines:
    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def span(self, start: int, end: int) -> Span:
        """Return the lines from one character to another."""
        return Span(bisect_right(self._starts, start), bisect_right(self._starts, max(start, end - 1)))


def items_of(text: str) -> Iterator[Item | Reject]:
    """Yield the objects of a list, or the one that the text is, in their order; what is none is a reject."""
    lines, decoder = _Lines(text), json.JSONDecoder()
    found = re.match(r"\s*\[", text)
    at = found.end() if found else 0
    while True:
        at = _end(_BETWEEN, text, at)
        if at >= len(text) or (text[at] in "]}" and not text[at:].strip("]} \t\r\n")):
            return
        try:
            if _depth(text, at) > _DEEPEST:
                raise ValueError
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = _next(text, at)
            yield _rejected(text[at:end], lines.span(at, at + len(text[at:end].rstrip())))
        else:
            span = lines.span(at, end)
            yield Item(value, span) if isinstance(value, dict) else _rejected(text[at:end], span)
        at = end


def within(text: str, opening: re.Pattern[str]) -> str:
    """Return a text of records, with the lines where they stand: of an answer, what comes where `opening` ends.

    What stands behind the last bracket there is of the answer too.
    """
    found = opening.search(text[:_LOOKED_AT])
    if found is None:
        return text
    at = found.end()
    end = text.rfind({"[": "]", "{": "}"}[text[at]])
    return "\n" * text.count("\n", 0, at) + text[at : end + 1]


def around(items: Iterable[ReadItem], text: str, source: Source) -> Iterator[ReadItem]:
    """Yield items in their order, and the lines of an answer before and behind the text of its records."""
    records = text.lstrip("\n")
    opens = records.partition("\n")[0].strip() in ("[", "{")
    head = 0 if text is source.text else len(text) - len(records) + opens
    if head:
        yield _comment(source.lines[:head], 1)
    yield from items
    behind = text.count("\n") + 1
    if any(map(str.isalnum, "".join(source.lines[behind:]))):
        yield _comment(source.lines[behind:], behind + 1)


def _comment(lines: Sequence[str], first: int) -> Furniture:
    return Furniture(Reading("comment", Span(first, first + len(lines) - 1), "\n".join(lines)))


def _next(text: str, at: int) -> int:
    """Return where the object after a broken one begins: as far from the margin as that, or behind a comma."""
    margin = text[text.rfind("\n", 0, at) + 1 : at]
    if not margin.strip():
        found = re.compile(rf"\n{margin}(?=\{{)").search(text, at)
        if found:
            return found.end()
    found = _NEXT_IN_LINE.search(text, at)
    return found.end() if found else len(text)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return how far a pattern that may be empty reaches from a place on."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _depth(text: str, at: int) -> int:
    """Return how many brackets open in a row from a place on: what only opens is no record."""
    opened = text[at : _end(_OPENED, text, at)]
    return opened.count("[") + opened.count("{")


def _rejected(text: str, span: Span) -> Reject:
    return Reject(
        span,
        text.strip(),
        Text("ce n'est pas un objet JSON lisible", "this is no JSON object that can be read"),
        Text(
            "exportez à nouveau depuis le logiciel d'origine, ou vérifiez guillemets, virgules et accolades",
            "export it again from where it comes, or check quotation marks, commas and braces",
        ),
    )
