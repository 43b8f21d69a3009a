"""The objects of a text of JSON-LD with the lines where each stands: a list, one a line, or the members of `@graph`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from bibliographe.ingest.linked.contexts import REMEDY, ContextError, with_contexts
from bibliographe.ingest.records.json_items import items_of
from bibliographe.model.entry import Reject, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_GRAPH = re.compile(r'"@graph"\s*:\s*(?=\[)')
_BLANK = '"_:'


class JsonObject(NamedTuple):
    """An object that holds all its contexts."""

    value: Any
    span: Span


def objects_of(text: str) -> Iterator[JsonObject | Reject]:
    """Yield the objects that stand by themselves; those that name a remote context are rejects."""
    for item in items_of(text):
        if isinstance(item, Reject):
            yield item
            continue
        try:
            value = with_contexts(item.value)
        except ContextError as error:
            shown = "\n".join(text.split("\n")[item.span.first - 1 : item.span.last])
            yield Reject(item.span, shown, error.reason, REMEDY)
            continue
        yield from _members(text, value, item.span)


def _members(text: str, value: dict[str, Any], span: Span) -> Iterator[JsonObject]:
    """Yield the members of a graph one by one where they can stand alone: blank nodes with names tie them together."""
    graph = value.get("@graph")
    spans = _spans(text, span, len(graph)) if isinstance(graph, list) and _BLANK not in text else []
    if not spans or set(value) > {"@context", "@graph"}:
        yield JsonObject(value, span)
        return
    context = {"@context": value["@context"]} if "@context" in value else {}
    for member, place in zip(graph or (), spans, strict=True):
        yield JsonObject({**context, "@graph": [member]}, place)


def _spans(text: str, span: Span, count: int) -> list[Span]:
    """Return the lines of each member of a graph, none where they are not certain."""
    lines = text.split("\n")
    inside = "\n".join(["" if number < span.first else line for number, line in enumerate(lines[: span.last], start=1)])
    found = list(_GRAPH.finditer(inside))
    if len(found) != 1:
        return []
    at = found[0].end()
    blanked = "\n" * inside.count("\n", 0, at) + inside[at:]
    spans: list[Span] = []
    for item in items_of(blanked):
        if len(spans) == count:
            break
        if isinstance(item, Reject):
            return []
        spans.append(item.span)
    return spans if len(spans) == count else []
