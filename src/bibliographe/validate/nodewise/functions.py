"""The functions that compiled questions call, as the store has them (SPARQL 1.1, section 17.4)."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.nodewise.terms import INTEGER, STRING
from bibliographe.validate.nodewise.values import Doubtful, Failed, bounded, equal, number
from bibliographe.validate.regex import is_portable
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.validate.nodewise.terms import Value
    from bibliographe.validate.nodewise.values import Number

_CASED_APART = re.compile("[\u0130\u03a3\u1c80-\u1cff\ua640-\ua7ff\uab30-\uabbf\U00010000-\U0010ffff]")
"""Letters whose case hangs on what is beside them, or on the version of Unicode."""
_OTHER_SPACES = re.compile("[\x1c-\x1f]")
_END = re.compile(r"(\\.)|(\[\^?\]?(?:\\.|[^\]\\])*\])|(\$)", re.DOTALL)
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,17}")
_FOUND_PART = re.compile(r"\$([0-9])(?![0-9A-Za-z_])")
_REMEMBERED = 2_000


def same_term(left: Value, right: Value) -> bool:
    """Return SAMETERM."""
    if isinstance(left, (str, tuple)) and isinstance(right, (str, tuple)):
        return left == right
    raise Doubtful


def language(value: Value) -> str:
    """Return LANG; raises `Failed` for an IRI."""
    if not isinstance(value, tuple):
        raise Failed if isinstance(value, str) else Doubtful
    return value[2] or ""


def datatype(value: Value) -> str:
    """Return DATATYPE; raises `Failed` for an IRI."""
    if isinstance(value, tuple):
        return value[1]
    raise Failed if isinstance(value, str) else Doubtful


@lru_cache(_REMEMBERED)
def lower(value: str) -> str:
    """Return LCASE."""
    if not value.isascii() and _CASED_APART.search(value):
        raise Doubtful
    return value.lower()


def upper(value: str) -> str:
    """Return UCASE."""
    if not value.isascii():
        raise Doubtful
    return value.upper()


def text_before(value: str, part: str) -> str:
    """Return STRBEFORE."""
    found, sign, _ = value.partition(part) if part else ("", "", "")
    return found if sign else ""


def text_after(value: str, part: str) -> str:
    """Return STRAFTER."""
    return value.partition(part)[2] if part else value


def substring(value: str, start: Value, length: Value | None = None) -> str:
    """Return SUBSTR, of which the first character is 1."""
    if not isinstance(start, int) or start < 1:
        raise Doubtful
    if length is None:
        return value[start - 1 :]
    if not isinstance(length, int) or length < 0:
        raise Doubtful
    return value[start - 1 : start - 1 + length]


def integer(value: Value) -> int:
    """Return what `xsd:integer` makes of a value; raises `Failed` for what is no number."""
    found = value[0] if isinstance(value, tuple) and value[1] in (STRING, INTEGER) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if found is None:
        raise Failed if isinstance(value, str) else Doubtful
    return integer_of(found)


def integer_of(text: str) -> int:
    """Return what `xsd:integer` makes of a string; raises `Failed` for what is no number."""
    if not _WHOLE_NUMBER.fullmatch(text):
        # Spaces, signs and figures of other scripts: what is certain is that letters are no number.
        raise Failed if not text or (text.isascii() and text.isalpha()) else Doubtful
    return int(text)


def whole(value: Value) -> int:
    """Return a whole number."""
    found = number(value)
    if not isinstance(found, int):
        # The store counts with days and fractions as well.
        raise Doubtful
    return found


def product(one: int, other: int) -> int:
    """Return `*`."""
    return bounded(one * other)


def quotient(one: int, other: int) -> Number:
    """Return `/`, which may only be rounded down."""
    if other == 0:
        raise Doubtful
    found = Fraction(one, other)
    return int(found) if found.denominator == 1 else found


def is_among(value: Value, others: tuple[Value, ...]) -> bool:
    """Return IN (section 17.4.1.9)."""
    return any(equal(value, other) for other in others)


def either(*parts: Callable[[], bool], wanted: bool) -> bool:
    """Return `||` where true is `wanted`, else `&&`: an error counts for less than a part that decides."""
    failed = False
    for part in parts:
        try:
            if part() is wanted:
                return wanted
        except Failed:
            failed = True
    if failed:
        raise Failed
    return not wanted


def first(*parts: Callable[[], Value]) -> Value:
    """Return COALESCE."""
    for part in parts:
        try:
            return part()
        except Failed:
            continue
    raise Failed


def needed(value: Value | None) -> Value:
    """Return the value of a variable; raises `Failed` where it has none."""
    if value is None:
        raise Failed
    return value


def search(pattern: str, flags: str = "") -> Callable[[str], object]:
    """Return what finds a regular expression in a text, as REGEX does; raises `Unsure` where Python may differ.

    The returned function raises `Doubtful` for texts in which the two may find different things.
    """
    compiled, is_apart = _compiled(pattern, flags)
    if is_apart is None:
        return compiled.search

    def found(value: str) -> object:
        if is_apart(value):
            raise Doubtful
        return compiled.search(value)

    return found


def substitution(pattern: str, wanted: str, flags: str = "") -> Callable[[str], str]:
    r"""Return what REPLACE makes of a text; raises `Unsure` where Python may differ, for `\` and odd `$`."""
    compiled, is_apart = _compiled(pattern, flags)
    if "\\" in wanted or "$" in _FOUND_PART.sub("", wanted):
        raise Unsure(Text(f"le remplacement « {wanted} »", f"the replacement '{wanted}'"))
    if compiled.search(""):
        raise Unsure(Text("un motif qui peut être vide", "a pattern that may be empty"))
    put = _FOUND_PART.sub(r"\\g<\1>", wanted)

    @lru_cache(_REMEMBERED)
    def replaced(value: str) -> str:
        if is_apart is not None and is_apart(value):
            raise Doubtful
        return compiled.sub(put, value)

    return replaced


def _compiled(pattern: str, flags: str) -> tuple[re.Pattern[str], Callable[[str], object] | None]:
    """Return a pattern for Python, and what tells of a text that the store may read it otherwise."""
    if not is_portable(pattern) or flags not in ("", "i") or "\\d" in pattern:
        raise Unsure(Text(f"le motif « {pattern} »", f"the pattern '{pattern}'"))
    compiled = re.compile(_END.sub(_ended, pattern), re.IGNORECASE if flags else re.NOFLAG)
    if flags:
        return compiled, lambda value: not value.isascii() or _OTHER_SPACES.search(value)
    return compiled, _OTHER_SPACES.search if "\\s" in pattern else None


def _ended(match: re.Match[str]) -> str:
    """Write the end of a text as the one place that it is: Python's `$` comes before a last line break too."""
    return r"\Z" if match[3] else match[0]
