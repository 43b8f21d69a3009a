"""What follows from the catalogue by its ontology."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store, Triple

    from bibliographe.config import Catalogue


def entailed(store: Store, catalogue: Catalogue) -> Iterator[Triple]:
    """Yield the triples that follow from what `store` says."""
    yield from ()
