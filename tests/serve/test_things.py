"""`/id/…` and `/doc/…`: where they lead, in which form, and what is said of what is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from bibliographe.export.turtle import write_things
from bibliographe.graph.authority import merge, withdraw
from bibliographe.serve.site import Site
from bibliographe.serve.things.forms import record_forms
from tests.serve.conftest import ABSTRACT, ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.testclient import TestClient

    from bibliographe.config import Catalogue

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def test_a_thing_leads_to_its_record(client: TestClient) -> None:
    answer = client.get(f"/id/{ENTRY}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/doc/{ENTRY}"
    assert client.get(f"/id/{ENTRY}.ttl").headers["location"] == f"/doc/{ENTRY}.ttl"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (BROWSER, "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/rdf+xml;q=0.9, application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
        ("application/n-triples, text/html;q=0.1", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/x-research-info-systems", "application/x-research-info-systems"),
        ("text/*;q=0.2, text/turtle;q=0.3", "text/turtle"),
        ("image/png, text/turtle;q=0", "problem"),
    ],
)
def test_the_form_is_negotiated(client: TestClient, accept: str, kind: str) -> None:
    answer = client.get(f"/doc/{ENTRY}", headers={"Accept": accept})
    if kind == "problem":
        assert answer.status_code == 406
        assert {"href": f"/doc/{ENTRY}.ttl", "label": "text/turtle (.ttl)"} in answer.json()["suggestions"]
        return
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.headers["vary"].removesuffix(", Accept-Encoding") == "Accept, Accept-Language, Cookie"
    assert answer.headers["content-location"].startswith(f"/doc/{ENTRY}.")
    assert f'<https://w3id.org/bibliographe/catalogue/doc/{ENTRY}>; rel="canonical"' in answer.headers["link"]


def test_turtle_is_what_show_prints(client: TestClient, site: Site) -> None:
    with site.reading() as snapshot:
        thing = NamedNode(f"{snapshot.catalogue.base}id/{ENTRY}")
        assert client.get(f"/doc/{ENTRY}.ttl").text == write_things(snapshot.opened, thing)


@pytest.mark.parametrize("suffix", ["html", "ttl", "jsonld", "rdf", "nt", *(form.suffix for form in record_forms())])
def test_every_form_has_an_address_and_no_abstract(client: TestClient, suffix: str) -> None:
    answer = client.get(f"/doc/{ENTRY}.{suffix}")
    assert answer.status_code == 200
    assert answer.content
    assert ABSTRACT.encode() not in answer.content
    again = client.get(f"/doc/{ENTRY}.{suffix}", headers={"If-None-Match": f'"x", {answer.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(f"/doc/{ENTRY}.{suffix}")
    assert (head.status_code, head.headers["etag"]) == (200, answer.headers["etag"])


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    changed = client.get(f"/doc/{ENTRY}.ttl").headers["last-modified"]
    assert changed == "Thu, 20 Mar 2025 09:00:00 GMT"
    for since, status in ((changed, 304), ("Wed, 19 Mar 2025 09:00:00 GMT", 200), ("yesterday", 200)):
        assert client.get(f"/doc/{ENTRY}.ttl", headers={"If-Modified-Since": since}).status_code == status
    both = {"If-Modified-Since": changed, "If-None-Match": '"other"'}
    assert client.get(f"/doc/{ENTRY}.ttl", headers=both).status_code == 200


def test_the_whole_address_works_where_a_proxy_passes_it_on(client: TestClient) -> None:
    answer = client.get(f"/bibliographe/catalogue/id/{ENTRY}")
    assert answer.headers["location"] == f"/bibliographe/catalogue/doc/{ENTRY}"
    assert client.get(answer.headers["location"]).status_code == 200


def test_what_leads_nowhere_gets_a_suggestion(client: TestClient) -> None:
    answer = client.get("/doc/entry/amenager-une-banque-00000000")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["suggestions"][0]["href"] == f"/doc/{ENTRY}"
    shown = client.get("/doc/entry/amenager-une-banque-00000000", headers={"Accept": BROWSER})
    assert shown.status_code == 404
    assert f'href="/doc/{ENTRY}"' in shown.text


@pytest.mark.parametrize("path", ["", "entry/", "a b", "%3Cscript%3E", "entry/..%2f..%2fx", "\u00e9", "x" * 500])
def test_odd_addresses_are_only_not_found(client: TestClient, path: str) -> None:
    for accept in (BROWSER, "*/*"):
        answer = client.get(f"/doc/{path}", headers={"Accept": accept})
        assert answer.status_code == 404
        assert "<script>" not in answer.text


def test_withdrawn_and_merged(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue], client_of: Callable[..., TestClient]
) -> None:
    catalogue = catalogue_at(tmp_path / "catalogue")
    base = catalogue.base
    gone = "entry/horaires-elargis-et-sante-des-agents-6816ae50"
    keep, drop = "agent/ministere-de-l-accueil-24f7b6bd", "agent/editions-du-marque-page-d80f7bbc"
    withdraw(catalogue, NamedNode(f"{base}id/{gone}"))
    merge(catalogue, NamedNode(f"{base}id/{keep}"), NamedNode(f"{base}id/{drop}"))
    site = Site(catalogue)
    client = client_of(site)
    for accept, kind in ((BROWSER, "text/html; charset=utf-8"), ("text/turtle", "text/turtle; charset=utf-8")):
        answer = client.get(f"/doc/{gone}", headers={"Accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (410, kind)
    assert "prov:invalidatedAtTime" in answer.text
    for path, accept in ((f"/doc/{gone}.ris", "*/*"), (f"/doc/{gone}", "application/x-research-info-systems")):
        answer = client.get(path, headers={"Accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (410, "application/problem+json")
    for old, new in (
        (f"/id/{drop}", f"/id/{keep}"),
        (f"/doc/{drop}", f"/doc/{keep}"),
        (f"/doc/{drop}.nt", f"/doc/{keep}.nt"),
        (f"/doc/{drop}?lang=en&page=2", f"/doc/{keep}?lang=en&page=2"),
        (f"/id/{drop}?lang=en", f"/id/{keep}?lang=en"),
    ):
        answer = client.get(old)
        assert (answer.status_code, answer.headers["location"]) == (301, new)
    for chosen in (drop, f"{base}id/{drop}"):
        shared = client.get("/search.json", params={"publisher": chosen}).json()
        assert shared == client.get("/search.json", params={"publisher": keep}).json()
        assert shared["total"] > 0
        page = client.get("/search", params={"publisher": chosen}, headers={"Accept": BROWSER}).text
        assert f"<strong>{shared['total']}</strong>" in page
    site.close()
