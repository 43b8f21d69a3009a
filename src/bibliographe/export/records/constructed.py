"""Entries in another vocabulary, as a shipped query of `queries/crosswalks/` constructs them.

The query is asked of some entries at a time, and what it answers is sorted outside of memory: each node is then told
once and whole, however many entries speak of it.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal

from bibliographe.export.statements import by_subject
from bibliographe.graph.lines import statements_of
from bibliographe.query.library import find_question
from bibliographe.sorting import sorted_lines
from bibliographe.sparql_tokens import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode, QueryTriples

    from bibliographe.export.records.writing import Job
    from bibliographe.graph.terms import Statement

_AT_ONCE = 200
"""Entries of one question: enough to pay for reading the query, few enough to hold."""


@contextmanager
def constructed(
    name: str, entries: Iterable[str], job: Job, values: Mapping[str, str]
) -> Iterator[Iterator[list[Statement]]]:
    """Give what the query `name` constructs of entries, the statements of one node at a time, by their addresses.

    `entries` are the addresses; `values` fill the other blanks of the query with texts, empty ones left open. Abstracts
    are among what is asked only where `catalogue.toml` lets them go.
    """
    with sorted_lines(_lines(name, iter(entries), job, values)) as lines:
        yield by_subject(statements_of(lines))


def _lines(name: str, entries: Iterator[str], job: Job, values: Mapping[str, str]) -> Iterator[str]:
    text = find_question(name).text
    terms = {slot: str(Literal(value)) for slot, value in values.items() if value}
    graphs = _graphs(job)
    while asked := " ".join(f"<{iri}>" for iri in islice(entries, _AT_ONCE)):
        # A slot that is dropped keeps the engine from joining by hash.
        query = fill(text, {**terms, "entry": asked}, drop=True)
        for triple in cast("QueryTriples", job.opened.store.query(query, default_graph=graphs)):
            yield f"{triple.subject} {triple.predicate} {triple.object} .\n"


def _graphs(job: Job) -> list[NamedNode | BlankNode | DefaultGraph] | None:
    """Return the graphs that are read as one: none but the default graph unless abstracts may go."""
    abstracts = job.opened.abstracts
    return [DefaultGraph(), *abstracts] if abstracts else None
