"""What records of every format have alike: their order, and the parts of a citation that are put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from bibliographe.ingest.citation.numbering import bare_pages
from bibliographe.model.entry import Entry, Furniture, Host, Issue, Pages, Periodical, Reading, Reject, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bibliographe.i18n import Text
    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Item

Record = TypeVar("Record")
_MARK_OF_VOLUME = re.compile(r"^(?:(?:vol(?:ume)?|v|t|tome|bd|band)\b\.?\s*)+(?=[\dIVXLC])", re.IGNORECASE)
_MARK_OF_NUMBER = re.compile(r"^(?:n[°º]|nos?\b\.?|num[ée]ro\b|number\b|num\b\.?|issue\b)\s*(?=\d)", re.IGNORECASE)
_BOTH = re.compile(r"(.+?),?\s+((?:issue|no\.?|n[°º])\s*\d+\S*)", re.IGNORECASE)
"""A volume and a number in one field: `v. 7 issue 4`."""
_IN_BRACKETS = re.compile(
    r"([\w.]+)\s*\((?!(?:1[5-9]|20)\d\d\))((?:suppl?\.?\s*)?\d+(?:\s?[-–/]\s?\d+)?)\)", re.IGNORECASE
)
"""The same as many cite them: `50(2)`, and not the year of `50 (1996)`."""
_AND_OTHERS = re.compile(r"(?<=[\w.]),?\s*(?:\[\s*)?\b(?:u\.\s?a\.|etc\.?|et al\.?|et alii)\s*\]?$", re.IGNORECASE)
_AND_THEN = re.compile(r",?\s*\[\s*(?:puis|then|later|dann|poi)\s*\]$", re.IGNORECASE)
"""What stands between publishers of which one came after the other: `Dunod [puis]`."""
_MARK_OF_PAGES = re.compile(r"^(?:pp?|pages?)\b\.?\s*(?=\S)", re.IGNORECASE)


def numbered(records: Iterable[Record | Furniture | Reject], read: Callable[[Record, int], Item]) -> Iterator[Item]:
    """Yield what `read` makes of records, in their order, given the number that the next entry has; others pass."""
    position = 1
    for record in records:
        found = record if isinstance(record, Furniture | Reject) else read(record, position)
        position += isinstance(found, Entry)
        yield found


def with_unclaimed(items: Iterable[Item], lines: Sequence[str], why: tuple[Text, Text]) -> Iterator[Item]:
    """Yield items in their order, and as rejects the lines that none of them holds: `why` is a reason and a remedy."""
    claimed = 0
    for item in items:
        span = item.reading.span if isinstance(item, Furniture) else item.span
        if span:
            yield from _unclaimed(claimed, span.first - 1, lines, why)
            claimed = max(claimed, span.last)
        yield item
    yield from _unclaimed(claimed, len(lines), lines, why)


def _unclaimed(first: int, last: int, lines: Sequence[str], why: tuple[Text, Text]) -> Iterator[Reject]:
    said = [number for number in range(first, last) if lines[number].strip()]
    if said:
        text = "\n".join(lines[said[0] : said[-1] + 1]).strip()
        yield Reject(Span(said[0] + 1, said[-1] + 1), text, *why)


def outside(lines: Sequence[tuple[int, str]], refusal: tuple[Text, Text], *, is_known: bool) -> Furniture | Reject:
    """Return numbered lines that are of no record: what is known to stand there, else a reject with its remedy."""
    span, text = Span(lines[0][0], lines[-1][0]), "\n".join(line for _, line in lines)
    return Furniture(Reading("comment", span, text)) if is_known else Reject(span, text, *refusal)


def whole_title(title: str | None, subtitle: str | None) -> str | None:
    """Return a title with its subtitle, parted as cataloguers do."""
    return f"{title} : {subtitle}" if title and subtitle else title


def without_mark(pages: str | None) -> str | None:
    """Return pages without the `p.` or `pp.` before them."""
    return _MARK_OF_PAGES.sub("", pages) if pages else pages


def without_others(named: str) -> str:
    """Return a place or a publisher without what says that there are others: `Berlin [u.a.]`, `Paris [etc.]`."""
    return _AND_THEN.sub("", _AND_OTHERS.sub("", named))


def pages_said(printed: str | None) -> Pages | None:
    """Return pages as a field states them, without their `p.` or `pp.`, cut where they are a range that goes up."""
    bare = without_mark(printed) or ""
    return (bare_pages(bare) or Pages(bare)) if bare else None


def identifiers_of(isbns: Iterable[str], doi: str | None) -> tuple[tuple[str, str], ...]:
    """Return identifiers as a citation has them."""
    return (*(("isbn", isbn) for isbn in isbns), *((("doi", doi),) if doi else ()))


def issue_said(
    periodical: Periodical | None,
    number: str | None,
    volume: str | None,
    date: DateStatement | None,
    title: str | None = None,
) -> Issue | None:
    """Return the issue of a periodical that fields tell, without their `n°` and `vol.`; None where they tell none."""
    if periodical is None or not (number or volume or title):
        return None
    both = (_BOTH.fullmatch(volume) or _IN_BRACKETS.fullmatch(volume)) if volume and not number else None
    if both:
        volume, number = both.groups()
    bare = _MARK_OF_VOLUME.sub("", volume or "") or None
    return Issue(_MARK_OF_NUMBER.sub("", number or "") or None, bare, date, title)


def host_called(title: str | None, isbns: Iterable[str]) -> Host | None:
    """Return the book that an entry stands in, None where none is named; an ISBN is the book's."""
    return Host(title, identifiers_of(isbns, None)) if title else None


def periodical_called(
    title: str | None, kind: Kind, issns: Sequence[str], publisher: Agent | None
) -> Periodical | None:
    """Return what an entry of a kind stands in, None where it stands in nothing or nothing is named."""
    if not title or kind.container is None:
        return None
    return Periodical(title, kind.container, issns[0] if issns else None, publisher=publisher)
