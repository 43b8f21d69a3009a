"""Anchors: the lines that cite. Everything else in an entry stands around one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.labelled import Record, find_records
from bibliographe.ingest.document.legislation import official_text
from bibliographe.ingest.document.marks import FURNITURE
from bibliographe.ingest.document.numbering import read_numbering
from bibliographe.ingest.document.references import kind_first, title_first, title_with_brackets
from bibliographe.ingest.document.runs import cut, text_of, trimmed
from bibliographe.ingest.document.units import REFERENCE_NUMBER, by_block, joined_runs, joined_text
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.citation import ParsedCitation, ParsedPeople, ParsedReference
    from bibliographe.ingest.document.runs import Runs
    from bibliographe.ingest.document.units import Unit
    from bibliographe.model.entry import Citation

LIKELY = 0.5
"""The score from which a line is believed to cite."""
_LONGEST_CITATION = 3
_LONGEST_REFERENCE = 7
_SHORTEST_REFERENCE = 25
_RUNS_ON = re.compile(r"[,;:(\[/–—-]$")
_UNFINISHED = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "et", "a", "au", "aux", "en", "sur", "pour", "par", "ou", "un"}
    | {"une", "dans", "avec", "sans", "the", "of", "and", "in"}
)
_STATEMENT = re.compile(r"\s/(?:\s|$)")
_ENDS_WITH_DAY = re.compile(r"\w, \d{1,2}(?:er)?\s[^\W\d]+\.?\s(?:19|20)\d\d\.$")
_MOSTLY = 0.5
_SEVERAL_LINES = 2
_MOST_LINES = 0.5
_WHOLE = 0.85
"""The score of a reference that is believed without known people before its title."""
_SURE = 0.6
_SENTENCE_WORDS = 7
_NEXT_LINES = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """Units `first` to `last` hold a citation, maybe after its people, or a whole reference with its title."""

    first: int
    last: int
    parsed: ParsedCitation
    reference: ParsedReference | None = None
    people: ParsedPeople | None = None


def runs_on(text: str) -> bool:
    """Return whether a line stops where a sentence or a title cannot: after `de`, a comma, a colon."""
    if _RUNS_ON.search(text):
        return True
    words = fold(text[-30:]).split()
    return bool(words) and words[-1] in _UNFINISHED and text[-1:] not in '.!?»"”)'


def find_anchors(units: Sequence[Unit], marks: Sequence[str], closed: set[int]) -> list[Anchor]:
    """Return the anchors in order; units in `closed` (contents, tables) hold none."""
    anchors = [_from_record(record) for record in find_records(units)]
    recorded = {number for anchor in anchors for number in range(anchor.first, anchor.last + 1)}
    for block in by_block(units):
        if block[0].kind == "rule" or block[0].number in closed or block[0].number in recorded:
            continue
        if block[0].kind == "heading" and not _may_cite_in_heading(units, marks, block):
            reference = _in_heading(joined_runs(block)) if not marks[block[0].number] else None
            if reference:
                anchors.append(Anchor(block[0].number, block[-1].number, reference.parsed, reference))
            continue
        anchors.extend(_anchors_of(block, marks))
    return _without_titles(sorted(anchors, key=lambda anchor: anchor.first), units, marks)


def _in_heading(runs: Runs) -> ParsedReference | None:
    """Return the reference that a heading is: a title with brackets, or people before a title that is set off."""
    bracketed = title_with_brackets(runs)
    styles = {style for run in runs for style in run.styles} - {"link"}
    partly = any(not run.styles & styles and run.text.strip() for run in runs)
    whole = whole_reference(runs) if (styles and partly) or '"' in text_of(runs) or "«" in text_of(runs) else None
    return whole if whole and whole.people else bracketed


def _without_titles(anchors: Sequence[Anchor], units: Sequence[Unit], marks: Sequence[str]) -> list[Anchor]:
    """Drop what reads as a citation and is a title, `Rouen : Flaubert, 1857`: a better citation follows at once."""
    kept: list[Anchor] = []
    for anchor, following in zip_longest(anchors, anchors[1:]):
        if following is None or not (
            _is_designated_by(anchor, following, units)
            if anchor.reference
            else _is_title_of(anchor, following, units, marks)
        ):
            kept.append(anchor)
    return kept


def _is_designated_by(anchor: Anchor, following: Anchor, units: Sequence[Unit]) -> bool:
    """Return whether a law's designation is only the title over the gazette that printed it."""
    bare = not is_solid(anchor.parsed.citation) and following.reference is None and following.people is None
    adjoins = (
        following.first == anchor.last + 1 and units[anchor.first].kind == units[following.first].kind == "paragraph"
    )
    return bare and adjoins and is_solid(following.parsed.citation) and units[following.first].opens


