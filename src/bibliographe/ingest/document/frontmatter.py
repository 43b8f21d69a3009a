"""Metadata that stand before a Markdown document between two lines `---`, as Pandoc, Quarto and Jekyll write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bibliographe.model.entry import Span

_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:\s*(?P<value>.*?)\s*$")
_ITEM = re.compile(r"\s+-\s+(?P<value>.*?)\s*$|\s*-\s+(?P<item>.*?)\s*$")
_LONGEST = 60
"""Lines."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the metadata say, each key with its values, and the lines that they take up."""

    values: dict[str, list[str]] = field(default_factory=dict)
    span: Span | None = None

    def first(self, *keys: str) -> str | None:
        """Return the first value of the first of `keys` that has one."""
        return next((value for key in keys for value in self.values.get(key, ()) if value), None)


def read_front_matter(lines: tuple[str, ...]) -> FrontMatter:
    """Return the metadata before a document; empty when it does not begin with them."""
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines) or lines[start].rstrip() != "---":
        return FrontMatter()
    values: dict[str, list[str]] = {}
    key = ""
    for number in range(start + 1, min(start + _LONGEST, len(lines))):
        line = lines[number]
        if line.rstrip() in ("---", "..."):
            return FrontMatter(values, Span(start + 1, number + 1)) if values else FrontMatter()
        pair, item = _PAIR.match(line), _ITEM.match(line)
        if pair:
            key = pair["key"].lower()
            values.setdefault(key, []).append(_bare(pair["value"]))
        elif item and key:
            values[key].append(_bare(item["value"] or item["item"] or ""))
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            return FrontMatter()
    return FrontMatter()


def _bare(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
