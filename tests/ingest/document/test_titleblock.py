from __future__ import annotations

import pytest

from bibliographe.model.entry import Selection
from tests.ingest.document.documents import only, read

ENTRY = "\n\n## 1. Thème\n\n### Un titre\n\nParis : Dunod, 2021, 12 p.\n"


def selection(text: str) -> Selection:
    (found,) = only(read(text + ENTRY, "ma-liste.md"), Selection)
    return found


@pytest.mark.parametrize(
    ("text", "title", "date", "compilers"),
    [
        ("# Le télétravail\n\nBibliographie\n\nRéalisée par le centre de documentation du CDG 74\n\nMars 2023",
         "Le télétravail", "2023-03", ["centre de documentation du CDG 74"]),
        ("# Égalité\n\n## Sélection documentaire du CNFPT - novembre 2021", "Égalité", "2021-11", ["CNFPT"]),
        ("BIBLIOGRAPHIE : LA MER\n\nÉtablie par Maëla Cœuret et Noël Prévôt – décembre 2019",
         "BIBLIOGRAPHIE : LA MER", "2019-12", ["Maëla Cœuret", "Noël Prévôt"]),
        ("# Archives\n\n*Bibliographie à jour au 15 janvier 2024*", "Archives", "2024-01-15", []),
        ("# La dette\n\n*Sélection bibliographique  \nréalisée par les documentalistes du CIG petite  \ncouronne*",
         "La dette", None, ["CIG petite couronne"]),
        ("Médiathèque rurale\n======\n\n**Le bâti ancien**\n\n*Liste d'acquisitions, 1er semestre 2021*",
         "Le bâti ancien", "2021-40", ["Médiathèque rurale"]),
        ("# **Réussir la transition**\n\n# **écologique**\n\nJuin 2020",
         "Réussir la transition écologique", "2020-06", []),
        ('---\ntitle: "Mobilités"\nauthor: Agence de Clermont\ndate: 2023-09-18\nlang: fr\n---',
         "Mobilités", "2023-09-18", ["Agence de Clermont"]),
    ],
)  # fmt: skip
def test_title_date_and_compilers(text: str, title: str, date: str | None, compilers: list[str]) -> None:
    found = selection(text)
    assert found.title == title
    assert (found.issued.edtf if found.issued else None) == date
    assert [agent.name for agent in found.compilers] == compilers


def test_an_occasion_is_an_event_with_its_edition_day_and_place() -> None:
    found = selection(
        "# Rencontres Emploi\n\n6<sup>e</sup> édition\n\n**Chance ou menace ?**\n\n"
        "→ **VENDREDI 11 OCTOBRE 2024** de 9 h à 16 h 30  \nEn présentiel au CIG, Pantin."
    )
    assert found.title == "Chance ou menace ?"
    assert found.event
    assert (found.event.title, found.event.edition, found.event.place) == (
        "Rencontres Emploi",
        "6e édition",
        "CIG, Pantin",
    )
    assert found.event.date
    assert found.event.date.edtf == "2024-10-11"
    assert found.edition is None


def test_without_a_title_the_file_stands_in() -> None:
    (found,) = only(read("## 1. Thème\n\n### Un titre\n\nParis : Dunod, 2021, 12 p.\n", "ma-liste.md"), Selection)
    assert found.title == "ma-liste"
    assert [doubt.field for doubt in found.doubts] == ["title"]
