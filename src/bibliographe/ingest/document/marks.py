"""What some lines are beyond doubt, before anything is said about the others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.labels import offers_link
from bibliographe.ingest.document.links import is_address_line, link_lines
from bibliographe.ingest.document.mending import FAR_NUMBER
from bibliographe.ingest.document.phrases import is_phrase
from bibliographe.ingest.document.runs import plain
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bibliographe.ingest.document.units import Unit

FURNITURE = frozenset({"rule", "page", "header", "navigation"})
_PAGE = re.compile(
    r"(?:page\s+)?[-–—|\[(]*\s*(?!(?:19|20)\d\d\b)\d{1,4}\s*(?:(?:/|sur|de|of)\s*\d{1,4})?\s*[-–—|\])]*", re.IGNORECASE
)
_SHELF = re.compile(
    r"(?:(?:prix|tarif|cote|n° d'inventaire|localisation|disponibilité|call number|classmark|shelf ?mark)"
    r"\s*\.?\s*:.{1,80}"
    r"|(?:mots?[- ]clés?|mots?[- ]matières?|descripteurs?|sujets?|indexation|thésaurus|keywords)\s*:.{1,400}"
    r"|NOR\s*:?\s*[A-Z]{3,4}[A-Z0-9]{6,9}"
    r"|(?:nor|eli|ecli)\s*:\s*\S{6,60}"
    r"|\d+(?:[.,]\d+)?\s?(?:€|euros?|eur)\.?)",
    re.IGNORECASE,
)
"""Price, shelf mark, keywords, number in the official gazette: how to get or to find the document, not what it is."""
_OWN_NUMBER = re.compile(r"(?:réf|référence)s?\s*\.?\s*:.{1,80}", re.IGNORECASE)
"""The house's number for the document, or else what cites it."""
_NUMBERED_PAGE = re.compile(r"\bpage\s+\d+(?:\s*(?:sur|/|de)\s*\d+)?$|\d+\s*/\s*\d+$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LONGEST_HEADER = 120
_OFTEN = 3
_OPENING = 8
"""Lines of a document that may hold its own name."""
_NEAR = 2


def mark_units(units: Sequence[Unit]) -> list[str]:
    """Return one mark for each unit, empty where it takes its neighbours to tell."""
    marks = [_mark(unit) for unit in units]
    _mark_laid_out_headers(units, marks)
    _mark_page_headers(units, marks)
    for last, unit in pairwise(units):
        # A `Source :` that is too long for its line goes on to the end of its paragraph.
        if marks[last.number] == "source" and last.block == unit.block and not marks[unit.number]:
            marks[unit.number] = "source"
    _unmark_citations(units, marks)
    for unit in units:
        if marks[unit.number] == "link" and _is_title(units, marks, unit):
            marks[unit.number] = ""
    return marks


def _unmark_citations(units: Sequence[Unit], marks: list[str]) -> None:
    """Take for a citation the one line `Source : Revue, n° 3, mai 2020, p. 4` under a title that has no other."""
    section: list[Unit] = []
    for unit in [*units, None]:
        if unit is None or (unit.strong and not marks[unit.number]):
            sources = [one for one in section if marks[one.number] == "source"]
            if len(sources) == 1 and _cites_alone(section, sources[0], marks):
                marks[sources[0].number] = ""
            section = []
        if unit is not None:
            section.append(unit)


def _cites_alone(section: Sequence[Unit], source: Unit, marks: Sequence[str]) -> bool:
    if is_phrase("NOTE", section[0].text):
        return False
    parsed = evidence.citation(source.text)
    stated = parsed is not None and (parsed.citation.issued or parsed.citation.accessed or parsed.citation.issue)
    others = (one for one in section[1:] if one is not source and not marks[one.number])
    return bool(stated) and section[0].strong and not any(evidence.citation(one.text) for one in others)


def _is_title(units: Sequence[Unit], marks: Sequence[str], unit: Unit) -> bool:
    """Return whether a link's label is rather a title that a citation follows: `Lire et écrire en prison`."""
    following = unit.number + 1
    if following >= len(units) or is_address_line(unit.text):
        return False
    if offers_link(unit.text) and (unit.kind != "heading" or any("link" in run.styles for run in unit.runs)):
        return False
    return not marks[following] and evidence.citation(units[following].text) is not None


def _mark(unit: Unit) -> str:
    if unit.kind == "rule":
        return "rule"
    if unit.heads_table:
        return "header"
    text = unit.text
    if not any(character.isalnum() for character in text):
        return "rule"
    if unit.alone and not unit.marker and unit.kind != "row" and _PAGE.fullmatch(text):
        return "page"
    if evidence.navigation(text):
        return "navigation"
    if evidence.source_statement(text):
        return "source"
    if evidence.contents_heading(text) or evidence.inline_contents(text):
        return "contents-heading"
    keys = {key for key, _ in evidence.identifiers(text)}
    if keys and keys != {"url"}:
        return "identifier"
    if link_lines(unit):
        return "link"
    own_number = _OWN_NUMBER.fullmatch(text) is not None and evidence.citation(text) is None
    return "shelf" if own_number or _SHELF.fullmatch(text) else ""


def _mark_page_headers(units: Sequence[Unit], marks: list[str]) -> None:
    """Mark short lines that come back beside page numbers or rules."""
    short = [
        unit for unit in units
        if not marks[unit.number] and unit.alone and not unit.marker and len(unit.text) <= _LONGEST_HEADER
    ]  # fmt: skip
    keys = [_DIGITS.sub("0", fold(unit.text)) for unit in short]
    alike = Counter(keys)
    places: dict[str, list[int]] = defaultdict(list)
    for unit, key in zip(short, keys, strict=True):
        # Only where a line comes back does it matter whether it is a citation, which its numbers tell from others.
        is_citation = alike[key] >= _NEAR and evidence.citation(unit.text) is not None
        places[fold(unit.text) if is_citation else key].append(unit.number)
    own_name = _own_name(units)
    for key, numbers in places.items():
        if own_name(key):
            _mark_beside_pages(numbers, marks)
        if len(numbers) < _NEAR:
            continue
        at_edge = [number for number in numbers if _at_page_edge(marks, number) or _tops_page(units[number])]
        by_page = [number for number in at_edge if _near(marks, number, {"page"})]
        often = len(at_edge) >= _OFTEN and (by_page or len(at_edge) * 4 >= len(numbers) * 3)
        if often and not _heads_entries(units, at_edge):
            for number in at_edge:
                marks[number] = "header"


def _mark_beside_pages(numbers: Sequence[int], marks: list[str]) -> None:
    for number in numbers:
        if number >= _OPENING and _near(marks, number, {"page"}) and _at_page_edge(marks, number):
            marks[number] = "header"


def _mark_laid_out_headers(units: Sequence[Unit], marks: list[str]) -> None:
    """Mark the lines that come back with a page number far to their right, which goes up."""
    pages: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for unit in units:
        match = FAR_NUMBER.fullmatch(plain(unit.runs)) if unit.kind == "paragraph" else None
        if match:
            pages[fold(match["text"])].append((unit.number, int(match["page"])))
    for found in pages.values():
        counted = [page for _, page in found]
        if len(found) >= _NEAR and counted == sorted(set(counted)):
            for number, _ in found:
                marks[number] = marks[number] or "header"


def _own_name(units: Sequence[Unit]) -> Callable[[str], bool]:
    """Return what tells whether a folded line is the document's own name, maybe with its issue and date.

    Such a line is a page header even where a page break brings it back only once.
    """
    opening = [_DIGITS.sub("0", fold(unit.text)) for unit in units[:_OPENING]]
    headings = (text for text, unit in zip(opening, units, strict=False) if unit.strong)
    names = {next((text for text in opening if text), ""), *headings}
    known = {word for text in opening for word in text.split()} | {"page", "0"}

    def is_own_name(key: str) -> bool:
        key = _DIGITS.sub("0", key)
        return any(" " in name and key.startswith(name) and set(key[len(name) :].split()) <= known for name in names)

    return is_own_name


def _at_page_edge(marks: Sequence[str], number: int) -> bool:
    """Return whether a rule or a page number stands directly before the line, or a page number after it."""
    before = marks[number - 1] if number else ""
    after = marks[number + 1] if number + 1 < len(marks) else ""
    return before in ("rule", "page", "header") or after == "page"


def _tops_page(unit: Unit) -> bool:
    return unit.tops_page or _NUMBERED_PAGE.search(unit.text) is not None


def _near(marks: Sequence[str], number: int, wanted: set[str]) -> bool:
    return bool(wanted & set(marks[max(0, number - _NEAR) : number + _NEAR + 1]))


def _heads_entries(units: Sequence[Unit], numbers: Sequence[int]) -> bool:
    """Return whether lines that come back are rather titles that a citation follows, or citations under a title."""
    cited = sum(
        (number + 1 < len(units) and evidence.citation(units[number + 1].text) is not None)
        or (number > 0 and units[number - 1].strong and evidence.citation(units[number].text) is not None)
        for number in numbers
    )
    return cited * 2 > len(numbers)
