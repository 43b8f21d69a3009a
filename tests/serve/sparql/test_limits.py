"""Queries that never end, that eat memory, that come in crowds: stopped, told, and the rest unharmed."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store

from bibliographe.serve.errors import Refused
from bibliographe.serve.sparql.answered import Job
from bibliographe.serve.sparql.limits import QueryLimits
from bibliographe.serve.sparql.pool import query_pool
from bibliographe.serve.sparql.row_counting import RowCounter, TooManyRowsError
from tests.serve.sparql.conftest import ENDLESS, ENTRIES, HUNGRY

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import QuerySolutions
    from starlette.testclient import TestClient

    from bibliographe.serve.site import Site

FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
SMALL = 96 * 1024 * 1024


def refused(site: Site, query: str) -> Refused:
    with site.reading() as snapshot, pytest.raises(Refused) as caught:
        snapshot.once(query_pool).ask(Job(query))
    return caught.value


def answers(site: Site, query: str = ENTRIES) -> bytes:
    with site.reading() as snapshot:
        return snapshot.once(query_pool).ask(Job(query)).whole()


def test_a_query_that_never_ends_is_stopped(site_with: Callable[[QueryLimits], Site]) -> None:
    site = site_with(QueryLimits(seconds=0.5))
    assert b'"8"' in answers(site)
    began = time.monotonic()
    error = refused(site, ENDLESS)
    assert time.monotonic() - began < 10
    assert error.status == 503
    assert "0.5 s" in error.message.en
    assert error.remedy
    assert b'"8"' in answers(site)


def test_a_query_that_eats_memory_is_stopped(site_with: Callable[[QueryLimits], Site]) -> None:
    site = site_with(QueryLimits(memory=SMALL))
    error = refused(site, HUNGRY)
    assert error.status == 503
    assert "memory" in error.message.en
    assert b'"8"' in answers(site)


def test_a_query_too_deep_for_the_stack_is_refused(site_with: Callable[[QueryLimits], Site]) -> None:
    site = site_with(QueryLimits())
    assert refused(site, f"ASK {{ {'{' * 5000} {'}' * 5000} }}").status == 400
    assert refused(site, f"ASK {{ FILTER({'!' * 500_000}true) }}").status in (400, 503)
    assert b'"8"' in answers(site)


def test_an_answer_that_is_too_large_is_refused(site_with: Callable[[QueryLimits], Site]) -> None:
    site = site_with(QueryLimits(size=1_000_000))
    error = refused(site, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert error.status == 400
    assert "1 MB" in error.message.en
    assert error.remedy
    assert "LIMIT" in error.remedy.en
    assert b'"8"' in answers(site)


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv"])
def test_an_answer_of_too_many_rows_is_refused(
    site_with: Callable[[QueryLimits], Site], client_of: Callable[..., TestClient], format_: str
) -> None:
    client = client_of(site_with(QueryLimits(rows=100)))
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT "
    assert client.get("/sparql", params={"query": f"{query}100", "format": format_}).status_code == 200
    answer = client.get("/sparql", params={"query": f"{query}101", "format": format_})
    assert answer.status_code == 400
    assert "100" in answer.json()["detail"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_as_many_triples_are_an_answer(
    site_with: Callable[[QueryLimits], Site], client_of: Callable[..., TestClient]
) -> None:
    client = client_of(site_with(QueryLimits(rows=100)))
    for most, status in ((100, 200), (101, 400)):
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }} LIMIT {most}"
        assert client.get("/sparql", params={"query": query}).status_code == status


TEXTS = st.lists(st.text(alphabet='}},{"<result>\r\n\tab', max_size=12), min_size=1, max_size=12)


@given(TEXTS, st.integers(1, 7), st.sampled_from(list(FORMATS)))
def test_rows_are_counted_whatever_stands_in_them(texts: list[str], size: int, kind: str) -> None:
    store = Store()
    store.extend(Quad(NamedNode(f"urn:{number}"), NamedNode("urn:p"), Literal(one)) for number, one in enumerate(texts))
    written = cast("QuerySolutions", store.query("SELECT ?s ?o { ?s ?p ?o }")).serialize(format=FORMATS[kind])
    assert written is not None
    pieces = [written[place : place + size] for place in range(0, len(written), size)]
    counter = RowCounter(BytesIO(), kind, len(texts))
    for piece in pieces:
        counter.write(piece)
    too_many = RowCounter(BytesIO(), kind, len(texts) - 1)
    if len(texts) > 1:
        with pytest.raises(TooManyRowsError):
            sum(map(too_many.write, pieces))


def test_a_large_answer_goes_through_a_file(
    site_with: Callable[[QueryLimits], Site], client_of: Callable[..., TestClient]
) -> None:
    client = client_of(site_with(QueryLimits()))
    asked = {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 9000", "format": "csv"}
    answer = client.get("/sparql", params=asked, headers={"Accept-Encoding": "identity"})
    assert answer.status_code == 200
    assert len(answer.content) == int(answer.headers["content-length"]) > 1_048_576
    assert answer.text.count("\r\n") + answer.text.count("\n") >= 9001
    packed = client.get("/sparql", params=asked, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == answer.content


def test_a_process_that_dies_is_replaced(site_with: Callable[[QueryLimits], Site]) -> None:
    site = site_with(QueryLimits(processes=1))
    answers(site)
    with site.reading() as snapshot:
        (process,) = snapshot.once(query_pool)._idle
    os.kill(process.number, signal.SIGKILL)
    process._process.wait()
    assert b'"8"' in answers(site)


def test_a_process_is_replaced_from_time_to_time(
    site_with: Callable[[QueryLimits], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bibliographe.serve.sparql.pool._MOST_ANSWERS", 2)
    site = site_with(QueryLimits(processes=1))
    numbers = []
    for _ in range(3):
        answers(site)
        with site.reading() as snapshot:
            numbers += [process.number for process in snapshot.once(query_pool)._idle]
    assert len(numbers) == len(set(numbers)) == 2


def test_a_crowd_is_answered_in_turn_or_told_to_come_again(site_with: Callable[[QueryLimits], Site]) -> None:
    site = site_with(QueryLimits(seconds=0.5, processes=2, waiting=4))

    def ask(_number: int) -> str:
        with site.reading() as snapshot:
            try:
                snapshot.once(query_pool).ask(Job(ENDLESS))
            except Refused as error:
                return "later" if "Retry-After" in error.headers else "stopped"
        return "answered"

    with ThreadPoolExecutor(20) as crowd:
        found = list(crowd.map(ask, range(20)))
    assert set(found) == {"stopped", "later"}
    assert found.count("stopped") >= 2
    assert found.count("later") >= 14
    assert b'"8"' in answers(site)


def test_pages_go_on_while_queries_are_stopped(
    site_with: Callable[[QueryLimits], Site], client_of: Callable[..., TestClient]
) -> None:
    client = client_of(site_with(QueryLimits(seconds=1.5, memory=SMALL)))
    statuses: list[int] = []

    def ask(query: str) -> None:
        statuses.append(client.get("/sparql", params={"query": query}).status_code)

    threads = [threading.Thread(target=ask, args=[query]) for query in (ENDLESS, HUNGRY, ENDLESS)]
    for thread in threads:
        thread.start()
    pages = [client.get(path).status_code for path in ("/", "/health", "/topics", "/authors")]
    for thread in threads:
        thread.join()
    assert pages == [200] * 4
    assert statuses == [503] * 3
    assert client.get("/sparql", params={"query": ENTRIES}).status_code == 200


def test_closing_ends_the_processes(site_with: Callable[[QueryLimits], Site]) -> None:
    site = site_with(QueryLimits())
    answers(site)
    with site.reading() as snapshot:
        (process,) = snapshot.once(query_pool)._idle
    assert process.alive
    site.close()
    assert not process.alive
