"""The page of the editor: a form that works by itself, errors at their place, rows and files, a script of its own."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from bibliographe.graph.prefixes import prefixes
from tests.serve.sparql.conftest import ENTRIES

if TYPE_CHECKING:
    from starlette.testclient import TestClient

PEOPLE = {"Accept": "text/html", "Accept-Language": "en"}


def test_it_begins_with_the_prefixes_and_a_query_that_runs(client: TestClient) -> None:
    page = client.get("/sparql", headers=PEOPLE)
    assert page.status_code == 200
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)
    assert found
    query = html.unescape(found[1])
    declared = dict(re.findall(r"^PREFIX (\w+): <(.*)>$", query, re.MULTILINE))
    assert {"bibo", "dcterms", "foaf", "schema", "skos"} <= set(declared)
    assert declared.items() <= prefixes().items()
    answer = client.get("/sparql", params={"query": query}, headers=PEOPLE)
    assert "Accueillir tous les publics" in answer.text
    assert '<form class="editor" id="editor" action="/sparql" method="get">' in page.text


def test_rows_are_shown_and_the_files_have_them_all(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o }"}, headers=PEOPLE)
    assert page.text.count("<tr>") == 101
    assert "The first rows only" in page.text
    address = re.search(r'href="(/sparql\?[^"]*format=csv)"', page.text)
    assert address
    assert client.get(html.unescape(address[1])).text.count("\n") > 101
    graph = client.get(
        "/sparql", params={"query": "DESCRIBE <https://w3id.org/bibliographe/ns/type/guide>"}, headers=PEOPLE
    )
    assert "format=ttl" in graph.text
    assert "skos:prefLabel" in graph.text
    yes = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers=PEOPLE)
    assert "<td>yes</td>" in yes.text


def test_a_long_query_is_not_repeated_in_each_link(client: TestClient) -> None:
    query = f"SELECT ?s {{ ?s ?p ?o }} # {'é' * 2_500}"
    page = client.get("/sparql", params={"query": query}, headers=PEOPLE)
    assert page.text.count("%C3%A9" * 2_500) == 1  # the link to the other language
    assert '<button form="editor" name="format" value="csv">' in page.text


def test_a_dataset_is_asked_again(client: TestClient) -> None:
    graph = "https://w3id.org/bibliographe/ns"
    page = client.get("/sparql", params={"query": ENTRIES, "default-graph-uri": graph}, headers=PEOPLE)
    assert f'name="default-graph-uri" value="{graph}"' in page.text


def test_an_error_points_at_its_line(client: TestClient) -> None:
    page = client.get("/sparql", params={"query": "SELECT ?s\nWHERE { ?s ?p }"}, headers=PEOPLE)
    assert page.status_code == 400
    assert 'data-line="2" data-column="9"' in page.text
    assert "Line 2" in page.text
    assert 'aria-invalid="true"' in page.text


@pytest.mark.parametrize(
    "query", ["</textarea><script>alert(1)</script>", 'SELECT ("<script>alert(1)</script>" AS ?x) {}']
)
def test_what_is_typed_stays_text(client: TestClient, query: str) -> None:
    page = client.get("/sparql", params={"query": query}, headers=PEOPLE)
    assert "<script>" not in page.text
    assert page.text.count("</textarea>") == 1


def test_the_script_is_a_file_of_the_portal(client: TestClient) -> None:
    page = client.get("/sparql", headers=PEOPLE).text
    (source,) = re.findall(r'<script src="([^"]*/editor[^"]*)" defer></script>', page)
    script = client.get(source)
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "http" not in script.text
    assert "innerHTML" not in script.text


def test_terms_are_those_of_the_profile(client: TestClient) -> None:
    said = client.get("/sparql/terms.json?lang=fr").json()
    terms = dict(said["terms"])
    assert {"dcterms:title", "bibo:Issue", "type:guide", "role:translator"} <= terms.keys()
    assert terms["bibo:Issue"] == "Numéro"
    assert dict(client.get("/sparql/terms.json?lang=en").json()["terms"])["bibo:Issue"] == "Issue"
    assert set(said["prefixes"]) == set(prefixes())
