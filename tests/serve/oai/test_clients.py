"""Real clients against a running server: sickle, and our own harvest."""

from __future__ import annotations

import threading
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
import uvicorn
from sickle import Sickle
from sickle.oaiexceptions import BadArgument, CannotDisseminateFormat, IdDoesNotExist, NoRecordsMatch
from starlette.applications import Starlette

from bibliographe.config import load_catalogue
from bibliographe.harvest import Manners, Wish, harvest
from bibliographe.serve.oai import giving
from bibliographe.serve.oai.formats import FORMATS
from bibliographe.serve.oai.routes import routes

from .conftest import MERGED, parsed
from .test_answers import ENTRY
from .test_dates import ALONE, HORAIRES, OTHER, TITLE, take_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.harvest import HarvestReport

    from .conftest import Repository

QUICK = Manners(pause=0, attempts=2, first_wait=0, longest_wait=1, patience=20, silence=10, deadline=20)


class Served:
    """The builds of a repository as a site gives them."""

    def __init__(self, oai: Repository) -> None:
        self._oai = oai

    @contextmanager
    def reading(self) -> Iterator[Any]:
        if self._oai.provider is None:
            self._oai.build()
        yield self

    @property
    def opened(self) -> Any:
        return self._oai.opened

    def once(self, _make: Any) -> Any:
        return self._oai.provider


@pytest.fixture
def address(oai: Repository, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(giving, "RECORDS", 3)
    oai.build()
    config = uvicorn.Config(Starlette(routes=routes(Served(oai))), port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/oai"
    server.should_exit = True
    thread.join(10)


def test_sickle_harvests_everything_in_every_format(oai: Repository, address: str) -> None:
    sickle = Sickle(address)
    assert sickle.Identify().baseURL == address
    assert [one.metadataPrefix for one in sickle.ListMetadataFormats()] == list(FORMATS)
    specs = [one.setSpec for one in sickle.ListSets()]
    assert HORAIRES in specs
    for prefix in FORMATS:
        records = list(sickle.ListRecords(metadataPrefix=prefix))
        assert {one.header.identifier for one in records} == set(oai.headers())
        assert len(records) == 9
    assert len(list(sickle.ListRecords(metadataPrefix="oai_dc", set=HORAIRES))) == len(oai.headers(set=HORAIRES))
    records = sickle.ListRecords(metadataPrefix="oai_dc", ignore_deleted=True)
    titles = [one.metadata["title"] for one in records]
    assert ["Aménager une banque d'accueil"] in titles


def test_sickle_understands_errors_and_deletions(oai: Repository, address: str) -> None:
    sickle = Sickle(address)
    for error, verb, arguments in (
        (NoRecordsMatch, "ListRecords", {"metadataPrefix": "oai_dc", "until": "1990-01-01"}),
        (BadArgument, "ListRecords", {"metadataPrefix": "oai_dc", "until": "x"}),
        (CannotDisseminateFormat, "ListRecords", {"metadataPrefix": "x"}),
        (IdDoesNotExist, "GetRecord", {"metadataPrefix": "oai_dc", "identifier": "oai:w3id.org:x"}),
    ):
        with pytest.raises(error):
            getattr(sickle, verb)(**arguments)
    oai.dates()
    take_out(oai)
    oai.later()
    oai.build()
    deleted = [one.identifier for one in sickle.ListIdentifiers(metadataPrefix="oai_dc", set="topic") if one.deleted]
    assert deleted == [MERGED, ALONE]


def test_a_request_may_be_posted(oai: Repository, address: str) -> None:
    asked = urlencode({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": ENTRY})
    posted, got = (
        urllib.request.urlopen(address if body else f"{address}?{asked}", body) for body in (asked.encode(), None)
    )
    assert posted.headers["Content-Type"] == "text/xml; charset=utf-8"
    first, second = posted.read(), got.read()
    parsed(first)
    assert first.partition(b"</request>")[2] == second.partition(b"</request>")[2]
    posted.close()
    got.close()


@pytest.mark.parametrize("prefix", ["oai_dc", "marcxml", "mods"])
def test_our_own_harvest_brings_the_catalogue_then_what_changed(
    oai: Repository, address: str, tmp_path: Path, prefix: str
) -> None:
    folder = tmp_path / "harvested"
    (folder / "graph").mkdir(parents=True)
    (folder / "catalogue.toml").write_text('base = "https://example.org/c/"\ntitle = "Moisson"\n', encoding="utf-8")
    into = load_catalogue(folder)

    def harvested() -> HarvestReport:
        return harvest(into, Wish(address, prefix=prefix, source_id="depot"), manners=QUICK, tell=lambda _text: None)

    def told() -> str:
        return (into.graph / "depot.ttl").read_text(encoding="utf-8")

    first = harvested()
    assert (first.read, first.kept, first.rejected, first.deleted) == (9, 8, 0, 1)
    assert "Aménager une banque d'accueil" in told()
    oai.later()
    oai.edit(TITLE, OTHER)
    oai.build()
    second = harvested()
    assert (second.read, second.kept) == (1, 1)
    assert "Aménager une banque d'accueil, autrement" in told()
    oai.later()
    take_out(oai)
    oai.build()
    third = harvested()
    assert third.deleted == 1
    assert third.imported
    assert len(third.imported.update.vanished) == 1
