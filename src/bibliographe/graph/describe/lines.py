"""What is said of things as lines of N-Triples, for what passes by: cheaper than statements that are gathered."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.describe.description import Description
from bibliographe.graph.lines import statements_of
from bibliographe.graph.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.graph.terms import Statement


_LONG = 100
_ESCAPED_OTHERWISE = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def _written(value: NamedNode | Literal) -> str:
    """Return a term in N-Triples; pyoxigraph escapes a long text character by character."""
    if isinstance(value, NamedNode) or len(text := value.value) < _LONG or _ESCAPED_OTHERWISE.search(text):
        return str(value)
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    if value.language:
        return f'"{quoted}"@{value.language}'
    return f'"{quoted}"' if value.datatype == XSD.string else f'"{quoted}"^^{value.datatype}'


@dataclass(slots=True)
class LineDescription(Description):
    """A description that keeps canonical lines, each once."""

    _lines: dict[NamedNode, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _properties: dict[NamedNode, str] = field(default_factory=dict)
    """How properties are written, which costs more than looking it up."""
    _last: tuple[NamedNode | None, str] = (None, "")
    """The node that was last spoken of, and how it is written."""

    def say(
        self,
        thing: NamedNode,
        predicate: NamedNode,
        value: NamedNode | Literal | None,
        *,
        about: NamedNode | None = None,
    ) -> None:
        """Keep one statement of `thing` as a line, as `Description.say` keeps it as a statement."""
        if value is not None:
            written = self._properties.get(predicate)
            if written is None:
                written = self._properties[predicate] = str(predicate)
            node = about or thing
            if node is not self._last[0]:
                self._last = node, str(node)
            self._lines[thing][f"{self._last[1]} {written} {_written(value)} .\n"] = None

    def says(self, thing: NamedNode) -> bool:
        """Tell whether anything was said of `thing`."""
        return thing in self._lines

    def objects(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        """Return the values of one property of `thing`, as far as it was said here."""
        said = statements_of(self._lines.get(thing, ()))
        return sorted((one.object for one in said if (one.subject, one.predicate) == (thing, predicate)), key=str)

    def _said(self) -> Iterable[tuple[NamedNode, Iterable[Statement]]]:
        return ((thing, statements_of(lines)) for thing, lines in self._lines.items())

    def lines(self) -> Iterator[str]:
        """Yield all lines, those of a thing together."""
        for said in self._lines.values():
            yield from said
