"""SPARQL 1.1 Protocol: each way to ask, each form of answer, each refusal."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from tests.serve.conftest import ABSTRACT
from tests.serve.sparql.conftest import ENTRIES, JSON

if TYPE_CHECKING:
    from starlette.testclient import TestClient

TITLES = "SELECT ?entry ?title { ?item schema:item ?entry . ?entry dcterms:title ?title } ORDER BY ?title"
SOME = "CONSTRUCT { ?entry dcterms:title ?title } WHERE { ?item schema:item ?entry . ?entry dcterms:title ?title }"
FORM = "application/x-www-form-urlencoded"
SERVICE = "http://127.0.0.1:9/"


def asked(client: TestClient, way: str, query: str, accept: str = JSON) -> bytes:
    headers = {"Accept": accept}
    if way == "get":
        answer = client.get("/sparql", params={"query": query}, headers=headers)
    elif way == "form":
        answer = client.post("/sparql", data={"query": query}, headers=headers)
    else:
        headers["Content-Type"] = "application/sparql-query; charset=UTF-8"
        answer = client.post("/sparql", content=query.encode(), headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    return answer.content


@pytest.mark.parametrize("way", ["get", "form", "body"])
def test_three_ways_to_ask(client: TestClient, way: str) -> None:
    found = json.loads(asked(client, way, ENTRIES))
    assert found["results"]["bindings"] == [
        {"n": {"type": "literal", "value": "8", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}
    ]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", JSON),
        (JSON, JSON),
        ("application/json", JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0.2, text/csv;q=0.3", "text/csv; charset=utf-8"),
        ("text/tab-separated-values, text/csv;q=0.9", "text/tab-separated-values; charset=utf-8"),
        ("text/html;q=0.2, application/sparql-results+json;q=0.9", JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
    ],
)
def test_forms_of_rows(client: TestClient, accept: str, kind: str) -> None:
    answer = client.get("/sparql", params={"query": TITLES}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert "Accept" in answer.headers["vary"]
    assert "Aménager une banque" in answer.text


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_rows_by_name_say_the_same(client: TestClient, name: str) -> None:
    answer = client.get("/sparql", params={"query": TITLES, "format": name}, headers={"Accept": "text/turtle"})
    wanted = [row["title"]["value"] for row in json.loads(asked(client, "get", TITLES))["results"]["bindings"]]
    if name == "csv":
        found = [row["title"] for row in csv.DictReader(io.StringIO(answer.text))]
    elif name == "tsv":
        found = [line.split("\t")[1].rpartition('"')[0][1:] for line in answer.text.splitlines()[1:]]
    else:
        syntax = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}[name]
        found = [row["title"].value for row in ox.parse_query_results(answer.content, format=syntax)]
    assert found == wanted
    assert len(found) == 9


@pytest.mark.parametrize("name", ["ttl", "nt", "jsonld", "rdf", "trig", "nq"])
def test_graphs_by_name_say_the_same(client: TestClient, name: str) -> None:
    answer = client.get("/sparql", params={"query": SOME, "format": name})
    assert answer.status_code == 200
    syntax = ox.RdfFormat.from_media_type(answer.headers["content-type"])
    assert syntax is not None
    assert len({quad.triple for quad in ox.parse(answer.content, format=syntax)}) == 8


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/rdf+xml, text/turtle;q=0.5", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
    ],
)
@pytest.mark.parametrize("query", [SOME, "DESCRIBE <https://w3id.org/bibliographe/ns/type/guide>"])
def test_forms_of_graphs(client: TestClient, accept: str, kind: str, query: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert len(answer.content) > 50


def test_ask(client: TestClient) -> None:
    assert json.loads(asked(client, "get", "ASK { ?s a bibo:Issue }"))["boolean"] is True
    assert asked(client, "get", "ASK { ?s a bibo:Film }", "text/csv") == b"false"


@pytest.mark.parametrize(
    ("graphs", "query", "count"),
    [
        ({}, "{ ?s a owl:Ontology }", "0"),
        ({"default-graph-uri": "https://w3id.org/bibliographe/ns"}, "{ ?s a owl:Ontology }", "1"),
        ({"default-graph-uri": ["https://w3id.org/bibliographe/ns", "https://nowhere.example/"]},
         "{ ?s a owl:Ontology }", "1"),
        ({"default-graph-uri": "https://nowhere.example/"}, "{ ?s ?p ?o }", "0"),
        ({"default-graph-uri": "https://nowhere.example/"}, "{ GRAPH ?g { ?s a owl:Ontology } }", "0"),
        ({"named-graph-uri": "https://w3id.org/bibliographe/ns"}, "{ GRAPH ?g { ?s a owl:Ontology } }", "1"),
        ({"named-graph-uri": "https://w3id.org/bibliographe/ns"}, "{ ?s ?p ?o }", "0"),
        ({}, "FROM <https://w3id.org/bibliographe/ns> { ?s a owl:Ontology }", "1"),
        ({}, "FROM <https://remote.example/data.ttl> { ?s ?p ?o }", "0"),
        ({"default-graph-uri": "https://nowhere.example/"},
         "FROM <https://w3id.org/bibliographe/ns> { ?s a owl:Ontology }", "0"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["get", "form", "body"])
def test_the_dataset(client: TestClient, graphs: dict[str, str | list[str]], query: str, count: str, way: str) -> None:
    text = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {query}"
    if way == "get":
        answer = client.get("/sparql", params={"query": text, **graphs})
    elif way == "form":
        answer = client.post("/sparql", data={"query": text, **graphs})
    else:
        answer = client.post(
            "/sparql", content=text, params=graphs, headers={"Content-Type": "application/sparql-query"}
        )
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == count


@pytest.mark.parametrize(
    ("method", "address", "kind", "body", "status"),
    [
        ("GET", f"?query={quote(ENTRIES)}&query={quote(ENTRIES)}", "", "", 400),
        ("GET", "?query=%FF", "", "", 400),
        ("GET", "?update=CLEAR+ALL", "", "", 403),
        ("GET", "?query=CLEAR+ALL", "", "", 400),
        ("GET", f"?query={quote('LOAD <http://127.0.0.1:9/>')}", "", "", 400),
        ("GET", f"?query={quote(ENTRIES)}&default-graph-uri=not%20one", "", "", 400),
        ("GET", f"?query={quote(ENTRIES)}&format=docx", "", "", 400),
        ("POST", "", FORM, urlencode({"update": "CLEAR ALL"}), 403),
        ("POST", "", FORM, "", 400),
        ("POST", "", "application/sparql-update", "CLEAR ALL", 403),
        ("POST", "", "application/json", "{}", 415),
        ("POST", f"?query={quote(ENTRIES)}", "application/sparql-query", ENTRIES, 400),
        ("POST", "", "application/sparql-query", b"SELECT \xff", 400),
        ("POST", "", FORM, "&".join("a=b" for _ in range(1000)), 400),
        ("PUT", "", "application/sparql-query", ENTRIES, 405),
    ],
)
def test_what_is_no_query_is_refused(
    client: TestClient, method: str, address: str, kind: str, body: str | bytes, status: int
) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = client.request(method, f"/sparql{address}", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_malformed_query_is_told_with_its_place(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?s\nWHERE { ?s ?p }"}, headers={"Accept-Language": "en"})
    said = answer.json()
    assert (answer.status_code, said["line"], said["column"]) == (400, 2, 9)
    assert "WHERE { ?s ?p }" in said["detail"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_nothing_fits(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": ENTRIES}, headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/sparql", params={"query": SOME}, headers={"Accept": "text/csv"}).status_code == 406
    assert client.get("/sparql", params={"query": ENTRIES, "format": "ttl"}).status_code == 406


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ SERVICE <{SERVICE}> {{ ?s ?p ?o }} }}",
        f"ASK {{ service silent <{SERVICE}> {{ ?s ?p ?o }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE <{SERVICE}> {{ ?s ?p ?o }} }} }}",
        f"ASK {{ {{ SELECT * {{ SERVICE <{SERVICE}> {{ ?s ?p ?o }} }} }} }}",
        # What begins as an address or as a string for one parser only.
        f"ASK {{ ?s ?p ?a FILTER(?a<'x>')SERVICE<{SERVICE}>{{?s ?p ?o}}FILTER(?a>'y') }}",
        f"PREFIX x:<{SERVICE}> ASK {{ VALUES (?a ?b) {{ (1 2) }} FILTER(?a<?b)SERVICE x:#>\n{{ ?s ?p ?o }} }}",
        f"ASK {{ BIND(<http://a/#\\u0041> AS ?z) BIND(\"\\u0022\" AS ?x) SERVICE <{SERVICE}> {{ ?s ?p ?o }} "
        "BIND(\"\\u0022\" AS ?y) }",
    ],
)  # fmt: skip
def test_no_query_leaves_the_catalogue(client: TestClient, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert "HTTP" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?service { ?service dcterms:title "Service" }',
        "PREFIX service: <http://service.example/> ASK { ?s service:at <http://x.example/service> }",
        "SELECT ?s { ?s ?p ?o } # SERVICE <http://x.example/> {}",
    ],
)
def test_the_word_service_harms_nobody(client: TestClient, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 200


@pytest.mark.parametrize("graphs", [[], ["{base}graph/abstracts/a"]])
@pytest.mark.parametrize("pattern", ["?s ?p ?o", "GRAPH ?g { ?s ?p ?o }", "?s dcterms:abstract ?o"])
def test_abstracts_stay(client: TestClient, site: object, graphs: list[str], pattern: str) -> None:
    base = site.catalogue.base  # type: ignore[attr-defined]
    for field in ("default-graph-uri", "named-graph-uri"):
        named = [one.format(base=base) for one in graphs]
        answer = client.get("/sparql", params={"query": f"SELECT ?o {{ {pattern} }}", field: named})
        assert answer.status_code == 200
        assert ABSTRACT not in answer.text


def test_preflight(client: TestClient) -> None:
    answer = client.options(
        "/sparql",
        headers={"Origin": "https://other.example", "Access-Control-Request-Method": "POST",
                 "Access-Control-Request-Headers": "content-type"},
    )  # fmt: skip
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Content-Type" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "*/*"])
def test_the_service_description(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    assert answer.status_code == 200
    syntax = ox.RdfFormat.from_media_type(answer.headers["content-type"])
    assert syntax is not None
    store = ox.Store()
    store.load(answer.content, format=syntax)
    found = store.query(
        """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        SELECT ?name { ?service a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage sd:SPARQL11Query ;
          sd:defaultDataset/sd:namedGraph/sd:name ?name }"""
    )
    names = {row["name"].value for row in found}  # type: ignore[union-attr]
    assert "https://w3id.org/bibliographe/ns" in names
    assert not any("abstracts" in name for name in names)


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/sparql", params={"query": ENTRIES})
    again = client.get("/sparql", params={"query": ENTRIES}, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
