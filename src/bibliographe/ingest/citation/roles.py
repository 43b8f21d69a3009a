"""Contributors named inside a citation line: `sous la direction de X`, `préface de Y`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.people import parse_people

if TYPE_CHECKING:
    from bibliographe.ingest.citation.parts import Part
    from bibliographe.model.entry import Contribution


def role_part(part: Part, role: str | None = None) -> tuple[Contribution, ...]:
    """Return who is named after a role's words; `role` replaces what the words say.

    Without a name that can be read (`traduit de l'anglais`) nobody is returned.
    """
    said = parse_people(part.text)
    if said is None:
        named = parse_people(part.text[part.head :])
        if named is None:
            return ()
        role = role or part.value
        said = named
    return tuple(replace(each, role=role) if role else each for each in said.contributions)
