"""Pages for people: complete, escaped, light, and linked so that nothing leads nowhere."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from bibliographe.serve.discovery.beside import ensure_beside
from bibliographe.serve.pages import rendering
from bibliographe.serve.pages.rendering import day, environment, is_followed, number, spaced
from bibliographe.serve.site import Site
from bibliographe.serve.things.forms import RDF_FORMS
from bibliographe.serve.visits import Visit
from tests.serve.conftest import ABSTRACT, ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.testclient import TestClient

    from bibliographe.config import Catalogue
    from bibliographe.i18n import Language

BROWSER = {"Accept": "text/html", "Accept-Language": "fr"}
SELECTION = "selection/mediatheques-2025-288dfbf1"
LARGEST = 100_000
HOSTILE = r"""
@base <https://w3id.org/bibliographe/catalogue/> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<id/entry/hostile-1> a bibo:Book ; dcterms:title "</title><script>alert(1)</script>"@fr ;
    dcterms:creator <id/agent/hostile-2> ; dcterms:language "\"><img src=x onerror=alert(2)>" ;
    dcterms:subject <id/topic/hostile-3> ; schema:keywords "<b>gras</b>" ;
    schema:url <javascript:alert(3)> , <data:text/html,x> , <https://bon.example/?a=1&b="2"> ;
    bibo:doi "\" onmouseover=\"alert(4)" .
