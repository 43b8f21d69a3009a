"""Events: what a selection was made for, what a recording recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from bibliographe.graph.describe.agents import describe_agent
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, SCHEMA, TYPED, XSD, edtf
from bibliographe.model.dates import DateStatement

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.graph.describe.description import Description
    from bibliographe.model.entry import Event


def describe_event(description: Description, event: Event, *, owner: NamedNode) -> NamedNode:
    """Describe an event (`schema:Event`) held for or recorded by `owner`, and return its address."""
    date = event.date.edtf if event.date else None
    organizer = event.organizer.name if event.organizer else None
    title = event.title or organizer or (event.date.verbatim if event.date else "")
    iri = description.resolve(description.minter.mint("event", title, title, date, event.place, organizer, owner.value))
    language = description.language
    description.say(iri, TYPED, SCHEMA.Event)
    description.say_text(iri, DCTERMS.title, title, language)
    description.say_text(iri, BIBO.edition, event.edition or None, language)
    description.say_text(iri, SCHEMA.location, event.place or None, language)
    if event.organizer:
        description.say(iri, SCHEMA.organizer, describe_agent(description, event.organizer))
    if event.date:
        description.say_text(iri, BIBL.verbatimDate, event.date.verbatim, language)
        description.say(iri, DCTERMS.date, edtf(event.date))
        start, end = _bounds(event.date)
        description.say(iri, SCHEMA.startDate, start)
        description.say(iri, SCHEMA.endDate, end)
    return iri


def _bounds(date: DateStatement) -> tuple[Literal | None, Literal | None]:
    """Return the first and the last date of a range as XML Schema literals; no last one for a single date."""
    first, slash, last = (date.edtf or "").partition("/")
    return _bound(first), _bound(last) if slash else None


def _bound(edtf_date: str) -> Literal | None:
    value = DateStatement("", edtf_date).sortable
    return Literal(value[0], datatype=XSD[value[1]]) if value else None
