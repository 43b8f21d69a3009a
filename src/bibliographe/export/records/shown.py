"""What a spreadsheet makes of a cell that it takes for a number or a date: nobody has corrected it.

Whoever opens a CSV by a double click and saves it again has `12/05/2024` or `5/12/2024` for `2024-05-12`, `mars-23`
for `2023-03`, `04-mai` for the pages `4-5`, `9,78123E+12` for an ISBN, 7 for `007`, and question marks for letters
that the code page of Windows does not have.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from bibliographe.ingest.records.dates import date_said

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_PAIR = re.compile(r"(\d{1,2})[-/](\d{1,4})")
"""What is taken for a day of this year, or for a month."""
_OF_FIGURES = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})[-/. ]([^\W\d_]{3,9})\.?")
_MONTH_OF_YEAR = re.compile(r"([^\W\d_]{3,9})\.?[-/. ](\d{4}|\d\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_POWER = re.compile(r"(\d(?:[.,]\d+)?)E\+(\d+)")
_CODE_PAGE = "cp1252"
_YEAR = 4
_CENTURY = 100


def is_shown(said: str, cell: str) -> bool:
    """Tell whether a spreadsheet shows `cell` where the catalogue says `said`."""
    tests = (_is_number, _is_power, _is_day, _is_month, _is_pair, _is_without_letters)
    return any(test(said, cell) for test in tests)


def _is_number(said: str, cell: str) -> bool:
    return bool(_NUMBER.fullmatch(said) and _NUMBER.fullmatch(cell)) and _decimal(said) == _decimal(cell)


def _is_power(said: str, cell: str) -> bool:
    """Tell whether a number with too many figures for a cell is shown as a power of ten."""
    match = _POWER.fullmatch(cell)
    if not (match and said.isascii() and said.isdecimal()):
        return False
    places = len(match[1]) - 2 if len(match[1]) > 1 else 0
    return f"{Decimal(said):.{places}E}" == f"{match[1].replace(',', '.')}E+{int(match[2])}"


def _is_day(said: str, cell: str) -> bool:
    """Tell whether a day is written in the order of a country; only what has no zeros before it begins with months."""
    known, found = _DAY.fullmatch(said), _OF_FIGURES.fullmatch(cell)
    if not (known and found):
        return False
    year, month, day = map(int, known.groups())
    first, second, last = found[1], found[3], found[4]
    if len(first) == _YEAR:
        return (int(first), int(second), int(last)) == (year, month, day)
    if int(last) != (year if len(last) == _YEAR else year % _CENTURY):
        return False
    is_padded = first.startswith("0") or second.startswith("0")
    orders = [(day, month)] if is_padded else [(day, month), (month, day)]
    return (int(first), int(second)) in orders


def _is_month(said: str, cell: str) -> bool:
    known, found = _MONTH.fullmatch(said), _MONTH_OF_YEAR.fullmatch(cell)
    return known is not None and found is not None and _is_in(int(known[1]), int(known[2]), found)


def _is_pair(said: str, cell: str) -> bool:
    """Tell whether pages or numbers of issues are taken for a day of this year, or for a month of another."""
    known = _PAIR.fullmatch(said)
    if known is None:
        return False
    first, second = int(known[1]), int(known[2])
    if found := _DAY_OF_MONTH.fullmatch(cell):
        return {int(found[1]), _month(found[2])} == {first, second}
    if found := _DAY.fullmatch(cell):
        return {int(found[2]), int(found[3])} == {first, second}
    found = _MONTH_OF_YEAR.fullmatch(cell)
    return found is not None and _is_in(second, first, found)


def _is_in(year: int, month: int, found: re.Match[str]) -> bool:
    return _month(found[1]) == month and int(found[2]) in (year, year % _CENTURY)


def _month(word: str) -> int | None:
    date = date_said(f"1 {word} 2000")
    match = _DAY.fullmatch(date.edtf) if date and date.edtf else None
    return int(match[2]) if match else None


def _is_without_letters(said: str, cell: str) -> bool:
    """Tell whether only letters that the code page of Windows does not have are others, or question marks."""
    if len(said) != len(cell) or said.isascii():
        return False
    return all(one == other or other in _in_code_page(one) for one, other in zip(said, cell, strict=True))


def _in_code_page(letter: str) -> str:
    if letter.encode(_CODE_PAGE, errors="ignore"):
        return ""
    return f"?{unicodedata.normalize('NFD', letter)[0]}"


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
