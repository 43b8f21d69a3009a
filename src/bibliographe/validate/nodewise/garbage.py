"""Python's search for garbage, held back while very many objects are made of which none is."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_GARBAGE = 1_000_000
"""New objects after which Python looks for unreachable ones."""


@contextmanager
def little_collecting() -> Iterator[None]:
    """Let Python look for garbage rarely.

    A window is some hundred thousand lists, none of which leads back to itself: looking for such takes a quarter of the
    pass.
    """
    before = gc.get_threshold()
    gc.set_threshold(_GARBAGE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
