"""The portal as a process: it starts, tells where it is, swaps builds without a failed request, and ends gently."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import httpx2
import pytest

from bibliographe.store.build import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from tests.serve.conftest import Running

NEW = """
@base <https://w3id.org/bibliographe/catalogue/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<id/agent/nouvelle-maison-00000001> a foaf:Organization ; foaf:name "Nouvelle maison" .
"""


def test_it_answers_where_it_says(address: str) -> None:
    answer = httpx2.get(f"{address}/health")
    assert answer.status_code == 200
    assert answer.json()["entries"] == 8


def test_a_rebuild_under_load_fails_no_request_and_the_end_is_gentle(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue], running: type[Running]
) -> None:
    catalogue = catalogue_at(tmp_path / "catalogue")
    portal = running(catalogue)
    statuses: list[int] = []
    done = threading.Event()

    def ask() -> None:
        with httpx2.Client(base_url=portal.address) as client:
            while not done.is_set():
                statuses.append(client.get("/").status_code)

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for asker in askers:
        asker.start()
    (catalogue.graph / "new.ttl").write_text(NEW, encoding="utf-8")
    build(catalogue)
    deadline = time.monotonic() + 30
    while httpx2.get(f"{portal.address}/doc/agent/nouvelle-maison-00000001").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    done.set()
    for asker in askers:
        asker.join()
    code, err = portal.stop()
    assert set(statuses) == {200}
    assert code == 0
    events = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert any(event["event"] == "build in service" for event in events)
    assert "Traceback" not in err


def test_a_port_that_is_taken_is_told(catalogue: Catalogue) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "bibliographe", "serve", "--catalogue", str(catalogue.directory), "--port",
             str(port)],
            capture_output=True, text=True, check=False, env={**os.environ, "BIBLIOGRAPHE_LANG": "fr"},
        )  # fmt: skip
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["no-such-host.invalid", "203.0.113.7"])
def test_a_host_that_is_not_here_is_told(catalogue: Catalogue, host: str) -> None:
    from bibliographe.errors import ServeError
    from bibliographe.serve.running import listen

    with pytest.raises(ServeError, match=host) as told:
        listen(host, 0)
    assert "--host" in str(told.value)
