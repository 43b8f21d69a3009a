"""From CQL to what the index of the portal is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tantivy
from tantivy import Occur, Order

from bibliographe.serve.search.fields import (
    IDENTIFIER,
    NEWEST,
    OLDEST,
    RANK,
    TEXTS,
    TITLE,
    TITLE_KEY,
    YEAR,
    title_key,
)
from bibliographe.serve.search.identifiers import identifiers_in, plain
from bibliographe.serve.search.matching import all_of, any_of, year_query
from bibliographe.serve.search.syntax import Term
from bibliographe.serve.search.words import folded_words
from bibliographe.serve.sru.cql import Both, Clause
from bibliographe.serve.sru.diagnostics import DiagnosticError
from bibliographe.serve.sru.indexes import ALL, ANYWHERE, find_index, index_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.serve.sru.cql import Node, Query

_WHOLE = frozenset({"exact", "=="})
_ADJACENT = frozenset({"=", "scr", "adj"})
_RELATIONS = _WHOLE | _ADJACENT | {"all", "any", "<", ">", "<=", ">=", "<>", "within", "encloses"}
_YEAR = re.compile(r"(\d{4})(?:-\d\d(?:-\d\d)?)?")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MASK = re.compile(r"(?<!\\)[*?]")
_ANCHOR = re.compile(r"(?<!\\)\^")
_LEAST_MASKED = 2
"""Letters that a masked word must have: `*` alone is every word of the catalogue."""


def query_of(index: SearchIndex, node: Node) -> tantivy.Query:
    """Return what finds the entries that a query asks for; raises `DiagnosticError`."""
    if isinstance(node, Both):
        left, right = query_of(index, node.left), query_of(index, node.right)
        occur = {"and": (Occur.Must, Occur.Must), "or": (Occur.Should, Occur.Should)}
        first, second = occur.get(node.operator, (Occur.Must, Occur.MustNot))
        return tantivy.Query.boolean_query([(first, left), (second, right)])
    return _clause(index, node)


def order_of(query: Query) -> tuple[str, Order] | None:
    """Return the field that a query wants its records sorted by, None for the best first.

    Raises `DiagnosticError` with 16, 80, 82 or 86: title and date, and one key, is what there is.
    """
    if not query.sort:
        return None
    if len(query.sort) > 1:
        raise DiagnosticError(80, "one key only")
    name, modifiers = query.sort[0]
    field = find_index(name).field
    said = {modifier.lower().removeprefix("sort.") for modifier in modifiers}
    unknown = said - {"ascending", "descending"}
    if unknown or len(said) > 1:
        raise DiagnosticError(82, ", ".join(sorted(unknown or said)))
    falling = "descending" in said
    if field == YEAR:
        return (NEWEST, Order.Desc) if falling else (OLDEST, Order.Asc)
    if field == TITLE:
        return RANK, Order.Desc if falling else Order.Asc
    raise DiagnosticError(86, name)


def _clause(index: SearchIndex, clause: Clause) -> tantivy.Query:
    field = index_of(clause).field
    if clause.relation not in _RELATIONS:
        raise DiagnosticError(19, clause.relation)
    if clause.modifiers:
        raise DiagnosticError(20, clause.modifiers[0])
    if field == ALL:
        return tantivy.Query.all_query()
    if not clause.term.strip():
        raise DiagnosticError(27)
    makers: dict[str, Callable[[SearchIndex, Clause], tantivy.Query]] = {YEAR: _years, IDENTIFIER: _identifiers}
    return makers[field](index, clause) if field in makers else _words(index, clause, field)


def _years(index: SearchIndex, clause: Clause) -> tantivy.Query:
    """Years are what the index has; of a longer date the year counts."""
    years = [int(found[1]) for word in clause.term.split() if (found := _YEAR.fullmatch(word))]
    if len(years) != len(clause.term.split()) or len(years) != (2 if clause.relation == "within" else 1):
        raise DiagnosticError(36, clause.term)
    first, last = years[0], years[-1]
    spans: dict[str, tuple[int | None, int | None]] = {
        "<": (None, first - 1), "<=": (None, first), ">": (first + 1, None), ">=": (first, None),
        "within": (min(first, last), max(first, last)),
        **dict.fromkeys((*_ADJACENT, *_WHOLE, "all", "any"), (first, first)),
    }  # fmt: skip
    if clause.relation not in spans:
        raise DiagnosticError(22, clause.relation)
    return year_query(index.entry_schema, *spans[clause.relation])


def _identifiers(index: SearchIndex, clause: Clause) -> tantivy.Query:
    if clause.relation not in _ADJACENT | _WHOLE | {"any", "all"}:
        raise DiagnosticError(22, clause.relation)
    wanted = identifiers_in(clause.term) or [plain(clause.term)]
    return any_of([tantivy.Query.term_query(index.entry_schema, IDENTIFIER, one) for one in wanted])


def _words(index: SearchIndex, clause: Clause, field: str) -> tantivy.Query:
    if _ANCHOR.search(clause.term):
        raise DiagnosticError(31, "^")
    if clause.relation in _WHOLE and field == TITLE:
        text = _ESCAPED.sub(r"\1", clause.term)
        return tantivy.Query.term_query(index.entry_schema, TITLE_KEY, title_key(text))
    if clause.relation not in _ADJACENT | {"all", "any"}:
        raise DiagnosticError(22, f"{clause.index} {clause.relation}")
    pieces = clause.term.split()
    if any(map(_MASK.search, pieces)):
        if clause.relation in _ADJACENT and len(pieces) > 1:
            raise DiagnosticError(33)
        return _joined(clause.relation, [_masked(index, piece, field) for piece in pieces])
    words = folded_words(_ESCAPED.sub(r"\1", clause.term))
    if not words:
        return tantivy.Query.empty_query()
    named = None if field == ANYWHERE else field
    if clause.relation in _ADJACENT:
        return index.matcher.term(Term(tuple(words), named))
    return _joined(clause.relation, [index.matcher.term(Term((word,), named)) for word in words])


def _masked(index: SearchIndex, piece: str, field: str) -> tantivy.Query:
    """Return what finds a word that `*` (any letters) and `?` (one letter) stand in."""
    if not _MASK.search(piece):
        words = folded_words(_ESCAPED.sub(r"\1", piece))
        named = None if field == ANYWHERE else field
        return _joined("all", [index.matcher.term(Term((word,), named)) for word in words])
    parts, letters = [], 0
    for part in re.split(r"((?<!\\)[*?])", piece):
        if part in ("*", "?"):
            parts.append(".*" if part == "*" else ".")
        else:
            folded = "".join(folded_words(_ESCAPED.sub(r"\1", part)))
            letters += len(folded)
            parts.append(re.escape(folded))
    if letters < _LEAST_MASKED:
        raise DiagnosticError(29, piece)
    pattern = "".join(parts)
    fields = TEXTS if field == ANYWHERE else (field,)
    return any_of([tantivy.Query.regex_query(index.entry_schema, one, pattern) for one in fields])


def _joined(relation: str, queries: list[tantivy.Query]) -> tantivy.Query:
    return any_of(queries) if relation == "any" else all_of(queries)
