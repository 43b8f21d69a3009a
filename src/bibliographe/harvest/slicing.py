"""Elements cut out of XML as texts by themselves: nothing of them is lost, whatever reads them next.

Source: Extensible Markup Language (XML) 1.0; Namespaces in XML 1.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import quoteattr, unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BETWEEN = "\t"
_TAG_NAME = re.compile(r"<[^\s/>]+")
_RECORD = re.compile(r"<((?:[\w.-]+:)?)record(?:\s[^<>]*)?>\s*<\1header[\s>]")
"""A record of OAI-PMH begins with its header; those of MARC, which stand in it, have the same name and do not."""
_NAMESPACE = re.compile(r"""\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")


class BrokenError(Exception):
    """The text is no XML, or declares entities (`entities`), which are not read."""

    def __init__(self, *, entities: bool = False) -> None:
        super().__init__()
        self.entities = entities


@dataclass(frozen=True, slots=True)
class Slice:
    """An element: its namespace and local name, itself as it stands, the line in which that begins."""

    space: str
    name: str
    raw: str
    line: int
    around: dict[str, str]
    """The namespaces that are declared around it, by their prefixes."""

    @property
    def markup(self) -> str:
        """Return the element as a text of XML by itself: its start tag declares what is declared around it."""
        tag = _TAG_NAME.match(self.raw)
        said = (f" xmlns{':' if prefix else ''}{prefix}={quoteattr(uri)}" for prefix, uri in self.around.items())
        return self.raw[: tag.end()] + "".join(said) + self.raw[tag.end() :] if tag else self.raw


def slices(text: str, wanted: Callable[[str, str], bool]) -> list[Slice]:
    """Return the outermost elements that are wanted, by their namespace and local name, in their order.

    Raises `BrokenError` when the text is not well-formed as a whole.
    """
    return _Slicer(text, wanted).found


class _Slicer:
    def __init__(self, text: str, wanted: Callable[[str, str], bool]) -> None:
        self.found: list[Slice] = []
        self._data, self._wanted = text.encode(), wanted
        self._spaces: list[tuple[str, str]] = []
        self._own = 0
        """How many of the namespaces in force the element that begins has declared itself."""
        self._depth = 0
        """Elements open in the one that is being cut, itself included."""
        self._start: tuple[str, str, int, int, dict[str, str]] = ("", "", 0, 0, {})
        self._any_inside = False
        parser = self._parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = lambda _prefix: self._spaces.pop()
        parser.EntityDeclHandler = self._refuse
        try:
            parser.Parse(text, True)
        except expat.ExpatError as error:
            raise BrokenError from error

    def _refuse(self, *_declaration: object) -> None:
        raise BrokenError(entities=True)

    def _declare(self, prefix: str | None, space: str | None) -> None:
        self._spaces.append((prefix or "", space or ""))
        self._own += 1

    def _begin(self, said: str, _attributes: dict[str, str]) -> None:
        self._any_inside = True
        if self._depth:
            self._depth += 1
        else:
            space, between, name = said.rpartition(_BETWEEN)
            space = space if between else ""
            if self._wanted(space, name):
                place, line = self._parser.CurrentByteIndex, self._parser.CurrentLineNumber
                self._start, self._depth, self._any_inside = (space, name, place, line, self._around()), 1, False
        self._own = 0

    def _around(self) -> dict[str, str]:
        """Return the namespaces in force that the element which begins here does not declare itself."""
        outer = len(self._spaces) - self._own
        own = {prefix for prefix, _space in self._spaces[outer:]}
        return {prefix: space for prefix, space in self._spaces[:outer] if prefix not in own}

    def _end(self, _said: str) -> None:
        if not self._depth:
            return
        self._depth -= 1
        if self._depth:
            return
        space, name, first, line, around = self._start
        here = self._parser.CurrentByteIndex
        # Expat stands before an end tag, and after a start tag that is its own end tag.
        is_one_tag = not self._any_inside and self._data.endswith(b"/>", first, here)
        last = here if is_one_tag else self._data.index(b">", here) + 1
        self.found.append(Slice(space, name, self._data[first:last].decode(), line, around))


def records_of_broken(text: str) -> Iterator[Slice]:
    """Yield the records of OAI-PMH in a text that is no XML as a whole, whether or not each is by itself.

    A record ends with the last end tag of its name before the next one begins. The namespace is not looked at.
    """
    starts = list(_RECORD.finditer(text))
    before = text[: starts[0].start()] if starts else ""
    around = {one[1] or "": unescape(one[2] or one[3] or "") for one in _NAMESPACE.finditer(before)}
    for start, following in zip(starts, [*starts[1:], None] if starts else [], strict=True):
        piece = text[start.start() : following.start() if following else len(text)]
        end = piece.rfind(f"</{start[1]}record")
        stop = piece.find(">", end) + 1 if end >= 0 else 0
        cut = piece[:stop] if stop else piece.rstrip()
        tag = cut[: cut.index(">")]
        spaces = {prefix: uri for prefix, uri in around.items() if f"xmlns{':' if prefix else ''}{prefix}=" not in tag}
        line = text.count("\n", 0, start.start()) + 1
        yield Slice("", "record", cut, line, spaces)
