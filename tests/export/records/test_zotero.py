"""What Zotero's translators look for stands in what is written: item types, roles, numbers.

Source: zotero/translators, RIS.js, MODS.js, Embedded Metadata.js, RDF.js, CSL JSON.js, BibTeX.js (which reads BibLaTeX
too), MARC.js (which MARCXML.js leads to); Zotero's utilities for COinS and for items of CSL. docs/decisions/0069.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
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
    Issue,
    Pages,
    Periodical,
    Series,
    Span,
)
from bibliographe.serve.pages.coins import coins
from bibliographe.serve.pages.embedded import meta
from tests.export.records.invented import ENTRIES
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


CSL_TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance personal_communication
    periodical post post-weblog regulation report review review-book song speech standard thesis treaty webpage
    """.split()  # noqa: SIM905 - a list to read
)
"""A file with an item of any other type is not taken for CSL-JSON: CSL JSON.js, `detectImport`."""
BIBTEX_TYPES = frozenset(
    """
    book inbook incollection article patent phdthesis unpublished inproceedings conference techreport booklet manual
    mastersthesis misc proceedings online thesis letter movie artwork report legislation jurisdiction audio video
    software inreference collection mvbook
    """.split()  # noqa: SIM905 - a list to read
)
"""An entry of any other type is left out: BibTeX.js, `beginRecord`, of 2019."""


def items_of_csl(*entries: Catalogued) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written("csl-json", entries)[0])
    return found


def test_a_file_of_all_kinds_is_taken_for_csl() -> None:
    assert {item["type"] for item in items_of_csl(*ENTRIES)} <= CSL_TYPES


@pytest.mark.parametrize("name", ["biblatex", "bibtex"])
def test_no_entry_of_bibtex_is_left_out(name: str) -> None:
    types = set(re.findall(r"^@(\w+)\{", written(name, ENTRIES)[0].decode(), re.MULTILINE))
    # A type of biblatex since 3.13; what stands for it there would print less.
    assert types - BIBTEX_TYPES == ({"dataset"} if name == "biblatex" else set())


@pytest.mark.parametrize("kind", ["book", "article", "report"])
@pytest.mark.parametrize("role", ["director", "coordinator"])
def test_who_leads_a_work_is_no_author_of_csl_but_its_editor(kind: str, role: str) -> None:
    """Of a role that its item type does not have Zotero makes an author (`itemFromCSLJSON`)."""
    one = catalogued(kind, Citation(), Contribution(DUMAS, role))
    (item,) = items_of_csl(one)
    assert item["editor"] == [{"family": "Le Dumas", "given": "Anne"}]
    assert "director" not in item
    assert written("csl-json", [one])[1].told == {one.iri: [(f"prov:qualifiedAttribution/{role}", DUMAS.name)]}


def test_who_directs_a_film_is_its_director_in_csl() -> None:
    (item,) = items_of_csl(catalogued("video", Citation(), Contribution(DUMAS, "director")))
    assert "director" in item


@pytest.mark.parametrize("name", ["biblatex", "bibtex"])
def test_who_leads_a_work_is_in_the_only_field_of_editors_that_is_read(name: str) -> None:
    led = catalogued("book", Citation(), Contribution(DUMAS, "director"), Contribution(NOIR, "contributor"))
    text = written(name, [led])[0].decode()
    assert "  editor        = {Le Dumas, Anne},\n  editortype    = {director},\n" in text
    assert "  editora       = {Noir, Paul},\n  editoratype   = {collaborator},\n" in text
    edited = catalogued("book", Citation(), Contribution(DUMAS, "director"), Contribution(NOIR, "editor"))
    text = written(name, [edited])[0].decode()
    assert "  editor        = {Noir, Paul},\n  editora       = {Le Dumas, Anne},\n" in text


