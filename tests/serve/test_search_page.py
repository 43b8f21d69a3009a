"""The page of the search: what it shows, and that every choice is a link that does what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml import html

if TYPE_CHECKING:
    from starlette.testclient import TestClient

FRENCH = {"Accept": "text/html", "Accept-Language": "fr"}


def shown(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path, headers=FRENCH)
    assert answer.status_code == 200, path
    return html.document_fromstring(answer.text)


def total(page: html.HtmlElement) -> int:
    return int(re.sub(r"\D", "", page.xpath("string(//p[@class='total']/strong)")))


def test_results_have_their_words_marked_and_lead_to_entries(client: TestClient) -> None:
    page = shown(client, "/search?q=horaires")
    assert total(page) == len(page.xpath("//ol[@class='entries']/li")) > 0
    assert next(one.lower() for one in page.xpath("//ol//p[@class='title']//mark/text()")) == "horaires"
    assert page.xpath("//form[@role='search']//input[@name='q']/@value") == ["horaires"]
    for href in page.xpath("//ol//p[@class='title']/a/@href"):
        assert client.get(href, headers=FRENCH).status_code == 200
    assert page.xpath("string(//title)").startswith("horaires – Recherche")


def test_what_is_in_another_language_than_the_page_says_so(client: TestClient) -> None:
    page = shown(client, "/search?q=horaires&lang=en")
    assert set(page.xpath("//ol//p[@class='title']/a/@lang")) == {"fr"}
    assert "fr" in page.xpath("//aside//h3[text()='Topic']/../..//li//@lang")
    assert page.xpath("//aside//h3[text()='Document type']/../..//li//@lang") == []
    assert shown(client, "/search?q=horaires&lang=fr").xpath("//ol//@lang") == []


def test_each_value_of_a_facet_leads_to_as_many_entries_as_it_says(client: TestClient) -> None:
    page = shown(client, "/search")
    values = page.xpath("//aside//li/a")
    assert len(values) > 10
    for value in values:
        count = int(re.sub(r"\D", "", value.xpath("string(span[@class='count'])")))
        narrowed = shown(client, value.get("href"))
        assert total(narrowed) == count
        assert narrowed.xpath("//aside//a[@aria-current='true']")
        removal = narrowed.xpath("//ul[@class='chosen']//a/@href")[0]
        assert total(shown(client, removal)) == total(page)


def test_values_of_a_facet_widen_and_all_can_be_taken_back(client: TestClient) -> None:
    values = shown(client, "/search").xpath("//aside//h3[text()='Type de document']/../..//li/a/@href")[:2]
    both = "/search?" + "&".join(urlsplit(one).query for one in values)
    page = shown(client, both)
    assert total(page) == sum(total(shown(client, one)) for one in values)
    assert shown(client, page.xpath("//a[@class='all']/@href")[0]) is not None
    other = page.xpath("//ul[@class='languages']//a/@href")[0]
    assert sorted(parse_qsl(urlsplit(other).query)) == sorted([*parse_qsl(urlsplit(both).query), ("lang", "en")])


def test_years_are_a_form(client: TestClient) -> None:
    form = shown(client, "/search?q=a&type=guide").xpath("//form[@class='years']")
    if form:
        assert {one.get("name") for one in form[0].xpath(".//input")} == {"q", "type", "from", "to"}
    assert total(shown(client, "/search?from=1000&to=1001")) == 0


def test_where_nothing_is_found_the_page_helps(client: TestClient) -> None:
    page = shown(client, "/search?q=zzzzqqq")
    assert total(page) == 0
    assert page.xpath("//details[@class='help' and @open]")
    assert page.xpath("//main//a[@href='/topics']")


def test_a_name_leads_to_its_page(client: TestClient) -> None:
    author = shown(client, "/authors").xpath("//ul[@class='names']//a")[0]
    page = shown(client, f"/search?q={author.text_content().split(',')[0]}")
    assert author.get("href") in page.xpath("//nav[@class='names-found']//a/@href")


def test_the_french_address_goes_on(client: TestClient) -> None:
    answer = client.get("/recherche?q=a%26b&type=guide&type=report", headers=FRENCH)
    assert (answer.status_code, answer.headers["location"]) == (301, "/search?q=a%26b&type=guide&type=report")


@pytest.mark.parametrize("query", ["year=x", "page=0", "sort=worst", "size=1000"])
def test_what_cannot_be_is_a_page_of_refusal(client: TestClient, query: str) -> None:
    answer = client.get(f"/search?{query}", headers=FRENCH)
    assert answer.status_code == 400
    assert "<h1>" in answer.text


def test_what_is_typed_is_no_markup(client: TestClient) -> None:
    page = shown(client, "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&theme=%3Cb%3E")
    assert not page.xpath("//script[not(starts-with(@src, '/static/'))] | //main//b")


def test_every_page_has_the_field(client: TestClient) -> None:
    for path in ("/", "/topics", "/search", "/nothing"):
        page = html.document_fromstring(client.get(path, headers=FRENCH).text)
        forms = page.xpath("//form[@role='search']")
        assert len(forms) == 1
        identifier = forms[0].xpath(".//input[@type='search']/@id")[0]
        assert forms[0].xpath(f".//label[@for='{identifier}']")
