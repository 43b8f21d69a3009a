"""Numbers as word processors print them: `3`, `III`, `c`, `03`.

Source: ECMA-376 part 1, 17.18.59 (`ST_NumberFormat`).
"""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LETTERS = 26
_MOST = 5_000
"""Beyond it, numbers are printed as digits: `MMMMMM…` is no number that a person wrote."""


def counted(number: int, form: str) -> str:
    """Return a number in a form; one that the form has no sign for, or in an unknown form, as digits."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if not 0 < number <= _MOST or form not in ("upperRoman", "lowerRoman", "upperLetter", "lowerLetter"):
        return str(number)
    said = _roman(number) if form.endswith("Roman") else _lettered(number)
    return said.lower() if form.startswith("lower") else said


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        said += sign * count
    return said


def _lettered(number: int) -> str:
    """Return `A` to `Z`, then `AA` to `ZZ`, the letter repeated."""
    return chr(ord("A") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
