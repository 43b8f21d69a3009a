"""What is said of things as lines of N-Triples, for what passes by: cheaper than statements that are gathered."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.describe.description import Description
from bibliographe.graph.lines import statements_of
from bibliographe.graph.terms import integer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.graph.terms import Statement


_ESCAPED_OTHERWISE = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_INTEGER = str(integer(0)).removeprefix('"0"')


def _quoted(text: str) -> str:
    """Return a text between quotation marks, as pyoxigraph writes it; none of what is printable is escaped but two."""
    if text.isprintable():
        if '"' not in text and "\\" not in text:
            return f'"{text}"'
    elif _ESCAPED_OTHERWISE.search(text):
        return str(Literal(text))
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{text}"'


@lru_cache(maxsize=1000)
def _mark_of(language: str) -> str:
    """Return how a language is written after its text; raises `ValueError` when it is none."""
    return str(Literal("", language=language)).removeprefix('""')


class _Written(dict[NamedNode | Literal, str]):
    """Terms in N-Triples: to look one up takes a third of the time that it takes to write it."""

    def __missing__(self, term: NamedNode | Literal) -> str:
        written = self[term] = str(term)
        return written


@dataclass(slots=True)
class LineDescription(Description):
    """A description that keeps canonical lines, each once; of most values no term is made."""

    _lines: dict[NamedNode, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _written: _Written = field(default_factory=_Written)
    _thing: NamedNode | None = None
    _said: dict[str, None] = field(default_factory=dict)
    """The lines of the thing that was last spoken of."""
    _node: NamedNode | None = None
    _subject: str = ""
    """How the node is written that was last spoken of."""

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
            self._keep(thing, predicate, self._written[value], about)

    def say_text(
        self,
        thing: NamedNode,
        predicate: NamedNode,
        value: str | None,
        language: str,
        *,
        about: NamedNode | None = None,
    ) -> None:
        """Keep a text in a language as a line."""
        if value is not None:
            self._keep(thing, predicate, f"{_quoted(value)}{_mark_of(language)}", about)

    def say_plain(
        self, thing: NamedNode, predicate: NamedNode, value: str | None, *, about: NamedNode | None = None
    ) -> None:
        """Keep an `xsd:string` as a line."""
        if value is not None:
            self._keep(thing, predicate, _quoted(value), about)

    def say_number(self, thing: NamedNode, predicate: NamedNode, value: int, *, about: NamedNode | None = None) -> None:
        """Keep an `xsd:integer` as a line."""
        self._keep(thing, predicate, f'"{value}"{_INTEGER}', about)

    def _keep(self, thing: NamedNode, predicate: NamedNode, value: str, about: NamedNode | None) -> None:
        written, node = self._written, about or thing
        if node is not self._node:
            self._node, self._subject = node, written[node]
        if thing is not self._thing:
            self._thing, self._said = thing, self._lines[thing]
        self._said[f"{self._subject} {written[predicate]} {value} .\n"] = None

    def says(self, thing: NamedNode) -> bool:
        """Tell whether anything was said of `thing`."""
        return thing in self._lines

    def objects(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        """Return the values of one property of `thing`, as far as it was said here."""
        said = statements_of(self._lines.get(thing, ()))
        return sorted((one.object for one in said if (one.subject, one.predicate) == (thing, predicate)), key=str)

    def _statements(self) -> Iterable[tuple[NamedNode, Iterable[Statement]]]:
        return ((thing, statements_of(lines)) for thing, lines in self._lines.items())

    def lines(self) -> Iterator[str]:
        """Return all lines, those of a thing together."""
        return chain.from_iterable(self._lines.values())
