"""N-Triples and N-Quads: one statement a line, sorted.

Source: <https://www.w3.org/TR/n-triples/>, <https://www.w3.org/TR/n-quads/>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.statements import lines_to_give, quads_to_give

if TYPE_CHECKING:
    from typing import TextIO

    from bibliographe.store.access import OpenedStore


def write_ntriples(opened: OpenedStore, stream: TextIO) -> None:
    """Write every statement once."""
    with lines_to_give(opened) as lines:
        stream.writelines(lines)


def write_nquads(opened: OpenedStore, stream: TextIO) -> None:
    """Write every statement with the named graph of each file that says it."""
    with quads_to_give(opened) as lines:
        stream.writelines(lines)
