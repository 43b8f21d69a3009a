"""What spreadsheets make of cells by themselves is told from what a person wrote."""

from __future__ import annotations

import pytest

from bibliographe.export.records.shown import is_shown


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ("2024-05-12", "12/05/2024"),
        ("2024-05-12", "5/12/2024"),
        ("2024-05-12", "12.05.24"),
        ("2024-05-12", "2024/05/12"),
        ("2024-05-12", "12-5-2024"),
        ("2023-03", "mars-23"),
        ("2023-03", "Mar-23"),
        ("1987-12", "déc.-87"),
        ("4-5", "04-mai"),
        ("4-5", "5-Apr"),
        ("5-24", "mai-24"),
        ("4-5", "2026-05-04"),
        ("9781234567897", "9,78123E+12"),
        ("9781234567897", "9.781234568E+12"),
        ("007", "7"),
        ("1.10", "1,1"),
        ("Święto pracy", "?wi?to pracy"),
        ("Święto pracy", "Swieto pracy"),
    ],
)
def test_what_a_spreadsheet_shows(said: str, cell: str) -> None:
    assert is_shown(said, cell)


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ("2024-05-12", "13/05/2024"),
        ("2024-05-12", "05/12/2024"),
        ("2024-05-12", "12/05/2023"),
        ("2024-05-12", "2024"),
        ("2023-03", "avr-23"),
        ("2023-03", "mars-24"),
        ("2023-03", "2023-03-01"),
        ("4-5", "4-6"),
        ("4-5", "04-juin"),
        ("9781234567897", "9,78124E+12"),
        ("9781234567897", "9781234567903"),
        ("007", "8"),
        ("Été", "Ete"),
        ("Été", "?t?"),
        ("Święto", "Święty"),
        ("", "1"),
    ],
)
def test_what_a_person_wrote(said: str, cell: str) -> None:
    assert not is_shown(said, cell)
