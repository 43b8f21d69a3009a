"""What is given away: the statements of the catalogue's files, sorted, without what must stay."""

from __future__ import annotations

from contextlib import contextmanager
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from bibliographe.errors import ExportError
from bibliographe.export.numbers import as_stored
from bibliographe.graph.files import abstract_files, graph_files, graph_name
from bibliographe.graph.lines import canonical_lines, statements_of
from bibliographe.graph.sorted_files import sorted_files
from bibliographe.i18n import Text
from bibliographe.progress import told
from bibliographe.sorting import sorted_lines
from bibliographe.store.inputs import find_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import NamedNode

    from bibliographe.graph.terms import Statement
    from bibliographe.store.access import OpenedStore


def given_files(opened: OpenedStore) -> dict[NamedNode, Path]:
    """Return the files that an export holds by their graph's name, the abstracts' only where the settings say so.

    What is inferred is in no file: who needs it can infer it from what is.
    """
    catalogue = opened.catalogue
    abstracts = abstract_files(catalogue) if catalogue.export_abstracts else []
    named = {graph_name(catalogue, path): path for path in (*graph_files(catalogue), *abstracts)}
    return dict(sorted(named.items(), key=lambda item: item[0].value))


@contextmanager
def _as_built(opened: OpenedStore) -> Iterator[None]:
    """Refuse what was read from files that are not, or no longer, those that the opened store was built from."""
    yield
    if find_inputs(opened.catalogue).digest() != opened.manifest.digest:
        raise ExportError(
            Text("le catalogue a changé pendant l'export", "the catalogue changed during the export"),
            file=opened.catalogue.graph,
            remedy=Text("relancez l'export ; rien n'a été remplacé", "export again; nothing was replaced"),
        )


@contextmanager
def lines_to_give(opened: OpenedStore) -> Iterator[Iterator[str]]:
    """Give every statement once as a line of N-Triples, sorted.

    Raises `ExportError` at the end when a file changed meanwhile.
    """
    with _as_built(opened), _sorted(opened, given_files(opened).values()) as lines:
        yield lines


@contextmanager
def lines_of_graph(opened: OpenedStore, graph: NamedNode) -> Iterator[Iterator[str]]:
    """Give the statements of one file in the same way."""
    with _as_built(opened), _sorted(opened, [given_files(opened)[graph]]) as lines:
        yield lines


@contextmanager
def _sorted(opened: OpenedStore, paths: Iterable[Path]) -> Iterator[Iterator[str]]:
    with sorted_files(paths, opened.catalogue.base) as files, sorted_lines(_respelt(files.raw())) as respelt:
        lines: Iterator[str] = told(files.lines(), opened.progress)
        first = next(respelt, None)
        if first is not None:
            # Numbers that the store writes otherwise than the files have their own place in the order.
            kept = (line for line in lines if as_stored(line) == line)
            lines = (line for line, _same in groupby(merge(kept, chain([first], respelt))))
        yield lines


def _respelt(lines: Iterator[str]) -> Iterator[str]:
    return (stored for line in lines if (stored := as_stored(line)) != line)


@contextmanager
def quads_to_give(opened: OpenedStore) -> Iterator[Iterator[str]]:
    """Give every statement as a line of N-Quads with the graph of each file that says it, sorted."""
    base = opened.catalogue.base
    quads = (
        f"{as_stored(line)[:-2]}{graph} .\n"
        for graph, path in given_files(opened).items()
        for line in canonical_lines(path, base)
    )
    with _as_built(opened), sorted_lines(told(quads, opened.progress)) as lines:
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
