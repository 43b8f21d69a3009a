"""The small invented catalogue behind each of the three engines."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from tests.preparing import queries_prepared_once

from bibliographe.query.engines.embedded import EmbeddedEngine
from bibliographe.query.engines.endpoint import EndpointEngine
from bibliographe.query.engines.reference import ReferenceEngine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.query.engines import Engine

BASE = "https://w3id.org/bibliographe/catalogue/"
HERE = Path(__file__).parent
ENGINES = ("embedded", "reference", "endpoint")


def load_files(paths: list[Path]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for path in paths:
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, base_iri=BASE)
    return store


def as_ntriples(store: pyoxigraph.Store) -> bytes:
    return store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()) or b""


@pytest.fixture(autouse=True, scope="module")
def quick() -> Iterator[None]:
    with queries_prepared_once():
        yield


@pytest.fixture(scope="session")
def catalogue_files(repository: Path) -> list[Path]:
    """The graph of the invented catalogue, and the schemes of types and roles: what the default graph holds."""
    graph = sorted((repository / "tests/fixtures/catalogue-small/graph").glob("*.ttl"))
    return graph + sorted((repository / "ontology/schemes").glob("*.ttl"))


@pytest.fixture(scope="session")
def store(catalogue_files: list[Path]) -> pyoxigraph.Store:
    return load_files(catalogue_files)


@pytest.fixture(scope="session")
def awkward_store(catalogue_files: list[Path]) -> pyoxigraph.Store:
    """What the small catalogue lacks: two titles, two publishers, two selections, an undated entry."""
    schemes = [path for path in catalogue_files if path.parent.name == "schemes"]
    return load_files([*schemes, HERE / "data" / "awkward.ttl"])


@pytest.fixture(scope="session")
def awkward_reference(awkward_store: pyoxigraph.Store) -> ReferenceEngine:
    return reference_engine(awkward_store)


def reference_engine(store: pyoxigraph.Store) -> ReferenceEngine:
    graph = rdflib.Graph()
    graph.parse(data=as_ntriples(store), format="nt")
    return ReferenceEngine(graph)


@pytest.fixture(scope="session")
def embedded(store: pyoxigraph.Store) -> EmbeddedEngine:
    return EmbeddedEngine(store)


@pytest.fixture(scope="session")
def reference(store: pyoxigraph.Store) -> ReferenceEngine:
    return reference_engine(store)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(100):
        if process.poll() is not None:
            pytest.fail(f"oxigraph serve ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("oxigraph serve does not answer")


@contextmanager
def serving(data: bytes, graph: str = "default") -> Iterator[str]:
    """Run a real SPARQL server that holds `data` (N-Triples) in one graph, and give its address."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("needs the server of the PyPI package oxigraph, which is not installed")
    address = f"http://127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [program, "serve", "--bind", address.removeprefix("http://")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(address, process)
        request = urllib.request.Request(
            f"{address}/store?{graph}", data=data, headers={"Content-Type": "application/n-triples"}, method="PUT"
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            assert response.status in (201, 204)
        yield address
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def server(store: pyoxigraph.Store) -> Iterator[str]:
    """The address of a real SPARQL server that holds the catalogue."""
    with serving(as_ntriples(store)) as address:
        yield address


@pytest.fixture(scope="session")
def endpoint(server: str) -> EndpointEngine:
    return EndpointEngine(f"{server}/query")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each of the three engines in turn."""
    return request.getfixturevalue(request.param)
