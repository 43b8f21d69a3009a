"""Who made a document, in the fields of BibLaTeX.

Source: The biblatex Package, 2.2.2 (`editor`, `editora` to `editorc`) and 2.3.6 (roles of editors).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.export.records.facts import NEAREST, role_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.export.records.losses import Losses
    from bibliographe.model.entry import Agent, Entry

_ROLES = {"author": "author", "editor": "editor", "translator": "translator", "preface-writer": "foreword"}
_EDITORS = {"director": "director", "compiler": "compiler", "organizer": "organizer", "contributor": "collaborator"}
"""Roles that are types of editors: in the fields `editora` to `editorc`."""
ROLES_WRITTEN = frozenset({*_ROLES, *_EDITORS, *NEAREST})
"""Roles that the formats have a field for, or one for the nearest."""
_AND = re.compile(r"\band\b|,", re.IGNORECASE)


def people(entry: Entry, encode: Callable[[str], str], losses: Losses) -> Iterator[tuple[str, str]]:
    """Yield the fields of those who made an entry, empty ones too."""
    found: dict[str, list[str]] = {}
    for one in entry.contributions:
        role = role_written(one, {*_ROLES, *_EDITORS}, losses)
        if role:
            found.setdefault(role, []).append(_name(one.agent, encode))
    if entry.others:
        found.setdefault("author", []).append("others")
    yield from ((field, " and ".join(found.get(role, ()))) for role, field in _ROLES.items())
    sorts = [role for role in found if role in _EDITORS]
    for field, role in _fields_of_editors(sorts, has_editor="editor" in found).items():
        yield field, " and ".join(found[role])
        yield f"{field}type", _EDITORS[role]
    for one in entry.contributions:
        if one.role in sorts[3:]:
            losses.lose(f"prov:qualifiedAttribution/{one.role}", one.agent.name)


def _fields_of_editors(sorts: list[str], *, has_editor: bool) -> dict[str, str]:
    """Return the fields of those who did what BibLaTeX counts as editing, three sorts of them at most.

    Who led the others is in `editor` where nobody else is: programs read no other field.
    """
    first = next((role for role in sorts if role in NEAREST), None) if not has_editor else None
    rest = [role for role in sorts[:3] if role != first]
    named = {f"editor{letter}": role for letter, role in zip("abc", rest, strict=False)}
    return {"editor": first, **named} if first else named


def _name(agent: Agent, encode: Callable[[str], str]) -> str:
    if agent.kind != "person" or not agent.family or not agent.given:
        return f"{{{encode(agent.name)}}}"
    family, _, suffix = agent.family.partition(", ")
    parts = [family, suffix, agent.given] if suffix else [family, agent.given]
    return ", ".join(f"{{{encode(part)}}}" if _AND.search(part) else encode(part) for part in parts)
