"""What entries are read from: an opened store, or what passes by on its way from one format to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import NamedNode, Store

    from bibliographe.config import Catalogue
    from bibliographe.progress import Progress


class Given(Protocol):
    """A store with the settings that say what of it may leave."""

    @property
    def catalogue(self) -> Catalogue:
        """Return the settings."""
        ...

    @property
    def store(self) -> Store:
        """Return what is said."""
        ...

    @property
    def progress(self) -> Progress:
        """Return who hears how far a long reading is."""
        ...

    @property
    def abstracts(self) -> Sequence[NamedNode]:
        """Return the graphs of the abstracts that may be given away: none unless the settings let them go."""
        ...
