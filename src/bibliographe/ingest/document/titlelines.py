"""The lines of a title block: which is the title, and what each of the others says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.citation import is_town
from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.citing import runs_on
from bibliographe.ingest.document.looks import is_capitals
from bibliographe.ingest.document.phrases import is_phrase, opening
from bibliographe.ingest.document.statements import compilers_of, compiles, find_date, without_date
from bibliographe.ingest.document.units import joined_text
from bibliographe.model.text import clean, plain_typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.document.units import Unit
    from bibliographe.model.dates import DateStatement

_EDITION = re.compile(
    r"(?:\d{1,3}\s?(?:e|è|ème|er|ère|re|nde?)s?|première|deuxième|seconde|troisième|quatrième|cinquième)\s+"
    r"(?:édition|rencontre|journée|session|colloque|assises|congrès|forum|salon|matinale|numéro)s?\b.{0,30}",
    re.IGNORECASE,
)
_EDITION_BESIDE = re.compile(
    r"\b\d{1,3}\s?(?:e|è|ème|re|ère)\s+édition\b(?:\s+(?:revue|mise à jour|augmentée|et)\b)*", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|\bde \d{1,2}\s?h", re.IGNORECASE)
_AT = re.compile(r"(?:en présentiel\s+)?(?:(?:au|aux|à la|à l'|à)\s*(?=\S))|en présentiel\s+", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[-–—,]?\s*n\s?°\s?\d+.*$", re.IGNORECASE)
_BESIDE = re.compile(r"\s*,\s*|\s+[–—-]\s+")
_LEADING_TO_DATE = re.compile(r"[\s,]*\b(?:le|du|en|au)$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:(?:les|la|le|une?|des)\s+|l'\s*)", re.IGNORECASE)
_LONGEST_PLACE = 90


@dataclass(slots=True)
class TitleLine:
    """A line of a title block, its printed lines joined; `role` says what it was taken for."""

    units: list[Unit]
    text: str
    weight: int = 0
    role: str = ""


@dataclass(slots=True)
class TitleBlock:
    """What the lines of a title block say."""

    lines: list[TitleLine]
    title: TitleLine | None = None
    occasion: str | None = None
    edition: str | None = None
    genre: str | None = None
    statements: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    held: DateStatement | None = None
    dated: DateStatement | None = None
    place: str | None = None


def read_lines(units: Sequence[Unit]) -> TitleBlock:
    """Return what the printed lines of a title block say, its title chosen among them."""
    block = TitleBlock(_lines(units))
    _weigh(block)
    for line in block.lines:
        _read_line(block, line)
    _find_place(block)
    return block


def _lines(units: Sequence[Unit]) -> list[TitleLine]:
    """Join the lines of one statement: those of a heading that runs on, and those of a sentence broken over lines."""
    groups: list[list[Unit]] = []
    for unit in units:
        last = groups[-1][-1] if groups else None
        if last and _goes_on(last, unit):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [TitleLine(group, joined_text(group)) for group in groups]


def _goes_on(last: Unit, unit: Unit) -> bool:
    same_look = (last.kind, last.level, last.styles) == (unit.kind, unit.level, unit.styles)
    return same_look and (unit.text[:1].islower() or runs_on(last.text)) and (last.block == unit.block or last.strong)


def _weigh(block: TitleBlock) -> None:
    """Choose the title: the strongest line that is neither a body, an occasion, a genre nor a date."""
    for number, line in enumerate(block.lines):
        first = line.units[0]
        weight = 7 - first.level if first.kind == "heading" else 3 if first.strong or is_capitals(line.text) else 0
        weight += number == 0
        if _is_body(line.text) or _is_genre(line.text) or compiles(line.text):
            weight -= 5
        if _is_occasion(line.text):
            weight -= 5
        if _EDITION.fullmatch(line.text) or not without_date(line.text).strip(" .,-") or _WEEKDAY.search(line.text):
            weight -= 9
        if evidence.is_prose(line.text):
            weight -= 6
        line.weight = weight
    best = max(block.lines, key=lambda line: line.weight, default=None)
    if best and (best.weight >= 0 or (block.lines[0] is best and best.weight > -5)):
        block.title = best
        best.role = "title"


def _is_body(text: str) -> bool:
    bare = _ARTICLE.sub("", plain_typography(text), count=1) if _ARTICLE.match(text) else text
    return opening("BODY", bare) is not None


def _is_genre(text: str) -> bool:
    """Return whether a line only says that this is a bibliography, of whom and when."""
    bare = _NUMBER.sub("", without_date(text)).strip(" -–—,:.")
    if is_phrase("GENRE", bare):
        return True
    found = opening("GENRE", bare)
    return found is not None and (compiles(text) or bool(compilers_of(bare)) or is_phrase("GENRE", bare.split("–")[0]))


def _is_occasion(text: str) -> bool:
    bare = re.sub(r"^(?:les|la|le|l')\s*", "", plain_typography(text), flags=re.IGNORECASE)
    bare = _EDITION.sub("", bare) or bare
    return opening("OCCASION", bare) is not None


def _read_line(block: TitleBlock, line: TitleLine) -> None:
    if line.role == "title":
        return
    if _EDITION.fullmatch(line.text):
        block.edition, line.role = block.edition or line.text, "edition"
        return
    counted = _EDITION_BESIDE.search(line.text)
    block.edition = block.edition or (counted.group().strip() if counted else None)
    date = found[0] if (found := find_date(line.text)) else None
    if compiles(line.text) or _is_genre(line.text) or opening("GENRE", line.text):
        _read_statement(block, line, date)
    elif date and _WEEKDAY.search(line.text):
        said = _beside_date(block, line.text)
        block.held, line.role = _more_precise(block.held, date), "date"
        block.occasion = block.occasion or (said if _is_occasion(said) else None)
    elif not evidence.is_prose(line.text):
        _read_name(block, line, date)


def _read_name(block: TitleBlock, line: TitleLine, date: DateStatement | None) -> None:
    """Note a body, an occasion or a date, whichever a line names, with the date and the town beside it."""
    said = _beside_date(block, line.text) if date else line.text
    if _is_body(said):
        block.bodies.append(said)
        line.role = "body"
    elif block.occasion is None and _is_occasion(said):
        block.occasion, line.role = said, "occasion"
        block.held = block.held or date
    elif date and not said:
        line.role = "date"
    if date:
        block.dated = _more_precise(block.dated, date)


def _read_statement(block: TitleBlock, line: TitleLine, date: DateStatement | None) -> None:
    """Note what a line says of the bibliography itself: of what kind it is, who made it, when."""
    line.role = "statement"
    block.statements.append(line.text)
    genre = opening("GENRE", line.text)
    block.genre = block.genre or (clean(line.text[: len(genre[0]) + 1]) if genre else None)
    if date is not None and not evidence.is_prose(line.text):
        block.dated = _more_precise(block.dated, date)


def _beside_date(block: TitleBlock, text: str) -> str:
    """Return what a line says beside its date, and note the town that stands there: `Rennes, jeudi 5 octobre 2023`."""
    found = find_date(text)
    start, end = found[1:] if found else (len(text), len(text))
    before = _LEADING_TO_DATE.sub("", text[:start].rstrip(" ,;–—-"))
    parts = [part.strip(" ,;.–—-") for side in (before, text[end:]) for part in _BESIDE.split(side)]
    towns = [part for part in parts if is_town(part)]
    if towns:
        block.place = block.place or towns[0]
    return ", ".join(part for part in parts if part and part not in towns)


def _more_precise(one: DateStatement | None, other: DateStatement) -> DateStatement:
    """Return the date that says more, the first of two that say as much."""
    if one is None:
        return other
    lengths = [len((date.edtf or "").split("/")[0]) for date in (one, other)]
    return other if lengths[1] > lengths[0] else one


def _find_place(block: TitleBlock) -> None:
    """Take for the place the plain line after the day of the event."""
    for line, following in zip(block.lines, block.lines[1:], strict=False):
        if line.role == "date" and block.held and _WEEKDAY.search(line.text) and _may_be_place(following):
            place = following.text.rstrip(". ")
            match = _AT.match(plain_typography(place))
            block.place = place[match.end() :] if match else place
            if following.text in block.bodies:
                block.bodies.remove(following.text)


def _may_be_place(line: TitleLine) -> bool:
    if line.role not in ("", "body") or line.units[0].kind == "heading":
        return False
    return len(line.text) <= _LONGEST_PLACE and not evidence.is_prose(line.text.rstrip("."))
