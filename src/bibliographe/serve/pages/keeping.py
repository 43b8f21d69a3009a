"""The pages that were made last: the same request to the same build has the same page."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.serve.site import Snapshot

_LARGEST = 32 * 1024 * 1024
"""Bytes of pages: some two thousand."""
_EACH = 500
"""Bytes that a page takes beside its own."""


class KeptPages:
    """Keeps pages by what they were asked with, so many bytes of them; that which was asked for longest ago goes first.

    Safe to ask from many threads: two that ask at once may both make the page.
    """

    def __init__(self, largest: int = _LARGEST) -> None:
        """Keep nothing yet."""
        self._largest = self._left = largest
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._changing = threading.Lock()

    def page(self, asked: str, make: Callable[[], bytes]) -> bytes:
        """Return the page that answers what is asked, made where it is not kept; what `make` raises is not kept."""
        with self._changing:
            known = self._pages.get(asked)
            if known is not None:
                self._pages.move_to_end(asked)
                return known
        made = make()
        with self._changing:
            size = _size(asked, made)
            if asked not in self._pages and size <= self._largest:
                self._pages[asked] = made
                self._left -= size
            while self._left < 0:
                self._left += _size(*self._pages.popitem(last=False))
        return made


def _size(asked: str, made: bytes) -> int:
    return len(asked) + len(made) + _EACH


def kept_pages(_snapshot: Snapshot) -> KeptPages:
    """Return the pages kept of a build: `snapshot.once(kept_pages)`."""
    return KeptPages()
