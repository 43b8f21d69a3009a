"""Documents of one title, container and date: two entries where something tells them apart, else one listed twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bibliographe.graph.update import Outcome
from bibliographe.model.entry import Contribution, Entry, Pages

from .test_matching import DUMAS, LEROY, article, doi, entries

if TYPE_CHECKING:
    from .conftest import Importer

pytestmark = pytest.mark.usefixtures("held")

FIRST = article("Le jardin partagé", pages=Pages("4-6", "4", "6"))
OTHER_PAGES = article("Le jardin partagé", 2, pages=Pages("40-46", "40", "46"))
PLAIN = article("Le jardin partagé")
OTHER_AUTHOR = replace(article("Le jardin partagé", 2), contributions=(LEROY,))
APART = {
    "other pages": (FIRST, OTHER_PAGES),
    "other authors": (PLAIN, OTHER_AUTHOR),
    "other DOI": (
        article("Le jardin partagé", identifiers=doi("10.5555/1")),
        article("Le jardin partagé", 2, identifiers=doi("10.5555/2")),
    ),
    "other edition": (
        article("Le jardin partagé", edition="1re éd."),
        article("Le jardin partagé", 2, edition="2e éd."),
    ),
}
INITIAL = Contribution(replace(DUMAS.agent, name="A. Dumas", given="A."))
ONE = {
    "the same twice": (FIRST, replace(FIRST, position=2)),
    "one says no page": (FIRST, article("Le jardin partagé", 2)),
    "an initial": (PLAIN, replace(article("Le jardin partagé", 2), contributions=(INITIAL,))),
    "other names, one page": (FIRST, replace(FIRST, position=2, contributions=(LEROY,))),
    "one DOI": (
        article("Le jardin partagé", identifiers=doi("10.5555/1"), pages=Pages("4")),
        article("Le jardin partagé", 2, identifiers=doi("10.5555/1"), pages=Pages("14")),
    ),
}


def identical(importer: Importer, *steps: tuple[list[Entry], str]) -> bool:
    """Tell whether importing again what was imported changes no byte."""
    before = importer.bytes()
    for read, source in steps:
        importer(read, source)
    return importer.bytes() == before


@pytest.mark.parametrize("first, second", APART.values(), ids=APART)  # noqa: PT006
def test_two_documents_of_one_source_are_two_entries(importer: Importer, first: Entry, second: Entry) -> None:
    report = importer([first, second], "une")
    assert len(entries(importer.catalogue)) == 2
    assert len({iri for _entry, iri in report.addresses}) == 2
    assert not report.update.of(Outcome.CONTRADICTED)
    assert identical(importer, ([first, second], "une"))


@pytest.mark.parametrize("first, second", ONE.values(), ids=ONE)  # noqa: PT006
def test_one_document_listed_twice_is_one_entry(importer: Importer, first: Entry, second: Entry) -> None:
    report = importer([first, second], "une")
    assert len({iri for _entry, iri in report.addresses}) == 1
    assert identical(importer, ([first, second], "une"))


@pytest.mark.parametrize("first, second", APART.values(), ids=APART)  # noqa: PT006
def test_two_documents_of_two_sources_are_two_entries(importer: Importer, first: Entry, second: Entry) -> None:
    importer([first], "une")
    importer([second], "autre")
    assert len(entries(importer.catalogue)) == 2
    assert identical(importer, ([first], "une"), ([second], "autre"))


def test_each_of_two_is_known_again_in_another_source(importer: Importer) -> None:
    importer([FIRST, OTHER_PAGES], "une")
    importer([replace(OTHER_PAGES, position=1)], "autre")
    assert sorted(map(len, entries(importer.catalogue))) == [1, 2]
    third = [replace(OTHER_PAGES, position=1, contributions=(LEROY,)), replace(FIRST, position=2)]
    importer(third, "troisieme")
    assert sorted(map(len, entries(importer.catalogue))) == [2, 3]
    assert identical(importer, (third, "troisieme"), ([FIRST, OTHER_PAGES], "une"))


def test_all_that_both_say_is_kept(importer: Importer) -> None:
    importer([replace(FIRST, contributions=(DUMAS,)), replace(OTHER_PAGES, contributions=(LEROY,))], "une")
    text = importer.text("une.ttl")
    assert all(said in text for said in ('"4-6"', '"40-46"', "anne-dumas", "paul-leroy"))


def test_a_mended_page_makes_no_second_entry(importer: Importer) -> None:
    importer([FIRST], "une")
    importer([replace(FIRST, citation=replace(FIRST.citation, pages=Pages("14-16", "14", "16")))], "une")
    assert len(entries(importer.catalogue)) == 1
    assert '"14-16"' in importer.text("une.ttl")
