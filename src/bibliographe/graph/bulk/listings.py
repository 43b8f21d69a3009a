"""Where a source lists the entries that it does not list itself: every entry remembers its source and its lines."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.describe import Description
from bibliographe.graph.describe.selections import describe_source
from bibliographe.graph.iri import Minter, local_name
from bibliographe.graph.lines import line_of
from bibliographe.graph.terms import BIBL, PROV, SCHEMA, TYPED, Statement, integer
from bibliographe.sorting import sorted_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.graph.bulk.incoming import RdfSource


def listings(source: RdfSource, unlisted: Iterable[str]) -> Iterator[str]:
    """Yield the statements, sorted, about the source and about a place in it for each unlisted entry.

    `unlisted` holds an entry, its first and its last line; entries are numbered in the order of the source.
    """
    minter = Minter(source.base)
    description = Description(minter, source.source_id)
    file = describe_source(description, source.facts.file_name, source.facts.media_type, source.facts.sha256)
    with sorted_lines(_in_source_order(unlisted)) as ordered:
        placed = _places(ordered, source, minter, file)
        about_source = (line_of(triple) for record in description.records() for triple in record.triples)
        with sorted_lines(line for lines in (about_source, placed) for line in lines) as lines:
            yield from (line for line, _same in groupby(lines))


def _in_source_order(unlisted: Iterable[str]) -> Iterator[str]:
    for line in unlisted:
        entry, first, last = line.split()
        yield f"{first} {last} {entry}\n"


def _places(ordered: Iterable[str], source: RdfSource, minter: Minter, file: NamedNode) -> Iterator[str]:
    for position, line in enumerate(ordered, start=1):
        first, last, token = line.split()
        entry = NamedNode(token[1:-1])
        name = local_name(entry).rpartition("-")[0] or local_name(entry)
        item = minter.mint("item", name, source.source_id, entry.value, None)
        for predicate, value in (
            (TYPED, SCHEMA.ListItem),
            (SCHEMA.item, entry),
            (SCHEMA.position, integer(position)),
            (PROV.wasQuotedFrom, file),
            (BIBL.firstLine, integer(int(first))),
            (BIBL.lastLine, integer(int(last))),
        ):
            yield line_of(Statement(item, predicate, value))
