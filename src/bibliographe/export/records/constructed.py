"""Entries in another vocabulary, as a shipped query of `queries/crosswalks/` constructs them.

The query is asked of some entries at a time, and what it answers is sorted outside of memory: each node is then told
once and whole, however many entries speak of it.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from bibliographe.export.records.neighbourhood import neighbourhood
from bibliographe.export.records.walked.walking import walk_of
from bibliographe.export.statements import by_subject
from bibliographe.graph.lines import statements_of
from bibliographe.query.library import find_question
from bibliographe.sorting import sorted_lines
from bibliographe.sparql_tokens import fill
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import QueryTriples

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
    query = _question(name, tuple(sorted((slot, value) for slot, value in values.items() if value)))
    while asked := [NamedNode(iri) for iri in islice(entries, _AT_ONCE)]:
        for triple in _triples(query, asked, job):
            yield f"{triple} .\n"


def _triples(query: str, entries: list[NamedNode], job: Job) -> Iterable[object]:
    walk = walk_of(query) if len(entries) == 1 else None
    if walk:
        try:
            return walk.triples(entries[0], job.nodes)
        except Unsure:
            pass
    return cast("QueryTriples", neighbourhood(entries, job.nodes).query(query))


@lru_cache(16)
def _question(name: str, values: tuple[tuple[str, str], ...]) -> str:
    # A slot that is dropped keeps the engine from joining by hash.
    return fill(find_question(name).text, {slot: str(Literal(value)) for slot, value in values}, drop=True)
