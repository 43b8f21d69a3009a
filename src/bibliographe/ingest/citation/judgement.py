"""Whether it is a citation at all, and how sure that is.

Scores go from 0 (not this form) to 1; what they add up is evidence, each with its own weight.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import body_certainty, folded_words, is_exactly, is_town, starts_with
from bibliographe.ingest.citation.naming import (
    ARTICLES,
    LONGEST_TITLE,
    is_name,
    is_publisher,
    is_serial,
    says_what_it_is,
)
from bibliographe.ingest.citation.periodicals import is_domain

if TYPE_CHECKING:
    from bibliographe.ingest.citation.draft import Draft

_LONGEST_PLACE = 6
_LONGEST_IN_TWO = 8
_LONGEST_HOST = 40
_PAGED = 0.7
_GAZETTE = 0.85
_SERIAL_YEAR = 0.65
_ONLY_A_DASH = re.compile(r"^[^,;]+\s[-–—]\s[^,;]+$")
_ISBD_MARK = re.compile(r"\.\s?[-–—]\s")
_QUOTED_BEFORE = re.compile(r"[«“\"][^«»“”\"]+[»”\"]\s*[,.–-]\s*\S")
_IDENTIFIER_IN_BRACKETS = re.compile(r"\((?:ISBN|ISSN|DOI)[^()]*\)", re.IGNORECASE)
_DURATION = re.compile(r"\b(h|heures?|min|mn|minutes?)\b\.?", re.IGNORECASE)


def _is_place_and_more(text: str) -> bool:
    """Tell whether a text begins as an imprint does: a known place and a colon."""
    place, colon, _ = text.partition(":")
    return bool(colon) and bool(is_exactly("places", place.strip().split(" ; ")[0].strip("[]")))


def _certainly_a_body(draft: Draft) -> bool:
    return any(body_certainty(publisher.name) == "sure" for publisher in draft.publishers)


def imprint_score(draft: Draft) -> float:
    """Return how sure an imprint is; 0 when it is none."""
    known = [place for place in draft.places if is_town(place.split(" (")[0].split(",")[0])]
    if not all(is_publisher(publisher.name) for publisher in draft.publishers):
        return 0.0
    if not draft.places and draft.extent is None and any(is_serial(publisher.name) for publisher in draft.publishers):
        return 0.0  # `Open Access Library Journal, 2022`
    if not all(place in known or is_name(place, _LONGEST_PLACE) for place in draft.places):
        return 0.0
    if not draft.publishers and not known:
        return _nameless_score(draft)
    if draft.pages is not None and not draft.places and draft.extent is None:
        return 0.3
    measured = draft.extent is not None or draft.pages is not None
    if draft.issued is None and not measured and not (known and draft.publishers):
        return 0.6 if draft.edition and _certainly_a_body(draft) else 0.0
    if draft.issued is None and not measured:
        return 0.55 if not any(publisher.name[0].isdigit() for publisher in draft.publishers) else 0.0
    return _named_score(draft, known=bool(known), measured=measured)


def _named_score(draft: Draft, *, known: bool, measured: bool) -> float:
    score = 0.55 + (0.2 if known else 0.0) + (0.25 if measured else 0.0)
    score += 0.1 if draft.issued is not None else -0.1
    score += 0.05 if draft.series or draft.identifiers or draft.edition or draft.medium else 0.0
    score += 0.1 if _certainly_a_body(draft) else 0.0
    score -= 0.3 if any(says_what_it_is(publisher.name) for publisher in draft.publishers) else 0.0
    if draft.places and not known:
        score += 0.1 if measured else -0.15
    if not draft.places:
        score = _placeless_score(draft, score, measured=measured)
    return min(score, 1.0)


def _placeless_score(draft: Draft, score: float, *, measured: bool) -> float:
    """Return the score without a place: a day, a span of years or an article in front make a publisher unlikely."""
    if draft.precise and not _certainly_a_body(draft):
        return 0.5 if measured else 0.0
    if measured:
        return score
    begins_with_article = bool(draft.publishers) and folded_words(draft.publishers[0].name)[0] in ARTICLES
    spans = draft.issued is not None and "/" in (draft.issued.edtf or "")
    acronyms = sum(bool(publisher.alternate_names) for publisher in draft.publishers)
    text = _IDENTIFIER_IN_BRACKETS.sub("", draft.line.text)
    bracketed = text.lstrip("(").count("(") > acronyms + draft.reissued
    if spans or (draft.issued is not None and bracketed):
        return 0.0
    if _certainly_a_body(draft):
        return min(score, 0.7)
    return 0.5 if begins_with_article else 0.6


def _nameless_score(draft: Draft) -> float:
    if draft.extent is None or draft.pages is not None:
        return 0.0
    return 0.7 if draft.issued is not None else 0.5


def periodical_score(draft: Draft) -> float:
    """Return how sure an article in a periodical is; 0 when it is none."""
    periodical = draft.periodical
    if periodical is None or not is_name(periodical.title, LONGEST_TITLE) or _is_place_and_more(periodical.title):
        return 0.0
    if _QUOTED_BEFORE.match(periodical.title) or not any(map(str.isalpha, periodical.title)):
        return 0.0  # a title stands before the periodical
    town, comma, _ = periodical.title.partition(",")
    if comma and is_town(town):
        return 0.0  # `vol. 2, Paris, Dunod, 2021`
    numbered = bool(draft.number or draft.volume)
    dated = draft.issued is not None or draft.numbered_year is not None
    score = 0.3 + (0.4 if numbered else 0.0) + (0.25 if draft.pages else 0.0)
    score += (0.25 if dated else 0.0) + (0.05 if draft.extent else 0.0)
    score += 0.1 if periodical.kind not in ("periodical", "website") else 0.0
    if not numbered and not draft.pages:
        score = _unnumbered_score(draft, score)
    if draft.bare:
        score = min(score, 0.7)
    if ". " in periodical.title:
        # `L'Actualité juridique. Collectivités territoriales`, or an author and a title before the periodical
        score = min(score, 0.7) if len(periodical.title.split()) <= _LONGEST_IN_TWO else 0.0
    return min(score, 1.0)


def _unnumbered_score(draft: Draft, score: float) -> float:
    """Return the score without number and pages: the date must be that of an issue, a month or a day."""
    periodical, issued = draft.periodical, draft.issued
    if periodical is not None and issued is not None and is_serial(periodical.title):
        return _SERIAL_YEAR
    if periodical is None or issued is None or "-" not in (issued.edtf or "") or ":" in periodical.title:
        return 0.0
    if starts_with("names", periodical.title)[1].get("GAZETTE"):
        return _GAZETTE
    if draft.accessed or draft.available or (draft.extent and _DURATION.search(draft.extent)):
        return 0.0
    if _ONLY_A_DASH.search(draft.line.text):
        return 0.35
    return score if body_certainty(periodical.title) != "sure" else 0.3


def web_score(draft: Draft) -> float:
    """Return how sure something on a website is; 0 when it is none."""
    periodical = draft.periodical
    if periodical is None and (draft.online or (draft.accessed and draft.precise and draft.issued)):
        return 0.55  # `6 juin 2018 (consulté le 12 mars 2021)`
    if periodical is None or not is_name(periodical.title, LONGEST_TITLE) or _is_place_and_more(periodical.title):
        return 0.0
    if _ISBD_MARK.search(periodical.title):
        return 0.0  # a title stands before the site
    if draft.extent is not None and is_town(periodical.title.partition(",")[0]) and "," in periodical.title:
        return 0.0  # `Paris, Dunod, s.d., 72 p., consulté le …`
    if draft.online and any(kind == "url" for kind, _ in draft.identifiers):
        return 0.9
    if draft.accessed or draft.available:
        return 1.0 if ":" not in periodical.title else 0.7
    if (
        is_domain(periodical.title)
        or _is_at_its_address(draft)
        or bool(starts_with("heads", periodical.title)[1].get("SITE"))
    ):
        return 1.0 if draft.precise else 0.9 if draft.issued else _undated_site_score(periodical.title)
    if not draft.precise or ":" in periodical.title:
        return 0.0
    if draft.extent is not None:
        return 0.85 if _DURATION.search(draft.extent) else 0.45
    return 0.85 if not _ONLY_A_DASH.search(draft.line.text) else 0.4


def _is_at_its_address(draft: Draft) -> bool:
    """Tell whether what stands for the site is only what its address begins with."""
    title = draft.periodical.title.casefold() if draft.periodical else ""
    return " " not in title and any(kind == "url" and title in value.casefold() for kind, value in draft.identifiers)


def _undated_site_score(title: str) -> float:
    """Return how sure a site without any date is: `Site internet de …` and nothing else."""
    plain = folded_words(title)[0] == "site" and ":" not in title and "," not in title
    return 0.75 if plain else 0.0


def thesis_score(draft: Draft) -> float:
    """Return how sure a thesis is: where or when, or how long."""
    said = [draft.institution, draft.issued, draft.extent]
    return (
        0.0
        if not draft.degree
        else min(1.0, 0.55 + 0.25 * sum(each is not None for each in said))
        if any(said)
        else 0.0
    )


def event_score(draft: Draft) -> float:
    """Return how sure an event is: it needs its date."""
    return 0.9 if draft.event is not None and draft.event.date is not None else 0.0


def chapter_score(draft: Draft) -> float:
    """Return how sure a chapter in a book is: as sure as the book's imprint, or as its publisher and pages."""
    if not draft.host or not is_name(draft.host, _LONGEST_HOST):
        return 0.0
    paged = bool(draft.publishers and draft.pages) and all(is_publisher(each.name) for each in draft.publishers)
    return max(imprint_score(draft), _PAGED if paged else 0.0)
