"""The entry and what it is made of.

All of these are immutable and hashable; text is as printed (see `bibliographe.model.text.clean`).
"""

from __future__ import annotations

from bibliographe.model.entry.cited import (
    Agent,
    AgentKind,
    Citation,
    Contribution,
    Event,
    Host,
    Issue,
    Pages,
    Periodical,
    PeriodicalKind,
    Series,
)
from bibliographe.model.entry.described import ContentsLine, Entry, Link, Note, Quotation
from bibliographe.model.entry.headings import Scheme, Selection, Topic
from bibliographe.model.entry.reading import Doubt, Furniture, Reading, Reject, Span, Unread

__all__ = [
    "Agent",
    "AgentKind",
    "Citation",
    "ContentsLine",
    "Contribution",
    "Doubt",
    "Entry",
    "Event",
    "Furniture",
    "Host",
    "Issue",
    "Item",
    "Link",
    "Note",
    "Pages",
    "Periodical",
    "PeriodicalKind",
    "Quotation",
    "Reading",
    "Reject",
    "Scheme",
    "Selection",
    "Series",
    "Span",
    "Topic",
    "Unread",
]

Item = Selection | Scheme | Topic | Entry | Note | Furniture | Reject
"""What a reader yields, in the order of the source; the `Selection` comes first when there is one."""
