"""The editor: a page with a query, what is wrong with it, or the first rows of its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bibliographe.graph.prefixes import sparql_prologue
from bibliographe.i18n import Text
from bibliographe.query.header import Header
from bibliographe.query.library import Question
from bibliographe.query.reply import Reply
from bibliographe.query.view import make_view
from bibliographe.serve.errors import Refused, headers_of, problem_of
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.sparql.answered import Job
from bibliographe.serve.sparql.forms import GRAPHS, RESULTS
from bibliographe.serve.sparql.pool import query_pool
from bibliographe.serve.sparql.reading import read

if TYPE_CHECKING:
    from bibliographe.query.view import View
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.sparql.protocol import Operation
    from bibliographe.serve.visits import Visit

_MOST = 100
"""Rows that a page shows; the files have all of them."""
_LARGEST = 2_000_000
_LONGEST_ADDRESS = 4_000
"""Characters of the address of a file that a page has a link to."""
_USUAL = ("bibl", "bibo", "dcterms", "foaf", "prov", "rdf", "role", "schema", "skos", "type", "xsd")
"""Prefixes that are filled in, so that the query is in sight; all the others are known without being declared."""
_FIRST = """
SELECT ?entry ?title
WHERE {
  ?item schema:item ?entry .
  ?entry dcterms:title ?title .
}
ORDER BY ?title ?entry
LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that has the whole answer."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The first rows of an answer."""

    view: View
    more: bool
    formats: tuple[str, ...]
    downloads: tuple[Download, ...]
    """Addresses that can be passed on; none of a long query, which each of them would repeat: its form asks again."""


def editor_page(snapshot: Snapshot, visit: Visit, operation: Operation) -> tuple[bytes, int, dict[str, str]]:
    """Return the page, its status and headers: those of the refusal where the query has no answer."""
    query, shown, problem = operation.query, None, None
    if query is None or not query.strip():
        query = sparql_prologue(*_USUAL) + _FIRST
    else:
        try:
            shown = _shown(snapshot, visit, operation, query)
        except Refused as error:
            problem = problem_of(error)
    made = render(
        "editor.html", visit, query=query, shown=shown, problem=problem, most=_MOST, graphs=_graphs(operation)
    )
    return made, problem.status if problem else 200, headers_of(problem)


def _graphs(operation: Operation) -> list[tuple[str, str]]:
    """Return the fields of the dataset that a request had, to be asked with again."""
    return [
        *(("default-graph-uri", iri) for iri in operation.default or ()),
        *(("named-graph-uri", iri) for iri in operation.named or ()),
    ]


def _shown(snapshot: Snapshot, visit: Visit, operation: Operation, query: str) -> Shown:
    job = Job(query, default=operation.default, named=operation.named, most=_MOST, largest=_LARGEST)
    answered = snapshot.once(query_pool).ask(job)
    answer = read(answered)
    question = Question("", "", query, Header(Text("", ""), Text("", "")))
    form = "CONSTRUCT" if answered.form == "GRAPH" else answered.form
    view = make_view(Reply(question, form, query, {}, answer, visit.language))  # type: ignore[arg-type]
    names = GRAPHS if answered.form == "GRAPH" else RESULTS
    downloads = tuple(Download(name, _address(visit, operation, query, name)) for name in names)
    short = len(downloads[0].href) <= _LONGEST_ADDRESS
    return Shown(view, answered.more, tuple(names), downloads if short else ())


def _address(visit: Visit, operation: Operation, query: str, name: str) -> str:
    fields = [("query", query), *_graphs(operation), ("format", name)]
    return f"{visit.href('/sparql')}?{urlencode(fields)}"
