"""What expressions make of values, as the store has it (SPARQL 1.1, section 17).

`Failed` is SPARQL's error, which a FILTER takes for false. `Doubtful` is raised where it is not certain what the store
would say: whoever asks must then ask the store.
"""

from __future__ import annotations

import re
from fractions import Fraction

from bibliographe.validate.nodewise.terms import BOOLEAN, INTEGER, STRING, Value
from bibliographe.validate.written import FAITHFUL, XSD

Number = int | Fraction


class Failed(Exception):  # noqa: N818 - what SPARQL calls an error is no error of this program
    """An expression has no value."""


class Doubtful(Exception):  # noqa: N818
    """What the store would answer is not certain."""


_DATES = {f"{XSD}{name}": FAITHFUL[name] for name in ("gYear", "gYearMonth", "date", "dateTime")}
"""Forms of dates that stand in the order of their characters."""
_INTEGER = re.compile(r"-?[0-9]{1,17}")
_LARGEST = 10**17
"""Beyond which the store's numbers overflow."""


def number(value: Value) -> Number | None:
    """Return a number, None for what is none; raises `Doubtful` for numbers of other datatypes than integers."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, Fraction)):
        return value
    if isinstance(value, tuple) and value[1] != STRING and value[2] is None:
        if value[1] == INTEGER and _INTEGER.fullmatch(value[0]):
            return int(value[0])
        if value[1].startswith(XSD) and value[1] not in _DATES and value[1] not in (BOOLEAN, f"{XSD}anyURI"):
            raise Doubtful
    return None


def bounded(found: int) -> int:
    """Return a number that was worked out; raises `Doubtful` for one that the store may not hold."""
    if not -_LARGEST < found < _LARGEST:
        raise Doubtful
    return found


def truth(value: Value) -> bool:
    """Return the effective boolean value (section 17.2.2); raises `Failed` where there is none."""
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        if value[1] == STRING:
            return value[0] != ""
        if value[2] is None and value[1].startswith(XSD):
            raise Doubtful
    elif isinstance(value, (int, Fraction)):
        return value != 0
    raise Failed


def equal(left: Value, right: Value) -> bool:
    """Return `=` (section 17.4.1.7)."""
    if isinstance(left, str) or isinstance(right, str):
        return left == right
    if isinstance(left, tuple) and isinstance(right, tuple):
        if left == right and (left[1] == STRING or left[2] is not None):
            return True
        if {left[1], right[1]} == {STRING} or (left[2] is not None and right[2] is not None):
            return False
    one, other = number(left), number(right)
    if one is not None and other is not None:
        return one == other
    if isinstance(left, tuple) and isinstance(right, tuple) and _are_dates(left, right):
        return left[0] == right[0]
    if isinstance(left, bool) and isinstance(right, bool):
        return left is right
    raise Doubtful


def before(left: Value, right: Value) -> bool:
    """Return `<`; raises `Doubtful` for what is not two numbers, two strings or two dates of one form."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        if left[1] == STRING and right[1] == STRING:
            return left[0] < right[0]
        if _are_dates(left, right):
            return left[0] < right[0]
    one, other = number(left), number(right)
    if one is None or other is None:
        raise Doubtful
    return one < other


def _are_dates(left: tuple[str, str, str | None], right: tuple[str, str, str | None]) -> bool:
    form = _DATES.get(left[1])
    return form is not None and left[1] == right[1] and bool(form.fullmatch(left[0]) and form.fullmatch(right[0]))


def string_of(value: Value) -> str:
    """Return the characters that STR gives."""
    if isinstance(value, tuple):
        return value[0]
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Doubtful


def plain(value: Value) -> str:
    """Return the characters of a plain string; raises `Failed` for what is no string, `Doubtful` with a language."""
    if isinstance(value, tuple):
        if value[1] == STRING:
            return value[0]
        if value[2] is not None:
            raise Doubtful
    raise Failed


def tagged(value: Value) -> str:
    """Return the characters of a string with or without a language; raises `Failed` for what is no string."""
    if isinstance(value, tuple) and (value[1] == STRING or value[2] is not None):
        return value[0]
    raise Failed
