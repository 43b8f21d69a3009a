"""The citations of one block: bare ones, laws by their designation, whole references, one of them or one a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.citing import (
    LIKELY,
    Anchor,
    annotated_reference,
    identifies,
    is_solid,
    runs_on,
    whole_reference,
)
from bibliographe.ingest.document.legislation import official_text
from bibliographe.ingest.document.runs import text_of
from bibliographe.ingest.document.units import joined_runs, joined_text
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.document.runs import Runs
    from bibliographe.ingest.document.units import Unit
    from bibliographe.model.entry import Citation

_LONGEST_CITATION = 3
_LONGEST_REFERENCE = 7
_STATEMENT = re.compile(r"\s/(?:\s|$)")
_ENDS_WITH_DAY = re.compile(r"\w, \d{1,2}(?:er)?\s[^\W\d]+\.?\s(?:19|20)\d\d\.$")
_SEVERAL_LINES = 2
_MOST_LINES = 0.5
_WHOLE = 0.85
"""The score of a reference that is believed without known people before its title."""
_SURE = 0.6
_SENTENCE_WORDS = 7


def anchors_of(block: Sequence[Unit], marks: Sequence[str]) -> Iterator[Anchor]:
    """Yield the anchors of the lines of one block, in order."""
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
    if citation.parsed.doubts and not whole.parsed.doubts:
        return True  # `Titre, 2e éd., Dunod, 2021`: the bare citation leaves words over
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
        if best and "italic" in lines[-1].styles - lines[0].styles:
            break  # what is set off from the citation is its annotation
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
    if parsed is not None and unit.text.startswith("(") and not parsed.citation.issued:
        return False  # `(Les Cahiers ; n° 17)` is the collection of the book above
    return parsed is not None and is_solid(parsed.citation) and identifies(parsed.citation)


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
    found = annotated_reference(joined_runs(lines)) if lines and (best is None or best.parsed.doubts) else None
    return Anchor(lines[0].number, lines[-1].number, found.parsed, found) if found else best
