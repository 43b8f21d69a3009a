"""The whole catalogue as one JSON-LD document: the entries framed, then all that no entry holds, flat."""

from __future__ import annotations

import json
import tempfile
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.export.jsonld.context import context
from bibliographe.export.jsonld.frame import Framer, node_object
from bibliographe.export.statements import subjects_to_give
from bibliographe.graph.terms import SCHEMA
from bibliographe.sorting import sorted_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from bibliographe.export.jsonld.context import Json
    from bibliographe.export.jsonld.frame import Values
    from bibliographe.graph.terms import Statement
    from bibliographe.store.access import OpenedStore


def write_jsonld(opened: OpenedStore, stream: TextIO) -> None:
    """Write the document; its context is in it, so that nobody fetches anything to read it."""
    stream.write(f'{{\n"@context": {context().text},\n"@graph": [')
    for number, node in enumerate(_nodes(opened)):
        stream.write(",\n" if number else "\n")
        json.dump(node, stream, ensure_ascii=False, indent=1)
    stream.write("\n]\n}\n")


def _nodes(opened: OpenedStore) -> Iterator[dict[str, Json]]:
    """Yield the entries, then the subjects that are not whole in any of them."""
    framer = Framer(opened)
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as held:
        with sorted_lines(_entries(opened, framer)) as entries:
            for line in entries:
                made, whole = framer.entry(NamedNode(line.rstrip("\n")))
                held.writelines(f"{node}\n" for node in whole)
                yield made
        held.seek(0)
        with sorted_lines(held) as written, subjects_to_give(opened) as subjects:
            for statements in _not_among(written, subjects):
                yield node_object(statements[0].subject, _values(statements))


def _not_among(written: Iterator[str], subjects: Iterator[list[Statement]]) -> Iterator[list[Statement]]:
    """Yield the subjects that are not `written`, both being in the same order."""
    here = next(written, None)
    for statements in subjects:
        name = f"{statements[0].subject}\n"
        while here is not None and here < name:
            here = next(written, None)
        if here != name:
            yield statements


def _entries(opened: OpenedStore, framer: Framer) -> Iterator[str]:
    for graph in framer.graphs:
        for quad in opened.store.quads_for_pattern(None, SCHEMA.item, None, graph):
            if isinstance(quad.object, NamedNode):
                yield f"{quad.object.value}\n"


def _values(statements: list[Statement]) -> Values:
    values: Values = {}
    for statement in statements:
        values.setdefault(statement.predicate.value, []).append(statement.object)
    return values


def write_entry(opened: OpenedStore, entry: NamedNode) -> dict[str, Json]:
    """Return one entry framed, with the context to read it by."""
    made, _whole = Framer(opened).entry(entry)
    return {**made, "@context": json.loads(context().text)}
