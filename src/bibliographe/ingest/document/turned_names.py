"""Houses that print family names first without a sign, `Bastide Roger`: the document as a whole tells it.

One name alone does not, for given names are family names too; several of which none is natural do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.citation import is_given, person
from bibliographe.model.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bibliographe.model.entry import Agent, Contribution, Item

_AT_LEAST = 3
_MOSTLY = 3
"""How many names must be turned for each one that is not."""


def with_names_turned(items: Sequence[Item]) -> list[Item]:
    """Return `items` with the names of persons turned, where this document prints family names first."""
    named = [one.agent for one in _authors(items)]
    turned = sum(map(_is_turned, named))
    natural = sum(is_given((agent.given or "").split(" ")[0]) and not _has_initials(agent) for agent in named)
    if turned < max(_AT_LEAST, _MOSTLY * natural):
        return list(items)
    return [_turned_entry(item) if isinstance(item, Entry) else item for item in items]


def _authors(items: Iterable[Item]) -> Iterator[Contribution]:
    """Yield who comes first in each entry: those whom a house prints in its own order."""
    for item in items:
        persons = [one for one in item.contributions if one.agent.kind == "person"] if isinstance(item, Entry) else []
        yield from persons[:1]


def _has_initials(agent: Agent) -> bool:
    return "." in (agent.given or "")


def _is_turned(agent: Agent) -> bool:
    """Tell whether a given name stands last and none first."""
    first, last = (agent.given or "").split(" "), (agent.family or "").split(" ")
    return bool(agent.given and agent.family) and not is_given(first[0]) and is_given(last[-1])


def _turned_entry(entry: Entry) -> Entry:
    contributions = tuple(replace(one, agent=_turned(one.agent)) for one in entry.contributions)
    if contributions == entry.contributions:
        return entry
    known = all(is_given((one.agent.given or "").split(" ")[0]) for one in contributions if one.agent.kind == "person")
    doubts = tuple(doubt for doubt in entry.doubts if not (known and doubt.field == "contributions"))
    return replace(entry, contributions=contributions, doubts=doubts)


def _turned(agent: Agent) -> Agent:
    """Return a person of `Bastide Roger` or `Berger Peter Ludwig` in natural order; others as they are."""
    said = agent.name.split(" ")
    if agent.kind != "person" or not agent.given or is_given(said[0]) or len(said) < 2:
        return agent
    start = len(said) - 1
    while start > 1 and is_given(said[start]) and is_given(said[start - 1]):
        start -= 1
    if not is_given(said[-1]) and len(said) != 2:
        return agent
    return person(" ".join(said[start:]), " ".join(said[:start]))