<id/agent/hostile-2> a foaf:Person ; foaf:name "</script><script>alert(5)</script>" .
<id/topic/hostile-3> a skos:Concept ; skos:prefLabel "'\"><svg onload=alert(6)>"@fr .
<id/item/hostile-4> a schema:ListItem ; schema:item <id/entry/hostile-1> ; schema:position 1 .
""".replace('?a=1&b="2"', "?a=1&b=2")


def marked(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_every_link_of_the_portal_leads_somewhere(client: TestClient, site: Site) -> None:
    with site.reading() as snapshot:
        ensure_beside(snapshot.opened)
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        answer = client.get(path, headers=BROWSER)
        # A page that is worked out beside the requests is accepted first.
        assert answer.status_code in (200, 202), path
        assert ABSTRACT not in answer.text
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        assert len(answer.content) < LARGEST
        page = marked(answer.text)
        assert page.get("lang") == "fr"
        assert len(page.findall(".//h1")) == 1
        assert not page.xpath(
            "//@style | //style | //script[not(@src) and @type != 'application/ld+json'] | //@onclick"
        )
        identifiers = page.xpath("//@id")
        assert len(identifiers) == len(set(identifiers))
        for href in page.xpath("//a/@href | //link[@rel!='canonical']/@href"):
            target = href.partition("#")[0]
            # Two choices in the search: their combinations have no end.
            if target.startswith("/") and "lang=" not in target and target not in seen and target.count("=") < 2:
                seen.add(target)
                # Each form of each entry has a test of its own.
                if target.endswith(".html") or "." not in target.rpartition("/")[2]:
                    waiting.append(target)
    assert len(seen) > 40


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_speak_both_languages(client: TestClient, language: str) -> None:
    for path in ("/", "/topics", f"/doc/{ENTRY}", f"/doc/{SELECTION}", "/authors", "/nothing"):
        text = client.get(path, headers={"Accept": "text/html", "Accept-Language": language}).text
        assert f'<html lang="{language}">' in text
        assert ("Aller au contenu" in text) is (language == "fr")


def test_an_entry_says_what_programs_read(client: TestClient) -> None:
    page = marked(client.get("/doc/entry/horaires-elargis-et-sante-des-agents-6816ae50", headers=BROWSER).text)
    said = {one.get("name"): one.get("content") for one in page.xpath("//meta[@name]")}
    assert said["citation_title"] == said["DC.title"] == "Horaires élargis et santé des agents"
    assert said["citation_publication_date"]
    assert said["DC.identifier"].startswith("https://w3id.org/bibliographe/catalogue/id/entry/")
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert "schema.org" in json.dumps(data)
    assert page.xpath("//link[@rel='alternate' and @type='text/turtle']")


def test_a_selection_is_in_its_printed_order(client: TestClient) -> None:
    page = marked(client.get(f"/doc/{SELECTION}", headers=BROWSER).text)
    numbers = [int(text) for text in page.xpath("//span[@class='position']/text()")]
    assert numbers == sorted(numbers)
    assert len(numbers) == 9
    assert page.xpath("//*[contains(@class, 'topic')]")


def test_nothing_that_came_from_data_is_markup(
    tmp_path: Path, catalogue_at: Callable[..., Catalogue], client_of: Callable[..., TestClient]
) -> None:
    site = Site(catalogue_at(tmp_path / "catalogue", {"hostile.ttl": HOSTILE}))
    client = client_of(site)
    for path in ("/", "/authors", "/topics", "/doc/entry/hostile-1", "/doc/agent/hostile-2", "/doc/topic/hostile-3"):
        text = client.get(path, headers=BROWSER).text
        page = marked(text)
        assert not page.xpath(
            "//script[not(@type='application/ld+json' or starts-with(@src, '/static/'))] | //img | //svg | //main//b"
        )
        assert not page.xpath("//@onerror | //@onload | //@onmouseover")
        assert not page.xpath("//@href[starts-with(., 'javascript:') or starts-with(., 'data:')]")
    entry = client.get("/doc/entry/hostile-1", headers=BROWSER).text
    assert "https://bon.example/?a=1&amp;b=2" in entry
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', entry, re.DOTALL)
    assert block
    assert json.loads(block[1])
    site.close()


def test_paging(client: TestClient) -> None:
    for page in ("0", "-1", "99999999999", "x", "2"):
        assert client.get("/publishers", params={"page": page}, headers=BROWSER).status_code == 200
        answer = client.get("/doc/topic/l-accueil-37b64aa2", params={"page": page, "of": "topic"}, headers=BROWSER)
        assert answer.status_code == 200


def test_words_and_numbers() -> None:
    assert number(1234567, "fr") == "1\u202f234\u202f567"
    assert number(1234567, "en") == "1,234,567"
    assert day("2025-03-01T09:00:00Z", "fr") == "1er mars 2025"
    assert day("2025-03-20T09:00:00Z", "en") == "20 March 2025"
    assert day("hier", "fr") == "hier"
    assert spaced("IA : chance ou menace ? « Oui »") == "IA\u00a0: chance ou menace\u00a0? «\u00a0Oui\u00a0»"
    assert is_followed("https://a.example/")
    assert not is_followed("JavaScript:alert(1)")
    assert not is_followed("http://[")


@pytest.mark.parametrize(("language", "said"), [("fr", "<b>été & 2</b>"), ("en", "<b>summer &amp; 3</b>")])
def test_words_are_chosen_when_a_template_is_read(language: Language, said: str) -> None:
    template = '<b>{{ say("été"|safe ~ " & "|safe ~ two, "summer & " ~ three) }}</b>'
    assert environment(language).from_string(template).render(two=2, three=3) == said


def test_an_address_in_the_links_to_forms_is_escaped(site: Site) -> None:
    visit = Visit(site.catalogue, "fr", "", "/")
    for how in ("alternates", "downloads"):
        made = rendering._form_links("fr", how, RDF_FORMS, visit.href("/doc/a'\"<b>&c"))
        assert "<b>" not in made
        assert made.count('href="/doc/a&#39;%22%3Cb%3E&amp;c.ttl"') == 1


def test_what_is_around_pages_is_that_of_their_section_language_and_place(client: TestClient) -> None:
    def menu(path: str, language: str = "fr") -> list[str]:
        text = client.get(path, headers={"Accept": "text/html", "Accept-Language": language}).text
        return re.findall(r'<a href="([^"]*)" aria-current="page">([^<]*)<', text)

    for _again in range(2):
        assert menu("/") == [("/", "Accueil")]
        assert menu("/topics") == [("/topics", "Thèmes")]
        assert menu("/charts/types")[0] == ("/charts", "En images")
        assert menu("/topics", "en") == [("/topics", "Topics")]
        assert menu(f"/doc/{ENTRY}") == []
        assert menu("/bibliographe/catalogue/topics") == [("/bibliographe/catalogue/topics", "Thèmes")]
