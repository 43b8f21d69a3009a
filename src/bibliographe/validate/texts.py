"""Texts that the store and Python, with which pySHACL reads them, take in two ways: what says that a text is none.

For each way there are two kinds of agreement: a condition on the very text that is read, and, so that it need not be
asked, what values of the data must be like for no such text to be made of them (`bibliographe.validate.facts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.validate.facts import ASCII, NUMERALS, SHORT, UNBROKEN, UNENDED, UNSPACED
from bibliographe.validate.regex import ODD_SPACES
from bibliographe.validate.sizes import digits_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.validate.expressions import Expression

TEXT = "?o"
_IS_NUMBER, _IS_NONE = "^[+-]?[0-9]{1,15}$", "[!-*,./:-^`a-z{-~]"


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a text about which the engines agree where it fulfils `condition`, with `TEXT` in its place."""

    condition: str
    plain: str
    """The kind of data about which they agree where the text is a value as it is."""
    made: str
    """The kind, where the text is made of values."""
    of_names: bool = False
    """Whether the text of an IRI may be read in two ways too."""


_ENDED = Reading(f'!STRENDS({TEXT}, "\\n")', UNENDED, UNBROKEN)
_SPACED = Reading(f'!REGEX({TEXT}, "{ODD_SPACES}")', UNSPACED, UNSPACED)
_DIGITS = Reading(f'!REGEX({TEXT}, "[^\\\\x00-\\\\x7F]")', ASCII, ASCII, of_names=True)
_CAST = f'REGEX({TEXT}, "{_IS_NUMBER}") || REGEX({TEXT}, "{_IS_NONE}")'


def readings_of_pattern(pattern: str) -> Iterator[Reading]:
    r"""Yield the ways in which a portable pattern reads texts.

    Python's `$` comes before a last line break too, its `\s` has more characters than Rust's, and which digits `\d`
    has hangs on the version of Unicode.
    """
    if "$" in pattern:
        yield _ENDED
    if "\\s" in pattern:
        yield _SPACED
    if "\\d" in pattern:
        yield _DIGITS


def reading_of_cast(text: Expression) -> Reading:
    """Return how a text is read as a number: Python takes `" 1"`, `"1_0"` and any script's digits."""
    kind = SHORT if digits_of(text) is None else NUMERALS
    return Reading(_CAST, kind, kind, of_names=True)


def may_replace_nothing(pattern: str) -> bool:
    """Tell whether a pattern may match nothing just after it matched something, where only Python replaces again."""
    return re.match(pattern, "") is not None and (pattern[:1] != "^" or "|" in pattern)
