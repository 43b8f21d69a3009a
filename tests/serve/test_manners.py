"""What every answer has, what is refused, and what the log does not say."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING

import pytest
from starlette.routing import Route

from bibliographe.errors import StoreError
from bibliographe.i18n import Text
from bibliographe.serve.app import portal
from bibliographe.serve.headers import SAME_EVERYWHERE
from bibliographe.serve.limits import Bucket, Limits
from bibliographe.serve.logs import Lines
from bibliographe.serve.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.testclient import TestClient

    from bibliographe.config import Catalogue


@pytest.mark.parametrize("path", ["/", "/health", "/nothing", "/doc/agent/none", "/static/portal.css", "/%00"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    for name, value in SAME_EVERYWHERE.items():
        assert answer.headers[name] == value
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert len(answer.headers["x-request-id"]) == 16


def test_a_failure_is_told_without_a_traceback(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    from starlette.testclient import TestClient

    def failing(_request: Request) -> Response:
        raise ZeroDivisionError("secret")

    app = portal(site, Limits(rate=0))
    app.router.routes.insert(0, Route("/failing", failing))
    client = TestClient(app, raise_server_exceptions=False)
    logging.getLogger("bibliographe.serve").propagate = True
    with caplog.at_level(logging.INFO, "bibliographe.serve"):
        answer = client.get("/failing")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    said = answer.json()
    assert said["status"] == 500
    noted = next(record for record in caplog.records if record.getMessage() == "failed")
    assert noted.__dict__["request"] == said["request"] == answer.headers["x-request-id"]
    page = client.get("/failing", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert "An error on our side" in page.text


def test_a_fault_that_says_what_it_is_leaves_no_traceback_in_the_log(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    from starlette.testclient import TestClient

    def failing(_request: Request) -> Response:
        raise StoreError(Text("la base ne s'ouvre pas", "the store does not open"))

    app = portal(site, Limits(rate=0))
    app.router.routes.insert(0, Route("/failing", failing))
    logging.getLogger("bibliographe.serve").propagate = True
    with caplog.at_level(logging.INFO, "bibliographe.serve"):
        assert TestClient(app, raise_server_exceptions=False).get("/failing").status_code == 503
    noted = next(record for record in caplog.records if record.getMessage() == "failed")
    assert noted.exc_info is None
    assert "does not open" in noted.__dict__["reason"]


def test_answers_are_compressed_for_who_takes_that(client: TestClient) -> None:
    plain = client.get("/topics", headers={"Accept-Encoding": "gzip;q=0, br"})
    packed = client.get("/topics", headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["vary"]
    assert packed.headers["etag"] == f"W/{plain.headers['etag']}"
    for tag in (plain.headers["etag"], packed.headers["etag"]):
        again = client.get("/topics", headers={"If-None-Match": tag})
        assert (again.status_code, again.headers["etag"], again.content) == (304, tag, b"")
        assert "Accept-Encoding" in again.headers["vary"]


def test_methods(client: TestClient) -> None:
    answer = client.post("/")
    assert answer.status_code == 405
    assert answer.headers["allow"]
    assert answer.json()["status"] == 405


def test_lengths(client: TestClient) -> None:
    assert client.get("/", params={"q": "x" * 20_000}).status_code == 414
    assert client.post("/", content=b"x" * 2_000_000).status_code == 413


def test_rate(site: Site, client_of: Callable[..., TestClient]) -> None:
    client = client_of(site, Limits(rate=0.01, burst=3))
    assert [client.get("/").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = client.get("/", headers={"Accept": "text/html"})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert client.get("/health").status_code == 200


def test_a_bucket_fills_again_and_forgets() -> None:
    now = 0.0
    bucket = Bucket(Limits(rate=2, burst=1, clients=2), lambda: now)
    assert bucket.wait("a") == 0
    assert bucket.wait("a") == pytest.approx(0.5)
    now = 0.5
    assert bucket.wait("a") == 0
    for other in ("b", "c"):
        assert bucket.wait(other) == 0
    assert bucket.wait("a") == 0


def test_the_log_tells_nothing_of_people(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("bibliographe.serve").propagate = True
    with caplog.at_level(logging.INFO, "bibliographe.serve"):
        client.get("/", params={"q": "marie.durand@mel.example"}, headers={"User-Agent": "Somebody/1"})
        client.get("/marie.durand")
    lines = [Lines().format(record) for record in caplog.records if record.getMessage() == "request"]
    assert len(lines) == 2
    assert json.loads(lines[0])["path"] == "/"
    for word in ("marie", "Somebody", "testclient", "127.0.0.1"):
        assert word not in "".join(lines)


@pytest.mark.parametrize(
    ("asked", "headers", "language"),
    [
        ("/?lang=en", {"Accept-Language": "fr"}, "en"),
        ("/", {"Accept-Language": "en-GB"}, "en"),
        ("/", {}, "fr"),
        ("/?lang=de", {"Accept-Language": "de"}, "fr"),
        ("/", {"Cookie": "lang=en", "Accept-Language": "fr"}, "en"),
    ],
)
def test_the_language(client: TestClient, asked: str, headers: dict[str, str], language: str) -> None:
    answer = client.get(asked, headers=headers)
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert ("set-cookie" in answer.headers) is (asked == "/?lang=en")


@pytest.mark.parametrize("path", ["/search.json?page=0", "/api/queries/nothing", "/sparql?query=SELEC", "/doc/nothing"])
def test_scripts_of_other_sites_are_told_why_they_are_refused(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json", "Origin": "https://www.example.org"})
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Retry-After" in answer.headers["access-control-expose-headers"]


def test_a_scheme_of_many_topics_is_told_in_pages(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue], client_of: Callable[..., TestClient]
) -> None:
    site = Site(catalogue_at(tmp_path / "catalogue", {"many.ttl": "".join(many_topics(700))}))
    client = client_of(site)
    found, address = set[str](), "/doc/scheme/many-00000001"
    for number in (1, 2, 3):
        page = client.get(f"{address}?page={number}", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert len(page.content) < 100_000
        found |= set(re.findall(r"/doc/topic/many-\d+", page.text))
    assert len(found) == 700
    topics = client.get("/topics").text + client.get("/topics?page=2").text
    assert f'href="{address}"' in topics
    assert "700" in topics
    assert max(len(client.get(f"/topics?page={number}").content) for number in (1, 2)) < 100_000
    site.close()


def many_topics(count: int) -> Iterator[str]:
    """Yield a scheme of many topics, none below another, as Turtle."""
    yield "@base <https://w3id.org/bibliographe/catalogue/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    yield '<id/scheme/many-00000001> a skos:ConceptScheme ; skos:prefLabel "Beaucoup"@fr .\n'
    for number in range(count):
        yield f"<id/topic/many-{number:08}> a skos:Concept ; skos:inScheme <id/scheme/many-00000001> ; "
        yield f'skos:prefLabel "Un thème assez long pour une liste, le {number}"@fr .\n'
