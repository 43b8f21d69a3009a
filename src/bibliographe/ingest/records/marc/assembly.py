"""An entry put together of what the fields of its record say."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.languages import UNKNOWN
from bibliographe.ingest.records.marc.placing import PARTS, place_of
from bibliographe.ingest.records.marc.responsibility import with_stated_roles
from bibliographe.ingest.records.parts import identifiers_of, pages_said
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Citation, Entry, Reading
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.draft import Draft
    from bibliographe.ingest.records.marc.placing import Place
    from bibliographe.model.entry import Agent, Event, Series

Thing = TypeVar("Thing")

_WHOLE_SERIALS = "si"
_TEXTS = ("book", "document", "proceedings")
_WEAKEST_NOTE = 3
_FILES = ("mm", "lm")
"""Computer files of MARC 21 and electronic resources of UNIMARC, of one part (leader/06-07)."""
_PROGRAMS = tuple("abcefghij")
"""Types of computer files that are no documents (008/26)."""
_YEAR = re.compile(r"\d{4}")
_RANK, _IS_LINKED = attrgetter("rank"), attrgetter("is_linked")


def assemble(draft: Draft, position: int, text: str) -> Entry:
    """Return the entry of a draft that has a title."""
    place = place_of(draft)
    kind = _kind(draft, place)
    citation = _citation(draft, kind, place)
    span = draft.record.span
    annotations = draft.all("annotation")
    return Entry(
        title=draft.title or "",
        kind=kind,
        position=position,
        span=span,
        text=text,
        key=draft.first("key"),
        language=_language(draft),
        contributions=_each_once(with_stated_roles(draft.contributions, draft.record)),
        citation=citation,
        keywords=tuple(dict.fromkeys(draft.keywords)),
        annotation="\n\n".join(annotations) or None,
        contents=tuple(draft.contents),
        links=_each_once(draft.links),
        readings=(Reading("citation", span, text),),
        doubts=tuple(draft.doubts),
        unread=tuple(draft.unread),
    )


def _each_once(found: list[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _language(draft: Draft) -> str:
    said = draft.first("language")
    return said or draft.coded_language or UNKNOWN


def _kind(draft: Draft, place: Place) -> str:
    """Return the kind that most counts; a part is an article or a chapter, unless it is said to be something else."""
    found = max(draft.signs, key=_RANK, default=None)
    kind = found.kind if found else "document"
    if found is None:
        said = draft.record.leader[6:8]
        draft.doubt("kind", Text(f"type de notice inconnu : « {said} »", f"unknown type of record: '{said}'"))
    if kind == "document" and _is_electronic_book(draft):
        kind = "book"
    is_text = kind in _TEXTS and (found is None or found.rank < _WEAKEST_NOTE)
    if place.periodical and is_text:
        return "article"
    if is_text and (place.host or draft.record.at(7) in PARTS):
        return "chapter" if place.host else "article"
    return kind


def _is_electronic_book(draft: Draft) -> bool:
    """Tell whether what is coded as a file of a computer is a book on it: it has an ISBN, and is said to be no program.

    Union catalogues of Germany code electronic books so.
    """
    coded = next((field.value[26:27] for field in draft.record.fields if field.tag == "008"), "")
    return draft.record.leader[6:8] in _FILES and bool(draft.all("isbn")) and coded not in _PROGRAMS


def _citation(draft: Draft, kind: str, place: Place) -> Citation:
    publishers, places, printed = _imprint(draft)
    is_thesis = kind in ("thesis", "dissertation")
    institution = _institution(draft, publishers if is_thesis else ())
    issued = printed or place.date or _finer(draft.degree_date, draft.coded_date)
    if issued and issued.edtf is None:
        issued = _understood(draft, issued)
    pages = place.pages or draft.first("pages")
    host = place.host
    if place.publisher:
        publishers = (organization(place.publisher),)
    if place.town:
        places = (place.town,)
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


def _finer(degree: DateStatement | None, coded: DateStatement | None) -> DateStatement | None:
    """Return the date of a degree, or the coded one where that says the same and more."""
    if degree and coded and degree.edtf and coded.edtf and coded.edtf.startswith(f"{degree.edtf}-"):
        return coded
    return degree or coded


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
    if draft.record.at(7) in _WHOLE_SERIALS:
        return issns
    for said in draft.said.get("issn", ()) if issns else ():
        draft.leave(said.field, said.code, said.printed)
    return []


def _imprint(draft: Draft) -> tuple[tuple[Agent, ...], tuple[str, ...], DateStatement | None]:
    """Return publishers and places of the statement that most counts, and the date of the first that has one."""
    if not draft.imprints:
        return _with_named(draft, ()), (), None
    publishers: dict[Agent, None] = {}
    places: dict[str, None] = {}
    date: DateStatement | None = None
    rank = min([one.rank for one in draft.imprints if one.names], default=None)
    for one in sorted(draft.imprints, key=_RANK) if len(draft.imprints) > 1 else draft.imprints:
        for code, printed, place, publisher in one.names:
            if one.rank != rank or (place is None and publisher is None):
                draft.leave(one.field, code, printed)
            elif place is not None:
                places[place] = None
            elif publisher is not None:
                publishers[publisher] = None
        for code, printed, read in one.dates:
            if read is None or date is not None:
                draft.leave(one.field, code, printed)
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
        return organization(noted) if noted else None
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
    if not draft.series:
        return None
    found = sorted(draft.series, key=_IS_LINKED)
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
