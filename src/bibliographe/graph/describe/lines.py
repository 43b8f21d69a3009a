"""What is said of things as lines of N-Triples, for what passes by: cheaper than statements that are gathered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.graph.describe.description import Description
from bibliographe.graph.lines import statements_of
from bibliographe.graph.records import SHARED_FILES, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Literal, NamedNode


@dataclass(slots=True)
class LineDescription(Description):
    """A description that keeps canonical lines, each once."""

    _lines: dict[NamedNode, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _properties: dict[NamedNode, str] = field(default_factory=dict)
    """How properties are written, which costs more than looking it up."""

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
            self._lines[thing][f"{about or thing} {written} {value} .\n"] = None

    def says(self, thing: NamedNode) -> bool:
        """Tell whether anything was said of `thing`."""
        return thing in self._lines

    def objects(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        """Return the values of one property of `thing`, as far as it was said here."""
        said = statements_of(self._lines.get(thing, ()))
        return sorted((one.object for one in said if (one.subject, one.predicate) == (thing, predicate)), key=str)

    def records(self) -> Iterator[Record]:
        """Yield a record for each thing, in the order in which they were first spoken of."""
        for thing, lines in self._lines.items():
            kind = self.minter.kind(thing) or ""
            yield Record(thing, SHARED_FILES.get(kind, self.source_id), frozenset(statements_of(lines)))

    def lines(self) -> Iterator[str]:
        """Yield all lines, those of a thing together."""
        for said in self._lines.values():
            yield from said
