"""Turtle and TriG, in the canonical form of `graph/` itself.

Source: <https://www.w3.org/TR/turtle/>, <https://www.w3.org/TR/trig/>.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bibliographe.export.statements import by_subject, given_files, lines_of_graph, subjects_to_give
from bibliographe.export.things import said_of
from bibliographe.graph import canonical
from bibliographe.graph.canonical import TurtleWriter
from bibliographe.graph.lines import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from pyoxigraph import NamedNode

    from bibliographe.store.access import OpenedStore


def write_turtle(opened: OpenedStore, stream: TextIO) -> None:
    """Write every statement once, subject by subject."""
    writer = TurtleWriter(opened.catalogue.base)
    with _under_header(writer, stream) as body, subjects_to_give(opened) as subjects:
        for statements in subjects:
            body.write(f"\n{writer.block(statements)}\n")


def write_trig(opened: OpenedStore, stream: TextIO) -> None:
    """Write the named graph of each file, subject by subject."""
    writer = TurtleWriter(opened.catalogue.base)
    with _under_header(writer, stream) as body:
        for graph in given_files(opened):
            body.write(f"\n{writer.name(graph)} {{\n")
            with lines_of_graph(opened, graph) as lines:
                for statements in by_subject(statements_of(lines)):
                    body.write(f"\n{writer.block(statements)}\n")
            body.write("\n}\n")


def write_things(opened: OpenedStore, entry: NamedNode) -> str:
    """Return what is said of one entry and of what it is shown with: people, container, topics, places, record."""
    return canonical.write_turtle(said_of(opened, entry), opened.catalogue.base)


@contextmanager
def _under_header(writer: TurtleWriter, stream: TextIO) -> Iterator[TextIO]:
    """Give a stream for the blocks, which is written below the prefixes that they turn out to need."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as body:
        yield body
        stream.write(writer.header())
        body.seek(0)
        shutil.copyfileobj(body, stream)
