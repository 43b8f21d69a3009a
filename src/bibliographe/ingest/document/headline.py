"""The head of an entry: its title, the people named with it, and its citation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bibliographe.ingest.citation import parse_edition, parse_entered
from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.citing import names_its_periodical, publishes
from bibliographe.ingest.document.doubts import EARLY, NO_TITLE, UNREAD_PEOPLE
from bibliographe.ingest.document.interviews import interviewee
from bibliographe.ingest.document.runs import cut, plain, styles_of, text_of
from bibliographe.ingest.document.units import joined_runs, joined_text, span_of
from bibliographe.model.entry import Agent, Citation, Contribution, Doubt
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.ingest.citation import ParsedPeople, ParsedReference
    from bibliographe.ingest.document.head import Head
    from bibliographe.ingest.document.units import Unit

_NUMBER = re.compile(r"^\[\d{1,4}\]\s*")
_MEDIUM = re.compile(r"\s*\[(?P<medium>[^\[\]\d]{2,40})\]\s*\.?$")
_NAMES = re.compile(r"(?P<names>[A-ZÀ-Þ'’ -]{2,}[\s,]\s*[A-ZÀ-Þ][^–—:/]*?)\s*(?:\s[–—-]|\.|\s?:)\s+(?P<title>\S.{3,})")
_ADDRESS_AFTER_NAME = re.compile(r"(?<=\S)\s*[:–—-]\s*<?(?:https?://|www\.)\S+>?$", re.IGNORECASE)
_AFTER_TITLE = re.compile(r"\s*(?:\s[–—/-]|[,.;:])\s+|\s+(?=(?:by|par)\s)")
_SURE = 0.75
_LIKELY = 0.45
_COLLECTIVE = re.compile(r"\s+/\s+\[?(?:(?:ouvrage |auteur )?collectif|anonyme)\]?\.?$", re.IGNORECASE)
"""`Titre / collectif`: a statement of responsibility that names nobody."""
_STOP_AFTER_WORD = re.compile(r"(?<=[^\W\d_]{4})\.$")
"""The full stop that ends an area; `etc.` and `S.A.` keep theirs."""
_SLASH = re.compile(r"\s+/\s+")


@dataclass(slots=True)
class Headline:
    """What a head says."""

    title: str = ""
    contributions: list[Contribution] = field(default_factory=list)
    others: bool = False
    citation: Citation = field(default_factory=Citation)
    score: float = 1.0
    doubts: list[Doubt] = field(default_factory=list)


def read_head(head: Head, units: Sequence[Unit]) -> Headline:
    """Return the title, people and citation of a head."""
    anchor = head.anchor
    cited = list(units[anchor.first : anchor.last + 1]) if anchor else []
    headline = Headline(title=joined_text(head.title))
    if anchor:
        headline.citation, headline.score = anchor.parsed.citation, anchor.parsed.score
        headline.doubts.extend(anchor.parsed.doubts)
        if anchor.people:
            _add_people(headline, anchor.people, cited)
    else:
        headline.title = _ADDRESS_AFTER_NAME.sub("", headline.title)
    for unit in head.people:
        found = evidence.people(unit.text) or (parse_entered(unit.text) if head.people_first else None)
        if found or not _add_publisher_as_author(headline, unit):
            _add_people(headline, found, [unit])
    _split_people_after(headline, head.title)
    _read_title(headline, head, cited)
    if not headline.title and cited:
        headline.title = joined_text(cited)
        headline.doubts.append(Doubt("title", NO_TITLE, span_of(cited)))
    if head.early:
        headline.doubts.append(Doubt("title", EARLY, span_of(head.early)))
    return headline


def _read_title(headline: Headline, head: Head, cited: Sequence[Unit]) -> None:
    """Tell the title from the people, the medium and the number that stand on its line."""
    reference = head.anchor.reference if head.anchor else None
    plain_title = bool(head.title) and not headline.contributions and not head.title[0].strong
    if reference is None and head.anchor and plain_title and not interviewee(headline.title):
        reference = _reference_in_title(head.title, cited)
    if reference:
        headline.title = _with_its_quotation_marks(reference.title, [*head.title, *cited])
        if reference.people:
            _add_people(headline, reference.people, cited)
        _split_statement_of_responsibility(headline)
    elif not headline.contributions:
        _split_statement_of_responsibility(headline)
        _split_names_before(headline)
    _take_medium(headline)
    headline.title = _STOP_AFTER_WORD.sub("", _NUMBER.sub("", headline.title))


def _reference_in_title(title: Sequence[Unit], cited: Sequence[Unit]) -> ParsedReference | None:
    """Read title and citation as one reference, when the title's line names its people first."""
    printed = joined_text(title)
    found = evidence.reference(joined_runs([*title, *cited]))
    if found and found.people and found.title != printed and found.title in printed:
        return found
    return None


