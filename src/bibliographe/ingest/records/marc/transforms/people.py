"""Persons and bodies, and what they did; meetings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.marc.record import first_values
from bibliographe.ingest.records.marc.tables import relators
from bibliographe.ingest.records.marc.values import printed_date
from bibliographe.ingest.records.names import agent_named, person_called
from bibliographe.model.entry import Agent, Contribution, Event
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.meaning import Bare, Listener
    from bibliographe.ingest.records.marc.record import MarcField, Subfields
    from bibliographe.ingest.records.marc.tables import Format, Mapping

_FORENAME, _FAMILY = "0", "3"
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "fils", "père"})
_MEETING = "1"
_UNSPECIFIED = "contributor"


def _person(family: str, given: str, number: str, suffix: str, *, is_forename: bool) -> Agent:
    if number:
        return Agent(f"{family} {number}", "person")
    if given:
        return person_called(given, family, suffix)
    return Agent(family, "person") if is_forename else person_called("", family)


def unimarc_person(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 700, 701, 702: $a the name that it is entered under, $b the rest of it, $d a number."""
    agent = _unimarc_name(field.subfields, field.indicators[1:], listener.bare)
    if agent is None:
        return ""
    _contribute(listener, field, agent, row.argument)
    return None


@lru_cache(maxsize=10_000)
def _unimarc_name(subfields: Subfields, indicator: str, bare: Bare) -> Agent | None:
    """Return whom a field names; the same few thousand stand in most records of a file."""
    said = first_values(subfields)
    family, given = bare(said.get("a", "")), said.get("b", "").lstrip(" ,")
    if not family:
        return None
    if not given and "," in family:
        family, _, given = family.partition(",")
    number = bare(said.get("d", ""))
    return _person(family.strip(), _given(given, bare), number, "", is_forename=indicator == _FORENAME)


def marc21_person(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 100 and 700: $a `Dumas, Anne`, $b a number, $c `Jr.`; a name with the title of a work is no contribution."""
    agent, used = _marc21_name(field.subfields, field.indicators[:1], listener.bare)
    if agent is not None:
        _contribute(listener, field, agent, row.argument)
    return used


@lru_cache(maxsize=10_000)
def _marc21_name(subfields: Subfields, indicator: str, bare: Bare) -> tuple[Agent | None, str]:
    """Return whom a field names, and the codes that say it."""
    said = first_values(subfields)
    name = bare(said.get("a", ""))
    if not name or "t" in said:
        return None, ""
    if indicator == _FAMILY:
        return organization(name), "a4e"
    family, _, given = name.partition(",")
    title = bare(said.get("c", ""))
    suffix = title if fold(title) in _SUFFIXES else ""
    given, _, more = _given(given, bare).partition(",")
    number = bare(said.get("b", ""))
    agent = _person(family.strip(), given, number, suffix or more.strip(), is_forename=indicator == _FORENAME)
    return agent, "abc4e" if suffix else "ab4e"


def _given(text: str, bare: Bare) -> str:
    given = text.strip(" ,")
    return given if given.endswith(".") else bare(given)


def unimarc_body(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 710, 711, 712: a body and its parts, or a meeting with $d number, $e place and $f date."""
    if field.indicators[:1] == _MEETING:
        return _meeting(listener, field, "abdef", place="e", date="f", number="d")
    return _body(listener, field, row, "ab")


def marc21_body(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 110 and 710; a name with the title of a work is no contribution."""
    return "" if field.get("t") else _body(listener, field, row, "ab")


def _body(listener: Listener, field: MarcField, row: Mapping, codes: str) -> str | None:
    name = ". ".join(filter(None, (listener.bare(value) for _, value in field.all(codes))))
    if not name:
        return ""
    _contribute(listener, field, organization(name), row.argument)
    return codes + "4e" if listener.frame.format == "marc21" else codes + "4"


def meeting(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 111 and 711: $a name, $n number, $d date, $c place."""
    return _meeting(listener, field, row.subfields, place="c", date="d", number="n")


def _meeting(listener: Listener, field: MarcField, codes: str, *, place: str, date: str, number: str) -> str | None:
    title = listener.bare(field.get("a") or "")
    if not title or (field.get("t") and listener.frame.format == "marc21"):
        return ""
    said = {code: listener.bare((field.get(code) or "").strip(" ()[]:;,")) for code in (place, date, number)}
    when = printed_date(said[date]) if said[date] else None
    event = Event(title, when, said[place] or None, edition=said[number] or None)
    listener.add("events", (event, field))
    return "a" + place + number + (date if when else "")


def family(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 720, 721, 722 of UNIMARC: a family is a body."""
    name = listener.bare(field.get("a") or "")
    if not name:
        return ""
    _contribute(listener, field, organization(name), row.argument)
    return None


def uncontrolled_name(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read a name of which the field does not tell whose it is."""
    agent = agent_named(listener.bare(field.get("a") or ""))
    if agent is None:
        return ""
    _contribute(listener, field, agent, row.argument)
    return None


def _contribute(listener: Listener, field: MarcField, agent: Agent, usual: str) -> None:
    """Note what an agent did: as $4 says, in MARC 21 else $e, else as the field says by itself."""
    roles, left = _roles(tuple(field.all("4e" if listener.frame.format == "marc21" else "4")), listener.frame.format)
    for code, value in left:
        listener.leave(field, code, value)
    for role in roles or (usual,):
        if role == "publisher":
            listener.add("publishing", (agent, field))
        elif role == "institution":
            listener.add("institutions", (agent, field))
        else:
            listener.add("contributions", Contribution(agent, role))


@lru_cache(maxsize=10_000)
def _roles(relations: Subfields, format_name: Format) -> tuple[tuple[str, ...], Subfields]:
    """Return the roles that relators say, and the relators of which a role does not say all."""
    known = relators(format_name)
    roles: dict[str, None] = {}
    left: list[tuple[str, str]] = []
    for code, value in relations:
        relation = known.get(fold(value) if code == "e" else value.strip().rpartition("/")[2])
        if relation is None or not relation.is_exact:
            left.append((code, value))
        if relation is not None:
            roles[relation.role] = None
        elif code == "4":
            roles[_UNSPECIFIED] = None
    if len(roles) > 1:
        roles.pop(_UNSPECIFIED, None)
    return tuple(roles), tuple(left)


TRANSFORMS = {
    one.__name__: one
    for one in (unimarc_person, marc21_person, unimarc_body, marc21_body, meeting, family, uncontrolled_name)
}
