"""Expat, narrowed to what records need: their nodes, what stands outside of them, and where it all broke."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from bibliographe.ingest.records.xml_reasons import DEEP, DEEPEST, ENTITIES, NOT_CLOSED, Strays, ill_formed, is_protocol
from bibliographe.ingest.records.xml_tree import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.i18n import Text
    from bibliographe.model.entry import Reject

    IsRecord = Callable[[str, str], bool]
    """Tells from a namespace and a local name whether an element is a record."""

_BETWEEN = "\t"
_AT_ONCE = 1 << 16
"""Characters that are read before what was found is given."""


class _Tag(NamedTuple):
    space: str
    name: str
    is_record: bool


class _RefusedError(Exception):
    """The text asks for what is not done."""


class RecordParser:
    """Builds the records of one text."""

    def __init__(self, is_record: IsRecord, lines_before: int = 0) -> None:
        """Find nothing yet; `lines_before` are those of the file before the text."""
        self._lines_before = lines_before
        self.root: tuple[str, str] | None = None
        self.pattern: re.Pattern[str] | None = None
        """Finds the start tags of records, once there was one."""
        self.others: set[str] = set()
        """Local names of elements that are no records."""
        self.scope: dict[str, str] = {}
        """The namespaces declared around the records, by their prefixes."""
        self.read_to = 0
        """Where the end tag of the last whole record begins, in bytes of UTF-8."""
        self.problem: Text | None = None
        self.error_line = 0
        self._found: list[Node | Reject] = []
        self._strays = Strays()
        self._is_record = is_record
        self._tags: dict[str, _Tag] = {}
        self._scopes: list[dict[str, str]] = [{}]
        self._declared: dict[str, str] = {}
        self._elements: list[_Tag] = []
        self._open: list[Node] = []
        self._expat = self._prepared()

    def _prepared(self) -> expat.XMLParserType:
        made = expat.ParserCreate(namespace_separator=_BETWEEN)
        made.buffer_text = True
        made.StartElementHandler = self._start
        made.EndElementHandler = self._end
        made.CharacterDataHandler = self._text
        made.StartNamespaceDeclHandler = self._declare
        made.EntityDeclHandler = self._entity
        made.SkippedEntityHandler = self._skipped
        return made

    def read(self, text: str) -> Iterator[Node | Reject]:
        """Yield the records of a text, and what stands outside of them; `problem` is then what is wrong, or None."""
        for start in range(0, len(text) + 1, _AT_ONCE):
            self.problem = self._feed(text[start : start + _AT_ONCE], is_last=start + _AT_ONCE > len(text))
            yield from self._found
            self._found.clear()
            if self.problem:
                return
        yield from self._strays.told()

    def _feed(self, text: str, *, is_last: bool) -> Text | None:
        try:
            self._expat.Parse(text, is_last)
        except expat.ExpatError as error:
            reason = ill_formed(error.code, error.lineno + self._lines_before)
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
                reason = NOT_CLOSED
        except _RefusedError:
            reason = DEEP if len(self._elements) >= DEEPEST else ENTITIES
        else:
            return None
        self.error_line = self._line()
        if self.pattern is None:
            self.scope = self._scopes[-1]
        return reason

    def _tag(self, said: str) -> _Tag:
        space, between, name = said.rpartition(_BETWEEN)
        space = space if between else ""
        tag = self._tags[said] = _Tag(space, name, self._is_record(space, name))
        if not tag.is_record:
            self.others.add(name)
        return tag

    def _line(self) -> int:
        return self._expat.CurrentLineNumber + self._lines_before

    def _declare(self, prefix: str | None, space: str | None) -> None:
        self._declared[prefix or ""] = space or ""

    def _start(self, said: str, attributes: dict[str, str]) -> None:
        if len(self._elements) >= DEEPEST:
            raise _RefusedError
        tag = self._tags.get(said) or self._tag(said)
        self.root = self.root or (tag.space, tag.name)
        self._elements.append(tag)
        if self._declared:
            self._scopes.append({**self._scopes[-1], **self._declared})
            self._declared = {}
        else:
            self._scopes.append(self._scopes[-1])
        line = self._expat.CurrentLineNumber + self._lines_before
        node = Node(tag.space, tag.name, _by_local_names(attributes) if attributes else attributes, line)
        if tag.is_record and not self._holds_its_like(tag):
            self._begin(node)
        elif self._open:
            self._open[-1].add(node)
            self._open.append(node)

    def _holds_its_like(self, tag: _Tag) -> bool:
        """Tell whether the open record is of the same kind: then what is in it belongs to it.

        Without a namespace nothing tells `record` of OAI-PMH from that of MARC.
        """
        return (
            bool(self._open) and bool(tag.space) and (tag.space, tag.name) == (self._open[0].space, self._open[0].name)
        )

    def _begin(self, node: Node) -> None:
        """Begin a record; what holds it is none: OAI-PMH has its own around those of MARC."""
        self.pattern = self.pattern or start_tags(node.name)
        if self._open:
            self._strays.add_texts(self._open[0])
        else:
            self.scope = self._scopes[-2]
        self._open = [node]

    def _end(self, _said: str) -> None:
        self._elements.pop()
        self._scopes.pop()
        if self._open:
            node = self._open.pop()
            node.last_line = self._expat.CurrentLineNumber + self._lines_before
            if not self._open:
                self._found += self._strays.told()
                self._found.append(node)
                self.read_to = self._expat.CurrentByteIndex

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)
        elif not text.isspace() and not is_protocol(self._elements[-1].space, self._elements[-1].name):
            self._strays.add(text, self._line())

    def _entity(self, *_declaration: object) -> None:
        raise _RefusedError

    def _skipped(self, name: str, is_parameter: bool) -> None:
        """Put the character that HTML names so; any other stays as it is written, since its declaration is not read."""
        if not is_parameter:
            self._text(html5.get(f"{name};", f"&{name};"))


def start_tags(name: str) -> re.Pattern[str]:
    """Return what finds the start tags of elements with a local name; its group 1 is the name with its prefix."""
    return re.compile(rf"<((?:[\w.-]+:)?{re.escape(name)})(?=[\s/><])")


def _by_local_names(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes without their namespaces; one without any is meant where two have a name: `type` of MODS."""
    for name in attributes:
        if _BETWEEN in name:
            break
    else:
        return attributes
    parted = sorted(attributes.items(), key=lambda one: _BETWEEN not in one[0])
    return {name.rpartition(_BETWEEN)[2]: value for name, value in parted}
