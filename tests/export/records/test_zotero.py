"""What Zotero's translators look for stands in what is written: item types, roles, numbers.

Source: zotero/translators, RIS.js, MODS.js, Embedded Metadata.js, RDF.js; Zotero's utilities for COinS.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from lxml import etree

from bibliographe.export.records.catalogued import Catalogued
from bibliographe.export.records.zotero_types import zotero_type
from bibliographe.ingest.records.zotero_terms import ITEM_TYPES
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import (
    Agent,
    Citation,
    Contribution,
    Entry,
    Event,
    Host,
    Pages,
    Periodical,
    Series,
    Span,
)
from bibliographe.serve.pages.coins import coins
from bibliographe.serve.pages.embedded import meta
from tests.export.records.written import written

if TYPE_CHECKING:
    from bibliographe.model.entry import PeriodicalKind

MODS = {"m": "http://www.loc.gov/mods/v3"}
DUMAS, NOIR = Agent("Anne Le Dumas", "person", "Anne", "Le Dumas"), Agent("Paul Noir", "person", "Paul", "Noir")
BODY = Agent("Office de la lecture")


def catalogued(kind: str, citation: Citation, *contributions: Contribution) -> Catalogued:
    entry = Entry("Lire au village", kind, 1, Span(1, 1), "", contributions=contributions, citation=citation)
    return Catalogued("https://example.org/catalogue/id/entry/a", entry, created="2024-07-01T09:00:00Z",
                      modified="2024-07-01T09:00:00Z")  # fmt: skip


def ris(one: Catalogued) -> list[str]:
    return written("ris", [one])[0].decode().split("\r\n")


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("book", ["A3  - Noir, Paul", "T3  - Verte", "M1  - 12"]),
        ("chapter", ["A2  - Noir, Paul", "T3  - Verte", "SV  - 12"]),
        ("report", ["ED  - Noir, Paul", "T2  - Verte", "VL  - 12"]),
    ],
)
def test_ris_has_the_tags_that_zotero_and_endnote_read_for_a_type(kind: str, lines: list[str]) -> None:
    citation = Citation(series=Series("Verte", "12"), host=Host("Un livre") if kind == "chapter" else None)
    found = ris(catalogued(kind, citation, Contribution(DUMAS), Contribution(NOIR, "editor")))
    assert [line for line in lines if line not in found] == []


def test_ris_names_the_supervisor_of_a_thesis() -> None:
    supervisor = Contribution(NOIR, "thesis-supervisor")
    assert "A3  - Noir, Paul" in ris(catalogued("thesis", Citation(), Contribution(DUMAS), supervisor))
    assert not any("Noir" in line for line in ris(catalogued("book", Citation(), supervisor)))


@pytest.mark.parametrize(
    ("kind", "container", "item_type"),
    [
        ("article", "magazine", "magazineArticle"),
        ("article", "website", "blogPost"),
        ("press-article", "newspaper", "newspaperArticle"),
        ("document", "periodical", "journalArticle"),
        ("book", None, "book"),
        ("study", None, "report"),
        ("dissertation", None, "thesis"),
        ("interview", None, "interview"),
        ("press-release", None, "document"),
    ],
)
def test_mods_and_pages_say_the_item_type(kind: str, container: PeriodicalKind | None, item_type: str) -> None:
    one = catalogued(kind, Citation(periodical=Periodical("Lettre", container) if container else None))
    assert zotero_type(one.entry) == item_type
    assert item_type in ITEM_TYPES
    root = etree.fromstring(written("mods", [one])[0])
    assert root.xpath("//m:mods/m:genre[@authority='local']/text()", namespaces=MODS) == [item_type]
    assert ("z:itemType", item_type) in meta(one)


def test_nobody_else_is_taken_for_an_author_of_mods() -> None:
    citation = Citation(institution=BODY, event=Event("Journées"), extent="230")
    roles = ("author", "director", "preface-writer", "translator")
    one = catalogued("thesis", citation, *(Contribution(DUMAS, role) for role in roles))
    root = etree.fromstring(written("mods", [one])[0])
    terms = [
        name.xpath("m:role/m:roleTerm[@type='text']/text()", namespaces=MODS)[-1]
        for name in root.xpath("//m:mods/m:name", namespaces=MODS)
    ]
    assert terms == ["author", "editor", "contributor", "translator", "contributor", "contributor"]
    assert root.xpath("//m:mods/m:originInfo/m:publisher/text()", namespaces=MODS) == [BODY.name]
    assert root.xpath("//m:extent/text()", namespaces=MODS) == ["230 p."]
    assert root.xpath("//m:mods/m:language/m:languageTerm/text()", namespaces=MODS) == ["fre"]


def test_names_and_pages_of_coins_are_not_cut_again() -> None:
    citation = Citation(
        publishers=(BODY,), places=("Lyon",), extent="230", series=Series("Verte"),
        issued=DateStatement("2024", "2024"), host=None,
    )  # fmt: skip
    said = parse_qs(coins(catalogued("book", citation, Contribution(DUMAS), Contribution(BODY)), "2024"))
    assert said["rft.au"] == ["Le Dumas, Anne"]
    assert said["rft.aucorp"] == [BODY.name]
    assert (said["rft.place"], said["rft.tpages"], said["rft.series"]) == (["Lyon"], ["230"], ["Verte"])
    article = Citation(periodical=Periodical("Lettre"), pages=Pages("3, 7-9"))
    assert parse_qs(coins(catalogued("article", article), ""))["rft.pages"] == ["3, 7-9"]


def test_names_of_pages_are_not_cut_again() -> None:
    one = catalogued("book", Citation(series=Series("Verte")), Contribution(DUMAS), Contribution(NOIR, "editor"))
    said = dict(meta(one))
    assert said["citation_author"] == said["DC.creator"] == "Le Dumas, Anne"
    assert said["citation_editor"] == said["DC.contributor"] == "Noir, Paul"
    assert said["citation_series_title"] == "Verte"
    assert (
        dict(meta(replace(one, entry=replace(one.entry, contributions=(Contribution(BODY),)))))["DC.creator"]
        == BODY.name
    )
