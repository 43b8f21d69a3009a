"""A small catalogue given by OAI-PMH, changed and built again, its clock in the tests' hands."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from lxml import etree

from bibliographe.config import load_catalogue
from bibliographe.serve.asked import pairs_of
from bibliographe.serve.oai.answering import answer
from bibliographe.serve.oai.provider import Provider
from bibliographe.store.access import open_store

from ...conftest import SHARED
from ...export.records.schemas import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.store.access import OpenedStore

MERGED = "oai:w3id.org:id/entry/travailler-autrement-en-mediatheque-doublon-2d98c6b6"
"""The one entry that the small catalogue's register has as replaced by another."""
ADDRESS = "https://portail.example.org/oai"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
XSD = SHARED / "conformance" / "xsd"
PAYLOADS = {
    "{http://www.loc.gov/MARC21/slim}record": "MARC21slim.xsd",
    "{http://www.loc.gov/mods/v3}mods": "mods-3-8.xsd",
    "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc": "oai_dc.xsd",
}
_LEFT_OUT = shutil.ignore_patterns(".bibliographe", "oai-datestamps.tsv")
_EMPTY = "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"


def parsed(body: bytes) -> etree._Element:
    """Read an answer; it and what it carries must be valid, where the schemas are at hand."""
    root = etree.fromstring(body)
    if SHARED.is_dir():
        envelope = etree.fromstring(body)
        for metadata in envelope.iter(f"{OAI}metadata"):
            (payload,) = metadata
            schema = PAYLOADS.get(payload.tag)
            assert not schema or faults(XSD / schema, etree.tostring(payload)) == []
            metadata.replace(payload, etree.Element(_EMPTY))
        assert faults(XSD / "oai-all.xsd", etree.tostring(envelope)) == []
    return root


@dataclass
class Repository:
    """A catalogue and the provider of its last build."""

    catalogue: Catalogue
    clock: Callable[[int], None]
    moment: int = 1_760_000_000
    provider: Provider | None = None
    opened: OpenedStore | None = field(default=None, repr=False)

    def build(self) -> Provider:
        """Serve the catalogue as it stands now; what was served before is closed."""
        self.close()
        self.opened = open_store(load_catalogue(self.catalogue.directory), notify=lambda _text: None)
        self.provider = Provider(self.opened)
        return self.provider

    def close(self) -> None:
        if self.provider and self.opened:
            self.provider.close()
            self.opened.close()
        self.provider = None

    def later(self, seconds: int = 3600) -> int:
        """Let time pass, and return the moment."""
        self.moment += seconds
        self.clock(self.moment)
        return self.moment

    def edit(self, before: str, after: str, name: str = "mediatheques-2025.ttl") -> None:
        path = self.catalogue.graph / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def ask(self, verb: str = "", **arguments: str) -> etree._Element:
        """Ask, with `from_` for the argument that Python has a word for, and return the answer."""
        asked = {name.rstrip("_"): value for name, value in arguments.items()}
        return self.query(urlencode({"verb": verb, **asked}))

    def query(self, query: str) -> etree._Element:
        return parsed(answer(self.provider or self.build(), pairs_of(query.encode()), ADDRESS))

    def error(self, verb: str = "", **arguments: str) -> str | None:
        return error_of(self.ask(verb, **arguments))

    def headers(self, **arguments: str) -> dict[str, etree._Element]:
        """Return the headers of a whole list by their identifiers; none may be there twice."""
        found: dict[str, etree._Element] = {}
        for header in self.harvest("ListIdentifiers", **{"metadataPrefix": "oai_dc", **arguments}):
            assert header[0].text not in found
            found[str(header[0].text)] = header
        return found

    def dates(self, **arguments: str) -> dict[str, str]:
        return {name: str(header.findtext(f"{OAI}datestamp")) for name, header in self.headers(**arguments).items()}

    def harvest(self, verb: str, **arguments: str) -> Iterator[etree._Element]:
        """Yield the records or headers of a whole list, page by page; none when nothing matches."""
        page = self.ask(verb, **arguments)
        while True:
            if error_of(page) == "noRecordsMatch":
                return
            assert error_of(page) is None, etree.tostring(page)
            *items, token = [*page.find(f"{OAI}{verb}"), None]
            if items and items[-1].tag == f"{OAI}resumptionToken":
                token = items.pop()
            yield from items
            if token is None or not token.text:
                return
            page = self.ask(verb, resumptionToken=str(token.text))


def error_of(answered: etree._Element) -> str | None:
    error = answered.find(f"{OAI}error")
    return None if error is None else error.get("code")


@pytest.fixture
def repository_of(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Repository]]:
    """Make a repository in a folder of a copy of the small catalogue, or of a `graph/` of its own."""
    made: list[Repository] = []

    def clock(moment: int) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))

    def make(folder: Path, graph: dict[str, str] | None = None) -> Repository:
        small = repository / "tests/fixtures/catalogue-small"
        shutil.copytree(small, folder, ignore=_LEFT_OUT)
        if graph is not None:
            shutil.rmtree(folder / "graph")
            (folder / "graph").mkdir()
            for name, text in graph.items():
                (folder / "graph" / name).write_text(text, encoding="utf-8")
        one = Repository(load_catalogue(folder), clock)
        clock(one.moment)
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def still(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    """The small catalogue, which no test changes."""
    folder = tmp_path_factory.mktemp("oai") / "catalogue"
    shutil.copytree(repository / "tests/fixtures/catalogue-small", folder, ignore=_LEFT_OUT)
    made = Repository(load_catalogue(folder), lambda _moment: None)
    yield made
    made.close()


@pytest.fixture
def oai(tmp_path: Path, repository_of: Callable[..., Repository]) -> Repository:
    """The small catalogue, which a test may change."""
    return repository_of(tmp_path / "catalogue")
