"""What stands in a document's place, in words: `Lecture, vol. 3, n° 12, mai 2020, p. 5-9`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.model.entry import Citation, Entry


def citation_in_words(entry: Entry) -> str | None:
    """Return where an entry appeared as a printed bibliography says it, None where it stands in nothing."""
    citation = entry.citation
    within = citation.periodical.title if citation.periodical else citation.host.title if citation.host else None
    if within is None:
        return None
    beginning = within if citation.periodical else f"In : {within}"
    return ", ".join([beginning, *_numbers(citation)])


def _numbers(citation: Citation) -> Iterator[str]:
    if citation.issue and citation.issue.volume:
        yield f"vol. {citation.issue.volume}"
    if citation.issue and citation.issue.number:
        bare = citation.issue.number[:1].isdigit()
        yield f"n° {citation.issue.number}" if bare else citation.issue.number
    if citation.issued:
        yield citation.issued.verbatim
    if citation.pages:
        several = not citation.pages.verbatim.isdigit()
        yield f"{'pp.' if several else 'p.'} {citation.pages.verbatim}"
