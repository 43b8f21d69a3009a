"""What is given away: the statements of the catalogue's files, sorted, without what must stay."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from bibliographe.graph.canonical import named
from bibliographe.sorting import sorted_lines
from bibliographe.store.names import inferred_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

    from bibliographe.graph.terms import Statement
    from bibliographe.store.access import OpenedStore

_AT_ONCE = 1000
"""Lines parsed in one call."""


def given_graphs(opened: OpenedStore) -> list[NamedNode]:
    """Return the named graphs that an export holds: one a file, the abstracts' only where the settings say so.

    What is inferred is not among them: who needs it can infer it from what is.
    """
    catalogue = opened.catalogue
    prefix = f"{catalogue.base}graph/"
    names = sorted(
        graph.value
        for graph in opened.store.named_graphs()
        if isinstance(graph, NamedNode) and graph.value.startswith(prefix) and graph != inferred_graph(catalogue)
    )
    return [
        NamedNode(name) for name in names if catalogue.export_abstracts or not name.startswith(f"{prefix}abstracts/")
    ]


def quads_to_give(opened: OpenedStore) -> Iterator[Quad]:
    """Yield every statement to give away with the graph of its file, in no order."""
    for graph in given_graphs(opened):
        yield from opened.store.quads_for_pattern(None, None, None, graph)


@contextmanager
def lines_to_give(opened: OpenedStore) -> Iterator[Iterator[str]]:
    """Give every statement once as a line of N-Triples, sorted."""
    with sorted_lines(f"{quad.triple} .\n" for quad in quads_to_give(opened)) as lines:
        yield lines


@contextmanager
def subjects_to_give(opened: OpenedStore) -> Iterator[Iterator[list[Statement]]]:
    """Give the statements of one subject at a time, the subjects in the order of their addresses."""
    with lines_to_give(opened) as lines:
        yield by_subject(statements_of(lines))


def by_subject(statements: Iterator[Statement]) -> Iterator[list[Statement]]:
    """Yield the statements of one subject at a time, given that they stand together."""
    for _subject, group in groupby(statements, key=attrgetter("subject")):
        yield list(group)


def statements_of(lines: Iterator[str]) -> Iterator[Statement]:
    """Yield the statements of sorted lines of N-Triples; raises `GraphError` on a blank node."""
    while chunk := "".join(islice(lines, _AT_ONCE)):
        for quad in parse(chunk, RdfFormat.N_TRIPLES):
            yield named(quad.triple)
