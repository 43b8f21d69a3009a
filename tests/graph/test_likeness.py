"""Titles that may be of one document, and titles that say they are not."""

from __future__ import annotations

import pytest

from bibliographe.graph.likeness import compatible, part_numbers


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Lire la ville", "Lire la ville : promenades"),
        ("Lire la ville", "LIRE LA VILLE"),
        ("La médiathèque du futur", "Médiathèque du futur (La)"),
        ("Histoire des rives, tome II", "Histoire des rives. T. 2"),
        ("Histoire des rives. Volume 3", "Histoire des rives, vol. III : le delta"),
        ("Guide des rives", "Guide pratique des rives du fleuve"),
        ("Les métiers de la lecture", "Les métiers de la lecture : 12 portraits"),
    ],
)
def test_titles_of_one_document(first: str, second: str) -> None:
    assert compatible(first, second)
    assert compatible(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Histoire des rives, tome 1", "Histoire des rives, tome 2"),
        ("Histoire des rives", "Histoire des rives, tome 2"),
        ("Histoire des rives I", "Histoire des rives II"),
        ("Le delta (première partie)", "Le delta (deuxième partie)"),
        ("Le delta, 1re partie", "Le delta, 2e partie"),
        ("Bilan de la lecture publique 2022", "Bilan de la lecture publique 2023"),
        ("Lire la ville", "Compter les oiseaux"),
        ("Introduction", "Conclusion"),
    ],
)
def test_titles_of_two_documents(first: str, second: str) -> None:
    assert not compatible(first, second)
    assert not compatible(second, first)


def test_part_numbers() -> None:
    assert part_numbers("Rives. Tome IV") == part_numbers("Rives, t. 4") == {"4"}
    assert part_numbers("Rives") == frozenset()
