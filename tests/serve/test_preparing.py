"""Coming into service: pages answer at once, and what is not ready yet says so and how far it is."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from bibliographe.errors import StoreError
from bibliographe.i18n import Text
from bibliographe.serve.app import PREPARED, portal
from bibliographe.serve.errors import Unready
from bibliographe.serve.limits import Limits
from bibliographe.serve.preparing.makers import HowFar, Makers
from bibliographe.serve.preparing.parts import AWAITED, DUMPS, NEEDED, SEARCH
from bibliographe.serve.preparing.process import main
from bibliographe.serve.search.index import SearchIndex
from bibliographe.serve.search.making import NAME, ensure_index
from bibliographe.serve.search.request import SearchRequest
from bibliographe.serve.search.searching import search
from bibliographe.serve.site import Site
from bibliographe.store.access import open_store
from bibliographe.store.build import build
from tests.serve.conftest import ENTRY
from tests.serve.test_running import NEW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.serve.preparing.parts import Part
    from bibliographe.store.access import OpenedStore

BROWSER = {"Accept": "text/html"}


class Here(Makers):
    """Makes parts in this process, when it is told to: starting one for each test would take seconds."""

    held = True
    impossible: tuple[Part, ...] = ()

    def make(self, opened: OpenedStore, parts: Iterable[Part]) -> bool:
        if self.held:
            return False
        if set(self.impossible).intersection(parts):
            raise StoreError(Text("disque plein", "disk full"))
        for part in parts:
            part.ensure(opened)
        return True


@pytest.fixture
def makers() -> Here:
    return Here()


@pytest.fixture
def fresh(tmp_path: Path, catalogue_at: Callable[..., Catalogue], makers: Here) -> Iterable[Site]:
    site = Site(catalogue_at(tmp_path / "catalogue"), prepare=PREPARED, makers=makers, needed=NEEDED, awaited=AWAITED)
    yield site
    site.close()


@pytest.fixture
def client(fresh: Site) -> TestClient:
    return TestClient(portal(fresh, Limits(rate=0)), raise_server_exceptions=False, follow_redirects=False)


def test_pages_answer_before_anything_is_made(client: TestClient) -> None:
    home = client.get("/", headers=BROWSER)
    assert home.status_code == 200
    assert "se décomptent" in home.text
    assert client.get(f"/doc/{ENTRY}", headers=BROWSER).status_code == 200
    assert client.get(f"/doc/{ENTRY}.ttl").status_code == 200
    assert client.get("/doc/entry/nothing-like-it").status_code == 404
    assert client.get("/health").json()["preparing"] == ["counts", "search", "oai"]


@pytest.mark.parametrize(
    "path",
    ["/oai?verb=Identify", "/search.json?q=a", "/suggest.json?q=a", "/topics", "/authors", "/dump/catalogue.ttl",
     "/sru?version=1.2&operation=searchRetrieve&query=a"],
)  # fmt: skip
def test_what_is_not_ready_says_when_to_come_back(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 5
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"


def test_the_page_of_the_search_says_how_far_its_index_is(client: TestClient, fresh: Site, makers: Here) -> None:
    with fresh.reading() as snapshot:
        makers._how_far[snapshot.build, "search"] = HowFar(time.monotonic() - 30, share=0.43)
    for language, words in (("fr", "l'index de la recherche se prépare"), ("en", "the search index is being made")):
        page = client.get("/search", params={"q": "accueil", "lang": language}, headers=BROWSER)
        assert page.status_code == 503
        assert words[1:] in page.text.replace("&#39;", "'")
        assert "43" in page.text
        assert '<progress max="100" value="43">' in page.text
        assert 30 <= int(page.headers["retry-after"]) <= 50
        assert client.get("/search.json", params={"lang": language}).json()["done"] == 0.43


def test_what_could_not_be_made_is_said_otherwise() -> None:
    said = Unready(SEARCH.what, HowFar(share=0.5, failed=1.0))
    assert "n'a pas pu se faire" in said.message.fr
    assert said.share is None
    assert said.headers["Retry-After"] == "60"


def test_a_newer_build_waits_until_it_is_ready(client: TestClient, fresh: Site, makers: Here, tmp_path: Path) -> None:
    makers.held = False
    with fresh.reading() as snapshot:
        assert makers.make(snapshot.opened, NEEDED)
        snapshot.prepare()
        assert snapshot.prepared
    assert "preparing" not in client.get("/health").json()
    assert client.get("/search.json").json()["total"] == 8
    (fresh.catalogue.graph / "new.ttl").write_text(NEW, encoding="utf-8")
    build(fresh.catalogue)
    makers.held = True
    assert not fresh.refresh()
    assert client.get("/search.json").json()["total"] == 8
    assert client.get("/oai?verb=Identify").status_code == 200
    assert client.get("/doc/agent/nouvelle-maison-00000001").status_code == 404
    makers.held = False
    assert fresh.refresh()
    for path in ("/dump/catalogue.ttl", "/sitemap.xml", "/void.ttl"):
        assert client.get(path).status_code == 200
    assert client.get("/search.json").json()["total"] == 8
    assert client.get("/doc/agent/nouvelle-maison-00000001", headers=BROWSER).status_code == 200


def test_a_newer_build_does_not_wait_for_dumps_that_cannot_be_made(fresh: Site, makers: Here) -> None:
    makers.held, makers.impossible = False, (DUMPS,)
    (fresh.catalogue.graph / "new.ttl").write_text(NEW, encoding="utf-8")
    build(fresh.catalogue)
    assert fresh.refresh()


def test_a_process_makes_parts_of_a_build_and_knows_when_it_is_gone(
    fresh: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.nice", lambda _by: 0)
    monkeypatch.setattr("signal.signal", lambda *_arguments: None)
    directory = str(fresh.catalogue.directory)
    with fresh.reading() as snapshot:
        assert main(directory, snapshot.build, "search", "oai") == 0
        assert SEARCH.is_there(snapshot.opened)
    assert main(directory, "0" * 64, "search") == 1
    (fresh.catalogue.state / "builds" / snapshot.build / "counted.lock").mkdir()
    assert main(directory, snapshot.build, "counts") == 2


def test_makers_start_processes_and_remember_what_failed(fresh: Site) -> None:
    makers = Makers()
    with fresh.reading() as snapshot:
        assert makers.make(snapshot.opened, (SEARCH,))
        how_far = makers.how_far(snapshot.build, SEARCH)
        assert how_far
        assert how_far.failed is None
        makers.stop()
        assert not makers.make(snapshot.opened, NEEDED)


def test_an_index_that_several_make_is_the_same(tmp_path: Path, catalogue_at: Callable[..., Catalogue]) -> None:
    with open_store(catalogue_at(tmp_path / "catalogue"), notify=lambda _text: None) as opened:
        with ThreadPoolExecutor(2) as executor:
            shared = SearchIndex(ensure_index(opened, executor), opened.catalogue.base)
            found = [one.iri for one in search(shared, SearchRequest(sort="title")).results]
        (opened.folder / NAME).rename(opened.folder / "other")
        alone = SearchIndex(ensure_index(opened), opened.catalogue.base)
        assert [one.iri for one in search(alone, SearchRequest(sort="title")).results] == found
        assert len(found) == 8


def test_a_process_that_complains_at_length_is_waited_for(fresh: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    start = subprocess.Popen
    code = "import sys; sys.stderr.write('complaint\\n' * 50_000); print('search 1 2'); sys.exit(2)"
    started: list[subprocess.Popen[str]] = []

    def complaining(_command: list[str], **how: Any) -> subprocess.Popen[str]:
        started.append(start([sys.executable, "-S", "-c", code], **how))
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", complaining)
    makers, refused = Makers(), list[StoreError]()

    def make() -> None:
        try:
            makers.make(snapshot.opened, (SEARCH,))
        except StoreError as error:
            refused.append(error)

    with fresh.reading() as snapshot:
        making = threading.Thread(target=make, daemon=True)
        making.start()
        making.join(30)
        if making.is_alive():
            started[0].kill()
            making.join(30)
            pytest.fail("the process waits until somebody reads what it says")
        assert makers.how_far(snapshot.build, SEARCH).share == 0.5
    assert refused