def _is_title_of(anchor: Anchor, following: Anchor, units: Sequence[Unit], marks: Sequence[str]) -> bool:
    between = units[anchor.last + 1 : following.first]
    first = units[anchor.first]
    if is_solid(anchor.parsed.citation) or not is_solid(following.parsed.citation) or not first.opens:
        return False
    if len(between) > _NEXT_LINES or not all(evidence.people(unit.text) for unit in between):
        return False
    previous = before(first.number, marks)
    headed = previous is not None and not marks[previous] and units[previous].strong
    return not headed or read_numbering(units[previous or 0].text) is not None


def _from_record(record: Record) -> Anchor:
    reference = record.reference
    titled = reference if reference.title else None
    return Anchor(record.first, record.last, reference.parsed, titled, None if titled else reference.people)


def _may_cite_in_heading(units: Sequence[Unit], marks: Sequence[str], block: Sequence[Unit]) -> bool:
    """Return whether a heading may hold a citation that a conversion made one of: under a title, and over none."""
    previous = before(block[0].number, marks)
    if previous is None or not units[previous].strong or marks[previous] or read_numbering(units[previous].text):
        return False
    cited = evidence.citation(joined_text(block))
    if cited is None or not is_solid(cited.citation):
        return False
    for unit in units[block[-1].number + 1 : block[-1].number + 1 + _NEXT_LINES]:
        if unit.kind == "heading":
            break
        if evidence.citation(unit.text):
            return False
    return True


def _anchors_of(block: Sequence[Unit], marks: Sequence[str]) -> Iterator[Anchor]:
    each = _each_line(block, marks)
    if each:
        yield from each
        return
    found = list(_citations(block, marks))
    # A whole reference begins its block; a citation further down has its title in the lines above it.
    if block[0].kind not in ("heading", "row") and (not found or found[0].first == block[0].number):
        whole = _reference(block, marks)
        if whole and (not found or _names_its_title(whole, found[0], block)):
            yield whole
            found = [anchor for anchor in found if anchor.first > whole.last]
        elif not found:
            found = list(_designations(block, marks))
    elif found and block[0].kind not in ("heading", "row"):
        whole = _broken_statement(block, found[0], marks)
        if whole:
            yield whole
            found = [anchor for anchor in found if anchor.first > whole.last]
    yield from found


def _each_line(block: Sequence[Unit], marks: Sequence[str]) -> list[Anchor]:
    """Read a paragraph of which most lines are a whole reference each; else there is none."""
    if len(block) < _SEVERAL_LINES or block[0].kind not in ("paragraph", "item"):
        return []
    found: list[Anchor] = []
    for unit in block:
        whole = whole_reference(unit.runs) if not marks[unit.number] and not unit.strong else None
        if whole and (whole.parsed.score >= _WHOLE or evidence.begins_as_reference(unit.text)):
            found.append(Anchor(unit.number, unit.number, whole.parsed, whole))
    starts = bool(found) and found[0].first == block[0].number
    return found if starts and len(found) >= max(_SEVERAL_LINES, _MOST_LINES * len(block)) else []


