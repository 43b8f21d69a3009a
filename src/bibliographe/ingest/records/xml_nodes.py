"""XML as records: one node a record, with the line of each element, and the rest of the file when one is broken.

Expat reads nothing but what it is given: entities that the text would declare are refused, no document type is
fetched, and depth is bounded. Source: Extensible Markup Language (XML) 1.0; Namespaces in XML 1.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from bibliographe.i18n import Text
from bibliographe.model.entry import Reject, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    IsRecord = Callable[[str, str], bool]
    """Tells from a namespace and a local name whether an element is a record."""

DEEPEST = 100
"""Elements inside each other; records have some ten."""
_BETWEEN = "\t"
_DECLARES = re.compile(r"<!ENTITY", re.IGNORECASE)
_NAMESPACES = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_REMEDY = Text(
    "corrigez ce passage (balises ouvertes et fermées, « & » écrit « &amp; »), ou exportez de nouveau",
    "mend this passage (tags that open and close, '&' written '&amp;'), or export again",
)
_REASONS = {
    "deep": Text(f"plus de {DEEPEST} éléments l'un dans l'autre", f"more than {DEEPEST} elements inside each other"),
    "entity": Text(
        "le fichier déclare des entités, qui ne sont pas lues", "the file declares entities, which are not read"
    ),
    "end": Text("la notice n'est pas fermée : le fichier est coupé", "the record is not closed: the file was cut"),
}


@dataclass(slots=True)
class Node:
    """An element: its namespace and local name, its attributes by their local names, and what is in it."""

    space: str
    name: str
    attributes: dict[str, str]
    line: int
    """Where its start tag ends."""
    content: list[Node | str] = field(default_factory=list)
    last_line: int = 0

    @property
    def children(self) -> list[Node]:
        """Return the elements in it, in their order."""
        return [part for part in self.content if isinstance(part, Node)]

    def named(self, *names: str) -> list[Node]:
        """Return the elements in it that have one of some local names."""
        return [child for child in self.children if child.name in names]

    def first(self, *path: str) -> Node | None:
        """Return the first element that a path of local names leads to."""
        node: Node | None = self
        for name in path:
            node = next(iter(node.named(name)), None) if node else None
        return node

    def walk(self) -> Iterator[Node]:
        """Yield the element and all in it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def text(self) -> str:
        """Return all text in it, as it stands."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    @property
    def span(self) -> Span:
        """Return its lines."""
        return Span(self.line, max(self.line, self.last_line))


def read_records(text: str, is_record: IsRecord) -> Iterator[Node | Reject]:
    """Yield the records of a text of XML in their order, the innermost where they hold each other.

    Where the text is no XML, what was open is a reject with its line, and reading goes on with the next record.
    """
    if _DECLARES.search(text[: _first_element(text)]):
        yield Reject(Span(1, 1), text[:200], _REASONS["entity"], _REMEDY)
        return
    parser = _Parser(is_record)
    problem = parser.feed(text)
    yield from parser.found
    if problem is None:
        return
    if parser.pattern is None:  # it breaks before the first record; which elements are records shows in what follows
        parser.pattern = _any_record(text, is_record)
    if parser.pattern is None:
        yield Reject(Span(parser.error_line, parser.error_line), _around(text, parser.error_line), problem, _REMEDY)
        return
    yield from _one_by_one(text, parser, is_record)


def root_of(text: str) -> tuple[str, str] | None:
    """Return the namespace and the local name of the outermost element, None where there is none."""
    parser = _Parser(lambda _space, _name: False)
    parser.feed(text[:20_000])
    return parser.root


class _Parser:
    """Builds the records of one text."""

    def __init__(self, is_record: IsRecord) -> None:
        self.found: list[Node] = []
        self.root: tuple[str, str] | None = None
        self.pattern: re.Pattern[str] | None = None
        self.read_to = 0
        """Where the end tag of the last whole record begins, in bytes of UTF-8."""
        self.error_line = 0
        self._is_record = is_record
        self._depth = 0
        self._open: list[Node] = []
        self._inner = False
        self._expat = expat.ParserCreate(namespace_separator=_BETWEEN)
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text

    def feed(self, text: str) -> Text | None:
        """Read a text; return what is wrong with it, or None."""
        try:
            self._expat.Parse(text, True)
        except expat.ExpatError as error:
            self.error_line = error.lineno
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
                return _REASONS["end"]
            return Text(f"XML mal formé : {error}", f"ill-formed XML: {error}")
        except _TooDeepError:
            self.error_line = self._expat.CurrentLineNumber
            return _REASONS["deep"]
        return None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, name = _parted(tag)
        self.root = self.root or (space, name)
        self._depth += 1
        if self._depth > DEEPEST:
            raise _TooDeepError
        known = {_parted(one)[1]: value for one, value in attributes.items()}
        node = Node(space, name, known, self._expat.CurrentLineNumber)
        if self._is_record(space, name):
            self.pattern = self.pattern or re.compile(rf"<((?:[\w.-]+:)?{re.escape(name)})(?=[\s/>])")
            self._open = [node]  # what holds it is no record: OAI-PMH has its own around those of MARC
        elif self._open:
            self._open[-1].content.append(node)
            self._open.append(node)

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            node.last_line = self._expat.CurrentLineNumber
            if not self._open:
                self.found.append(node)
                self.read_to = self._expat.CurrentByteIndex

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)


class _TooDeepError(Exception):
    """Elements stand inside each other deeper than any record's."""


