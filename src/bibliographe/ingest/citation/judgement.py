"""Is it a citation at all, and how sure is that?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import folded_words, is_body, is_exactly
from bibliographe.ingest.citation.vocabulary import word_set

if TYPE_CHECKING:
    from bibliographe.ingest.citation.draft import Draft

_LONGEST_NAME = 25
_LONGEST_TITLE = 14


def is_name(text: str, longest: int = _LONGEST_NAME) -> bool:
    """Tell whether a text can name a periodical, a site or a publisher: no sentence, no beginning of one."""
    if is_exactly("names", text):
        return True
    said = folded_words(text)
    if not said or len(said) > longest or not any(each[0].isalnum() for each in said):
        return False
    if said[0] in word_set("prose", "FIRST") or set(said) & word_set("prose", "ANYWHERE"):
        return False
    first = text.lstrip("\"«»“” '([")
    return bool(first) and (first[0].isupper() or first[0].isdigit() or _begins_small(first))


def _begins_small(text: str) -> bool:
    """Tell whether a name may begin with a small letter: an address, or a name such as `iProfessionnel`."""
    word = text.split(" ")[0].rstrip(",")
    return "." in word.strip(".") or any(letter.isupper() for letter in word[1:])


def imprint_score(draft: Draft) -> float:
    """Return how sure an imprint is; 0 when it is none."""
    if not all(is_name(publisher.name) for publisher in draft.publishers):
        return 0.0
    known = [place for place in draft.places if is_exactly("places", place.strip("[]"))]
    if not all(is_name(place, 6) for place in draft.places if place not in known):
        return 0.0
    named, dated = bool(draft.publishers or known), draft.issued is not None
    measured = draft.extent is not None or draft.pages is not None
    if not named:
        return _nameless_imprint_score(draft)
    if not (dated or measured or (known and draft.publishers)):
        return 0.0
    score = 0.55 + (0.2 if known else 0.0) + (0.25 if measured else 0.0) + (0.1 if dated else -0.1)
    score += 0.05 if draft.series or draft.identifiers or draft.edition else 0.0
    if any(is_body(publisher.name) for publisher in draft.publishers):
        score += 0.1
    if draft.places and not known:
        score += 0.1 if measured else -0.15
    if not draft.places and dated and not measured:
        score = min(score, 0.7)
    return min(score, 1.0)


def _nameless_imprint_score(draft: Draft) -> float:
    if draft.issued is not None and draft.extent is not None:
        return 0.7
    if draft.extent is not None or draft.edition is not None:
        return 0.5
    return 0.0


def periodical_score(draft: Draft) -> float:
    """Return how sure an article in a periodical is; 0 when it is none."""
    title = draft.periodical.title if draft.periodical else ""
    if not is_name(title, _LONGEST_TITLE):
        return 0.0
    if not (draft.number or draft.volume or draft.pages or draft.issued):
        return 0.0
    score = 0.3 + (0.4 if draft.number or draft.volume else 0.0) + (0.2 if draft.pages else 0.0)
    score += (0.2 if draft.issued or draft.numbered_year else 0.0) + (0.1 if draft.extent else 0.0)
    score += 0.1 if draft.periodical and draft.periodical.kind != "periodical" else 0.0
    return min(score, 1.0) if score >= 0.5 else 0.0


def web_score(draft: Draft) -> float:
    """Return how sure something on a website is; 0 when it is none."""
    periodical = draft.periodical
    if periodical is None or not is_name(periodical.title, _LONGEST_TITLE):
        return 0.0
    precise = draft.issued is not None and (draft.issued.edtf or "").count("-") == 2
    if draft.pages or draft.number or draft.volume or draft.edition or draft.series:
        return 0.0
    if draft.accessed or draft.available:
        return 1.0
    evident = periodical.publisher is not None or periodical.title.casefold().endswith((".fr", ".com", ".org"))
    if evident:
        return 1.0 if precise else 0.9 if draft.issued else 0.75
    return 0.85 if precise and draft.extent is None else 0.0
