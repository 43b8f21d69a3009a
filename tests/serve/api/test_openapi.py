"""The OpenAPI document is right, complete, and what the portal does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bibliographe.query.library import load_questions

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ASKED = [
    ("/sparql", "GET"),
    ("/sparql", "POST"),
    ("/health", "GET"),
    ("/search.json", "GET"),
    ("/suggest.json", "GET"),
    ("/api/queries/publishers/publishers-by-topic", "GET"),
    ("/api/queries/catalogue/search", "GET"),
    ("/api/queries/catalogue/recent", "GET"),
    ("/api/queries/crosswalks/edm", "GET"),
]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@schemathesis.serializer("application/sparql-query")
def as_text(_context: Any, value: Any) -> bytes:
    return str(value).encode()


@pytest.fixture(scope="module")
def description(address: str) -> Any:
    return schemathesis.openapi.from_url(f"{address}/api/openapi.json")


@pytest.mark.parametrize(("path", "method"), ASKED)
def test_what_is_described_is_what_is_served(description: Any, path: str, method: str) -> None:
    @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=description[path][method].as_strategy())
    def holds(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    holds()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_question_is_an_operation(client: TestClient, language: str) -> None:
    said = client.get(f"/api/openapi.json?lang={language}").json()
    assert said["openapi"] == "3.1.0"
    assert said["servers"] == [{"url": "/"}]
    for question in load_questions():
        one = said["paths"][f"/api/queries/{question.name}"]["get"]
        assert one["summary"] == question.header.title(language)  # type: ignore[arg-type]
        described_ = {parameter["name"]: parameter for parameter in one["parameters"]}
        for parameter in question.header.parameters:
            assert described_[parameter.name].get("required", False) is parameter.required
            assert described_[parameter.name]["schema"]["type"]
    numbers = [one["operationId"] for path in said["paths"].values() for one in path.values()]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("path", ["/sparql", "/health", "/search.json", "/suggest.json"])
def test_what_is_served_is_described_and_nothing_else(client: TestClient, path: str) -> None:
    described = path in client.get("/api/openapi.json").json()["paths"]
    assert described is (client.get(path).status_code != 404)


def test_examples_are_answered(client: TestClient) -> None:
    said = client.get("/api/openapi.json").json()
    for name in ("publishers/entries-of-publisher", "topics/entries-of-topic", "catalogue/entries-of-issue"):
        one = said["paths"][f"/api/queries/{name}"]["get"]
        values = {parameter["name"]: parameter["example"] for parameter in one["parameters"] if "example" in parameter}
        answer = client.get(f"/api/queries/{name}", params=values)
        assert answer.status_code == 200
        columns = one["responses"]["200"]["content"]["application/sparql-results+json"]["example"]["head"]["vars"]
        assert set(columns) <= set(answer.json()["head"]["vars"])


def test_the_page(client: TestClient) -> None:
    page = client.get("/api", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert page.status_code == 200
    assert "GET /api/queries/publishers/entries-by-publisher" in page.text
    assert len(page.content) < 100_000


def test_the_pages_of_the_search_end_where_the_document_says(client: TestClient) -> None:
    said = client.get("/api/openapi.json").json()["paths"]["/search.json"]["get"]["parameters"]
    most = next(one["schema"]["maximum"] for one in said if one["name"] == "page")
    assert client.get(f"/search.json?size=1&page={most}").status_code == 200
    assert client.get(f"/search.json?size=1&page={most + 1}").status_code == 400
