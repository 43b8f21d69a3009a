"""The running portal, asked by the clients that people use."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import httpx2
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper

from bibliographe.query.answer import Rows
from bibliographe.query.engines.endpoint import EndpointEngine
from bibliographe.store.build import build
from tests.serve.sparql.conftest import ENDLESS, ENTRIES, HUNGRY
from tests.serve.test_running import NEW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from tests.serve.conftest import Running

TITLES = "SELECT ?title { ?item schema:item ?entry . ?entry dcterms:title ?title } ORDER BY ?title"


@pytest.mark.parametrize(("method", "direct"), [(GET, False), (POST, False), (POST, True)])
def test_sparqlwrapper(address: str, method: str, direct: bool) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setMethod(method)
    if direct:
        wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setQuery(TITLES)
    wrapper.setReturnFormat(JSON)
    titles = [row["title"]["value"] for row in wrapper.queryAndConvert()["results"]["bindings"]]
    assert len(titles) == 9
    wrapper.setReturnFormat(XML)
    assert titles[0] in wrapper.queryAndConvert().toxml()
    wrapper.setReturnFormat(CSV)
    assert titles[0] in wrapper.queryAndConvert().decode()


@pytest.mark.parametrize("form", [RDFXML, TURTLE])
def test_sparqlwrapper_graphs(address: str, form: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery("CONSTRUCT { ?entry dcterms:title ?t } { ?item schema:item ?entry . ?entry dcterms:title ?t }")
    wrapper.setReturnFormat(form)
    graph = wrapper.queryAndConvert()
    if not isinstance(graph, rdflib.Graph):
        graph = rdflib.Graph().parse(data=graph, format="turtle")
    assert len(graph) == 8


def test_rdflib_store(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    assert len(list(graph.query(TITLES))) == 9
    assert bool(graph.query("ASK { ?s a <http://purl.org/ontology/bibo/Issue> }"))
    assert (None, rdflib.RDF.type, rdflib.URIRef("http://purl.org/ontology/bibo/Issue")) in graph


def test_our_own_client(address: str) -> None:
    found = EndpointEngine(f"{address}/sparql").ask(f"PREFIX schema: <https://schema.org/> {ENTRIES}")
    assert isinstance(found, Rows)
    assert found.rows[0][0].value == "8"  # type: ignore[union-attr]


def test_the_portal_stands_while_queries_are_stopped_and_a_build_comes(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue], running: type[Running]
) -> None:
    catalogue = catalogue_at(tmp_path / "catalogue")
    portal = running(catalogue, "--query-seconds", "1", "--query-memory", "96")
    good: list[int] = []
    bad: list[int] = []
    done = threading.Event()

    def ask(query: str, statuses: list[int]) -> None:
        with httpx2.Client(base_url=portal.address, timeout=60) as client:
            while not done.is_set():
                statuses.append(client.get("/sparql", params={"query": query}).status_code)
                statuses.append(client.get("/").status_code if statuses is good else 503)

    askers = [threading.Thread(target=ask, args=one) for one in ((ENTRIES, good), (HUNGRY, bad), (ENDLESS, bad))]
    for asker in askers:
        asker.start()
    (catalogue.graph / "new.ttl").write_text(NEW, encoding="utf-8")
    build(catalogue)
    deadline = time.monotonic() + 60
    new = "ASK { <https://w3id.org/bibliographe/catalogue/id/agent/nouvelle-maison-00000001> a ?class }"
    while "true" not in httpx2.get(f"{portal.address}/sparql", params={"query": new}, timeout=60).text:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    done.set()
    for asker in askers:
        asker.join()
    code, err = portal.stop()
    assert set(good) == {200}
    assert set(bad) == {503}
    assert code == 0
    assert "Traceback" not in err
