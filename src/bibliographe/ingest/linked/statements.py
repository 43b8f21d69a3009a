"""The statements of a text of RDF with the lines where they stand; what cannot be parsed costs its own passage only."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from pyoxigraph import RdfFormat, parse

from bibliographe.i18n import Text
from bibliographe.ingest.linked.json_objects import objects_of
from bibliographe.ingest.linked.markup import REMEDY, Fault, Outline, documents, entity_fault, without_comments
from bibliographe.ingest.linked.terms import BASE
from bibliographe.ingest.records.xml_nodes import root_of
from bibliographe.ingest.records.xml_reasons import is_protocol
from bibliographe.model.entry import Reject, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import BlankNode, NamedNode

    from bibliographe.ingest.linked.syntaxes import Syntax
    from bibliographe.ingest.linked.terms import Term

MOST = 2_000_000
"""Statements of one file that are held; a bibliography written by people has a hundredth of it."""
_MOST_FAULTS = 200
_FORMATS = {"quads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "xml": RdfFormat.RDF_XML}
_DIRECTIVE = re.compile(r"\s*@?(?:prefix|base)\b", re.IGNORECASE)
_CUT_OFF = re.compile(r"\s*[<_](?:[^#]|#(?=\S))*[^.\s]\s*")
"""A line of N-Quads without its full stop."""
_FILE = re.compile(r'<rdf:resource(\s+rdf:resource\s*=\s*"[^"<]*"\s*)/>')
"""What Zotero writes of an attached file, which RDF/XML has no property of that name for (7.2.2)."""
_PLACE = re.compile(r"\s*(?:between|at|on) line \d+[^:]*:?\s*|^Parser error\s*|\s*\(line \d+\)")
_MEND = Text(
    "corrigez ce passage (points, points-virgules, préfixes déclarés), ou exportez de nouveau",
    "mend this passage (full stops, semicolons, declared prefixes), or export again",
)
_TOO_MANY = Text(f"plus de {MOST} énoncés", f"more than {MOST} statements")
_CUT = Text("coupez le fichier en plusieurs", "cut the file into several")


class Statement(NamedTuple):
    """A triple, whatever graph it was in, and its lines: from the first one to where its end was read."""

    subject: NamedNode | BlankNode
    predicate: NamedNode
    object: Term
    span: Span


def statements_of(text: str, syntax: Syntax) -> Iterator[Statement | Reject]:
    """Yield the statements of a text, and a reject for each passage that is none."""
    if syntax == "json":
        yield from _json(text)
        return
    fault = entity_fault(text) if syntax == "xml" else None
    if fault:
        yield Reject(Span(fault.line, fault.line), text.split("\n")[fault.line - 1][:300], fault.reason, REMEDY)
        return
    if syntax == "xml":
        yield from _of_xml(_FILE.sub(r"<rdf:value\1/>", without_comments(text)))
    else:
        yield from _lined(text.split("\n"), syntax)


def _of_xml(text: str) -> Iterator[Statement | Reject]:
    """Parse a document, or each of those that stand in another."""
    root = root_of(text)
    if root is None or not is_protocol(*root):
        yield from _lined(text.split("\n"), "xml")
        return
    for line, document in documents(text):
        for one in _lined(document.split("\n"), "xml"):
            span = Span(one.span.first + line, one.span.last + line)
            yield one._replace(span=span) if isinstance(one, Statement) else replace(one, span=span)


def _lined(lines: list[str], syntax: Syntax) -> Iterator[Statement | Reject]:
    """Parse line by line; after a fault go on where the next statement begins."""
    start, faults = 0, 0
    while start < len(lines):
        header = _header(lines, start, syntax)
        found: list[Statement] = []
        fault = _parse(lines, start, header, syntax, found)
        if fault is None:
            yield from found
            return
        if fault.reason == _TOO_MANY:
            yield from found
            yield Reject(Span(fault.line, len(lines)), lines[min(fault.line, len(lines)) - 1][:300], _TOO_MANY, _CUT)
            return
        at = max(start, min(fault.line, len(lines)) - 1)
        if syntax == "quads" and at > start and _CUT_OFF.fullmatch(lines[at - 1]):
            at -= 1  # a line that lacks its end is found out in the one after it
        first = _begin(lines, start, at, syntax)
        following = _next(lines, at, syntax) if (faults := faults + 1) < _MOST_FAULTS else len(lines)
        yield from (one for one in found if one.span.first <= first)
        passage = "\n".join(lines[first:following]).strip()
        if passage:
            span = Span(first + 1, max(first + 1, following))
            yield Reject(span, passage, fault.reason, REMEDY if syntax == "xml" else _MEND)
        start = following


def _parse(lines: Sequence[str], start: int, header: str, syntax: Syntax, found: list[Statement]) -> Fault | None:
    """Add statements from a line on to `found`; return what stopped that, or None."""
    if syntax == "xml":
        outline = Outline("\n".join([header, *lines[start:]]) if start else "\n".join(lines))
        if outline.fault:
            line = outline.fault.line + (start - 1 if start else 0)
            _collect(lines[: line - 1], start, header, syntax, found)
            return Fault(line, outline.fault.reason)
    return _collect(lines, start, header, syntax, found)


def _collect(lines: Sequence[str], start: int, header: str, syntax: Syntax, found: list[Statement]) -> Fault | None:
    reader = _Reader(lines, start, header)
    try:
        for quad in parse(cast("BinaryIO", reader), _FORMATS[syntax], base_iri=BASE, lenient=True):
            found.append(Statement(quad.subject, quad.predicate, quad.object, Span(reader.line, reader.line)))
            if len(found) >= MOST:
                return Fault(reader.line, _TOO_MANY)
    except SyntaxError as error:
        words = _PLACE.sub("", error.msg or str(error)).strip(" :.") or "?"
        line = error.lineno - (1 if header else 0) + start if error.lineno else reader.line
        return Fault(line, Text(f"ce n'est pas du RDF lisible ({words})", f"unreadable RDF ({words})"))
    return None


class _Reader:
    """Gives a parser one line at a time, so that the last line given is where a statement ends."""

    def __init__(self, lines: Sequence[str], start: int, header: str) -> None:
        self._lines = lines
        self.line = start
        self._rest = memoryview(f"{header}\n".encode() if header else b"")

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes of one line: the parser would end the process if they were more."""
        if not self._rest and self.line < len(self._lines):
            self.line += 1
            self._rest = memoryview(f"{self._lines[self.line - 1]}\n".encode())
        size = size if size >= 0 else len(self._rest)
        given, self._rest = self._rest[:size].tobytes(), self._rest[size:]
        return given


