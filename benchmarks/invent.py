"""Invent a bibliography of any size, written as documentation centres write theirs.

    python benchmarks/invent.py 5000 > selection.md

The same number gives the same text on every machine.
"""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUBJECTS = ("Le budget", "La lecture", "L'accueil", "Le télétravail", "La commande publique", "Le jardin partagé")
_VERBS = ("au défi de", "face à", "au service de", "à l'épreuve de", "et", "dans")
_OBJECTS = ("la transition", "l'hiver", "la ville moyenne", "l'archive", "la mobilité", "l'école", "la nuit")
_PERIODICALS = ("La Gazette des prés", "Cahiers du canton", "Archives vives", "La Lettre des mairies", "Rives")
_SITES = ("Mairies.example", "Le Courrier du pré.fr", "Site de l'Agence des rives")
_PUBLISHERS = ("Éditions du Préau", "Agence des rives (ADR)", "Presses du canton", "Office des jardins")
_PLACES = ("Paris", "Lyon", "Villeneuve-les-Prés", "Bruxelles")
_GIVEN, _FAMILY = ("Anne", "Paul", "Zoé", "Marc", "Inès"), ("Dumas", "Leroy", "Petit", "Aubin", "Delmas", "Roux")
_MONTHS = ("janvier", "mars", "juin", "septembre", "décembre")
_ENTRIES_A_TOPIC = 25


def invent(entries: int, seed: int = 7) -> Iterator[str]:
    """Yield the paragraphs of a bibliography with this many entries, in numbered topics of 25."""
    chance = random.Random(seed)  # noqa: S311 - invented data, the same at every run
    yield "# Journée du canton\n\n**Que lire cette année ?**\n\nJeudi 5 juin 2025, Villeneuve-les-Prés"
    yield "*Sélection bibliographique réalisée par le centre de documentation du canton*\n\n---"
    for number in range(entries):
        if number % _ENTRIES_A_TOPIC == 0:
            topic = number // _ENTRIES_A_TOPIC + 1
            yield f"# {topic}. {chance.choice(_OBJECTS).capitalize()}, regards croisés n° {topic}"
        yield "\n\n".join(_entry(chance, number + 1))


def _entry(chance: random.Random, number: int) -> Iterator[str]:
    title = f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)}, étude {number}"
    yield f"### {title}"
    form = chance.random()
    if form < 0.3:
        yield ", ".join(f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}" for _ in range(chance.randint(1, 3)))
        place, publisher = chance.choice(_PLACES), chance.choice(_PUBLISHERS)
        yield f"{place} : {publisher}, {chance.randint(2005, 2025)}, {chance.randint(8, 400)} p."
    elif form < 0.75:
        first, issue = chance.randint(3, 80), chance.randint(1, 400)
        date = f"{chance.choice(_MONTHS)} {chance.randint(2005, 2025)}"
        yield f"{chance.choice(_PERIODICALS)}, n° {issue}, {date}, pp. {first}-{first + chance.randint(1, 9)}"
    else:
        yield f"{chance.choice(_SITES)}, {chance.randint(1, 28)} {chance.choice(_MONTHS)} {chance.randint(2015, 2025)}"
    yield f"*Un résumé inventé, le numéro {number}, qui tient en deux phrases. Il ne dit rien de plus que cela.*"
    yield f"[Consulter le document](https://example.org/{number})"


if __name__ == "__main__":
    print("\n\n".join(invent(int(sys.argv[1]))))
