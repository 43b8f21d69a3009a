"""Lines of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.ingest.citation.results import ParsedPeople


def parse_people(text: str) -> ParsedPeople | None:
    """Read a line that names people or bodies; None when it is something else."""
    return None
