"""What engines do when things go wrong; that they agree is tested with the shipped questions."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, ClassVar

import pyoxigraph
import pytest
import rdflib

from bibliographe.errors import EndpointError, QueryError
from bibliographe.query.answer import Rows, Triples, Truth
from bibliographe.query.engines.embedded import EmbeddedEngine
from bibliographe.query.engines.endpoint import EndpointEngine
from bibliographe.query.engines.reference import ReferenceEngine
from bibliographe.query.terms import Iri, Literal

from .conftest import BASE, free_port, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

RESULTS = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "yes"}}]}}'
JSON = "application/sparql-results+json"


class _Wrong(BaseHTTPRequestHandler):
    """A server that answers as it is asked to by the path."""

    received: ClassVar[list[tuple[str, str, bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.received.append((self.command, self.path, body))
        match self.path.split("/")[1:]:
            case ["status", code]:
                self._send(int(code), "text/plain", b"broken \x1b[31m here")
            case ["html"]:
                self._send(200, "text/html", b"<p>Bienvenue</p>")
            case ["redirect", code]:
                self._send(int(code), "text/plain", b"", Location="/good")
            case ["redirect-to", scheme]:
                self._send(302, "text/plain", b"", Location=f"{scheme}://127.0.0.1/x")
            case ["loop"]:
                self._send(307, "text/plain", b"", Location="/loop")
            case ["slow"]:
                time.sleep(1.5)
                self._send(200, JSON, RESULTS)
            case ["truncated"]:
                self._send(200, JSON, RESULTS[:50])
            case ["nonsense"]:
                self._send(200, JSON, b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "?"}}]}}')
            case ["bad-turtle"]:
                self._send(200, "text/turtle", b"<a> <b> ")
            case _:
                self._send(200, JSON, RESULTS)

    do_GET = do_POST  # noqa: N815

    def _send(self, status: int, media_type: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def wrong() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Wrong)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


SELECT = "SELECT ?x { ?x ?y ?z }"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("status/400", "400"), ("status/401", "401"), ("status/404", "404"), ("status/414", "414"),
        ("status/500", "500"), ("status/503", "503"), ("html", "text/html"), ("redirect-to/ftp", "redirect"),
        ("redirect-to/file", "redirect"), ("loop", "does not answer|answers 307"), ("truncated", "unreadable"),
        ("nonsense", "unreadable"),
    ],
)  # fmt: skip
def test_what_an_endpoint_may_answer_wrongly(wrong: str, path: str, words: str) -> None:
    with pytest.raises(EndpointError) as caught:
        EndpointEngine(f"{wrong}/{path}").ask(SELECT)
    assert any(word in caught.value.message.en for word in words.split("|"))
    assert "\x1b" not in caught.value.describe("fr")


def test_a_graph_that_is_none(wrong: str) -> None:
    for path in ("bad-turtle", "html", "good"):
        with pytest.raises(EndpointError):
            EndpointEngine(f"{wrong}/{path}").ask("CONSTRUCT WHERE { ?a ?b ?c }")


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_keeps_the_query(wrong: str, code: int) -> None:
    _Wrong.received.clear()
    assert EndpointEngine(f"{wrong}/redirect/{code}").ask(SELECT) == Rows(("x",), ((Literal("yes"),),))
    method, path, body = _Wrong.received[-1]
    assert (method, path) == ("POST", "/good")
    assert b"query=SELECT" in body


def test_an_endpoint_that_takes_its_time(wrong: str) -> None:
    with pytest.raises((QueryError, EndpointError)):
        EndpointEngine(f"{wrong}/slow", timeout=0.3).ask(SELECT)


def test_nobody_there() -> None:
    with pytest.raises(EndpointError) as caught:
        EndpointEngine(f"http://127.0.0.1:{free_port()}/query").ask(SELECT)
    assert caught.value.remedy is not None


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "/query",
        "",
        "http://",
        "http://user:secret@example.org/",
        "http://a b/",
        "http://[/",
    ],
)
def test_addresses_that_are_refused(address: str) -> None:
    with pytest.raises(EndpointError):
        EndpointEngine(address)


def test_a_query_that_looks_like_an_update_is_sent_as_a_query(wrong: str) -> None:
    _Wrong.received.clear()
    EndpointEngine(f"{wrong}/good").ask(
        "# INSERT\nPREFIX insert: <http://x/>\nSELECT ?x { ?x insert:delete 'DROP ALL' }"
    )
    assert _Wrong.received[-1][2].startswith(b"query=")


def test_an_endpoint_is_not_asked_what_is_refused(wrong: str) -> None:
    _Wrong.received.clear()
    for text in ("SELECT * { SERVICE <http://x/> { ?a ?b ?c } }", "DROP ALL", "SELECT *"):
        with pytest.raises(QueryError):
            EndpointEngine(f"{wrong}/good").ask(text)
    assert _Wrong.received == []


def test_yes_no_and_graphs_from_every_engine(engine) -> None:
    topic = f"<{BASE}id/topic/horaires-a08f413c>"
    assert engine.ask(f"ASK {{ {topic} ?p ?o }}") == Truth(True)
    assert engine.ask(f"ASK {{ {topic} ?p <http://nowhere.example/> }}") == Truth(False)
    pattern = f"{topic} s:prefLabel ?l"
    prologue = "PREFIX s: <http://www.w3.org/2004/02/skos/core#> "
    answer = engine.ask(f"{prologue} CONSTRUCT {{ {pattern} }} WHERE {{ {pattern} }}")
    assert isinstance(answer, Triples)
    ((subject, _, label),) = answer.triples
    assert subject == Iri(topic.strip("<>"))
    assert label.value == "Horaires"
    assert label.language == "fr"


def test_unbound_columns_are_none(engine) -> None:
    assert engine.ask("SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) } }").rows[0][1] is None


def test_no_group_of_nothing(engine) -> None:
    assert engine.ask("SELECT ?a (COUNT(?b) AS ?n) { ?a <http://nowhere.example/> ?b } GROUP BY ?a").rows == ()


def test_a_time_limit() -> None:
    store = pyoxigraph.Store()
    node = pyoxigraph.NamedNode
    store.extend([pyoxigraph.Quad(node(f"a:{index}"), node("b:b"), node("c:c")) for index in range(300)])
    started = time.monotonic()
    with pytest.raises(QueryError) as caught:
        EmbeddedEngine(store, timeout=0.3).ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert time.monotonic() - started < 5
    assert "0.3 s" in caught.value.message.en


def test_rdflib_fetches_nothing() -> None:
    with pytest.raises(QueryError):
        ReferenceEngine(rdflib.Graph()).ask(f"SELECT * FROM <http://127.0.0.1:{free_port()}/> {{ ?a ?b ?c }}")


def test_said_and_inferred_are_read_together_when_asked() -> None:
    node = pyoxigraph.NamedNode
    store = pyoxigraph.Store()
    inferred = node(f"{BASE}graph/inferred")
    store.add(pyoxigraph.Quad(node("a:a"), node("b:b"), node("c:said")))
    store.add(pyoxigraph.Quad(node("a:a"), node("b:b"), node("c:inferred"), inferred))
    query = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
    assert EmbeddedEngine(store).ask(query).rows == ((Iri("c:said"),),)
    both = EmbeddedEngine(store, [pyoxigraph.DefaultGraph(), inferred]).ask(query)
    assert both.rows == ((Iri("c:inferred"),), (Iri("c:said"),))


def test_an_endpoint_that_keeps_all_in_named_graphs_is_told() -> None:
    """The embedded store answers from the union of its graphs; such an endpoint would say nothing, silently."""
    with serving(b'<urn:a> <urn:b> "c" .', "graph=urn:g") as address:
        engine = EndpointEngine(f"{address}/query")
        for query in ("SELECT ?x { ?x ?y ?z }", "SELECT (COUNT(*) AS ?n) { ?x ?y ?z }", "ASK { ?x ?y ?z }"):
            with pytest.raises(EndpointError, match=r"default graph|graphe par défaut"):
                engine.ask(query)
        assert engine.ask("SELECT ?x { GRAPH ?g { ?x ?y ?z } }") == Rows(("x",), ((Iri("urn:a"),),))


def test_an_empty_endpoint_is_only_empty(endpoint: EndpointEngine) -> None:
    assert endpoint.ask("SELECT ?x { ?x <urn:nothing> ?z }") == Rows(("x",), ())