def _broken_statement(block: Sequence[Unit], citation: Anchor, marks: Sequence[str]) -> Anchor | None:
    """Read an ISBD reference broken over lines, of which the last ones read as a citation by themselves."""
    broken = any(_STATEMENT.search(unit.text) for unit in block if unit.number < citation.first)
    whole = _reference(block, marks) if broken else None
    if whole and whole.last >= citation.last and whole.reference and whole.reference.people:
        return whole
    return None


def _designations(block: Sequence[Unit], marks: Sequence[str]) -> Iterator[Anchor]:
    """Return the laws that a block names by their own designation, one or more lines each."""
    position = 0
    while position < len(block) and block[0].kind in ("paragraph", "item") and not block[0].strong:
        count = 1
        while position + count < len(block) and _goes_on(block, position + count, marks):
            count += 1
        lines = block[position : position + count]
        named = official_text(joined_text(lines)) if not marks[lines[0].number] else None
        if named:
            yield Anchor(lines[0].number, lines[-1].number, named.parsed, named)
        elif position == 0:
            return
        position += count


def _goes_on(block: Sequence[Unit], position: int, marks: Sequence[str]) -> bool:
    wraps = runs_on(block[position - 1].text) or block[position].text[:1].islower()
    return wraps and not marks[block[position].number]


def _names_its_title(whole: Anchor, citation: Anchor, lines: Sequence[Unit]) -> bool:
    """Return whether what also reads as a bare citation is rather a whole reference: people, then a title."""
    reference = whole.reference
    if reference is None or whole.parsed.score < citation.parsed.score:
        return False
    sure = bool(reference.people and reference.people.score >= _SURE)
    return sure or _is_set_off(reference.title, joined_runs(lines))


def _is_set_off(title: str, runs: Runs) -> bool:
    """Return whether a title stands between quotation marks or is emphasised."""
    text = text_of(runs)
    start = text.find(title)
    quoted = start > 0 and text[:start].rstrip()[-1:] in '«“"'
    return quoted or any(run.styles and title in clean(run.text) for run in runs)


def _citations(block: Sequence[Unit], marks: Sequence[str]) -> Iterator[Anchor]:
    position = 0
    while position < len(block):
        anchor = None if _is_continuation(block, position, marks) else _citation_at(block, position, marks)
        if anchor is None:
            position += 1
        else:
            yield anchor
            position += anchor.last - anchor.first + 1


def _is_continuation(block: Sequence[Unit], position: int, marks: Sequence[str]) -> bool:
    if marks[block[position].number]:
        return True
    return position > 0 and not marks[block[position - 1].number] and runs_on(block[position - 1].text)


def _citation_at(block: Sequence[Unit], position: int, marks: Sequence[str]) -> Anchor | None:
    """Read a citation of up to three lines; the longest one wins when it is as sure as a shorter one."""
    best: Anchor | None = None
    for count in range(1, min(_LONGEST_CITATION, len(block) - position) + 1):
        lines = block[position : position + count]
        if marks[lines[-1].number]:
            break
        if count > 1 and (_cites_itself(lines[-1]) or evidence.labelled_people(lines[-1].text)):
            break
        text = joined_text(lines)
        people, parsed = evidence.credited_citation(text)
        if parsed and (not identifies(parsed.citation) or _is_sentence(text, parsed.citation)):
            parsed = None
        if parsed and parsed.score >= max(LIKELY, best.parsed.score if best else 0):
            best = Anchor(lines[0].number, lines[-1].number, parsed, people=people)
        elif best or not (count == 1 and _may_wrap(lines[0])):
            break
    return best


def _cites_itself(unit: Unit) -> bool:
    parsed = evidence.citation(unit.text)
    return parsed is not None and is_solid(parsed.citation) and identifies(parsed.citation)


