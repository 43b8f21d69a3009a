"""The words of an index in their order, from a place in it.

Source: SRU 1.2, "Scan Operation".
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.serve.search.counting import total_of
from bibliographe.serve.search.facets import FACET_OF
from bibliographe.serve.search.fields import ANY, IDENTIFIER, YEAR
from bibliographe.serve.search.identifiers import plain
from bibliographe.serve.search.words import folded_words
from bibliographe.serve.sru.cql import Clause, read_cql
from bibliographe.serve.sru.diagnostics import DiagnosticError
from bibliographe.serve.sru.indexes import ALL, ANYWHERE, index_of
from bibliographe.serve.sru.matching import query_of

if TYPE_CHECKING:
    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.serve.sru.request import Scan

_RELATIONS = frozenset({"=", "scr", "adj", "all", "any", "exact", "=="})
_FIELDS = {ANYWHERE: ANY, YEAR: FACET_OF["year"].field}
"""The fields whose terms are those of an index, where the index has another name."""


class ScannedTerm(NamedTuple):
    """A term, and the records that a search of the same index for it finds."""

    value: str
    records: int
    where: str
    """`first`, `last`, `only` or `inner`, as the term stands in the list of all."""


def scanned(index: SearchIndex, scan: Scan) -> list[ScannedTerm]:
    """Return the terms around the one that is asked for; raises `DiagnosticError`."""
    clause = read_cql(scan.clause).root
    if not isinstance(clause, Clause):
        raise DiagnosticError(10, scan.clause)
    field = index_of(clause).field
    if field == ALL:
        raise DiagnosticError(16, clause.index)
    if clause.relation not in _RELATIONS:
        raise DiagnosticError(19, clause.relation)
    if clause.modifiers:
        raise DiagnosticError(20, clause.modifiers[0])
    terms = index.terms(_FIELDS.get(field, field))
    first = bisect_left(terms, _key(clause.term, field)) - (scan.position - 1)
    return [
        ScannedTerm(terms[place], _records(index, clause, terms[place]), _where(place, len(terms)))
        for place in range(max(first, 0), min(max(first + scan.most, 0), len(terms)))
    ]


def _key(term: str, field: str) -> str:
    if field == IDENTIFIER:
        return plain(term)
    return " ".join(folded_words(term)[:1])


def _records(index: SearchIndex, clause: Clause, term: str) -> int:
    asked = Clause(clause.index, "=", term, (), clause.prefixes)
    return total_of(index.entries.search(query_of(index, asked), 1))


def _where(place: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if place == 0 else "last" if place == count - 1 else "inner"
