"""Names as records have them, alone and in lists."""

from __future__ import annotations

import pytest

from bibliographe.ingest.records.names import agent_named, names_listed


@pytest.mark.parametrize(
    ("said", "family", "given"),
    [
        ("DUMAS Anne", "Dumas", "Anne"),
        ("LE GOFF Jacques", "Le Goff", "Jacques"),
        ("Dumas A.", "Dumas", "A."),
        ("Lenoir JPT", "Lenoir", "JPT"),
        ("van der Berg AC", "van der Berg", "AC"),
        ("Martin JP", "Martin", "JP"),
        ("Lucie BA", "Ba", "Lucie"),
        ("Lenoir, Louise AC", "Lenoir", "Louise AC"),
        ("Lenoir, JPT", "Lenoir", "JPT"),
        ("LENOIR, JEAN", "Lenoir", "Jean"),
        ("Lenoir, JEAN", "Lenoir", "Jean"),
    ],
)
def test_persons(said: str, family: str, given: str) -> None:
    agent = agent_named(said)
    assert agent is not None
    assert (agent.kind, agent.family, agent.given) == ("person", family, given)


@pytest.mark.parametrize("said", ["IBM France", "Insee", "CFDT Cadres", "World Bank", "Caisse des dépôts", "Dumas"])
def test_bodies(said: str) -> None:
    agent = agent_named(said)
    assert agent is not None
    assert (agent.kind, agent.name) == ("organization", said)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Joseph Roux, Anne Dumas, Mary Lenoir", ["Joseph Roux", "Anne Dumas", "Mary Lenoir"]),
        ("Lim SM, Shiau CWC, Cheng LJ, Lau Y.", ["Lim SM", "Shiau CWC", "Cheng LJ", "Lau Y."]),
        ("Smith A, Walter B", ["Smith A", "Walter B"]),
        ("DUMAS Anne, NOIR Paul", ["DUMAS Anne", "NOIR Paul"]),
        ("Dumas, Anne and Noir, Paul", ["Dumas, Anne", "Noir, Paul"]),
        ("Anne Dumas et Paul Noir", ["Anne Dumas", "Paul Noir"]),
        ("Anne Dumas, Ines Roux & Paul Noir", ["Anne Dumas", "Ines Roux", "Paul Noir"]),
        ("García Márquez, Gabriel José", ["García Márquez, Gabriel José"]),
        ("Le Goff, Jean Pierre", ["Le Goff, Jean Pierre"]),
        ("Dumas, Anne, Jr.", ["Dumas, Anne, Jr."]),
        ("Ministère du travail, Dares", ["Ministère du travail, Dares"]),
        ("Bureau d'études, de conseil et de recherche", ["Bureau d'études, de conseil et de recherche"]),
    ],
)
def test_lists(said: str, names: list[str]) -> None:
    assert list(names_listed(said)) == names
