"""Statements of responsibility tell the roles of added entries without relators."""

from __future__ import annotations

import pytest

from bibliographe.ingest.registry import open_source
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry

RECORD = """=LDR  00000cam a2200000 a 4500
=001  s1
=245  10$aThe shelf in the corridor /$c{}
{}
"""
ADDED = "=700  1\\$aDumas, Anne.\n=700  1\\$aRoux, Luc."


def roles(statement: str, added: str = ADDED) -> list[str]:
    source = Source.from_bytes(RECORD.format(statement, added).encode(), "x.mrk")
    (entry,) = open_source(source)[1]
    assert isinstance(entry, Entry)
    return [one.role for one in entry.contributions]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("edited by Anne Dumas and Luc Roux.", ["editor", "editor"]),
        ("[editors], Anne Dumas, Luc Roux.", ["editor", "editor"]),
        ("Anne Dumas, Luc Roux (eds.).", ["editor", "editor"]),
        ("Anne Dumas, Luc Roux, [editors].", ["editor", "editor"]),
        ("hrsg. von Anne Dumas ; aus dem Französischen von Luc Roux übersetzt", ["editor", "translator"]),
        ("sous la direction d'Anne Dumas ; préface de Luc Roux", ["director", "preface-writer"]),
        ("by Anne Dumas ; translated by Luc Roux.", ["author", "translator"]),
        ("Anne Dumas ; with illustrations by Luc Roux.", ["author", "illustrator"]),
        ("compiled by Anne Dumas, illustrated by Luc Roux.", ["compiler", "illustrator"]),
        ("edited by Anne Dumas, with an afterthought by Luc Roux.", ["editor", "contributor"]),
        ("Anne Dumas et Luc Roux.", ["author", "author"]),
        ("Anne Dumas with Luc Roux.", ["contributor", "contributor"]),
        ("by Anne Dumas ... [et al.].", ["contributor", "contributor"]),
        ("a catalogue of the Dumas museum.", ["contributor", "contributor"]),
        ("Anne Dumas ; edited by Claire Dumas and Luc Roux.", ["author", "editor"]),
        (
            "by the staff ; edited by Claire Dumas ; drawings by Paul Dumas and Luc Roux.",
            ["contributor", "illustrator"],
        ),
    ],
)
def test_a_clause_that_names_somebody_tells_the_role(statement: str, expected: list[str]) -> None:
    assert roles(statement) == expected


def test_relators_are_believed() -> None:
    added = "=700  1\\$aDumas, Anne,$econtributor.\n=700  1\\$aRoux, Luc."
    assert roles("edited by Anne Dumas and Luc Roux.", added) == ["contributor", "editor"]


def test_bodies_and_records_without_a_statement_stay_as_they_are() -> None:
    assert roles("edited by the House of Shelves.", "=710  2\\$aHouse of Shelves.") == ["contributor"]
    assert roles("", "=700  1\\$aDumas, Anne.") == ["contributor"]
