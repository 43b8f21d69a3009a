"""What lets machines find the catalogue."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx2
import pytest
from lxml import etree
from pyoxigraph import NamedNode, RdfFormat, parse

from bibliographe.serve.discovery.beside import beside_of, ensure_beside
from bibliographe.serve.discovery.listing import is_path
from bibliographe.serve.site import Site
from tests.serve.conftest import ABSTRACT, ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.testclient import TestClient

    from bibliographe.config import Catalogue
    from bibliographe.serve.discovery.beside import Beside
    from tests.serve.conftest import Running

ATOM = "{http://www.w3.org/2005/Atom}"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"


@pytest.fixture(autouse=True)
def beside(site: Site) -> Beside:
    with site.reading() as snapshot:
        return ensure_beside(snapshot.opened)


def test_dumps_are_sent_whole_in_part_and_not_twice(client: TestClient, beside: Beside) -> None:
    whole = client.get("/dump/catalogue.nt")
    assert "content-encoding" not in whole.headers  # a part of it is a part of these bytes
    assert whole.status_code == 200
    assert whole.headers["content-type"].startswith("application/n-triples")
    assert whole.headers["access-control-allow-origin"] == "*"
    assert ABSTRACT not in whole.text
    tag = whole.headers["etag"]
    assert client.get("/dump/catalogue.nt", headers={"If-None-Match": tag}).status_code == 304
    dated = {"If-Modified-Since": whole.headers["last-modified"]}
    again = client.get("/dump/catalogue.nt", headers=dated)
    assert (again.status_code, again.headers["last-modified"]) == (304, whole.headers["last-modified"])
    assert client.get("/dump/catalogue.nt", headers={"If-None-Match": '"x"', **dated}).status_code == 200
    part = client.get("/dump/catalogue.nt", headers={"Range": "bytes=10-19", "If-Range": tag})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert client.get("/dump/catalogue.nt", headers={"Range": "bytes=99999999-"}).status_code == 416
    assert client.get("/dump/catalogue.zip").status_code == 404
    for ending in ("ttl", "nq", "trig", "rdf", "jsonld"):
        assert client.get(f"/dump/catalogue.{ending}").status_code == 200
    assert 'href="/dump/catalogue.ttl"' in client.get("/dumps").text
    assert len(list(parse(path=str(beside.folder / "dump/catalogue.nt"), format=RdfFormat.N_TRIPLES))) > 100


def test_the_addresses_in_the_descriptions_lead_somewhere(client: TestClient, site: Site) -> None:
    base = site.catalogue.base
    for path in ("/.well-known/void", "/catalogue"):
        said = list(parse(input=client.get(path, headers={"Accept": "text/turtle"}).content, format=RdfFormat.TURTLE))
        links = [one.object for one in said if one.predicate.value in (f"{VOID}dataDump", f"{DCAT}downloadURL")]
        assert len(links) == 6
        for link in links:
            assert isinstance(link, NamedNode)
            assert client.get("/" + link.value.removeprefix(base)).status_code == 200
    for path in ("/dataset", "/dataset/turtle"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/catalogue")


def test_descriptions_are_negotiated(client: TestClient) -> None:
    for kind, form in (
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("text/turtle", RdfFormat.TURTLE),
    ):
        for path in ("/catalogue", "/.well-known/void"):
            answer = client.get(path, headers={"Accept": kind})
            assert answer.headers["content-type"].startswith(kind)
            assert len(list(parse(input=answer.content, format=form))) > 30
    assert client.get("/catalogue", headers={"Accept": "text/html,*/*;q=0.8"}).headers["location"] == "/"
    assert client.get("/catalogue.jsonld").headers["content-type"].startswith("application/ld+json")
    assert client.get("/void.doc").status_code == 404


def test_the_sitemap_lists_what_answers(client: TestClient) -> None:
    index = etree.fromstring(client.get("/sitemap.xml").content)
    parts = [one.text or "" for one in index.iter("{*}loc")]
    assert parts == ["http://testserver/sitemap-pages.xml", "http://testserver/sitemap-1.xml"]
    places = [one for part in parts for one in etree.fromstring(client.get(part).content).iter("{*}url")]
    assert len(places) > 35
    for place in places:
        answer = client.get(place.findtext("{*}loc", ""), headers={"Accept": "text/html"})
        assert answer.status_code == 200
    entry = next(one for one in places if one.findtext("{*}loc", "").endswith(ENTRY))
    assert entry.findtext("{*}lastmod", "").startswith("20")
    assert client.get("/sitemap-2.xml").status_code == 404


def test_robots_are_told_where_the_sitemap_is(client: TestClient, site: Site) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text
    under = client.get("/robots.txt", headers={"Host": "w3id.org"}).text
    assert f"Sitemap: {site.catalogue.base}sitemap.xml" in under


def test_the_feed_is_one_of_atom(client: TestClient, site: Site) -> None:
    answer = client.get("/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = etree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(root.findall(f"{ATOM}{name}")) == 1
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == "http://testserver/feed.atom"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 8
    for entry in entries:
        for name in ("id", "title", "updated"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1
        assert (entry.findtext(f"{ATOM}updated") or "").endswith("Z")
        assert (entry.findtext(f"{ATOM}id") or "").startswith(f"{site.catalogue.base}id/entry/")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 8
    assert ABSTRACT not in answer.text
    assert client.get("/feed.atom", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_browsers_are_told_of_the_feed_and_of_the_search(client: TestClient) -> None:
    home = client.get("/").text
    assert 'href="/feed.atom"' in home
    assert 'href="/opensearch.xml"' in home
    root = etree.fromstring(client.get("/opensearch.xml").content)
    assert len(root.findtext("{*}ShortName", "")) <= 16
    assert "http://testserver/search?q={searchTerms}" in [one.get("template") for one in root.iter("{*}Url")]


@pytest.mark.parametrize(
    ("local", "fits"),
    [("entry/x", True), ("entry/../x", False), ("entry//x", False), ("entry/.x", False), ("entry/a\x00b", False)],
)
def test_an_address_that_steps_up_is_no_path(local: str, fits: bool) -> None:
    assert is_path(local) == fits


def test_a_running_portal_has_the_dumps_of_its_build_made(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue], running: type[Running]
) -> None:
    catalogue = catalogue_at(tmp_path / "catalogue")
    portal = running(catalogue)
    deadline = time.monotonic() + 60
    first = httpx2.get(f"{portal.address}/dump/catalogue.ttl")
    assert first.status_code in (200, 503)
    while httpx2.get(f"{portal.address}/dump/catalogue.ttl").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.3)
    code, err = portal.stop()
    assert code == 0
    assert "not made" not in err
    site = Site(catalogue)
    with site.reading() as snapshot:
        assert beside_of(snapshot.opened)
    site.close()
