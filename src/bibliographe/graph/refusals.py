"""Why a file is not RDF, in a documentalist's words: the parser's are for those who know the grammar."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.errors import GraphError, system_reason
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.refusal_words import (
    BREAK,
    CONFLICT,
    GO_BACK,
    NO_BOM,
    NOT_TURTLE,
    NOT_UTF8,
    NUL,
    RULES,
    UNCLOSED,
    UNDECLARED,
    UNREADABLE,
    UTF16,
)
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from pathlib import Path

_PARSER_PLACE = re.compile(r"\s*(?:between|at|on) line (\d+)[^:]*:?\s*|^Parser error\s*")
_UNDECLARED = re.compile(r"The prefix (\S*): has not been declared")
_PUNCTUATION = re.compile(r"A dot is expected|is not a valid (?:predicate|subject or graph name)")
_CONFLICT = re.compile(rb"^(?:<{7}|={7}|>{7})(?:[ \r]|$)")
_SYSTEM = re.compile(r"\(os error (\d+)\)")
_OTHER_FORMAT = re.compile(rb"\s*(?:<\?xml|<!doctype|<html|\{|\[\s*\{|PK\x03\x04|%PDF)", re.IGNORECASE)
_TRIPLE_QUOTES = re.compile(rb'"""')
_MOST_MARKS = 6


class _Reason(NamedTuple):
    message: Text
    remedy: Text
    line: int | None


def not_rdf(path: Path, error: SyntaxError) -> GraphError:
    """Return what is wrong with a file that a parser refused, with the parser's own words in brackets."""
    words = _PARSER_PLACE.sub("", error.msg or str(error)).strip() or "?"
    reason = _reason(words, error.lineno, _content(path), turtle=path.suffix in (".ttl", ".nt"))
    shown = "".join(character if character.isprintable() else f"U+{ord(character):04X}" for character in words)
    return GraphError(
        Text(f"{reason.message.fr} ({shown})", f"{reason.message.en} ({shown})"),
        file=path,
        line=reason.line,
        remedy=reason.remedy,
    )


def not_opened(path: Path, error: OSError | ValueError) -> GraphError:
    """Return why a file could not be opened or read: a right, a missing file, a folder in its place."""
    reason = _system(error)
    return GraphError(
        Text(f"fichier illisible : {reason.fr}", f"unreadable file: {reason.en}"), file=path, remedy=UNREADABLE
    )


def _system(error: OSError | ValueError) -> Text:
    found = _SYSTEM.search(str(error))  # the parser gives the number in its message only
    if isinstance(error, OSError):
        number = int(found[1]) if found else error.errno
        return system_reason(OSError(number, os.strerror(number)) if number else error)
    return Text(str(error), str(error))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _reason(words: str, line: int | None, content: bytes, *, turtle: bool) -> _Reason:
    """Look at the file first: the parser stumbles somewhere near the fault, and never says that it is git's."""
    lines = content.split(b"\n")
    found = _in_file(line, content, lines)
    if found is not None:
        return found
    if turtle and _OTHER_FORMAT.match(content):
        return _Reason(*NOT_TURTLE, 1)
    if "Invalid UTF-8" in words:
        return _Reason(*NOT_UTF8, _first_not_utf8(lines) or line)
    if _PUNCTUATION.search(words):
        return _unclosed(line, content) or _punctuation(line, lines)
    undeclared = _UNDECLARED.search(words)
    if undeclared:
        return _undeclared(undeclared[1], line)
    for pattern, message, remedy in RULES:
        if pattern.search(words):
            return _Reason(message, remedy, line)
    return _Reason(Text("RDF illisible", "unreadable RDF"), GO_BACK, line)


def _in_file(line: int | None, content: bytes, lines: list[bytes]) -> _Reason | None:
    """Return the damage that shows in the bytes themselves: a wrong encoding, git's marks, NUL bytes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _Reason(*UTF16, 1)
    if content.startswith(b"\xef\xbb\xbf") and line == 1:
        return _Reason(*NO_BOM, 1)
    marks = [number for number, text in enumerate(lines, start=1) if _CONFLICT.match(text)]
    # A line of equals signs alone may stand in a text: it is git's when the parser stumbles over it.
    if any(not lines[number - 1].startswith(b"=") or number == line for number in marks):
        listed = ", ".join(map(str, marks[:_MOST_MARKS])) + (", …" if len(marks) > _MOST_MARKS else "")
        return _Reason(CONFLICT[0].format(lines=listed), CONFLICT[1], marks[0])
    if b"\0" in content:
        return _Reason(*NUL, content[: content.index(b"\0")].count(b"\n") + 1)
    return None


def _first_not_utf8(lines: list[bytes]) -> int | None:
    for number, text in enumerate(lines, start=1):
        try:
            text.decode("utf-8")
        except UnicodeDecodeError:
            return number
    return None


def _undeclared(prefix: str, line: int | None) -> _Reason:
    known = prefixes().get(prefix)
    message, remedy, unknown = UNDECLARED
    declaration = f"@prefix {prefix}: <{known}> ."
    return _Reason(message.format(prefix=prefix), remedy.format(declaration=declaration) if known else unknown, line)


def _unclosed(line: int | None, content: bytes) -> _Reason | None:
    """Return where a text between triple quotes began that only the beginning of the next one ended, on `line`."""
    starts = [content.count(b"\n", 0, found.start()) + 1 for found in _TRIPLE_QUOTES.finditer(content)]
    if len(starts) % 2 == 0 or line not in starts or starts.index(line) == 0:
        return None
    began = starts[starts.index(line) - 1]
    return _Reason(UNCLOSED[0].format(line=began), UNCLOSED[1], began)


def _punctuation(line: int | None, lines: list[bytes]) -> _Reason:
    """Name the line before too: a point or semicolon that is missing there is noticed on the next one."""
    before = (line or 1) - 1
    while before > 0 and (not lines[before - 1].strip() or lines[before - 1].lstrip().startswith(b"#")):
        before -= 1
    if not before or line is None:
        return _Reason(BREAK.alone, BREAK.remedy, line)
    return _Reason(BREAK.message.format(before=before, line=line), BREAK.remedy, line)
