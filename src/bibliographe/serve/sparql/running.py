"""One query, run within its process: checked, answered in the form that was chosen, its faults told.

Sources: SPARQL 1.1 Protocol, section 2.1.4, for the dataset; decision 0034 for what a query may do.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pyoxigraph as ox

from bibliographe.graph.prefixes import prefixes
from bibliographe.serve.sparql.row_counting import RowCounter, TooManyRowsError
from bibliographe.serve.sparql.rows import write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SELECT, ASK, GRAPH = "SELECT", "ASK", "GRAPH"
_BRACKETS = 100
"""Opened ones in the whole text, below which nothing can be nested too deeply."""


class TooLargeError(Exception):
    """An answer has more bytes than it may have, of which this is the number."""


class UnfitError(Exception):
    """What was asked for has no form that the client takes; the text is the form of the query."""


class UnreadableError(Exception):
    """The query does not parse, or uses what is refused."""


def run(store: ox.Store, job: dict[str, Any], out: object, begin: Callable[[str, str], None]) -> bool:
    """Write the answer to a job's query, and tell whether more was left out than the job wants.

    `begin` hears the answer's form and media type before its first byte. A job has `query`, `rows` and `graph` (the
    media types of either kind of answer, null where the client takes none), `default` and `named` (the dataset's
    graphs by IRI, null for the query's own), `most`, how many rows or triples it wants, null for all, and
    `rows_allowed`, how many there may be at all.
    Raises `UnreadableError`, `UnfitError`, and what `out` raises when it has had enough.
    """
    text, most = job["query"], job["most"]
    _look(text)
    try:
        answer = store.query(text, prefixes=_prefixes_in(text), **_dataset(job))
    except SyntaxError as error:
        raise UnreadableError from error
    form = _form(answer)
    chosen = job["graph" if form == GRAPH else "rows"]
    if chosen is None:
        raise UnfitError(form)
    begin(form, chosen)
    if isinstance(answer, ox.QueryTriples):
        syntax = cast("ox.RdfFormat", ox.RdfFormat.from_media_type(chosen))
        triples = islice(answer, most) if most is not None else _at_most(job["rows_allowed"], answer)
        ox.serialize(triples, cast("BinaryIO", out), syntax, prefixes=prefixes())
    elif isinstance(answer, ox.QuerySolutions) and most is not None:
        write_rows(answer, most, cast("BinaryIO", out))
    else:
        results = cast("ox.QueryResultsFormat", ox.QueryResultsFormat.from_media_type(chosen))
        counter = RowCounter(out, chosen, job["rows_allowed"])
        answer.serialize(cast("BinaryIO", counter), results)
    return most is not None and not isinstance(answer, ox.QueryBoolean) and next(iter(answer), None) is not None


def _at_most(most: int, triples: ox.QueryTriples) -> Iterator[ox.Triple]:
    for number, triple in enumerate(triples):
        if number == most:
            raise TooManyRowsError(most)
        yield triple


def fault_of(error: Exception, job: dict[str, Any]) -> dict[str, Any]:
    """Return what the portal is told of a query that was not answered."""
    match error:
        case TooLargeError():
            return {"kind": "large", "size": error.args[0]}
        case TooManyRowsError():
            return {"kind": "rows", "rows": error.args[0]}
        case UnfitError():
            return {"kind": "unfit", "form": str(error)}
        case MemoryError():
            return {"kind": "memory"}
        case UnreadableError():
            return _reason(job["query"])
    return {"kind": "refused", "detail": str(error)[:300]}


def _prefixes_in(text: str) -> dict[str, str]:
    """Return the prefixes that a query may use: the engine reads each that it is given."""
    return {name: address for name, address in prefixes().items() if f"{name}:" in text}


def _form(answer: object) -> str:
    if isinstance(answer, ox.QueryTriples):
        return GRAPH
    return ASK if isinstance(answer, ox.QueryBoolean) else SELECT


def _dataset(job: dict[str, Any]) -> dict[str, Any]:
    """Return the dataset of the protocol, which wins over the query's own; a list that it leaves out is empty then."""
    if job["default"] is None and job["named"] is None:
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in job["default"] or ()],
        "named_graphs": [ox.NamedNode(iri) for iri in job["named"] or ()],
    }


def _look(text: str) -> None:
    """Let the usual query pass; one that is deep, or has the word `SERVICE` anywhere, is read by a parser first."""
    if sum(map(text.count, "{([")) > _BRACKETS:
        from bibliographe.errors import QueryError
        from bibliographe.query.syntax import check_depth

        try:
            check_depth(text, "")
        except QueryError as error:
            raise UnreadableError from error
    if "service" in text.lower():
        from bibliographe.query.syntax import without_service

        try:
            ox.Store().query(without_service(text), prefixes=prefixes())
        except SyntaxError as error:
            raise UnreadableError from error


def _reason(text: str) -> dict[str, Any]:
    """Return why a query does not parse, as `bibliographe query` says it, with its line and column."""
    from bibliographe.errors import QueryError
    from bibliographe.query.syntax import check_query, with_known_prefixes
    from bibliographe.sparql_tokens import keywords

    if "SERVICE" in keywords(text):
        return {"kind": "service"}
    declared, added_lines = with_known_prefixes(text)
    try:
        check_query(declared, "", added_lines)
    except QueryError as error:
        return {
            "kind": "query",
            "message": tuple(error.message),
            "remedy": tuple(error.remedy) if error.remedy else None,
            "line": error.line,
            "column": error.column,
        }
    return {"kind": "refused", "detail": ""}