def test_the_fields_of_bibtex_are_those_that_are_read() -> None:
    one = catalogued("book", Citation(issued=DateStatement("mai 2020", "2020-05"), extent="230", places=("Lyon",)))
    assert "  language      = {french}" in written("biblatex", [one])[0].decode()  # not `langid`
    assert "  month         = may,\n" in written("bibtex", [one])[0].decode()  # not a number
    standard = written("biblatex", [catalogued("standard", Citation())])[0].decode()
    assert standard.startswith("@misc{")
    assert "  entrysubtype  = {standard}" in standard


@pytest.mark.parametrize("role", ["director", "coordinator", "compiler"])
def test_ris_has_who_leads_a_work_among_its_editors(role: str) -> None:
    one = catalogued("book", Citation(), Contribution(NOIR, role))
    assert "A3  - Noir, Paul" in ris(one)
    assert written("ris", [one])[1].told == {one.iri: [(f"prov:qualifiedAttribution/{role}", NOIR.name)]}


def test_the_place_in_a_journal_is_read_from_marc_21() -> None:
    """Volume, number, year and pages of 773 $g, by the patterns of MARC.js; a French catalogue too."""
    issue = Issue("3", "12", DateStatement("2021", "2021"))
    citation = Citation(periodical=Periodical("Lettre", "journal"), issue=issue, issued=issue.date,
                        pages=Pages("45-67", "45", "67"))  # fmt: skip
    root = etree.fromstring(written("marcxml", [catalogued("article", citation)])[0])
    (place,) = root.xpath("//*[@tag='773']/*[@code='g']/text()")
    found = re.search(r"(?:vol\.|bd\.)\s*(\d+)\s*,\s*(?:no\.|nr\.)\s*(\d[\d/]*)", place, re.IGNORECASE)
    assert found
    assert found.groups() == ("12", "3")
    assert re.findall(r"[ps]\.\s*(\d+(?:-\d+)?)", place) == ["45-67"]
    assert re.findall(r"\d{4}", place) == ["2021"]
    assert root.xpath("//*[@tag='773']/*[@code='7']/text()") == ["nnas"]


def test_a_chapter_a_thesis_and_names_are_read_from_marc_21() -> None:
    chapter = Citation(host=Host("Un livre", (("isbn", "9781234567897"),)), pages=Pages("45-67", "45", "67"))
    one = catalogued("chapter", chapter, Contribution(DUMAS), Contribution(NOIR, "translator"))
    root = etree.fromstring(written("marcxml", [one])[0])
    assert root.xpath("//*[@tag='773']/*[@code='7' or @code='t' or @code='z']/text()") == [
        "nnam", "Un livre", "9781234567897",
    ]  # fmt: skip
    assert root.xpath("//*[@tag='100' or @tag='700']/*[@code='4']/text()") == ["aut", "trl"]
    thesis = etree.fromstring(written("marcxml", [catalogued("thesis", Citation(degree="Thèse", institution=BODY))])[0])
    assert thesis.xpath("boolean(//*[@tag='502'])")
    assert etree.fromstring(
        written("unimarc-xml", [catalogued("thesis", Citation(degree="Thèse", institution=BODY))])[0]
    ).xpath("boolean(//*[@tag='328'])")


@pytest.mark.parametrize(("name", "line"), [("biblatex", "  number "), ("bibtex", "  number "), ("ris", "VL  - ")])
def test_a_number_in_a_periodical_is_not_written_over_by_one_in_a_series(name: str, line: str) -> None:
    citation = Citation(periodical=Periodical("Lettre", "journal"), issue=Issue("3", "3"), series=Series("Verte", "12"))
    one = catalogued("article", citation)
    data, told = written(name, [one])
    assert [found.strip(" ,\r={}")[-1] for found in data.decode().split("\n") if found.startswith(line)] == ["3"]
    assert ("bibo:number", "12") in told.told[one.iri]


@pytest.mark.parametrize("kind", ["legislation", "proceedings", "video"])
def test_a_translator_is_told_where_ris_has_others_in_its_tag(kind: str) -> None:
    one = catalogued(kind, Citation(), Contribution(NOIR, "translator"))
    data, told = written("ris", [one])
    assert b"A4  - " not in data
    assert ("prov:qualifiedAttribution/translator", NOIR.name) in told.told[one.iri]