def identifies(citation: Citation) -> bool:
    """Return whether a citation says where or by whom, and not an edition or a date alone."""
    held = (citation.publishers, citation.periodical, citation.issue, citation.series, citation.event, citation.degree)
    online = citation.form == "web" and (citation.accessed or citation.available)
    return any(held) or bool(online) or bool(citation.issued and (citation.extent or citation.pages or citation.places))


def is_solid(citation: Citation) -> bool:
    """Return whether a citation gives pages, an extent, an issue or a collection: what no title or sentence has."""
    numbered = citation.issue is not None and bool(citation.issue.number or citation.issue.volume)
    return bool(citation.pages or citation.extent or citation.series or numbered)


def _is_sentence(text: str, citation: Citation) -> bool:
    """Return whether what could cite is somebody's sentence."""
    if is_solid(citation) or not text.endswith(".") or len(text.split()) < _SENTENCE_WORDS:
        return False
    return _ENDS_WITH_DAY.search(text) is None


def _may_wrap(unit: Unit) -> bool:
    return not unit.closes and runs_on(unit.text)


def _reference(block: Sequence[Unit], marks: Sequence[str]) -> Anchor | None:
    """Read a whole reference out of the first lines of a block, the most lines that make one."""
    lines = []
    for unit in block[:_LONGEST_REFERENCE]:
        if marks[unit.number]:
            break
        lines.append(unit)
    best: Anchor | None = None
    for count in range(len(lines), 0, -1):
        found = whole_reference(joined_runs(lines[:count]))
        if found and (best is None or found.parsed.score > best.parsed.score):
            best = Anchor(lines[0].number, lines[count - 1].number, found.parsed, found)
        if best and not best.parsed.doubts:
            break
    return best


def whole_reference(runs: Runs) -> ParsedReference | None:
    """Return the likeliest reading of some lines as one reference with its title."""
    if sum(len(run.text) for run in runs) < _SHORTEST_REFERENCE:
        return None
    number = REFERENCE_NUMBER.match(text_of(runs))
    if number:
        runs = trimmed(cut(runs, number.end(), sum(len(run.text) for run in runs)))
    readings = (title_first(runs), evidence.reference(runs), title_with_brackets(runs))
    found = kind_first(runs) or max((one for one in readings if one), key=lambda one: one.parsed.score, default=None)
    return found if found and found.parsed.score >= LIKELY and found.title else None


@dataclass(frozen=True, slots=True)
class ItemList:
    """The items that follow one another, page breaks apart: their units, and what announces them."""

    units: tuple[int, ...]
    announced_by: int | None


def find_lists(units: Sequence[Unit], marks: Sequence[str]) -> list[ItemList]:
    """Return the lists of the document."""
    lists: list[ItemList] = []
    current: list[int] = []
    for unit in units:
        if unit.kind == "item":
            current.append(unit.number)
        elif current and marks[unit.number] not in FURNITURE:
            lists.append(ItemList(tuple(current), before(current[0], marks)))
            current = []
    if current:
        lists.append(ItemList(tuple(current), before(current[0], marks)))
    return lists


def before(number: int, marks: Sequence[str], floor: int = 0) -> int | None:
    """Return the nearest unit before `number`, page furniture apart, not before `floor`."""
    number -= 1
    while number >= floor and marks[number] in FURNITURE:
        number -= 1
    return number if number >= floor else None


def cites(units: Sequence[Unit], marks: Sequence[str], items: ItemList) -> bool:
    """Return whether a list is a list of references rather than of contents."""
    blocks = list(by_block([units[number] for number in items.units]))
    depth = min(units[number].depth for number in items.units)
    starts = [block for block in blocks if block[0].marker and block[0].depth == depth] or blocks
    found = sum(any(True for _ in _anchors_of(block, marks)) for block in starts)
    return found > 0 and found >= _MOSTLY * len(starts)