def _one_by_one(text: str, parser: _Parser, is_record: IsRecord) -> Iterator[Node | Reject]:
    """Yield what comes after the last whole record, each record cut out of the text by itself."""
    assert parser.pattern is not None  # noqa: S101 - the caller looked
    read_to = len(text.encode()[: parser.read_to].decode())
    starts = list(parser.pattern.finditer(text, read_to))
    wrapper = "".join(dict.fromkeys(_NAMESPACES.findall(text[: starts[0].start()]))) if starts else ""
    for match, following in zip(starts, [*starts[1:], None] if starts else [], strict=True):
        end = text.find(f"</{match[1]}>", match.start(), following.start() if following else len(text))
        stop = end + len(match[1]) + 3 if end >= 0 else following.start() if following else len(text)
        cut = text[match.start() : stop]
        line = text.count("\n", 0, match.start()) + 1
        alone = _Parser(is_record)
        problem = alone.feed(f"<w{wrapper}>{cut}</w>")
        for node in alone.found if problem is None else ():
            yield _moved(node, line - 1)
        if problem is not None and alone.pattern:  # else it is what holds records, of the same name
            reason = problem if end >= 0 else _REASONS["end"]
            yield Reject(Span(line, line + cut.rstrip().count("\n")), cut.strip(), reason, _REMEDY)


def _any_record(text: str, is_record: IsRecord) -> re.Pattern[str] | None:
    for match in re.finditer(r"<((?:[\w.-]+:)?([A-Za-z][\w.-]*))(?=[\s/>])", text):
        name = match[2]
        spaces = re.findall(r"""\sxmlns(?::[\w.-]+)?\s*=\s*["']([^"'<]*)["']""", text[: match.end() + 400])
        if any(is_record(space, name) for space in (*spaces, "")):
            return re.compile(rf"<((?:[\w.-]+:)?{re.escape(name)})(?=[\s/>])")
    return None


def _moved(node: Node, lines: int) -> Node:
    for one in node.walk():
        one.line += lines
        one.last_line += lines
    return node


def _parted(tag: str) -> tuple[str, str]:
    space, between, name = tag.rpartition(_BETWEEN)
    return (space, name) if between else ("", tag)


def _first_element(text: str) -> int:
    found = re.search(r"<[A-Za-z_]", text)
    return found.start() if found else len(text)


def _around(text: str, line: int) -> str:
    lines = text.split("\n")
    return "\n".join(lines[max(0, line - 2) : line + 1]).strip()
