"""A catalogue, a tiny reader in the place of those of other modules, and a harvest that never sleeps."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bibliographe.config import Catalogue, load_catalogue
from bibliographe.harvest import HarvestReport, Manners, Wish, harvest
from bibliographe.ingest import registry

from . import tiny_reader

if TYPE_CHECKING:
    from collections.abc import Callable

QUICK = Manners(pause=0, attempts=4, first_wait=2, longest_wait=8, patience=900, silence=2, deadline=5)
HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tiny_oai_reader", tiny_reader)
    monkeypatch.setitem(registry._READERS, "dublin-core", "tiny_oai_reader:DublinCoreReader")


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1730000000")
    folder = tmp_path / "catalogue"
    (folder / "graph").mkdir(parents=True)
    (folder / "catalogue.toml").write_text('base = "https://example.org/c/"\ntitle = "Essai"\n')
    return load_catalogue(folder)


@dataclass
class Harvester:
    """Harvests into one catalogue, and remembers what it waited for and was told."""

    catalogue: Catalogue
    waits: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    manners: Manners = QUICK

    def __call__(self, address: str, *, dry_run: bool = False, **wishes: Any) -> HarvestReport:
        wish = Wish(address, **{"source_id": "depot", **wishes})
        self.told.clear()
        report = harvest(
            self.catalogue,
            wish,
            dry_run=dry_run,
            manners=self.manners,
            tell=lambda text: self.told.append(text.en),
            sleep=self.waits.append,
        )
        assert report.read == report.kept + report.rejected + report.deleted
        return report

    @property
    def folder(self) -> Path:
        return self.catalogue.state / "harvest" / "depot"

    def text(self, name: str = "depot.ttl") -> str:
        return (self.catalogue.graph / name).read_text(encoding="utf-8")

    def bytes(self) -> dict[str, bytes]:
        files = sorted(self.catalogue.graph.rglob("*.*"))
        return {str(path.relative_to(self.catalogue.graph)): path.read_bytes() for path in files}

    def titles(self) -> list[str]:
        """The titles of the entries, each once."""
        lines = self.text().splitlines() if (self.catalogue.graph / "depot.ttl").exists() else []
        return sorted(line.split('"')[1] for line in lines if "dcterms:title" in line and '"@fr' in line)


@pytest.fixture
def harvester(catalogue: Catalogue) -> Harvester:
    return Harvester(catalogue)


@pytest.fixture(scope="session")
def valid(shared: Path) -> Callable[[bytes], None]:
    """Check an answer against the schema of OAI-PMH."""
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(shared / "conformance" / "xsd" / "oai-all.xsd")))

    def check(body: bytes) -> None:
        schema.assertValid(etree.fromstring(body))

    return check
