"""How large the numbers of an expression may be: the store's integers have 64 bits, Python's have no end."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.i18n import Text
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibliographe.validate.expressions import Expression

_SMALL, _TEXT, _YEAR = 10**6, 2**31, 10**4
_LONGEST = 15
"""Digits of a number that is cast, where its text is not known to be shorter."""
_LARGEST, _MOST_PLACES = 2**63, 18
"""What the store's integers end before, and how many places its decimals have."""
_DIVIDED = 10**12
"""Beyond it, what is left over of a quotient may be too small for one of the engines."""
_TOO_LARGE = Text("un calcul sur de grands nombres", "a calculation with large numbers")


class Size(NamedTuple):
    """What the absolute value of a number does not exceed, and how many decimal places it has at most."""

    whole: int
    places: int = 0

    @property
    def units(self) -> int:
        """Return the largest value, counted in its last place."""
        units: int = self.whole * 10**self.places
        return units


def size_of(expression: Expression, bound: Mapping[str, Expression]) -> Size:
    """Return how large a number may be of which the engines agree; `bound` has what BIND gives each variable.

    Values of the data count as small integers, casts as numbers of fifteen digits: anything else is in doubt. Raises
    `Unsure` where a result may be too large for the store.
    """
    parts = expression.parts
    match expression.kind, expression.text:
        case "variable", name:
            return size_of(bound[name], bound) if name in bound else Size(_SMALL)
        case "number", text:
            found = _written(text)
        case "operator", "+" | "-":
            sizes = [size_of(part, bound) for part in parts]
            found = Size(sum(size.whole for size in sizes), max(size.places for size in sizes))
        case "operator", "*":
            one, other = (size_of(part, bound) for part in parts)
            found = Size(one.whole * other.whole, one.places + other.places)
        case "operator", "/":
            found = _quotient(*(size_of(part, bound) for part in parts))
        case _, name:
            found = _called(name, parts, bound)
    if found.whole >= _LARGEST or found.places > _MOST_PLACES:
        raise Unsure(_TOO_LARGE)
    return found


def _written(text: str) -> Size:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise Unsure(_TOO_LARGE) from None
    if "e" in text.lower():
        raise Unsure(Text("un nombre à exposant", "a number with an exponent"))
    return Size(int(abs(value)) + 1, len(text.partition(".")[2]))


def _quotient(one: Size, other: Size) -> Size:
    if one.units * 10**other.places >= _DIVIDED or other.units * 10**one.places >= _DIVIDED:
        raise Unsure(_TOO_LARGE)
    return Size(one.whole * 10**other.places)


def _called(name: str, parts: tuple[Expression, ...], bound: Mapping[str, Expression]) -> Size:
    match name:
        case "FLOOR" | "CEIL":
            return Size(size_of(parts[0], bound).whole + 1)
        case "IF" | "COALESCE":
            sizes = [size_of(part, bound) for part in (parts[1:] if name == "IF" else parts)]
            return Size(max(size.whole for size in sizes), max(size.places for size in sizes))
        case "STRLEN":
            return Size(_TEXT)
        case "YEAR" | "MONTH" | "DAY":
            return Size(_YEAR)
    digits = digits_of(parts[0]) if parts else None
    return Size(10 ** (_LONGEST if digits is None else digits))


def digits_of(text: Expression) -> int | None:
    """Return how many characters a text has at most, None where that is not said, or many."""
    digits = None
    if text.kind == "call" and text.text == "SUBSTR" and len(text.parts) > 2 and text.parts[2].text.isdecimal():
        digits = int(text.parts[2].text)
    elif text.kind == "call" and text.text == "REPLACE" and "$" not in text.parts[2].text:
        within = digits_of(text.parts[0])
        digits = None if within is None else within * max(1, len(text.parts[2].text))
    return digits if digits is not None and digits <= _LONGEST else None
