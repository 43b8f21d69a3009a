"""Two things of the catalogue that may be one, as they are offered to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.i18n import Text

SMALL_WORDS = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "ou", "pour", "sur", "the"]
)
"""Words that tell no name or title from another."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two things of the catalogue that may be one, or a site and the body that publishes it, and why."""

    kind: str
    """`same-body`, `site-publisher`, `site-periodical`, `dossier-part` or `same-entry`."""
    first: NamedNode
    second: NamedNode
    names: tuple[str, str]
    reason: Text

    def order(self) -> tuple[str, tuple[str, str], str, str]:
        """Return what candidates are sorted by."""
        return self.kind, self.names, self.first.value, self.second.value
