"""A whole reference in one paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.citation.results import ParsedReference


def parse_reference(runs: Sequence[tuple[str, frozenset[str]]]) -> ParsedReference | None:
    """Read a paragraph that holds a whole reference; None when it does not."""
    return None
