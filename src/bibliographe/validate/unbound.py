"""What becomes of a test when some variables have no value (SPARQL 1.1, section 17.2)."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from bibliographe.validate.expressions import Expression


class _Answer(Enum):
    TRUE, FALSE, ERROR, ANY = range(4)


_LENIENT = frozenset({"COALESCE", "IF"})
"""Functions that may do without the value of an argument."""


def can_hold(test: Expression, unbound: Collection[str]) -> bool:
    """Tell whether a test may hold where the variables `unbound` have no value."""
    if test.kind == "operator" and test.text == "&&":
        return all(can_hold(part, unbound) for part in test.parts)
    return _answer(test, unbound) in (_Answer.TRUE, _Answer.ANY)


def _answer(one: Expression, unbound: Collection[str]) -> _Answer:
    if one.kind == "variable":
        return _Answer.ERROR if one.text in unbound else _Answer.ANY
    if one.kind == "call" and one.text == "BOUND" and len(one.parts) == 1:
        return _Answer.FALSE if one.parts[0].text in unbound else _Answer.ANY
    if one.kind == "exists" or one.text in _LENIENT or not one.parts:
        return _Answer.ANY
    parts = [_answer(part, unbound) for part in one.parts]
    if one.kind == "operator" and one.text == "!":
        return {_Answer.TRUE: _Answer.FALSE, _Answer.FALSE: _Answer.TRUE}.get(parts[0], parts[0])
    if one.kind == "operator" and one.text in ("&&", "||"):
        decides, other = (_Answer.FALSE, _Answer.TRUE) if one.text == "&&" else (_Answer.TRUE, _Answer.FALSE)
        return _joined(parts, decides, other)
    if one.kind == "operator" and one.text in ("IN", "NOT IN"):
        parts = parts[:1]
    return _Answer.ERROR if _Answer.ERROR in parts else _Answer.ANY


def _joined(parts: list[_Answer], decides: _Answer, other: _Answer) -> _Answer:
    """Return the answer of `&&` or `||`: the answer that `decides` does so beside an error too."""
    if decides in parts:
        return decides
    if _Answer.ANY in parts:
        return _Answer.ANY
    return _Answer.ERROR if _Answer.ERROR in parts else other
