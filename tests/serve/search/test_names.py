"""Suggestions while one types, and things by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibliographe.serve.search.naming import named
from bibliographe.serve.search.suggesting import suggest
from tests.serve.search.invented import agent, iri

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.serve.search.index import SearchIndex
    from bibliographe.serve.search.suggesting import Suggestion


def texts(suggestions: tuple[Suggestion, ...]) -> list[tuple[str, str]]:
    return [(one.kind, "".join(piece.text for piece in one.label)) for one in suggestions]


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("ann", "fr", ("person", "Anne Dumas")),
        ("dumas an", "fr", ("person", "Anne Dumas")),
        ("elod", "fr", ("person", "Élodie Noël")),
        ("press", "fr", ("organization", "Presses du Lac")),
        ("MDV", "fr", ("organization", "Ministère de la Ville")),
        ("cahi", "fr", ("periodical", "Cahiers de l'école")),
        ("l'éco", "fr", ("topic", "2 L'école")),
        ("floo", "en", ("topic", "1.1 Floods")),
        ("au bord de l'e", "fr", ("selection", "Au bord de l'eau")),
        ("dysl", "fr", ("entry", "Dyslexies : repérer, aider")),
        ("gazett des riv", "fr", ("periodical", "La Gazette des rives")),
        ("fontiane", "fr", ("person", "Claire Fontaine")),
    ],
)
def test_what_is_suggested_first(index: SearchIndex, typed: str, language: Language, first: tuple[str, str]) -> None:
    assert texts(suggest(index, typed, language=language))[0] == first


def test_what_a_suggestion_says(index: SearchIndex) -> None:
    (ministry,) = suggest(index, "mdv")
    assert (ministry.iri, ministry.other_name, ministry.entries) == (agent("ministere-ville").value, "MDV", 5)
    (person, *_others) = suggest(index, "dum")
    assert [(piece.text, piece.marked) for piece in person.label] == [("Anne ", False), ("Dumas", True)]
    assert person.entries == 3


def test_things_and_titles_share_the_places(index: SearchIndex) -> None:
    kinds = [one.kind for one in suggest(index, "eau", 6)]
    assert sorted(kinds) == ["entry", "organization", "selection", "topic"]
    assert kinds[-1] == "entry"
    kinds = [one.kind for one in suggest(index, "l", 50)]
    assert "entry" not in kinds
    assert {"organization", "periodical", "topic"} <= set(kinds)
    assert len(suggest(index, "mus", 2)) == 2
    assert suggest(index, "") == suggest(index, "?!") == suggest(index, "eau", 0) == ()
    assert "type" not in {one.kind for one in suggest(index, "gui", 50)}


def test_a_name_in_any_order_is_the_same_person(index: SearchIndex) -> None:
    for written in ("Anne Dumas", "DUMAS, Anne", "dumas anne"):
        best = named(index, written, ["person"])[0]
        assert (best.iri, best.sure) == (agent("anne-dumas").value, True)
        assert best.kinds == ("person", "author")
    assert named(index, "Anne Dumas")[0].score == 100
    assert named(index, "Dumas, Anne")[0].score == 98


def test_likely_names_are_scored_and_not_sure(index: SearchIndex) -> None:
    best = named(index, "Anna Duma")[0]
    assert best.iri == agent("anne-dumas").value
    assert 70 < best.score < 95
    assert not best.sure
    assert named(index, "Zoltan Kovacs") == ()


def test_kinds_narrow(index: SearchIndex) -> None:
    assert {one.kinds[0] for one in named(index, "fontaine")} == {"person", "entry"}
    assert [one.iri for one in named(index, "fontaine", ["entry"])] == [iri("entry", "fontaine").value]
    assert named(index, "Presses du Lac", ["author"]) == ()
    assert named(index, "Presses du Lac", ["publisher"])[0].sure
    assert named(index, "AEP", ["organization"])[0].iri == agent("agence-eau").value
    assert named(index, "2 L'école", ["topic"])[0].iri == iri("topic", "ecole").value
    assert named(index, "Water and the city", ["topic"])[0].sure
    assert named(index, "Livre", ["type"])[0].score == 100


def test_standard_numbers_name_things(index: SearchIndex) -> None:
    best = named(index, "2-07-036002-4")[0]
    assert (best.iri, best.score, best.sure) == (iri("entry", "crues").value, 100, True)
