"""What keeps standing: requests that run when the portal is told to stop, and two portals on one store."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING

import httpx2

from bibliographe.store.build import build
from tests.serve.test_running import NEW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from tests.serve.conftest import Running


def test_two_portals_read_one_store_and_both_go_over_to_the_next_build(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue], running: type[Running]
) -> None:
    catalogue = catalogue_at(tmp_path / "catalogue")
    portals = [running(catalogue), running(catalogue)]
    before = {httpx2.get(f"{one.address}/health").json()["build"] for one in portals}
    assert len(before) == 1
    (catalogue.graph / "new.ttl").write_text(NEW, encoding="utf-8")
    build(catalogue)
    deadline = time.monotonic() + 60
    while {httpx2.get(f"{one.address}/health").json()["build"] for one in portals} & before:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    for portal in portals:
        found = httpx2.get(f"{portal.address}/sru?version=1.2&operation=searchRetrieve&query=amenager")
        assert "<numberOfRecords>1<" in found.text
        code, err = portal.stop()
        assert code == 0
        assert "Traceback" not in err


def test_requests_that_run_are_answered_when_the_portal_is_told_to_stop(
    catalogue: Catalogue, running: type[Running]
) -> None:
    portal = running(catalogue)
    queries = json.dumps({str(one): {"query": f"Anne Delcourt {one}"} for one in range(50)})
    answers: list[int] = []

    def ask() -> None:
        answers.append(httpx2.post(f"{portal.address}/reconcile", data={"queries": queries}, timeout=60).status_code)

    deadline = time.monotonic() + 60
    while httpx2.get(f"{portal.address}/search.json").status_code == 503:  # its index is not there yet
        assert time.monotonic() < deadline
        time.sleep(0.1)
    asking = threading.Thread(target=ask)
    asking.start()
    while "bibliographe_requests_running 2.0" not in httpx2.get(f"{portal.address}/metrics").text and not answers:
        assert time.monotonic() < deadline
    code, err = portal.stop()
    asking.join()
    assert answers == [200]
    assert code == 0
    assert "Traceback" not in err
