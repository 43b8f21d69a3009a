"""Words that reports of imports share."""

from __future__ import annotations

from bibliographe.i18n import Language, Text
from bibliographe.model.entry import Entry, Topic

MOST_TOLD = 12
"""Things of one sort that are told on a terminal."""


def more(count: int, how: Text, language: Language) -> list[str]:
    """Return how many were not told, and how to have them told, in a line or none."""
    if count <= MOST_TOLD:
        return []
    others = count - MOST_TOLD
    return [Text(f"    … et {others} autre(s) : {how.fr}", f"    … and {others} more: {how.en}")(language)]


def short(text: str, length: int = 100) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def called(item: Entry | Topic) -> str:
    """Return what an entry or a topic is called."""
    return item.title if isinstance(item, Entry) else " > ".join(item.path)
