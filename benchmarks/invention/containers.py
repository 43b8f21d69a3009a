"""What entries appear in: issues, periodicals, websites, series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invention import dates, words
from invention.agents import body_iri
from invention.identifiers import issn, slug
from invention.terms import TITLE, TYPE, Thing, node, plain, term, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invention.pools import Shared

_CLASSES = (term("bibo:Magazine"), term("bibo:Periodical"), term("bibo:Newspaper"))
_WITH_ISSN, _WITH_PUBLISHER = 3, 5


def periodical_name(letter: str, index: int) -> str:
    """Return the title of a journal (`j`) or a magazine (`m`)."""
    return words.review(2 * index + (letter == "j"))


def periodical_iri(letter: str, index: int) -> str:
    """Return the address of a periodical."""
    return node("periodical", f"{letter}{index:05}-{slug(periodical_name(letter, index))}")


def issue_iri(letter: str, index: int, month: int) -> str:
    """Return the address of a month's issue of a periodical."""
    return node("issue", f"{letter}{index:05}-{month:03}-{slug(periodical_name(letter, index))}")


def issue_number(index: int, month: int) -> int:
    """Return the number that a month's issue of a periodical bears."""
    return month + 1 + index % 40


def volume(month: int) -> str | None:
    """Return the volume of a journal's issue."""
    return str(10 + month // 12)


def issue(letter: str, index: int, month: int, lean: bool) -> Thing:
    """Return what is said of an issue."""
    thing = Thing(issue_iri(letter, index, month), [(TYPE, term("bibo:Issue"))])
    thing.say("dcterms:isPartOf", periodical_iri(letter, index))
    thing.say("bibo:issue", plain(str(issue_number(index, month))))
    if letter == "j":
        thing.say("bibo:volume", plain(volume(month) or ""))
    dates.in_month(month).state(thing, lean)
    return thing


def periodical(letter: str, index: int, houses: int) -> Thing:
    """Return what is said of a periodical; some have an ISSN, some a publisher."""
    journal = letter == "j"
    thing = Thing(
        periodical_iri(letter, index), [(TYPE, term("bibo:Journal") if journal else _CLASSES[index % len(_CLASSES)])]
    )
    thing.said.append((TITLE, text(periodical_name(letter, index))))
    if journal or index % _WITH_ISSN:
        thing.say("bibo:issn", plain(issn(2 * index + journal)))
    if houses and index % _WITH_PUBLISHER == 0:
        thing.say("dcterms:publisher", body_iri("h", index % houses))
    return thing


def site_iri(index: int) -> str:
    """Return the address of a website as a thing."""
    return node("website", f"w{index:05}-{slug(words.site(index))}")


def site_url(index: int) -> str:
    """Return where a website is."""
    return f"https://{slug(words.site(index))}.example/"


def site(index: int) -> Thing:
    """Return what is said of a website."""
    thing = Thing(site_iri(index), [(TYPE, term("bibo:Website")), (TITLE, text(words.site(index)))])
    thing.say("schema:url", f"<{site_url(index)}>")
    return thing


def series_iri(index: int) -> str:
    """Return the address of a series."""
    return node("series", f"s{index:05}-{slug(words.series(index))}")


def series(index: int) -> Thing:
    """Return what is said of a series."""
    return Thing(series_iri(index), [(TYPE, term("bibo:Series")), (TITLE, text(words.series(index)))])


def all_containers(shared: Shared, lean: bool) -> Iterator[Thing]:
    """Yield every issue, periodical, series and website mentioned, in the order of their addresses."""
    periodicals = [("j", shared.journals.size), ("m", shared.magazines.size)]
    for letter, size in periodicals:
        for index in range(size):
            for month in shared.issues.of(f"{letter}{index}"):
                yield issue(letter, index, month, lean)
    for letter, size in periodicals:
        for index in range(size):
            yield periodical(letter, index, shared.houses.size)
    for index in range(shared.series.size):
        yield series(index)
    for index in range(shared.sites.size):
        yield site(index)
