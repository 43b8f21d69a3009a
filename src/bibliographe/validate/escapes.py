"""What the bytes of N-Triples tell of all their texts at once, in the time that it takes to search them.

Source: RDF 1.1 N-Triples, section 7: a line break within a literal is escaped.
"""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING

from bibliographe.validate.facts import UNENDED, UNSPACED

if TYPE_CHECKING:
    from pathlib import Path

_BY_NUMBER = (b"\\u00", b"\\U0000")
"""How a character may be escaped that hardly any file escapes so."""
_SIGNS = {
    UNENDED: (b'\\n"', *_BY_NUMBER),
    UNSPACED: (*(bytes([code]) for code in range(0x1C, 0x20)), *_BY_NUMBER),
}
"""What stands in every file with a text that is not of a kind; in a few others too."""


def may_hold(path: Path, kind: str) -> bool:
    """Tell whether a file of N-Triples may have a text that is not of a kind, `unended` or `unspaced`."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(sign) >= 0 for sign in _SIGNS[kind])
