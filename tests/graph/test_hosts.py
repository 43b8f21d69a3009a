"""The books that chapters stand in, with and without an entry of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bibliographe.graph.authority import merge
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.terms import BIBO, DCTERMS, TYPED
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Agent, Citation, Entry, Host, Span

if TYPE_CHECKING:
    from .conftest import Importer

pytestmark = pytest.mark.usefixtures("held")

ISBN = (("isbn", "978-2-07-036822-8"),)
YEAR = DateStatement("2020", "2020")


def chapter(title: str, position: int = 1, host: Host | None = None, issued: DateStatement = YEAR) -> Entry:
    citation = Citation(issued=issued, host=host or Host("Lire la ville", ISBN), form="record")
    return Entry(title, "chapter", position, Span(position, position), f"{title} {position}", citation=citation)


def book(title: str, position: int = 1, numbers: tuple[tuple[str, str], ...] = (), year: DateStatement = YEAR) -> Entry:
    citation = Citation(publishers=(Agent("Préau"),), issued=year, identifiers=numbers, form="record")
    return Entry(title, "book", position, Span(position, position), f"{title} {position}", citation=citation)


def places(importer: Importer) -> list[str]:
    """What the chapters are part of."""
    folder = GraphFolder(importer.catalogue)
    return sorted(
        part.value.removeprefix("https://example.org/c/id/").rpartition("-")[0]
        for thing in folder
        if BIBO.Chapter in folder.objects(thing, TYPED)
        for part in folder.objects(thing, DCTERMS.isPartOf)
    )


def test_a_book_without_an_entry_is_a_node(importer: Importer) -> None:
    importer([chapter("Le soir"), chapter("Le matin", 2, Host("Lire la ville (extraits)", ISBN))])
    assert places(importer) == ["host/9782070368228"] * 2
    text = importer.text("periodicals.ttl")
    assert text.count("a bibo:EditedBook") == 1
    assert 'bibo:isbn13 "9782070368228"' in text
    assert 'dcterms:title "Lire la ville"@fr' in text
    assert "isbn" not in importer.text("lecture.ttl")


def test_without_an_isbn_title_and_year_tell_books_apart(importer: Importer) -> None:
    host = Host("Lire la ville")
    importer(
        [
            chapter("Le soir", 1, host),
            chapter("Le matin", 2, Host("LIRE LA VILLE")),
            chapter("La nuit", 3, host, DateStatement("2012", "2012")),
        ]
    )
    assert places(importer) == ["host/lire-la-ville-2012", "host/lire-la-ville-2020", "host/lire-la-ville-2020"]


SAME = [
    (Host("Lire la ville", ISBN), book("Lire la ville : promenades", numbers=(("isbn", "2-07-036822-X"),))),
    (Host("Lire la ville"), book("Lire la ville")),
    (Host("Lire la ville", ISBN), book("Lire la ville")),
    (Host("Lire la ville"), book("Lire la ville", numbers=ISBN)),
]


@pytest.mark.parametrize("host, entry", SAME)  # noqa: PT006
@pytest.mark.parametrize("order", ["chapter", "book", "both"])
def test_a_chapter_is_part_of_the_entry_of_its_book(importer: Importer, host: Host, entry: Entry, order: str) -> None:
    sources = {"un": [chapter("Le soir", 1, host)], "livres": [entry]}
    if order == "both":
        sources = {"un": [chapter("Le soir", 1, host), replace(entry, position=2)]}
    for source in reversed(sources) if order == "book" else sources:
        importer(sources[source], source)
    assert places(importer) == [entry_name(entry)]
    assert "periodicals.ttl" not in importer.bytes()
    before = importer.bytes()
    for source in sources:
        found = importer(sources[source], source)
        assert found.written == []
    assert importer.bytes() == before


def entry_name(entry: Entry) -> str:
    return "entry/" + entry.title.lower().replace(" : ", "-").replace(" ", "-")


DIFFERENT = [
    (Host("Lire la ville", ISBN), book("Compter les oiseaux", numbers=ISBN)),
    (Host("Lire la ville"), book("Lire la ville", year=DateStatement("2012", "2012"))),
    (Host("Lire la ville", ISBN), book("Lire la ville", numbers=(("isbn", "9782130800002"),))),
    (Host("Lire la ville. Tome 1", ISBN), book("Lire la ville. Tome 2", numbers=ISBN)),
    (Host("Lire la ville"), replace(book("Lire la ville"), kind="article")),
]


@pytest.mark.parametrize("host, entry", DIFFERENT)  # noqa: PT006
def test_another_book_is_left_alone(importer: Importer, host: Host, entry: Entry) -> None:
    importer([chapter("Le soir", 1, host)], "un")
    importer([entry], "livres")
    assert [place[:5] for place in places(importer)] == ["host/"]


def test_two_entries_of_one_isbn_decide_nothing(importer: Importer) -> None:
    importer([book("Lire la ville", numbers=ISBN), book("Lire la ville le soir", 2, numbers=ISBN)], "livres")
    importer([chapter("Le soir")], "un")
    assert places(importer) == ["host/9782070368228"]


def test_a_chapter_corrected_by_hand_stays_corrected(importer: Importer) -> None:
    importer([chapter("Le soir")], "un")
    importer.edit("un.ttl", '"Le soir"@fr', '"Le soir tombe"@fr')
    importer([book("Lire la ville", numbers=ISBN)], "livres")
    assert places(importer) == ["entry/lire-la-ville"]
    importer([chapter("Le soir")], "un")
    assert "Le soir tombe" in importer.text("un.ttl")


def test_a_person_may_merge_a_book_into_its_entry(importer: Importer) -> None:
    importer([chapter("Le soir", 1, Host("La ville lue"))], "un")
    importer([book("Lire la ville")], "livres")
    folder = GraphFolder(importer.catalogue)
    host = next(thing for thing in folder if folder.minter.kind(thing) == "host")
    (entry,) = folder.lookups.entries_titled("lire la ville")
    merge(importer.catalogue, entry, host)
    assert places(importer) == ["entry/lire-la-ville"]
    before = importer.bytes()
    importer([chapter("Le soir", 1, Host("La ville lue"))], "un")
    assert importer.bytes() == before
