"""XML as records: one node a record, with the line of each element, and the rest of the file when one is broken.

Expat reads nothing but what it is given: entities that the text declares are refused, no document type is fetched, and
depth is bounded. Source: Extensible Markup Language (XML) 1.0; Namespaces in XML 1.0.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING
from xml.parsers import expat

from bibliographe.ingest.records.xml_parser import RecordParser, start_tags
from bibliographe.ingest.records.xml_reasons import DEEPEST, ENTITIES, NOT_CLOSED, REMEDY, says_something, stray
from bibliographe.ingest.records.xml_tree import Node
from bibliographe.model.entry import Reject, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.xml_parser import IsRecord

__all__ = ["DEEPEST", "Node", "read_records", "root_of"]

_BEGINNING = 20_000
_TAG = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])")
_NAMESPACE = re.compile(r"""\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")


def read_records(text: str, is_record: IsRecord) -> Iterator[Node | Reject]:
    """Yield the records of a text of XML in their order, the innermost where vocabularies hold each other.

    Where the text is no XML, what was open is a reject with its line, and reading goes on with the next record. A text
    that is in no record is a reject, unless it belongs to OAI-PMH or SRU.
    """
    parser = RecordParser(is_record)
    yield from parser.read(text)
    if parser.problem is None:
        return
    if parser.pattern is None:  # it breaks before the first record; which elements are records shows in what follows
        parser.pattern = _any_record(text, is_record)
    if parser.pattern is None or parser.problem == ENTITIES:
        line = parser.error_line
        yield Reject(Span(line, line), _around(text, line), parser.problem, REMEDY)
        return
    yield from _OneByOne(text, parser, is_record).read()


def root_of(text: str) -> tuple[str, str] | None:
    """Return the namespace and the local name of the outermost element, None where there is none."""
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator="\t")
    parser.StartElementHandler = lambda name, _attributes: found.append(name)
    with suppress(expat.ExpatError):
        parser.Parse(text[:_BEGINNING], False)
    space, _, name = found[0].rpartition("\t") if found else ("", "", "")
    return (space, name) if found else None


class _OneByOne:
    """Reads what comes after the last whole record, each record cut out of the text by itself."""

    def __init__(self, text: str, parser: RecordParser, is_record: IsRecord) -> None:
        self.text, self.is_record = text, is_record
        self.pattern = parser.pattern or start_tags("record")
        self.at = len(text.encode()[: parser.read_to].decode())
        scope = parser.scope or _first_declared(text)
        self.wrapper = "".join(f' xmlns{":" if name else ""}{name}="{_quoted(uri)}"' for name, uri in scope.items())
        self._counted, self._line = 0, 1

    def read(self) -> Iterator[Node | Reject]:
        """Yield records and rejects, and what stands between them where it says something."""
        starts = list(self.pattern.finditer(self.text, self.at))
        ends = [*(start.start() for start in starts[1:]), len(self.text)]
        for start, limit in zip(starts, ends if starts else [], strict=True):
            yield from self._between(self.at, start.start())
            closing = re.compile(rf"</{re.escape(start[1])}\s*>").search(self.text, start.start(), limit)
            self.at = closing.end() if closing else limit
            yield from self._cut(start.start(), self.at, is_closed=closing is not None)
        yield from self._between(self.at, len(self.text))

    def _cut(self, first: int, last: int, *, is_closed: bool) -> Iterator[Node | Reject]:
        cut, line = self.text[first:last], self._line_at(first)
        alone = RecordParser(self.is_record, line - 1)
        found = list(alone.read(f"<w{self.wrapper}>{cut}</w>"))
        if alone.problem is None and found:
            yield from found
        elif alone.problem is not None and (alone.pattern or not alone.others - {"w"}):
            reason = alone.problem if is_closed else NOT_CLOSED
            yield Reject(Span(line, line + cut.rstrip().count("\n")), cut.strip(), reason, REMEDY)
        else:  # what holds records, of the same name
            yield from self._between(first, last)

    def _between(self, first: int, last: int) -> Iterator[Reject]:
        piece = self.text[first:last]
        if says_something(piece):
            begins = first + len(piece) - len(piece.lstrip())
            line = self._line_at(begins)
            yield stray(piece.strip(), Span(line, line + piece.strip().count("\n")))

    def _line_at(self, place: int) -> int:
        """Return the line of a place, which is never far before the last one that was asked for."""
        if place >= self._counted:
            self._line += self.text.count("\n", self._counted, place)
        else:
            self._line -= self.text.count("\n", place, self._counted)
        self._counted = place
        return self._line


def _any_record(text: str, is_record: IsRecord) -> re.Pattern[str] | None:
    spaces = {"", *(found[2] or found[3] or "" for found in _NAMESPACE.finditer(text))}
    for name in dict.fromkeys(_TAG.findall(text)):
        if any(is_record(space, name) for space in spaces):
            return start_tags(name)
    return None


def _first_declared(text: str) -> dict[str, str]:
    """Return the namespaces that a text declares, the first one of each prefix."""
    found = [(match[1] or "", match[2] or match[3] or "") for match in _NAMESPACE.finditer(text)]
    return dict(reversed(found))


def _quoted(uri: str) -> str:
    return uri.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _around(text: str, line: int) -> str:
    lines = text.split("\n")
    return "\n".join(lines[max(0, line - 2) : line + 1]).strip()
