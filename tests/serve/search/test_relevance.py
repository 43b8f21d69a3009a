"""What people ask in French, and which entry must be in the first place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibliographe.serve.search.request import SearchRequest
from bibliographe.serve.search.searching import search
from tests.serve.search.invented import ENTRIES, Invented, iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.serve.search.page import SearchPage
    from bibliographe.store.access import OpenedStore


def asked(index: SearchIndex, text: str) -> SearchPage:
    return search(index, SearchRequest.from_params([("q", text)]))


def slugs(page: SearchPage) -> list[str]:
    return [result.iri.rpartition("/")[2] for result in page.results]


FIRST = {
    "crues": "crues",  # in a title before a table of contents and a topic
    "crue": "crues",
    "CRUES VILAINE": "crues",
    "riviere": "riviere",
    "rivières vivantes": "riviere",
    "gestion des barrages": "barrages",
    "eau potable": "eau-potable",
    "l'eau potable": "eau-potable",
    "guide assainissement": "assainissement",
    "l’assainissement": "assainissement",
    "pluies en ville": "pluie",
    "inondation assureur": "inondations",
    "dumas vilaine": "crues",
    "noel dyslexie": "dyslexie",
    "Élodie Noël maternelle": "maternelle",
    "bibliothecaire": "lecture-publique",
    "apprendre lecture préparatoire": "lire",  # half of the words
    "rythme scolaire": "rythmes",
    "numeriques educatifs": "numerique",
    "musée publics": "musee",
    "musees gratuits nationaux": "gratuite",
    "oeuvre rue": "oeuvres",
    "ŒUVRES DE RUE": "oeuvres",
    "journal lycéen": "journaux",
    "fontaine": "fontaine",  # a title before an author
    "claire fontaine numérique": "numerique",
    '"tableau blanc"': "tableau",
    "prud'homme": "prudhommes",
    "visitor museum": "museums",
    "visitors in museums": "museums",
    "flooded city": "flooding",
    "cantinne": "cantine",
    "absenteime": "absenteisme",
    "restituton dumas": "restitutions",
    "978-2-07-036002-4": "crues",
    "2-07-036002-4": "crues",
    "https://doi.org/10.1234/ECOLE.2021.7": "numerique",
    "auteur:leroy musée": "musee",
    "éditeur:orme année:2009": "tableau",
    "thème:inondations revue:gazette dignes": "digues",
    "hydrologie": "crues",
}


@pytest.mark.parametrize(("text", "first"), FIRST.items(), ids=list(FIRST))
def test_what_must_come_first(index: SearchIndex, text: str, first: str) -> None:
    assert slugs(asked(index, text))[:1] == [first]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_every_entry_is_first_for_its_title(index: SearchIndex, entry: Invented) -> None:
    assert slugs(asked(index, entry.title))[:1] == [entry.slug]
    assert slugs(asked(index, entry.title.upper()))[:1] == [entry.slug]


def test_a_title_outranks_an_author_an_author_a_topic_and_a_topic_the_rest(
    opened_of: Callable[..., OpenedStore],
) -> None:
    from bibliographe.serve.search.index import open_index

    others = [Invented(f"other-{number}", f"Rien de cela {number}") for number in range(20)]
    entries = [
        Invented("rest", "Un premier", contents="De l'orme au bord du chemin"),
        Invented("topic", "Un deuxième", keywords=("orme",)),
        Invented("title", "L'orme et le chemin creux au fond du bois des dames"),
        Invented("publisher", "Un troisième", publisher="editions-orme"),
        *others,
    ]
    found = slugs(asked(open_index(opened_of(entries)), "orme"))
    assert found[:2] == ["title", "topic"]
    assert set(found[2:]) == {"rest", "publisher"}
    authors = [
        Invented("by", "Sans lui", authors=("claire-fontaine",)),
        Invented("about", "Aussi sans lui", keywords=("fontaine",)),
        *others,
    ]
    assert slugs(asked(open_index(opened_of(authors)), "fontaine")) == ["by", "about"]


def test_typos_are_forgiven_below_what_has_the_words(index: SearchIndex) -> None:
    page = asked(index, "digue")
    assert slugs(page)[0] == "digues"
    assert (page.matched, page.exact) in (("all", 1), ("close", 1))
    page = asked(index, "musée")
    assert page.matched == "all"
    assert page.exact == page.total


def test_what_is_written_much_alike_counts_more_in_a_title_than_elsewhere(
    opened_of: Callable[..., OpenedStore],
) -> None:
    from bibliographe.serve.search.index import open_index

    entries = [
        Invented("a-rest", "Abeilles", keywords=("fontainier",)),
        Invented("b-two-typos", "Bassins : les fontainiers"),
        Invented("c-author", "Canaux", authors=("claire-fontaine",)),
        Invented("d-title", "Le fontainier"),
    ]
    page = asked(open_index(opened_of(entries)), "fontanier")
    assert page.matched == "close"
    assert slugs(page) == ["d-title", "b-two-typos", "c-author", "a-rest"]


def test_half_of_the_words_when_nothing_has_all(index: SearchIndex) -> None:
    page = asked(index, "restitutions zanzibar")
    assert page.matched == "some"
    assert page.exact == 0
    assert slugs(page)[0] == "restitutions"
    assert asked(index, "zanzibar").total == 0


def test_phrases_exclusions_years_and_numbers(index: SearchIndex) -> None:
    assert slugs(asked(index, '"blanc tableau"')) == []
    assert "tableau" in slugs(asked(index, "blanc tableau"))
    assert slugs(asked(index, "titre:musée -gratuité")) == ["musee"]
    everything = {entry.slug for entry in ENTRIES}
    assert everything - set(slugs(search(index, SearchRequest(text="-musée", size=100)))) >= {"musee", "gratuite"}
    assert slugs(asked(index, "année:2001")) == ["annees-vingt"]
    assert set(slugs(asked(index, "année:-2011"))) == {"annees-vingt", "fontaine", "tableau"}
    assert set(slugs(asked(index, "year:2024-2024"))) == {"pluie", "travail"}
    assert slugs(asked(index, "numéro:3")) == [ENTRIES[2].slug]
    assert slugs(asked(index, "isbn:2070360024")) == ["crues"]
    assert slugs(asked(index, "isbn:9782070360024")) == ["crues"]


def test_what_a_result_shows(index: SearchIndex) -> None:
    result = asked(index, "crue").results[0]
    assert result.iri == iri("entry", "crues").value
    assert [(piece.text, piece.marked) for piece in result.title] == [
        ("Les ", False),
        ("crues", True),
        (" de la Vilaine", False),
    ]
    assert result.people == ("Anne Dumas", "Anne Dumas")
    assert result.citation.fr == "Agence de l'eau du Ponant (AEP), 2019"
    assert result.type == ("Livre", "Book")
    assert (result.year, result.numbers) == (2019, ("1",))
    contents = next(one for one in asked(index, "crue").results if one.iri.endswith("/riviere"))
    assert "".join(piece.text for piece in contents.snippet) == "La source ; Les crues ; L'estuaire"
    assert [piece.text for piece in contents.snippet if piece.marked] == ["crues"]


def test_abstracts_are_searched_and_shown_only_where_they_may_go(
    index: SearchIndex, opened_of: Callable[..., OpenedStore]
) -> None:
    from bibliographe.serve.search.index import open_index

    assert asked(index, "bateliers").total == 0
    given = open_index(opened_of(abstracts=True))
    page = asked(given, "batelier")
    assert slugs(page) == ["absenteisme"]
    assert "bateliers" in [piece.text for piece in page.results[0].snippet if piece.marked]
