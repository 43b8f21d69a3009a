"""Ask a remote SPARQL 1.1 endpoint, through SPARQLWrapper."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from bibliographe.errors import EndpointError
from bibliographe.i18n import Text
from bibliographe.query.answer import Truth, says_nothing
from bibliographe.query.engines.deadline import within
from bibliographe.query.engines.responses import read_graph, read_results
from bibliographe.query.syntax import Form, check_query

if TYPE_CHECKING:
    from http.client import HTTPMessage, HTTPResponse
    from typing import IO

    from bibliographe.query.answer import Answer

DEFAULT_TIMEOUT = 60.0
_NAMED_GRAPHS = re.compile(r"\b(?:GRAPH|FROM)\b", re.IGNORECASE)
_LARGEST = 512 * 1024 * 1024
_QUOTED = 300
_RESULTS = "application/sparql-results+json"
_GRAPH = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_UNREACHABLE_REMEDY = Text(
    "vérifiez l'adresse et que le serveur est en marche", "check the address, and that the server is running"
)


_OUTSIDE = Text(
    "{address} n'a rien dans son graphe par défaut : ses données sont dans des graphes nommés",
    "{address} has nothing in its default graph: its data is in named graphs",
)
_OUTSIDE_REMEDY = Text(
    "demandez-lui l'union des graphes (Oxigraph : --union-default-graph), ou chargez-y l'export N-Triples",
    "let it take the union of its graphs (Oxigraph: --union-default-graph), or load the N-Triples export",
)


class EndpointEngine:
    """Answers from a SPARQL 1.1 Protocol service (`query` operation, section 2.1.2: POST with a form).

    `timeout` is in seconds, for the whole answer. Raises `EndpointError` for an address that is not `http(s)`.
    """

    def __init__(self, address: str, timeout: float | None = DEFAULT_TIMEOUT) -> None:
        _check_address(address)
        self._address = address
        self._timeout = timeout

    def ask(self, query: str) -> Answer:
        """Return the answer.

        Raises `EndpointError` for a refused connection, a 4xx or 5xx status, a redirect to another protocol and
        an answer that is neither results nor RDF, and where an empty answer only means that the endpoint keeps its
        data out of its default graph; `QueryError` when it does not come in time.
        """
        answer = self._ask(query)
        if says_nothing(answer) and not _NAMED_GRAPHS.search(query) and self._keeps_all_in_named_graphs():
            raise EndpointError(_OUTSIDE.format(address=self._address), remedy=_OUTSIDE_REMEDY)
        return answer

    def _ask(self, query: str) -> Answer:
        form = check_query(query, "SPARQL")
        media_type, body = within(self._timeout, lambda: self._exchange(query, form))
        if form in ("SELECT", "ASK"):
            return read_results(body, media_type, self._address)
        return read_graph(body, media_type, self._address)

    def _keeps_all_in_named_graphs(self) -> bool:
        """Return whether the default graph is empty and others are not: the embedded store asks the union of all."""
        default, named = (self._ask(query) for query in ("ASK { ?s ?p ?o }", "ASK { GRAPH ?g { ?s ?p ?o } }"))
        return default == Truth(value=False) and named == Truth(value=True)

    def _exchange(self, query: str, form: Form) -> tuple[str, bytes]:
        try:
            with _Client(self._address, query, form, self._timeout).open() as response:
                body = response.read(_LARGEST + 1)
                media_type = response.headers.get_content_type()
        except urllib.error.HTTPError as error:
            raise self._status_error(error) from error
        except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise EndpointError(
                Text(f"{self._address} ne répond pas : {reason}", f"{self._address} does not answer: {reason}"),
                remedy=_UNREACHABLE_REMEDY,
            ) from error
        if len(body) > _LARGEST:
            raise EndpointError(
                Text("réponse de plus de 512 Mo : abandon", "an answer of more than 512 MB: given up"),
                remedy=Text("ajoutez LIMIT à la requête", "add LIMIT to the query"),
            )
        return media_type, body

    def _status_error(self, error: urllib.error.HTTPError) -> EndpointError:
        with error:
            said = "".join(
                character if character.isprintable() else " "
                for character in error.read(4 * _QUOTED).decode("utf-8", "replace")
            )
        words = " ".join(said.split())[:_QUOTED]
        detail = f" : {words}" if words and not words.startswith("<") else ""
        return EndpointError(
            Text(f"{self._address} répond {error.code} {error.reason}{detail}",
                 f"{self._address} answers {error.code} {error.reason}{detail}"),
            remedy=None if error.code >= 500 else Text(
                "vérifiez que l'adresse est celle du service SPARQL (souvent …/sparql ou …/query)",
                "check that the address is the SPARQL service's own (often …/sparql or …/query)",
            ),
        )  # fmt: skip


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        usable = usable and address.isascii() and address.isprintable() and " " not in address
        usable = usable and parts.username is None
    except ValueError:
        usable = False
    if not usable:
        raise EndpointError(
            Text(f"« {address} » n'est pas l'adresse d'un service SPARQL",
                 f"'{address}' is not the address of a SPARQL service"),
            remedy=Text("donnez une adresse http:// ou https://, sans nom d'utilisateur",
                        "give an http:// or https:// address, without a user name"),
        )  # fmt: skip


class _Client(SPARQLWrapper):
    """SPARQLWrapper's requests, with the query's form known and redirects watched.

    SPARQLWrapper guesses the form with a regular expression, and opens through urllib's global opener, which
    turns a redirected POST into a GET without its query.
    """

    def __init__(self, address: str, query: str, form: Form, timeout: float | None) -> None:
        self._form = form
        super().__init__(address)
        self._seconds = timeout
        self.setMethod(POST)
        self.setOnlyConneg(True)
        self.setQuery(query)
        self.setReturnFormat(JSON if form in ("SELECT", "ASK") else TURTLE)
        self.addCustomHttpHeader("Accept", _RESULTS if form in ("SELECT", "ASK") else _GRAPH)

    def _parseQueryType(self, query: str) -> Form:  # noqa: N802
        return self._form

    def open(self) -> HTTPResponse:
        """Send the request and return the response, to be closed by the caller."""
        opener = urllib.request.build_opener(_WatchedRedirects)
        response: HTTPResponse = opener.open(self._createRequest(), timeout=self._seconds)
        return response


class _WatchedRedirects(urllib.request.HTTPRedirectHandler):
    """Follow a redirect with the query still in it, and never to another protocol than `http(s)`."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        before, after = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
        if after not in ("http", "https") or (before == "https" and after != "https"):
            raise EndpointError(
                Text(f"renvoi refusé de {before} vers {newurl}", f"redirect refused, from {before} to {newurl}")
            )
        return urllib.request.Request(newurl, data=req.data, headers=dict(req.header_items()), method="POST")  # noqa: S310

    def http_error_308(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> Any:
        return self.http_error_302(req, fp, code, msg, headers)