def _header(lines: list[str], start: int, syntax: Syntax) -> str:
    """Return, in one line, what statements after a fault need of the lines before it."""
    if start == 0 or syntax == "quads":
        return ""
    if syntax == "trig":
        return " ".join(line.partition(" #")[0] for line in lines[:start] if _DIRECTIVE.match(line))
    before = "\n".join(lines[:start])
    root = re.search(r"<(?:[\w.-]+:)?RDF\b[^>]*>", before)
    return " ".join(before[: root.end()].split("\n")) if root else ""


def _begin(lines: list[str], floor: int, at: int, syntax: Syntax) -> int:
    """Return where the statement begins that a line is in."""
    if syntax == "quads":
        return at
    margin = _margin(lines) if syntax == "xml" else ""
    while at > floor:
        if syntax == "xml":
            if _opens(lines[at], margin):
                return at
        elif _ends(lines[at - 1]):
            return at
        at -= 1
    return at


def _next(lines: list[str], at: int, syntax: Syntax) -> int:
    """Return where the statement after the one that a line is in begins."""
    if syntax == "quads":
        return at + 1
    margin = _margin(lines) if syntax == "xml" else ""
    for number in range(at + 1, len(lines)):
        if _opens(lines[number], margin) if syntax == "xml" else _ends(lines[number - 1]):
            return number
    return len(lines)


def _ends(line: str) -> bool:
    said = line.partition(" #")[0].rstrip()
    return not said or said.endswith((".", "}")) or bool(_DIRECTIVE.match(said))


def _opens(line: str, margin: str) -> bool:
    return line.startswith(f"{margin}<") and line[len(margin) + 1 : len(margin) + 2].isalpha()


def _margin(lines: list[str]) -> str:
    """Return the white space before the first element in the root."""
    text = "\n".join(lines[:200])
    root = re.search(r"<(?:[\w.-]+:)?RDF\b[^>]*>", text)
    found = re.compile(r"\n([ \t]*)<[A-Za-z]").search(text, root.end()) if root else None
    return found[1] if found else ""


def _json(text: str) -> Iterator[Statement | Reject]:
    for one in objects_of(text):
        if isinstance(one, Reject):
            yield one
            continue
        try:
            data = json.dumps(one.value, ensure_ascii=True).encode()
            found = [
                Statement(quad.subject, quad.predicate, quad.object, one.span)
                for quad in parse(data, RdfFormat.JSON_LD, base_iri=BASE, lenient=True)
            ]
        except (SyntaxError, ValueError, RecursionError) as error:
            words = _PLACE.sub("", str(error)).strip(" :.") or "?"
            reason = Text(f"ce n'est pas du JSON-LD lisible ({words})", f"unreadable JSON-LD ({words})")
            shown = "\n".join(text.split("\n")[one.span.first - 1 : one.span.last])
            yield Reject(one.span, shown, reason, _MEND)
        else:
            yield from found
