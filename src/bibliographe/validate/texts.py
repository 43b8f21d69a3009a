"""Texts that the store and Python, with which pySHACL reads them, take in two ways: what says that a text is none.

For each way there are two kinds of agreement: a condition on the very text that is read, and, so that it need not be
asked, what values of the data must be like for no such text to be made of them (`bibliographe.validate.facts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.doubts import Doubt
from bibliographe.validate.facts import ASCII, NEVER, NUMERALS, SHORT, UNBROKEN, UNENDED, UNLIKE, UNSPACED, Requirement
from bibliographe.validate.groups import Group
from bibliographe.validate.regex import ODD_SPACES
from bibliographe.validate.rewriting import text_of
from bibliographe.validate.sizes import digits_of
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.validate.expressions import Expression
    from bibliographe.validate.sources import Sources

TEXT = "?o"
_IS_NUMBER, _IS_NONE = "^[+-]?[0-9]{1,15}$", "[!-*,./:-^`a-z{-~]"
_KEPT = {"REGEX": (), "REPLACE": (0, 2), "STRAFTER": (0,), "STRBEFORE": (0,), "SUBSTR": (0,)}
"""For functions that leave some of what they are given out of what they give: the places of the rest."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a text about which the engines agree where it fulfils `condition`, with `TEXT` in its place."""

    condition: str
    plain: str
    """The kind of data about which they agree where the text is a value as it is."""
    made: str
    """The kind, where the text is made of values."""
    taking: re.Pattern[str]
    """What a text has that is read in two ways, where the query itself may put it in."""
    of_names: bool = False
    """Whether the text of an IRI may be read in two ways too."""


_ENDED = Reading(f'!STRENDS({TEXT}, "\\n")', UNENDED, UNBROKEN, re.compile("\n"))
_SPACED = Reading(f'!REGEX({TEXT}, "{ODD_SPACES}")', UNSPACED, UNSPACED, re.compile("[\x1c-\x1f]"))
_DIGITS = Reading(f'!REGEX({TEXT}, "[^\\\\x00-\\\\x7F]")', ASCII, ASCII, re.compile(r"[^\x00-\x7F]"), of_names=True)
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
    return Reading(_CAST, kind, kind, re.compile(UNLIKE), of_names=True)


def may_replace_nothing(pattern: str) -> bool:
    """Tell whether a pattern may match nothing just after it matched something, where only Python replaces again."""
    return re.match(pattern, "") is not None and (pattern[:1] != "^" or "|" in pattern)


def doubt_of_text(
    text: Expression, reading: Reading, sources: Sources, may_be_text: Callable[[str], bool]
) -> Doubt | None:
    """Return where the engines may read a text in two ways, None where they cannot.

    `may_be_text` tells of a variable whose predicates are not known whether it may be more than a name. Raises
    `Unsure` for a text that hangs on an EXISTS.
    """
    text = _unfolded(text, sources)
    predicates: set[str] = set()
    is_known = True
    for name in _variables(text):
        found = sources.predicates_of(name)
        predicates |= found
        is_known = is_known and (bool(found) or not (reading.of_names or may_be_text(name)))
    is_put_in = _has(reading.taking, text)
    if is_known and not predicates and not is_put_in:
        return None
    value = text.parts[0] if text.kind == "call" and text.text == "STR" else text
    kind = reading.plain if value.kind == "variable" else reading.made
    needed = Requirement(NEVER) if is_put_in else Requirement(kind, tuple(sorted(predicates)) if is_known else None)
    return Doubt(needed, f"!COALESCE(({reading.condition.replace(TEXT, text_of(text, Group(), set()))}), false)")


def _unfolded(expression: Expression, sources: Sources) -> Expression:
    """Return an expression with what BIND gives its variables in their place."""
    if expression.kind == "exists":
        raise Unsure(Text("un texte qui dépend d'un EXISTS", "a text that hangs on an EXISTS"))
    if expression.kind == "variable" and expression.text in sources.bound:
        return _unfolded(sources.bound[expression.text], sources)
    return replace(expression, parts=tuple(_unfolded(part, sources) for part in expression.parts))


def _variables(text: Expression) -> set[str]:
    """Return the variables that a text is made of, but for those whose language alone counts."""
    if text.kind == "call" and text.text == "LANG":
        return set()
    return {text.text} if text.kind == "variable" else set().union(*map(_variables, text.parts))


def _has(taking: re.Pattern[str], text: Expression) -> bool:
    """Tell whether the query puts what a pattern finds into a text."""
    if text.kind == "string":
        return taking.search(text.text) is not None
    kept = _KEPT.get(text.text, range(len(text.parts)))
    return any(_has(taking, text.parts[number]) for number in kept)
