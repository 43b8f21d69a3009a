"""A text of any size, line by line: what `Source` says of a file without holding it."""

from __future__ import annotations

import codecs
import re
from collections import deque
from typing import TYPE_CHECKING

from bibliographe.ingest.encodings import empty, encoding_mark, not_text, refuse_controls, told_apart, without_controls
from bibliographe.ingest.source import not_opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

_BLOCK = 1024 * 1024
_LONGEST = 1024 * 1024
"""Characters of a line; what is longer, and no text that anybody wrote, comes in pieces."""
_DAMAGED = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a text without their ends, controls as blanks.

    Raises `SourceError` when the file cannot be opened, when there is nothing in it, or at a line that is no text.
    """
    said = False
    try:
        codec, errors = _encoding(path)
        with path.open(encoding=codec, errors=errors) as stream:
            head = stream.read(_BLOCK)
            if "\0" not in head:  # which is told with its line
                refuse_controls(head, path.name)
            stream.seek(0)
            number = 1
            for block in _blocks_of_lines(stream):
                lines = without_controls(block).split("\n")
                if "\0" in block:
                    whole = block.count("\n", 0, block.index("\0"))
                    yield from lines[:whole]
                    raise not_text(path.name, number + whole)
                said = said or not (block.isspace() or not block)
                yield from lines
                number += len(lines)
    except OSError as error:
        raise not_opened(path, error) from error
    if not said:
        raise empty(path.name)


def _blocks_of_lines(stream: TextIO) -> Iterator[str]:
    """Yield a text in blocks that end before the end of a line, which is left out, or at the longest piece of one."""
    rest = ""
    while block := stream.read(_BLOCK):
        text = rest + block
        if len(text) > _LONGEST and not 0 <= text.find("\n") <= _LONGEST:
            yield text[:_LONGEST]
            text = text[_LONGEST:]
        whole, end, rest = text.rpartition("\n")
        if end:
            yield whole
    if rest:
        yield rest


def _encoding(path: Path) -> tuple[str, str]:
    """Return the codec of a file and what to do with bytes that are none of it, as `encodings.decode` decides it."""
    with path.open("rb") as stream:
        mark = encoding_mark(stream.read(_BLOCK))
    if mark:
        return mark, "replace"
    try:
        deque(_decoded(path, "utf-8", "strict"), maxlen=0)
    except UnicodeDecodeError:
        damaged = good = 0
        for text in _decoded(path, "utf-8", "surrogateescape"):
            damaged += len(_DAMAGED.findall(text))
            good += len(_BEYOND_ASCII.findall(text))
        if good > damaged:
            return "utf-8", "replace"
        return _western(path), "strict"
    return "utf-8", "strict"


def _western(path: Path) -> str:
    with path.open("rb") as stream:
        if sum(map(told_apart, iter(lambda: stream.read(_BLOCK), b""))) < 0:
            return "mac_roman"
    try:
        deque(_decoded(path, "cp1252", "strict"), maxlen=0)
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _decoded(path: Path, codec: str, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(codec)(errors=errors)
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield decoder.decode(block)
    yield decoder.decode(b"", final=True)
