"""The small catalogue on the web: in this process, and as a process of its own."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, ClassVar

import pytest
from starlette.testclient import TestClient

from bibliographe.config import load_catalogue
from bibliographe.serve.app import PREPARED, portal
from bibliographe.serve.limits import Limits
from bibliographe.serve.reports import making
from bibliographe.serve.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue

ABSTRACT = "Un texte que son auteur n'a pas cédé."
ENTRY = "entry/amenager-une-banque-d-accueil-83165d41"
CLOCK = "1750000000"
FINDING = {
    "severity": "violation", "constraint": "entry-title", "message_fr": "La notice n'a <b>pas</b> de titre.",
    "message_en": "The entry has no title.", "advice_fr": "Ajoutez-le.", "advice_en": "Add it.",
    "title": "Sans <i>titre</i>", "focus": f"https://w3id.org/bibliographe/catalogue/id/{ENTRY}", "value": ABSTRACT,
    "quotation": ABSTRACT, "file": "/home/someone/graph/a.ttl",
}  # fmt: skip
REPORTS = {
    "validate": {
        "name": "catalogue", "conforms": False,
        "counts": {"entries": 8, "things": 90, "constraints": 380, "violation": 41, "warning": 0, "info": 0},
        "totals": {"shown": 1, "found": 41, "constraints": {"entry-title": {"shown": 1, "found": 41}}},
        "results": [FINDING],
    },
    "readiness": [
        {
            "profile": "europeana", "title": {"fr": "Europeana", "en": "Europeana"}, "about": "entries", "total": 8,
            "blocked": 2, "score": 75, "without_any_finding": 50,
            "reasons": [
                {
                    "constraint": "europeana-date", "blocking": True, "count": 2, "whole_catalogue": False,
                    "message": {"fr": "Sans date.", "en": "No date."}, "advice": {"fr": "Datez-la.", "en": "Date it."},
                },
            ],
            "entries": [
                {"entry": FINDING["focus"], "title": "Aménager", "blocked": True, "reasons": ["europeana-date"]},
            ],
        },
    ],
}  # fmt: skip
STARTED = 60
"""Seconds that a portal may take to answer on a loaded machine."""


@pytest.fixture(scope="session")
def catalogue_at(repository: Path) -> Callable[..., Catalogue]:
    """Copy the small catalogue into a folder, with more files in `graph/` and an abstract that must not leave."""

    def copy(folder: Path, files: dict[str, str] | None = None) -> Catalogue:
        small = repository / "tests/fixtures/catalogue-small"
        shutil.copytree(small, folder, ignore=shutil.ignore_patterns(".bibliographe"))
        subject = f"https://w3id.org/bibliographe/catalogue/id/{ENTRY}"
        abstract = f'<{subject}> <http://purl.org/dc/terms/abstract> "{ABSTRACT}"@fr .\n'
        for name, content in {"abstracts/a.ttl": abstract, **(files or {})}.items():
            path = folder / "graph" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return load_catalogue(folder)

    return copy


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory, catalogue_at: Callable[..., Catalogue]) -> Catalogue:
    """The small catalogue, not to be changed."""
    return catalogue_at(tmp_path_factory.mktemp("served") / "catalogue")


@pytest.fixture(scope="session")
def site(catalogue: Catalogue) -> Iterator[Site]:
    """The small catalogue's site, its clock stopped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", CLOCK)
        made = Site(catalogue, prepare=PREPARED)
        # The commands that make the reports have tests of their own.
        patch.setattr(making, "_run", lambda command, _directory: json.dumps(REPORTS[command]).encode())
        yield made
    made.close()


@pytest.fixture(scope="session")
def client_of() -> Callable[..., TestClient]:
    """Return a client, in this process, of any site; it follows no redirect and sees failures as answers."""

    def make(site: Site, limits: Limits | None = None) -> TestClient:
        app = portal(site, limits or Limits(rate=0))
        return TestClient(app, raise_server_exceptions=False, follow_redirects=False)

    return make


@pytest.fixture
def client(site: Site, client_of: Callable[..., TestClient]) -> TestClient:
    """A client of the small catalogue, without cookies of other tests."""
    return client_of(site)


class Running:
    """A portal in a process of its own."""

    started: ClassVar[list[Running]] = []

    def __init__(self, catalogue: Catalogue, *options: str) -> None:
        # A pipe that nobody reads would stop the portal once it is full.
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed when it stops
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bibliographe", "serve", "--catalogue", str(catalogue.directory), "--port", "0",
             "--rate", "0", *options],
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env={**os.environ, "BIBLIOGRAPHE_LANG": "en", "SOURCE_DATE_EPOCH": CLOCK},
        )  # fmt: skip
        self.started.append(self)
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], STARTED)
        line = self.process.stdout.readline() if ready else ""
        if not line.startswith("Portal: "):
            self.process.kill()
            self.process.communicate()
            raise AssertionError(self._said())
        self.address = line.split()[1].rstrip("/")

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Stop it; return its exit code and what it wrote on standard error."""
        if self.process.poll() is None:
            self.process.send_signal(sign)
        self.process.communicate(timeout=STARTED)
        return self.process.returncode, self._said()

    def _said(self) -> str:
        with self._errors as errors:
            errors.seek(0)
            return errors.read()


@pytest.fixture(scope="session")
def running() -> Iterator[type[Running]]:
    """Start a portal with `running(catalogue)`, and stop it with `.stop()`; those of tests that failed end at last."""
    yield Running
    for one in Running.started:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()


@pytest.fixture(scope="session")
def address(catalogue: Catalogue, site: Site, running: type[Running]) -> Iterator[str]:
    """Where the small catalogue is served by a process of its own, on a free loopback port: `http://127.0.0.1:…`."""
    portal_process = running(catalogue)
    yield portal_process.address
    portal_process.stop()
