"""What a document stands in: the periodical and the issue of an article, the book of a chapter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.identifiers import numbers_in
from bibliographe.ingest.records.marc.draft import HostSaid, SeriesSaid
from bibliographe.ingest.records.marc.enumeration import LABELLED, Enumeration, coded_enumeration, enumeration_said
from bibliographe.ingest.records.marc.transforms.linking import unembedded
from bibliographe.ingest.records.marc.values import printed_date, without_brackets
from bibliographe.ingest.records.names import names_body
from bibliographe.model.entry import ContentsLine, Series

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.meaning import Listener
    from bibliographe.ingest.records.marc.record import MarcField
    from bibliographe.ingest.records.marc.tables import Mapping
    from bibliographe.model.dates import DateStatement

_PARTS = "ab"
_PAGES = re.compile(
    r"(?:(?:pages?|pp?|s)\b\.?\s*)?(\d+(?:\s*[-–]\s*\d+)?(?:\s*,\s*\d+(?:\s*[-–]\s*\d+)?)*)\.?", re.IGNORECASE
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_PMB_ISSUE = "lnk:bull"
_SORTABLE = re.compile(r"\d{4}-\d\d-\d\d")
_RESPONSIBILITY = re.compile(
    r"\s/\s+((?:edited|eds?\.?|by|compiled|hrsg|hg|herausgegeben|von|par|sous|dir|édité|éds?\.?|coord|a cura|réunis)"
    r"(?!\w).*)",
    re.IGNORECASE,
)
"""Who made the book, behind its title."""
_WORDS = 3
"""Blanks in the name of a place, at most, where nothing tells it from the name of a publisher."""
_LEVELS = {"s": "serial", "m": "book"}
"""What 773 $7 says of the host's bibliographic level."""


def unimarc_host(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 461, 463, 464: of a component part what it stands in, of others a set as series and a part as contents."""
    plain, embedded = unembedded(listener, field)
    title = listener.bare(plain.get("t") or "")
    if listener.frame.level not in _PARTS and not (row.argument == "piece" and plain.get("x")):
        used = _of_a_whole(listener, plain, field, title, row.argument)
    else:
        used = _of_a_part(listener, plain, field, title, row.argument)
    return embedded if embedded and used else used


def _of_a_whole(listener: Listener, plain: MarcField, field: MarcField, title: str, level: str) -> str:
    if not title or level == "piece":
        return ""
    if level == "part":
        listener.add("contents", ContentsLine(title))
        return "t"
    number = listener.bare(plain.get("v") or "")
    listener.add("series", SeriesSaid(Series(title, number or None), field, "tv", is_linked=True))
    return "tv"


def _of_a_part(listener: Listener, plain: MarcField, field: MarcField, title: str, level: str) -> str:
    numbers = _issn_and_isbn(plain, "xy")
    place = enumeration_said(listener.bare(plain.get("v") or ""))
    if place.rest:
        listener.leave(field, "v", place.rest)
    pages = _PAGES.fullmatch(listener.bare(plain.get("p") or ""))
    date, dated = _date_of_piece(plain)
    listener.add(
        "hosts",
        HostSaid(
            level,
            field,
            title or None,
            *numbers,
            place,
            date,
            pages[1] if pages else None,
            listener.bare(plain.get("n") or "") or None,
            place=_place_said(listener.bare(plain.get("c") or "")),
        ),
    )
    return "txyvc" + ("p" if pages else "") + dated + "n"


def _issn_and_isbn(field: MarcField, codes: str) -> tuple[str | None, str | None]:
    """Return the first ISSN and the first ISBN of some subfields."""
    isbns, issns = numbers_in(value for _, value in field.all(codes))
    return next(iter(issns), None), next(iter(isbns), None)


def _date_of_piece(plain: MarcField) -> tuple[DateStatement | None, str]:
    """Return the date of an issue, and the subfields that say it.

    PMB marks the links to its issues (`$9 lnk:bull`), and has their date twice: for sorting in one of `$d` and `$e`
    (`2023-10-01`), as it is printed in the other (`octobre 2023`).
    """
    said = [(code, date) for code in "de" if (date := printed_date(plain.get(code) or ""))]
    if _PMB_ISSUE not in [value for _, value in plain.all("9")]:
        said = [pair for pair in said if pair[0] == "d"]
    understood = [pair for pair in said if pair[1].edtf] or said
    printed = next((date for _, date in understood if not _SORTABLE.fullmatch(date.verbatim)), None)
    date = printed or next((date for _, date in understood), None)
    is_one = date is not None and all((one.edtf or "").startswith(date.edtf or "") for _, one in said)
    return date, "".join(code for code, one in said if is_one or one is date)


def marc21_host(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 773: $t title, $g and $q the place in it, $d the imprint, $x ISSN, $z ISBN, $7 what it is.

    The title may have a statement of responsibility behind it, which is left.
    """
    code = "t" if field.get("t") else "p"
    title = listener.bare(field.get(code) or "")
    if not title and not any(LABELLED.match(value) for _, value in field.all("g")):
        return ""
    numbers = _issn_and_isbn(field, "xz")
    place, date, used = Enumeration(), None, code + "gxz"
    for one, value in field.all("gq"):
        said = enumeration_said(listener.bare(value)) if one == "g" else coded_enumeration(listener.bare(value))
        if said.rest:
            listener.leave(field, one, said.rest)
        place = _merged(place, said)
    date, before = _date_of(field.get("d") or "")
    town, publisher = _imprint_said(listener, before)
    used += "q" + ("d" if not before or town or publisher else "")
    level = _LEVELS.get((field.get("7") or "")[3:4], "host")
    stated = _RESPONSIBILITY.search(title)
    if stated:
        listener.leave(field, code, stated[1])
        title = title[: stated.start()]
    listener.add(
        "hosts",
        HostSaid(
            level,
            field,
            title or None,
            *numbers,
            place,
            date,
            place.pages,
            publisher,
            place=town,
            place_code="d",
            publisher_code="d",
        ),
    )
    return used


def _date_of(imprint: str) -> tuple[DateStatement | None, str]:
    """Return the date of `Paris : Dunod, 2012`, and what the imprint says besides, nothing where it says no more."""
    whole = printed_date(imprint)
    if whole and whole.edtf:
        return whole, ""
    before, _, last = imprint.rpartition(", ")
    said = printed_date(last)
    if said and said.edtf:
        return said, before
    years = _YEAR.findall(imprint)
    return (printed_date(years[-1]) if years else None), imprint


def _imprint_said(listener: Listener, text: str) -> tuple[str | None, str | None]:
    """Return place and publisher of `Paris : Dunod` and `Dordrecht [u.a.]`, neither where it may be something else."""
    place, colon, publisher = (part.strip() for part in text.partition(" : "))
    if any(map(str.isdigit, text)) or not place or (not colon and (names_body(place) or place.count(" ") > _WORDS)):
        return None, None
    return _place_said(listener.bare(place)), without_brackets(listener.bare(publisher)) or None


def _place_said(said: str) -> str | None:
    return without_brackets(said) or None


def _merged(one: Enumeration, other: Enumeration) -> Enumeration:
    return Enumeration(
        one.volume or other.volume, one.number or other.number, one.date or other.date, one.pages or other.pages
    )


TRANSFORMS = {one.__name__: one for one in (unimarc_host, marc21_host)}
