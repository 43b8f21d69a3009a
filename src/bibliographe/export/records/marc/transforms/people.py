"""Persons, bodies and meetings: headings, and what they did.

Source: UNIMARC Manual, 7-- block; MARC 21 Format for Bibliographic Data, 1XX, 7XX; relator codes: `tables/roles.tsv`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.edtf import ROUGHLY, printed, tells
from bibliographe.export.records.marc.tables import roles
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.marc.described import Described
    from bibliographe.export.records.marc.record import MarcField
    from bibliographe.export.records.marc.tables import Role, Row
    from bibliographe.model.entry import Agent, Contribution

_AUTHOR = "author"
_INSTITUTIONS = {"unimarc": ("295", ""), "marc21": ("dgg", "degree granting institution")}
_NEAR = Text(
    "aucun code ne dit cette fonction : la notice porte le code le plus proche, et la mention de responsabilité la dit",
    "no code says this role: the record has the nearest one, and the statement of responsibility says it",
)


def has_main_entry(one: Described) -> bool:
    """Tell whether MARC 21's record has a main entry: whether somebody is the author."""
    return any(each.role == _AUTHOR for each in one.entry.contributions)


def unimarc_people(one: Described, row: Row) -> Iterator[MarcField]:
    """Write 700 or 710 for the first author, 701 and 711 for the others, 702 and 712 for who else took part.

    The argument tells whether the authors are asked for or the others.
    """
    tens = {True: "700", False: "710"}
    asked = [each for each in one.entry.contributions if (each.role == _AUTHOR) == (row.argument == "authors")]
    for number, each in enumerate(asked):
        level = 2 if each.role != _AUTHOR else 1 if number else 0
        agent = each.agent
        tag = str(int(tens[agent.kind == "person"]) + level)
        code = ("4", _role(one, each).unimarc)
        if agent.kind == "person":
            name, indicators = _parted(agent), f" {int(bool(agent.family))}"
            yield from row.field(*name, code, tag=tag, indicators=indicators)
        else:
            yield from row.field(("a", agent.name), code, tag=tag, indicators="02")


def _ordered(one: Described) -> list[Contribution]:
    """Return the authors in their order, then the others in theirs."""
    return sorted(one.entry.contributions, key=lambda each: each.role != _AUTHOR)


def _parted(agent: Agent) -> list[tuple[str, str | None]]:
    return [("a", agent.family), ("b", agent.given)] if agent.family else [("a", agent.name)]


def _role(one: Described, each: Contribution) -> Role:
    found = roles().get(each.role)
    if found is None or one.format in found.near:
        one.lose(f"prov:qualifiedAttribution/{each.role}", each.agent.name, _NEAR)
    return found or roles()["contributor"]


def marc21_main_entry(one: Described, row: Row) -> Iterator[MarcField]:
    """Write 100 or 110: the first author."""
    for each in _ordered(one)[: has_main_entry(one)]:
        yield _marc21_heading(one, row, each, "1")


def marc21_added_entries(one: Described, row: Row) -> Iterator[MarcField]:
    """Write 700 and 710: the other authors, and who else took part."""
    for each in _ordered(one)[has_main_entry(one) :]:
        yield _marc21_heading(one, row, each, "7")


def _marc21_heading(one: Described, row: Row, each: Contribution, block: str) -> MarcField:
    agent, role = each.agent, _role(one, each)
    did: list[tuple[str, str | None]] = [("e", role.term), ("4", role.marc21)]
    if agent.kind != "person":
        (field,) = row.field(("a", f"{agent.name},"), *did, tag=f"{block}10", indicators="2 ")
        return field
    name = f"{agent.family}, {agent.given}" if agent.family and agent.given else agent.family or agent.name
    indicators = f"{int(bool(agent.family))} "
    (field,) = row.field(("a", f"{name},"), *did, tag=f"{block}00", indicators=indicators)
    return field


def institution(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the body that a thesis was submitted to."""
    body = one.citation.institution
    if body:
        code, term = _INSTITUTIONS[one.format]
        name = f"{body.name}," if term else body.name
        yield from row.field(("a", name), ("e", term or None), ("4", code))


def meeting(one: Described, row: Row) -> Iterator[MarcField]:
    """Write the event that a document comes from; the argument tells the codes of number, date and place."""
    event = one.citation.event
    if event and event.title:
        number, date, place = tuple(row.argument)
        when = printed(event.date) if event.date else None
        if when and event.date and event.date.edtf and not tells(when, event.date.edtf):
            one.lose("schema:Event/dcterms:date", event.date.edtf, ROUGHLY)
        said = {number: event.edition, date: when, place: event.place}
        yield from row.field(("a", event.title), *((code, said[code]) for code in row.subfields if code in said))


def organizer(one: Described, row: Row) -> Iterable[MarcField]:
    """Write who organised that event."""
    event = one.citation.event
    if event is None or event.organizer is None:
        return ()
    role = roles()["organizer"]
    if one.format == "unimarc":
        return row.field(("a", event.organizer.name), ("4", role.unimarc))
    return row.field(("a", f"{event.organizer.name},"), ("e", role.term), ("4", role.marc21))


TRANSFORMS = (unimarc_people, marc21_main_entry, marc21_added_entries, institution, meeting, organizer)
