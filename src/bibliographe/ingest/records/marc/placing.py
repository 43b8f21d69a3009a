"""What a document stands in, of all that its linking fields say: a periodical and its issue, or a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.marc.tables import OWN
from bibliographe.ingest.records.parts import host_called
from bibliographe.model.entry import Issue, Periodical
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.ingest.records.marc.draft import Draft, HostSaid
    from bibliographe.ingest.records.marc.tables import KindSign
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Host

PARTS = "ab"
"""Bibliographic levels of component parts (leader/07)."""
_SERIAL_PART = "b"
_OF_PERIODICALS = ("press-article", "web-article", "interview", "opinion")
"""Types of documents that stand in periodicals or on sites, where a form says so."""
_LEVELS = ("set", "host", "book", "serial", "piece", "part")


class Place(NamedTuple):
    """What a document stands in, and where."""

    periodical: Periodical | None = None
    issue: Issue | None = None
    host: Host | None = None
    pages: str | None = None
    date: DateStatement | None = None
    publisher: str | None = None
    """Of a book, where the record has no statement of publication of its own."""
    town: str | None = None


def place_of(draft: Draft) -> Place:
    """Return what a component part stands in, all linking fields of one host taken together."""
    if not draft.hosts:
        return Place()
    hosts = sorted(draft.hosts, key=lambda host: _LEVELS.index(host.level))
    title = _first(host.title for host in hosts)
    if title is None or not (draft.record.at(7) in PARTS or any(map(_places_it, hosts))):
        _leave_hosts(draft, hosts)
        return Place()
    hosts, issue_title = _of_one(draft, hosts, title)
    isbn, issn = (_agreed(draft, hosts, name) for name in ("isbn", "issn"))
    volume, number = _numbers(draft, hosts)
    pages = _first(host.pages or (host.enumeration and host.enumeration.pages) for host in reversed(hosts))
    dates = [one for host in reversed(hosts) for one in (host.date, host.enumeration and host.enumeration.date) if one]
    date = max(dates, key=lambda one: len(one.edtf or ""), default=None)
    is_serial = (
        draft.record.at(7) == _SERIAL_PART
        or any(host.level == "serial" for host in hosts)
        or (any(map(_is_of_periodicals, draft.signs)) and not any(host.level == "book" for host in hosts))
    )
    if isbn is None and (is_serial or issn or volume or number):
        publisher = _first(host.publisher for host in hosts)
        issn = issn or _first(draft.all("issn"))
        made_by = organization(publisher) if publisher else None
        _leave_imprint(draft, hosts, "place")
        issue = Issue(number, volume, date, issue_title) if number or volume or issue_title else None
        return Place(Periodical(title, "periodical", issn, publisher=made_by), issue, None, pages, date)
    _leave_place(draft, hosts)
    host = host_called(title, [isbn] if isbn else draft.all("isbn"))
    if any(one.names for one in draft.imprints):
        _leave_imprint(draft, hosts, "place", "publisher")
        return Place(None, None, host, pages, date)
    publisher, town = _first(one.publisher for one in hosts), _first(one.place for one in hosts)
    return Place(None, None, host, pages, date, publisher, town)


def _is_of_periodicals(sign: KindSign) -> bool:
    """Tell whether a sign makes what a document stands in a periodical or a site where nothing else tells.

    Exports of this catalogue say the type of each entry: all but chapters stand in these.
    """
    return sign.kind in _OF_PERIODICALS or (sign.rank == OWN and sign.kind != "chapter")


def _first(found: Iterable[str | None]) -> str | None:
    return next((one for one in found if one), None)


def _of_one(draft: Draft, hosts: list[HostSaid], title: str) -> tuple[list[HostSaid], str | None]:
    """Return the links that lead to one host, and the title of its issue; what leads elsewhere is unread."""
    kept: list[HostSaid] = []
    issue_title = None
    for host in hosts:
        if not host.title or fold(host.title) == fold(title):
            kept.append(host)
        elif host.level == "piece" and issue_title is None:
            kept.append(host)
            issue_title = host.title
        else:
            _leave_hosts(draft, [host])
    return kept, issue_title


def _agreed(draft: Draft, hosts: list[HostSaid], name: str) -> str | None:
    """Return the first number that hosts have; another one is unread."""
    found = [(number, host) for host in hosts if (number := getattr(host, name))]
    for number, host in found[1:]:
        if number != found[0][0]:
            draft.leave_all(host.field, "xyz")
    return found[0][0] if found else None


def _numbers(draft: Draft, hosts: list[HostSaid]) -> tuple[str | None, str | None]:
    """Return volume and number; of two bare numbers, that of the set is the volume's, that of the piece the issue's."""
    places = [host.enumeration for host in hosts if host.enumeration]
    volumes = list(dict.fromkeys(one.volume for one in places if one.volume))
    numbers = list(dict.fromkeys(one.number for one in places if one.number))
    if not volumes and len(numbers) > 1:
        volumes = [numbers.pop(0)]
    if len(volumes) > 1 or len(numbers) > 1:
        for host in hosts[1:]:
            draft.leave_all(host.field, "vgq")
    return volumes[0] if volumes else None, numbers[0] if numbers else None


def _places_it(host: HostSaid) -> bool:
    """Tell whether a link says where in its host a document stands, so that it is a part of it."""
    said = host.enumeration
    return bool(
        host.level in ("host", "book", "serial", "piece")
        and (host.issn or host.isbn or (said and (said.number or said.pages)))
    )


def _leave_hosts(draft: Draft, hosts: list[HostSaid]) -> None:
    for host in hosts:
        draft.leave_all(host.field, "tpgqvxyzdn1")


def _leave_place(draft: Draft, hosts: list[HostSaid]) -> None:
    """Note what a book's part has no place for: numbers of issues, an ISSN."""
    for host in hosts:
        said = host.enumeration
        if said and (said.volume or said.number):
            draft.leave_all(host.field, "vgq" if draft.frame.format == "unimarc" else "gq")
        if host.issn:
            draft.leave_all(host.field, "x")


def _leave_imprint(draft: Draft, hosts: list[HostSaid], *names: str) -> None:
    """Note place or publisher of a host that have no place."""
    for host in hosts:
        for name in names:
            said, code = getattr(host, name), host.place_code if name == "place" else host.publisher_code
            if said:
                draft.leave(host.field, code, said)
