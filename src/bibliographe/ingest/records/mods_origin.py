"""Who published a document, where and when, as MODS tells it. Source: MODS 3.8 User Guidelines, `originInfo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.mods_dates import date_of
from bibliographe.ingest.records.parts import without_others

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bibliographe.ingest.records.xml_fields import NodeFields
    from bibliographe.ingest.records.xml_tree import Node
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent

_DATES = ("dateIssued", "copyrightDate", "dateCreated", "dateOther")
"""Which dates may stand for that of publication, the best first."""
_PUBLISHED = ("publication", "publishing", "issued", "copyright", "creation", "production", "distribution", "")


def origins_of(holder: Node | None) -> list[Node]:
    """Return what is said of publication: who digitised a document, or keeps it, did not publish it."""
    found = holder.named("originInfo") if holder else []
    return [one for one in found if one.attributes.get("eventType", "publication").lower() in _PUBLISHED]


def publishers_of(fields: NodeFields, origins: Iterable[Node]) -> list[Agent]:
    """Return the publishers, those that MODS 3.8 calls agents too."""
    said: list[str | None] = []
    for origin in origins:
        said += map(fields.value, origin.named("publisher"))
        for agent in origin.named("agent"):
            said += map(fields.value, agent.named("namePart"))
    return [organization(without_others(name.rstrip(" ,;:"))) for name in said if name and any(map(str.isalpha, name))]


def places_of(fields: NodeFields, origins: Iterable[Node]) -> tuple[str, ...]:
    """Return the places in words; codes stay unread."""
    places = [place for origin in origins for place in origin.named("place")]
    terms = [term for place in places for term in (place.named("placeTerm") or [place])]
    said = [fields.value(term) for term in terms if term.attributes.get("type") != "code"]
    names = [without_others(place.strip(" ,;:")).strip(" ,;:[]") for place in said if place]
    return tuple(dict.fromkeys(filter(None, names)))


def dates_of(fields: NodeFields, origins: Sequence[Node]) -> list[DateStatement | None]:
    """Return the best date of publication that there is; where none is of issue, the one that is the key is better."""
    dates = {name: [node for origin in origins for node in origin.named(name)] for name in _DATES}
    keys = [name for name, nodes in dates.items() if any(node.attributes.get("keyDate") == "yes" for node in nodes)]
    for name in dict.fromkeys((_DATES[0], *keys, *_DATES)):
        found = date_of(fields, dates[name])
        if found:
            return [found]
    return []


def fullest(fields: NodeFields, dates: Iterable[DateStatement | None]) -> DateStatement | None:
    """Return the first date, or a fuller one that agrees with it."""
    known = [date for date in dates if date]
    if not known:
        return None
    first = known[0]
    agreeing = [one for one in known if first.edtf and (one.edtf or "").startswith(first.edtf)]
    for one in known:
        if one.edtf and first.edtf and not one.edtf.startswith(first.edtf) and not first.edtf.startswith(one.edtf):
            fields.leave("date", one.verbatim)
    return max(agreeing, key=lambda one: len(one.edtf or ""), default=first)
