"""Periodicals and websites: which kind a name says that it is, and whose site it is."""

from __future__ import annotations

import re
from typing import cast

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.citation.vocabulary import table
from bibliographe.ingest.citation.words import phrase_at, words
from bibliographe.model.entry import Periodical, PeriodicalKind

_ARTICLE = re.compile(r"^\s*(?:de\s+la\s+|de\s+l['’]\s*|du\s+|des\s+|de\s+|d['’]\s*)", re.IGNORECASE)
_OPENING, _CLOSING = '«“"', '»”"'
_KINDS: tuple[PeriodicalKind, ...] = ("newspaper", "magazine", "journal", "website")


def kind_of_periodical(title: str) -> PeriodicalKind:
    """Return the kind that the words of a title say (`tables/periodical-kinds.tsv`), else `periodical`."""
    if is_domain(title):
        return "website"
    cut = words(title, ())
    if len(cut) > 1 and cut[-1].text == "Journal":
        return "journal"  # as English has it, `Open Access Journal`
    for position in range(len(cut)):
        _, meanings = phrase_at(cut, position, "periodical-kinds")
        for kind in _KINDS:
            if kind in meanings:
                return kind
    return "periodical"


def is_domain(title: str) -> bool:
    """Tell whether a title is an address or ends as one: `La Gazette.fr`."""
    endings = tuple(
        spelling
        for row in table("periodical-kinds")
        if row.kind == "website"
        for spelling in row.spellings
        if spelling.startswith(".")
    )
    lowered = title.casefold()
    return lowered.endswith(endings) or lowered.startswith("www.")


def container(title: str) -> Periodical:
    """Return the periodical of this title."""
    return Periodical(without_quotes(title), kind_of_periodical(title))


def without_quotes(title: str) -> str:
    """Return a title without the quotation marks that stand around the whole of it."""
    inside = title[1:-1]
    around = title[:1] in _OPENING and title[-1:] in _CLOSING and not set(inside) & set(_OPENING + _CLOSING)
    return inside.strip() if around else title


def website_at(address: str) -> Periodical:
    """Return the website that an address is of: its title is the host."""
    return Periodical(address.split("://")[-1].split("/")[0], "website")


def website(title: str, head: int) -> Periodical:
    """Return the website of this title; `head` counts the characters of its `Site internet`."""
    kind = kind_of_periodical(title)
    if head and kind == "periodical":
        kind = "website"
    rest = title[head:]
    found = _ARTICLE.match(rest) if head else None
    publisher = organization(rest[found.end() :]) if found and rest[found.end() :].strip() else None
    return Periodical(
        without_quotes(title),
        cast("PeriodicalKind", "website" if kind == "periodical" else kind),
        url=title if title.casefold().startswith(("http://", "https://")) else None,
        publisher=publisher,
    )
