"""An entry put together of what the fields of its record say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.i18n import Text
from bibliographe.ingest.records.languages import UNKNOWN
from bibliographe.ingest.records.marc.transforms.people import body
from bibliographe.ingest.records.marc.values import printed_date, trimmed, without_brackets
from bibliographe.ingest.records.parts import host_called, identifiers_of, pages_said
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Citation, Entry, Issue, Periodical, Reading
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.draft import Draft, HostSaid
    from bibliographe.model.entry import Agent, Event, Host, Series

_PARTS, _SERIAL_PART, _SERIAL = "ab", "b", "s"
_ARTICLES = ("article", "press-article", "interview", "opinion", "academic-article")
_TEXTS = ("book", "document", "proceedings")
_LEVELS = ("set", "host", "serial", "piece", "part")
_WEAKEST_NOTE = 3
_YEAR = re.compile(r"\d{4}")


class _Place(NamedTuple):
    """What a document stands in, and where."""

    periodical: Periodical | None = None
    issue: Issue | None = None
    host: Host | None = None
    pages: str | None = None
    date: DateStatement | None = None


def assemble(draft: Draft, position: int, text: str) -> Entry:
    """Return the entry of a draft that has a title."""
    place = _place(draft)
    kind = _kind(draft, place)
    citation = _citation(draft, kind, place)
    contributions = tuple(dict.fromkeys(draft.contributions))
    annotations = draft.all("annotation")
    return Entry(
        title=draft.title or "",
        kind=kind,
        position=position,
        span=draft.record.span,
        text=text,
        language=_language(draft),
        contributions=contributions,
        citation=citation,
        keywords=tuple(draft.keywords),
        annotation="\n\n".join(annotations) or None,
        contents=tuple(draft.contents),
        links=tuple(draft.links),
        readings=(Reading("citation", draft.record.span, text),),
        doubts=tuple(draft.doubts),
        unread=tuple(draft.unread),
    )


def _language(draft: Draft) -> str:
    said = draft.first("language")
    return said or draft.coded_language or UNKNOWN


def _kind(draft: Draft, place: _Place) -> str:
    """Return the kind that most counts; a part is an article or a chapter, unless it is said to be something else."""
    found = max(draft.signs, key=lambda sign: sign.rank, default=None)
    kind = found.kind if found else "document"
    if found is None:
        said = draft.record.leader[6:8]
        draft.doubt("kind", Text(f"type de notice inconnu : « {said} »", f"unknown type of record: '{said}'"))
    is_text = kind in _TEXTS and (found is None or found.rank < _WEAKEST_NOTE)
    if place.periodical and is_text:
        return "article"
    if is_text and (place.host or draft.record.at(7) in _PARTS):
        return "chapter" if place.host else "article"
    return kind


def _place(draft: Draft) -> _Place:
    """Return what a component part stands in, all linking fields taken together."""
    hosts = sorted(draft.hosts, key=lambda host: _LEVELS.index(host.level))
    title = next((host.title for host in hosts if host.title), None)
    is_part = draft.record.at(7) in _PARTS or any(_places_it(host) for host in hosts)
    if title is None or not is_part:
        _leave_hosts(draft, hosts)
        return _Place()
    for host in hosts:
        if host.title and fold(host.title) != fold(title):
            draft.leave(host.field, "t", host.title)
    issn = next((host.issn for host in hosts if host.issn), None)
    isbn = next((host.isbn for host in hosts if host.isbn), None)
    places = [host.enumeration for host in hosts if host.enumeration]
    volume = next((one.volume for one in places if one.volume), None)
    number = next((one.number for one in places if one.number), None)
    pages = next(
        (said for host in reversed(hosts) if (said := host.pages or (host.enumeration and host.enumeration.pages))),
        None,
    )
    dates = [one for host in reversed(hosts) for one in (host.date, host.enumeration and host.enumeration.date) if one]
    date = max(dates, key=lambda one: len(one.edtf or ""), default=None)
    publisher = next((host.publisher for host in hosts if host.publisher), None)
    is_serial = draft.record.at(7) == _SERIAL_PART or any(host.level == "serial" for host in hosts)
    if isbn is None and (is_serial or issn or volume or number):
        if issn is None:
            issn = next(iter(draft.all("issn")), None)
        made_by = body(publisher) if publisher else None
        issue = Issue(number, volume, date) if number or volume else None
        return _Place(Periodical(title, "periodical", issn, publisher=made_by), issue, None, pages, date)
    _leave_place(draft, hosts)
    return _Place(None, None, host_called(title, [isbn] if isbn else draft.all("isbn")), pages, date)


def _places_it(host: HostSaid) -> bool:
    """Tell whether a link says where in its host a document stands, so that it is a part of it."""
    said = host.enumeration
    return bool(
        host.level in ("host", "serial", "piece") and (host.issn or host.isbn or (said and (said.number or said.pages)))
    )


def _leave_hosts(draft: Draft, hosts: list[HostSaid]) -> None:
    for host in hosts:
        draft.leave_all(host.field, "tpgqvxyzdn")


def _leave_place(draft: Draft, hosts: list[HostSaid]) -> None:
    """Note what a book's part has no place for: numbers of issues, the host's publisher."""
    for host in hosts:
        said = host.enumeration
        if said and (said.volume or said.number):
            draft.leave_all(host.field, "vgq" if draft.format == "unimarc" else "gq")
        if host.publisher:
            draft.leave_all(host.field, "n")
        if host.issn:
            draft.leave_all(host.field, "x")


def _citation(draft: Draft, kind: str, place: _Place) -> Citation:
    publishers, places, printed = _imprint(draft)
    is_thesis = kind in ("thesis", "dissertation")
    institution = _institution(draft, publishers if is_thesis else ())
    issued = printed or place.date or draft.degree_date or draft.coded_date
    if issued and issued.edtf is None:
        issued = _understood(draft, issued)
    pages = place.pages or draft.first("pages")
    host = place.host
    isbns = [] if host else draft.all("isbn")
    issns = [] if place.periodical else draft.all("issn")
    return Citation(
        publishers=publishers,
        places=places,
        periodical=place.periodical,
        issue=place.issue,
        series=_series(draft),
        issued=issued,
        event=_event(draft),
        pages=pages_said(pages),
        extent=draft.first("extent"),
        edition=draft.first("edition"),
        identifiers=(*identifiers_of(isbns, draft.first("doi")), *(("issn", issn) for issn in _own(draft, issns))),
        medium=draft.first("medium"),
        degree=draft.degree,
        institution=institution,
        form="record",
        host=host,
    )


def _understood(draft: Draft, printed: DateStatement) -> DateStatement:
    """Return a printed date with the meaning that the coded one gives it, unless they speak of different years."""
    coded = draft.coded_date
    if coded and coded.edtf and (coded.edtf[:4] in printed.verbatim or not _YEAR.search(printed.verbatim)):
        return DateStatement(printed.verbatim, coded.edtf)
    said = printed.verbatim
    draft.doubt("issued", Text(f"la date « {said} » n'est pas comprise", f"the date '{said}' is not understood"))
    return printed


def _own(draft: Draft, issns: list[str]) -> list[str]:
    """Return the ISSN of a serial itself; that of anything else, which has no place, is unread."""
    if draft.record.at(7) in (_SERIAL, "i"):
        return issns
    for said in draft.said.get("issn", ()) if issns else ():
        draft.leave(said.field, said.code, said.printed)
    return []


def _imprint(draft: Draft) -> tuple[tuple[Agent, ...], tuple[str, ...], DateStatement | None]:
    """Return publishers and places of the statement that most counts, and the date of the first that has one."""
    publishers: dict[Agent, None] = {}
    places: dict[str, None] = {}
    date: DateStatement | None = None
    rank = min((one.rank for one in draft.imprints if any(one.field.get(code) for code in one.codes[:2])), default=None)
    for one in sorted(draft.imprints, key=lambda one: one.rank):
        place, name, when = one.codes
        for code, value in one.field.all(place + name):
            # A full stop ends the area only at its end: elsewhere it is an abbreviation's.
            plain = draft.bare(value) if (code, value) == one.field.subfields[-1] else trimmed(value)
            said = without_brackets(plain) if one.rank == rank else None
            if said is None:
                draft.leave(one.field, code, value)
            elif code == place:
                places[said] = None
            else:
                publishers[body(said)] = None
        for code, value in one.field.all(when):
            read = printed_date(value) if date is None else None
            if read is None:
                draft.leave(one.field, code, value)
            date = date or read
    return _with_named(draft, tuple(publishers)), tuple(places), date


def _with_named(draft: Draft, publishers: tuple[Agent, ...]) -> tuple[Agent, ...]:
    """Return publishers, or those whom added entries name where the imprint names none."""
    if not publishers:
        return tuple(dict.fromkeys(agent for agent, _ in draft.publishing))
    known = {fold(agent.name) for agent in publishers}
    for agent, field in draft.publishing:
        if fold(agent.name) not in known:
            draft.leave_all(field, "ab4")
    return publishers


def _institution(draft: Draft, publishers: tuple[Agent, ...]) -> Agent | None:
    """Return whom a thesis was submitted to: a heading, else what the note says."""
    noted = draft.first("institution")
    if not draft.institutions:
        return body(noted) if noted else None
    agent, _ = draft.institutions[0]
    for other, field in draft.institutions[1:]:
        if other != agent:
            draft.leave_all(field, "ab")
    if noted and fold(noted) != fold(agent.name):
        said = draft.said["institution"][0]
        draft.leave(said.field, said.code or "a", said.printed)
    return agent


def _series(draft: Draft) -> Series | None:
    """Return the first series that is printed, else linked; others are unread unless they say the same."""
    found = sorted(draft.series, key=lambda one: one.is_linked)
    if not found:
        return None
    kept = found[0].series
    for one in found[1:]:
        if not f"{fold(kept.title)} ".startswith(f"{fold(one.series.title)} "):
            draft.leave_all(one.field, one.codes)
        elif one.series.number != kept.number and one.series.number:
            if kept.number is None:
                kept = one.series
            else:
                draft.leave_all(one.field, one.codes[-1])
    return kept


def _event(draft: Draft) -> Event | None:
    if not draft.events:
        return None
    event = draft.events[0][0]
    for other, field in draft.events[1:]:
        if other != event:
            draft.leave_all(field, "acdefn")
    return event
