"""Contributors named inside a citation line: `sous la direction de X`, `préface de Y`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.ingest.citation.parts import Part
    from bibliographe.model.entry import Contribution


def role_part(part: Part) -> tuple[Contribution, ...]:
    """Return who is named after a role's words."""
    return ()
