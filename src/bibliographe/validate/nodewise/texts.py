"""Files of N-Triples as pieces of text, each with whole lines and all that stands together about a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.validate.reading import DataFile

_BYTES = 4_000_000
"""Length of a piece: what is linked mostly stands within one, some thousand nodes."""


def texts_of(file: DataFile) -> Iterator[bytes]:
    """Yield a file of N-Triples in pieces of whole lines, none of which ends between two about the same subject."""
    with file.path.open("rb") as stream:
        rest = b""
        while True:
            text = rest + stream.read(_BYTES)
            at = _last_change(text)
            if len(text) < _BYTES + len(rest):
                if text:
                    yield text
                return
            rest = text[at:]
            if at:
                yield text[:at]


def _last_change(text: bytes) -> int:
    """Return where the last whole subject begins, after which its lines may go on in what follows."""
    at = text.rfind(b"\n") + 1
    start = text.rfind(b"\n", 0, max(at - 1, 0)) + 1
    subject = text[start : text.find(b" ", start)]
    while start:
        before = text.rfind(b"\n", 0, start - 1) + 1
        if text[before : text.find(b" ", before)] != subject:
            return start
        start = before
    return 0
