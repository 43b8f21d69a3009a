"""What VIVO says by things in between: who wrote what at which rank, and dates with their precision.

Source: VIVO-ISF ontology 1.6 (`vivo:Authorship`, `vivo:DateTimeValue`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.linked.terms import compact, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.linked.resource import Value

_ROLES = {"vivo:Authorship": "author", "vivo:Editorship": "editor"}
_PRECISIONS = {"yearPrecision": 4, "yearMonthPrecision": 7}
_LAST = 1_000_000


def relations(document: Value) -> Iterator[tuple[str, Value]]:
    """Yield roles and who has them, by rank; the things in between count as used."""
    found: list[tuple[int, str, Value]] = []
    for one in document.named("vivo:relatedBy"):
        role = next((_ROLES[name] for name in one.classes if name in _ROLES), None)
        if role is None:
            continue
        rank = one.take("vivo:rank") or ""
        for other in one.named("vivo:relates"):
            if other.term == document.term:
                other.used = True
            else:
                found.append((int(rank) if rank.isdecimal() else _LAST, role, other))
    for _rank, role, other in sorted(found, key=lambda three: three[0]):
        yield role, other


def date_text(value: Value) -> str:
    """Return the date that a thing states, as exact as it says it is; empty where it states none."""
    said = value.take("vivo:dateTime") or ""
    for one in value.named("vivo:dateTimePrecision"):
        one.used = True
        said = said[: _PRECISIONS.get(local(compact(one.text)), len(said))]
    return said