def _with_its_quotation_marks(title: str, units: Sequence[Unit]) -> str:
    """Return a title that is set off and is somebody's words with the marks that it was printed with."""
    for run in joined_runs(units):
        text = clean(run.text).rstrip(",")
        if run.styles & {"bold", "link"} and text != title and text.strip('«»“”" ') == title:
            return text
    return title


def _add_people(headline: Headline, found: ParsedPeople | None, units: Sequence[Unit]) -> None:
    if found:
        headline.contributions.extend(found.contributions)
        headline.others = headline.others or found.others
        headline.doubts.extend(doubt if doubt.span else replace(doubt, span=span_of(units)) for doubt in found.doubts)
    else:
        text = joined_text(units)
        headline.contributions.append(Contribution(Agent(text)))
        headline.doubts.append(Doubt("people", UNREAD_PEOPLE.format(text=text), span_of(units)))


def _add_publisher_as_author(headline: Headline, unit: Unit) -> bool:
    """Note as an author the body that a line names which is the publisher too, be it by one word: `Ires`."""
    if not (publishes(unit.text, headline.citation) or names_its_periodical(unit.text, headline.citation)):
        return False
    headline.contributions.append(Contribution(Agent(unit.text, "organization")))
    return True


def _split_statement_of_responsibility(headline: Headline) -> None:
    """Part `Title / Anne Dumas`, as ISBD prints it."""
    headline.title = _COLLECTIVE.sub("", headline.title)
    parts = _SLASH.split(headline.title)
    found = evidence.people(parts[-1]) if len(parts) > 1 else None
    if len(parts) > 1 and not found and publishes(parts[-1], headline.citation):
        headline.title = clean(" / ".join(parts[:-1]))
        headline.contributions.append(Contribution(Agent(parts[-1], "organization")))
    elif found:
        headline.title = clean(" / ".join(parts[:-1]))
        headline.contributions.extend(found.contributions)
        headline.others = headline.others or found.others


def _split_people_after(headline: Headline, title: Sequence[Unit]) -> None:
    """Part `**Titre** – Anne Dumas (dir.)`: a title that is set off, then plain names on its line."""
    runs = joined_runs(title)
    for match in _AFTER_TITLE.finditer(plain(runs)):
        head, tail = cut(runs, 0, match.start()), cut(runs, match.end(), len(plain(runs)))
        if styles_of(tail) or not any(run.styles for run in head) or not tail or any(run.styles for run in tail):
            continue
        edition = parse_edition(text_of(tail))
        if edition:
            headline.title = text_of(head)
            headline.citation = replace(headline.citation, edition=headline.citation.edition or edition)
            return
        found = evidence.people(text_of(tail))
        if found and found.score >= _LIKELY:
            headline.title = text_of(head)
            headline.contributions.extend(found.contributions)
            headline.others = headline.others or found.others
            return


def _split_names_before(headline: Headline) -> None:
    """Part `DUMAS Anne – Titre`: names as catalogues print them, before the title on its own line."""
    match = _NAMES.match(headline.title)
    found = evidence.people(match["names"]) if match else None
    if match and found and found.score >= _SURE and all(one.agent.kind == "person" for one in found.contributions):
        headline.title = match["title"]
        headline.contributions.extend(found.contributions)
        headline.others = headline.others or found.others


def _take_medium(headline: Headline) -> None:
    match = _MEDIUM.search(headline.title)
    if match and match.start() > 0:
        headline.title = headline.title[: match.start()].strip()
        if headline.citation.medium is None:
            headline.citation = replace(headline.citation, medium=clean(match["medium"]))
