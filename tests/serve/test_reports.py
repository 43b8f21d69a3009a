"""Pictures and reports: made once, beside the requests, and shown without what must not leave."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from lxml import html

from bibliographe.errors import ServeError
from bibliographe.serve.pages.charts import CHARTS
from bibliographe.serve.reports.making import READINESS, _run
from tests.serve.conftest import ABSTRACT

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from bibliographe.config import Catalogue

FRENCH = {"Accept": "text/html", "Accept-Language": "fr"}
PATIENCE = 60


def made(client: TestClient, path: str) -> html.HtmlElement:
    ends = time.monotonic() + PATIENCE
    while (answer := client.get(path, headers=FRENCH)).status_code == 202:
        assert answer.headers["cache-control"] == "no-store"
        assert time.monotonic() < ends
        time.sleep(0.05)
    assert answer.status_code == 200, path
    assert ABSTRACT not in answer.text
    assert len(answer.content) < 100_000
    return html.document_fromstring(answer.text)


@pytest.mark.parametrize("chart", [chart.key for chart in CHARTS])
def test_a_picture_stands_beside_its_table(client: TestClient, chart: str) -> None:
    page = made(client, f"/charts/{chart}")
    assert page.xpath("//main//*[local-name()='svg' and (@role='img' or @aria-labelledby or @aria-label)]")
    assert page.xpath("//main//table//td")
    assert not page.xpath("//style | //@style")
    for href in page.xpath("//main//table//a[starts-with(@href, '/')]/@href"):
        assert client.get(href, headers=FRENCH).status_code == 200


def test_there_is_no_other_picture(client: TestClient) -> None:
    assert client.get("/charts/moon", headers=FRENCH).status_code == 404


def test_integrity(client: TestClient) -> None:
    page = made(client, "/integrity")
    text = page.xpath("string(//main)")
    assert "41" in text
    assert "La notice n'a <b>pas</b> de titre." in text
    assert "/home/" not in text
    assert page.xpath("//main//section//a/text()") == ["Sans <i>titre</i>"]


def test_readiness(client: TestClient) -> None:
    page = made(client, "/readiness")
    assert "75" in page.xpath("string(//main//section[1])")
    assert page.xpath("//main//details//a/text()") == ["Aménager"]


def test_the_report_is_that_of_the_command(catalogue: Catalogue) -> None:
    found = json.loads(_run(READINESS, catalogue.directory))
    assert {one["profile"] for one in found} > {"europeana"}


def test_a_command_that_fails_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ServeError):
        _run(READINESS, tmp_path)
