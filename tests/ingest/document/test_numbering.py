from __future__ import annotations

import pytest

from bibliographe.ingest.document.numbering import Outline, read_bare_number, read_numbering
from bibliographe.ingest.document.runs import Run
from bibliographe.ingest.document.toc import find_toc
from bibliographe.ingest.document.units import Unit
from bibliographe.model.entry import Span


@pytest.mark.parametrize(
    ("text", "notation", "label"),
    [
        ("1. Généralités", "1", "Généralités"),
        ("1.2. Impact de l'IA : risques", "1.2", "Impact de l'IA : risques"),
        ("1.1 Textes", "1.1", "Textes"),
        ("2) Droit", "2", "Droit"),
        ("3 - Protection", "3", "Protection"),
        ("IV. Bilan", "IV", "Bilan"),
        ("II – LE POTAGER", "II", "LE POTAGER"),
        ("A. Les textes", "A", "Les textes"),
        ("B – Le maintien", "B", "Le maintien"),
        ("a) Détail", "a", "Détail"),
        ("Partie 1 : Comprendre", "1", "Comprendre"),
        ("Thème 2 – Agir dans la collectivité", "2", "Agir dans la collectivité"),
        ("CHAPITRE III : LE SOL", "III", "LE SOL"),
        ("AXE N° 1 : PRINCIPES", "1", "PRINCIPES"),
        ("1-1 Le cadre juridique", "1-1", "Le cadre juridique"),
        ("I-A - INSTRUMENTS", "I-A", "INSTRUMENTS"),
        ("II.2. Les acteurs", "II.2", "Les acteurs"),
        ("A.1 Définir", "A.1", "Définir"),
    ],
)
def test_numbers_are_read(text: str, notation: str, label: str) -> None:
    numbering = read_numbering(text)
    assert numbering is not None
    assert (numbering.notation, numbering.label) == (notation, label)


@pytest.mark.parametrize(
    "text",
    [
        "50 % de produits durables",
        "1 + 1 = 1 ? La commune nouvelle",
        "2023, année de l'IA dans les RH",
        "1956 : L'apparition du terme",
        "24/24 : le service continu",
        "Le mémoire technique en 3 leçons",
        "A Montpellier, une convention citoyenne",
        "CIVIC. Une démarche",
        "16-25 ans : quelle insertion ?",
        "C.A.F. Un siècle d'allocations",
        "2-3 octobre 2022",
    ],
)
def test_what_only_begins_with_a_number_or_a_letter_is_left(text: str) -> None:
    assert read_numbering(text) is None


def nested(*headings: tuple[str, int]) -> list[tuple[str, ...]]:
    outline = Outline()
    result = []
    for text, strength in headings:
        numbering = read_numbering(text)
        result.append(outline.place(numbering.label if numbering else text, numbering, strength))
    return result


def test_decimal_numbers_nest_whatever_the_heading_levels() -> None:
    assert nested(("1. A", 1), ("1.1. B", 2), ("1.2 C", 2), ("2. D", 2), ("2.1. E", 3), ("2.2. F", 2), ("3. G", 2)) == [
        ("A",), ("A", "B"), ("A", "C"), ("D",), ("D", "E"), ("D", "F"), ("G",),
    ]  # fmt: skip


def test_roman_letters_and_figures_nest_in_their_order() -> None:
    headings = [("I. A", 1), ("A. B", 1), ("1. C", 1), ("2. D", 1), ("B. E", 1), ("C. F", 1), ("II. G", 1), ("A. H", 1)]
    assert nested(*headings) == [
        ("A",), ("A", "B"), ("A", "B", "C"), ("A", "B", "D"), ("A", "E"), ("A", "F"), ("G",), ("G", "H"),
    ]  # fmt: skip


def test_words_stand_over_figures() -> None:
    assert nested(("Partie 1 : A", 2), ("1.1 B", 3), ("Partie 2 : C", 2), ("2.1 D", 2)) == [
        ("A",), ("A", "B"), ("C",), ("C", "D"),
    ]  # fmt: skip


def test_headings_without_numbers_nest_by_their_looks() -> None:
    assert nested(("A", 2), ("B", 3), ("C", 3), ("D", 2)) == [("A",), ("A", "B"), ("A", "C"), ("D",)]


def test_a_numbering_that_begins_again_deeper_is_below() -> None:
    assert nested(("1. A", 1), ("1. B", 2), ("2. C", 2), ("2. D", 1)) == [("A",), ("A", "B"), ("A", "C"), ("D",)]


def test_a_bare_number_is_one_before_a_word() -> None:
    number = read_bare_number("2 Cadres théoriques")
    assert number is not None
    assert (number.notation, number.label) == ("2", "Cadres théoriques")
    assert read_bare_number("2 % des agents") is None


def test_levels_that_wander_come_back_when_entries_stand_between() -> None:
    outline = Outline()
    outline.place("Fondamentaux", None, 3)
    outline.place("Planter", None, 2, heads_entries_above=True)
    assert outline.place("Techniques", None, 4) == ("Planter", "Techniques")
    assert outline.place("Paroles", None, 3, heads_entries_above=True) == ("Paroles",)
    assert outline.place("Portraits", None, 4) == ("Paroles", "Portraits")


def test_the_letter_a_of_a_number_is_no_verb() -> None:
    lines = ["A. Le temps", "B. Le lieu", "B.1.a. Les chaises", "B.1.b. Les tables"]
    units = [
        Unit(number, "paragraph", Span(number, number), (Run(line),))
        for number, line in enumerate(["Sommaire", *lines])
    ]
    toc = find_toc(units, [""] * len(units), len(units))
    assert [line.label for line in toc.lines.values()] == ["Le temps", "Le lieu", "Les chaises", "Les tables"]
