"""The reconciliation service, asked as OpenRefine asks it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliographe.serve.errors import Refused
from bibliographe.serve.reconcile.matching import MOST_QUERIES, read_batch
from tests.serve.conftest import ABSTRACT, ENTRY

if TYPE_CHECKING:
    from starlette.testclient import TestClient

AUTHOR = "agent/anne-delcourt-be37342c"


class OpenRefine:
    """A client that finds its way by the manifest, as OpenRefine does."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.manifest: dict[str, Any] = client.get("/reconcile").json()

    def reconcile(self, *queries: dict[str, Any]) -> list[list[dict[str, Any]]]:
        batch = {f"q{place}": query for place, query in enumerate(queries)}
        answer = self.client.post("/reconcile", data={"queries": json.dumps(batch)})
        assert answer.status_code == 200, answer.text
        return [answer.json()[key]["result"] for key in batch]

    def suggest(self, kind: str, prefix: str) -> list[dict[str, Any]]:
        place = self.manifest["suggest"][kind]
        answer = self.client.get(place["service_url"] + place["service_path"], params={"prefix": prefix})
        found: list[dict[str, Any]] = answer.json()["result"]
        return found

    def extend(self, ids: list[str], *properties: str) -> dict[str, Any]:
        asked = {"ids": ids, "properties": [{"id": one} for one in properties]}
        said: dict[str, Any] = self.client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
        return said


@pytest.fixture
def refine(client: TestClient) -> OpenRefine:
    return OpenRefine(client)


def test_the_manifest_has_what_the_schema_asks_for(refine: OpenRefine) -> None:
    said = refine.manifest
    assert "0.2" in said["versions"]
    for name in ("name", "identifierSpace", "schemaSpace"):
        assert isinstance(said[name], str)
        assert said[name]
    assert {"author", "publisher", "periodical", "topic", "entry"} <= {one["id"] for one in said["defaultTypes"]}
    assert "{{id}}" in said["view"]["url"]
    assert "{{id}}" in said["preview"]["url"]
    assert isinstance(said["preview"]["width"], int)
    assert said["extend"]["property_settings"] == []
    assert refine.client.get(said["view"]["url"].replace("{{id}}", AUTHOR)).status_code == 200
    assert refine.client.get("/reconcile").headers["access-control-allow-origin"] == "*"


def test_names_are_matched_with_things(refine: OpenRefine) -> None:
    exact, other, reversed_, nobody = refine.reconcile(
        {"query": "Anne Delcourt", "type": "author"},
        {"query": "Annne Delcour"},
        {"query": "Delcourt, Anne", "type": ["author", "publisher"], "limit": 1},
        {"query": "Anne Delcourt", "type": "colour"},
    )
    assert exact[0]["id"] == AUTHOR
    assert exact[0]["match"] is True
    assert exact[0]["score"] == 100
    assert {"id": "author", "name": "Auteur"} in exact[0]["type"]
    assert other[0]["id"] == AUTHOR
    assert not other[0]["match"]
    assert [one["id"] for one in reversed_] == [AUTHOR]
    assert nobody == []
    for found in (exact, other):
        assert all(isinstance(one["score"], int | float) and one["name"] for one in found)


def test_properties_tell_apart_what_has_the_same_name(refine: OpenRefine) -> None:
    name = "Aménager une banque d'accueil"
    right, wrong, number, thing = refine.reconcile(
        {"query": name, "type": "entry", "properties": [{"pid": "date", "v": "2021"}]},
        {"query": name, "type": "entry", "properties": [{"pid": "date", "v": 1950}]},
        {"query": "Banque", "properties": [{"pid": "isbn", "v": "978-2-12-345680-3"}, {"pid": "unknown", "v": "x"}]},
        {"type": "entry", "properties": [{"pid": "isbn", "v": ["2-12-345680-2"]}]},
    )
    assert right[0]["score"] > wrong[0]["score"]
    assert right[0]["match"]
    assert not wrong[0]["match"]
    assert number[0]["score"] == 100
    assert thing[0]["score"] == 100


