"""The search as JSON, over HTTP."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bibliographe.errors import ParameterError
from bibliographe.serve.search.help import FACETS_HELP, HEADING, HINTS, INTRODUCTION, MATCHED, NOTHING
from bibliographe.serve.search.request import SearchRequest
from bibliographe.serve.search.routes import routes
from bibliographe.serve.search.searching import search
from tests.serve.search.invented import ENTRIES, iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.store.access import OpenedStore


class OneBuild:
    """A site with one build."""

    def __init__(self, opened: OpenedStore) -> None:
        self.opened = opened
        self.made: dict[object, Any] = {}

    def once(self, make: Callable[[Any], Any]) -> Any:
        return self.made.setdefault(make, None) or self.made.__setitem__(make, make(self)) or self.made[make]

    def expect(self, _part: object) -> None:
        """Nothing is being prepared: the index is made when it is asked for."""

    @contextmanager
    def reading(self) -> Iterator[OneBuild]:
        yield self


@pytest.fixture(scope="module")
def client(opened: OpenedStore) -> TestClient:
    return TestClient(Starlette(routes=routes(OneBuild(opened))), raise_server_exceptions=True)


def test_an_answer_as_json(client: TestClient) -> None:
    answer = client.get("/search.json", params={"q": "crue", "type": "book"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    said = answer.json()
    assert (said["query"], said["matched"], said["total"], said["page"], said["pages"]) == ("crue", "all", 2, 1, 1)
    first = said["results"][0]
    assert first["iri"] == iri("entry", "crues").value
    assert first["title"] == "Les crues de la Vilaine"
    assert first["marked"] == [["Les ", False], ["crues", True], [" de la Vilaine", False]]
    assert first["type"] == {"fr": "Livre", "en": "Book"}
    assert said["chosen"] == [
        {
            "facet": {"fr": "Type de document", "en": "Document type"},
            "label": {"fr": "Livre", "en": "Book"},
            "remove": "search.json?q=crue",
        }
    ]


def test_every_link_leads_to_what_it_says(client: TestClient) -> None:
    said = client.get("/search.json", params={"q": "ville"}).json()
    for facet in said["facets"]:
        for value in facet["values"]:
            assert client.get(f"/{value['href']}").json()["total"] == value["count"]
    everything = client.get("/search.json?size=10").json()
    seen = [one["iri"] for one in everything["results"]]
    while everything["next"]:
        everything = client.get(f"/{everything['next']}").json()
        seen += [one["iri"] for one in everything["results"]]
    assert len(set(seen)) == len(ENTRIES)


def test_nothing_of_the_data_is_markup(client: TestClient) -> None:
    said = client.get("/search.json", params={"q": "<script>alert(1)</script>"}).json()
    assert said["query"] == "<script>alert(1)</script>"
    assert dict(parse_qsl(urlsplit(said["self"]).query))["q"] == "<script>alert(1)</script>"


def test_parameters_that_cannot_be_are_refused(client: TestClient) -> None:
    for address in ("/search.json?page=x", "/suggest.json?limit=1000", "/suggest.json?lang=de"):
        with pytest.raises(ParameterError):
            client.get(address)


def test_suggestions_as_json(client: TestClient) -> None:
    answer = client.get("/suggest.json", params={"q": "floo", "lang": "en", "limit": "1"})
    assert answer.json() == {
        "suggestions": [
            {
                "iri": iri("topic", "crues").value,
                "kind": "topic",
                "label": [["1.1 ", False], ["Floods", True]],
                "text": "1.1 Floods",
                "other_name": "",
                "entries": 4,
                "language": "",
            }
        ]
    }
    assert json.loads(client.get("/suggest.json").content) == {"suggestions": []}


def test_what_helps_is_said_in_both_languages_and_works(index: SearchIndex) -> None:
    for text in (HEADING, INTRODUCTION, FACETS_HELP, NOTHING, *MATCHED.values(), *(hint.finds for hint in HINTS)):
        assert text.fr
        assert text.en
        assert text.fr != text.en
    for hint in HINTS:
        for example in hint.example:
            search(index, SearchRequest(text=example))
