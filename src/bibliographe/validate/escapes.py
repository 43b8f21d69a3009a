"""What the bytes of N-Triples tell of all their texts at once, in the time that it takes to search them.

Source: RDF 1.1 N-Triples, section 7: a line break within a literal is escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.validate.facts import UNENDED, UNSPACED

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_PIECE = 1_000_000
"""Bytes."""
_BY_NUMBER = (b"\\u00", b"\\U0000")
"""How a character may be escaped that hardly any file escapes so."""
_SIGNS = {
    UNENDED: (b'\\n"', *_BY_NUMBER),
    UNSPACED: (*(bytes([code]) for code in range(0x1C, 0x20)), *_BY_NUMBER),
}
"""What stands in every file with a text that is not of a kind; in a few others too."""


def may_hold(path: Path, kind: str) -> bool:
    """Tell whether a file of N-Triples may have a text that is not of a kind, `unended` or `unspaced`."""
    return _has_any(path, _SIGNS[kind])


def may_name(path: Path, iri: str) -> bool:
    """Tell whether a file of N-Triples may have an IRI, or text that looks like it."""
    return _has_any(path, (f"<{iri}>".encode(), b"\\u", b"\\U"))


def may_have_blank_nodes(path: Path) -> bool:
    """Tell whether a file of N-Triples may have blank nodes, or text that looks like one."""
    return _has_any(path, (b"_:",))


def _has_any(path: Path, signs: Collection[bytes]) -> bool:
    """Tell whether any of some signs, each of several bytes, stands in a file, which is read piece by piece.

    A file mapped into memory as a whole would count as memory of this process.
    """
    overlap = max(map(len, signs)) - 1
    rest = b""
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            text = rest + piece
            if any(sign in text for sign in signs):
                return True
            rest = text[-overlap:]
    return False
