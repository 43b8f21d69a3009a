"""Shelf marks that a house prints before each title: `R DUM – Titre`, `940.3 DUM – Titre`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK = re.compile(r"(?:[A-Z]{1,4} )?(?:\d{3}(?:\.\d{1,5})? )?[A-Z]{3,4} [–—-] (?=\S)")
_SEVERAL = 2


def are_printed(titles: Iterable[str]) -> bool:
    """Return whether several of a document's titles begin with a shelf mark: one alone may be what it is called."""
    marked = (_MARK.match(title) for title in titles)
    return sum(mark is not None and " " in mark.group().rstrip(" –—-") for mark in marked) >= _SEVERAL


def without(title: str) -> str:
    """Return a title without the shelf mark that it begins with."""
    return _MARK.sub("", title, count=1)