def test_batches_come_by_get_too(client: TestClient) -> None:
    answer = client.get("/reconcile", params={"queries": '{"a": {"query": "delcourt"}}', "lang": "en"})
    assert answer.json()["a"]["result"][0]["id"] == AUTHOR


def test_what_is_typed_is_completed(refine: OpenRefine) -> None:
    assert refine.suggest("entity", "delc")[0]["id"] == AUTHOR
    assert refine.suggest("type", "rev") == [{"id": "periodical", "name": "Revue ou site"}]
    assert {"id": "isbn", "name": "ISBN"} in refine.suggest("property", "isb")
    assert refine.suggest("entity", "") == []


def test_tables_are_extended(refine: OpenRefine) -> None:
    place = refine.manifest["extend"]["propose_properties"]
    answer = refine.client.get(place["service_url"] + place["service_path"], params={"type": "entry", "limit": 4})
    assert len(answer.json()["properties"]) == 4
    said = refine.extend(
        [ENTRY, AUTHOR, "entry/nothing", "https://elsewhere.example/x", "bad id <>"], "title", "publisher", "name"
    )
    assert [one["id"] for one in said["meta"]] == ["title", "publisher", "name"]
    assert said["rows"][ENTRY]["title"] == [{"str": "Aménager une banque d'accueil"}]
    assert said["rows"][ENTRY]["publisher"][0]["id"].startswith("agent/direction-du-livre")
    assert said["rows"][AUTHOR]["name"] == [{"str": "Anne Delcourt"}]
    assert said["rows"]["entry/nothing"] == {"title": [], "publisher": [], "name": []}


def test_a_preview_is_a_small_page_that_may_be_framed(refine: OpenRefine) -> None:
    for identifier in (AUTHOR, ENTRY, "topic/publics-4821c6c2"):
        answer = refine.client.get(refine.manifest["preview"]["url"].replace("{{id}}", identifier))
        assert answer.status_code == 200
        assert "frame-ancestors *" in answer.headers["content-security-policy"]
        assert "x-frame-options" not in answer.headers
        assert '<p class="kind">' in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert ABSTRACT not in answer.text
        assert len(answer.content) < 4_000
    assert refine.client.get("/reconcile/preview?id=agent/nobody").status_code == 404


@pytest.mark.parametrize(
    ("queries", "status"),
    [
        ("", 400),
        ("[]", 400),
        ('{"q": 1}', 400),
        ('{"q": {"query": 1}}', 400),
        ('{"q": {"query": "a", "type": 3}}', 400),
        ('{"q": {"query": "a", "limit": "x"}}', 400),
        ('{"q": {"query": "a", "properties": "x"}}', 400),
        (json.dumps({str(one): {"query": "a"} for one in range(MOST_QUERIES + 1)}), 413),
        ("[" * 100_000, 400),
        ('{"q": {"query": "a", "limit": 1e400}}', 200),
        ('{"q": {"query": "a", "limit": NaN}}', 200),
    ],
)
def test_what_is_no_batch_is_refused(client: TestClient, queries: str, status: int) -> None:
    assert client.post("/reconcile", data={"queries": queries}).status_code == status
    if status == 400 and queries:
        assert client.post("/reconcile", data={"extend": queries}).status_code == 400


def test_jsonp_is_refused(client: TestClient) -> None:
    answer = client.get("/reconcile?callback=steal")
    assert answer.status_code == 400
    assert "steal" not in answer.text


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["query", "type", "limit", "properties", "pid", "v", "id"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=3), JSON, max_size=3))
def test_any_json_is_read_or_refused(batch: dict[str, Any]) -> None:
    try:
        read_batch(json.dumps(batch))
    except Refused as refused:
        if refused.status not in (400, 413):
            raise
