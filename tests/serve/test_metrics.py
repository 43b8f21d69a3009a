"""What is measured, and who is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2
import pytest
from starlette.testclient import TestClient

from bibliographe.serve.app import portal
from bibliographe.serve.limits import Limits
from bibliographe.serve.metrics import TOKEN
from tests.serve.conftest import ENTRY

if TYPE_CHECKING:
    from bibliographe.serve.site import Site


@pytest.fixture
def near(site: Site) -> TestClient:
    """A client on this machine."""
    return TestClient(portal(site, Limits(rate=0)), client=("127.0.0.1", 1), follow_redirects=False)


def test_requests_are_counted_by_part_and_by_status(near: TestClient) -> None:
    near.get("/")
    near.get(f"/doc/{ENTRY}")
    near.get("/doc/entry/jean-dupont-secret")
    near.get("/jean-dupont-secret")
    near.request("BREW", "/")
    text = near.get("/metrics").text
    assert 'bibliographe_requests_total{method="GET",part="/",status="200"} 1.0' in text
    assert 'bibliographe_requests_total{method="GET",part="/doc",status="200"} 1.0' in text
    assert 'bibliographe_requests_total{method="GET",part="/doc",status="404"} 1.0' in text
    assert 'bibliographe_requests_total{method="GET",part="other",status="404"} 1.0' in text
    assert 'bibliographe_requests_total{method="other",part="/",status="405"} 1.0' in text
    assert "bibliographe_entries 8.0" in text
    assert "bibliographe_requests_running 1.0" in text
    assert "process_resident_memory_bytes" in text
    assert "secret" not in text


def test_other_machines_are_not_told(near: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    far = TestClient(portal(site, Limits(rate=0)), client=("203.0.113.7", 1))
    assert far.get("/metrics").status_code == 403
    assert near.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 403
    monkeypatch.setenv(TOKEN, "open-sesame")
    assert far.get("/metrics", headers={"Authorization": "Bearer open-sesame"}).status_code == 200
    assert far.get("/metrics", headers={"Authorization": "Bearer other"}).status_code == 403
    assert near.get("/metrics").status_code == 403


def test_a_running_portal_tells_this_machine(address: str) -> None:
    answer = httpx2.get(f"{address}/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
