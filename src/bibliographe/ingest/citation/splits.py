"""The ways of taking a whole reference apart: people, title, rest, by its emphasis, quotation marks or punctuation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import is_town, starts_with
from bibliographe.ingest.citation.naming import begins_a_text_of_law
from bibliographe.ingest.citation.plain_splits import punctuated
from bibliographe.ingest.citation.split import AROUND, Split, people_and_date, people_first, places_of
from bibliographe.ingest.citation.standalone import parse_kind_line
from bibliographe.ingest.citation.vocabulary import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Run = tuple[str, frozenset[str]]

_QUOTATION_MARKS = (("«", "»"), ("“", "”"), ('"', '"'))
_NO_TITLE = frozenset({"in", "dans", "et al", "et alii", "ibid", "idem", "via"})
"""What is in italics and no title."""
_TOWN_FIRST = re.compile(r"\.?,?\s(?P<town>[A-ZÀ-Þ][^,:.;()]{1,30}?)\s?[,:]\s(?=[A-ZÀ-Þ«])(?!N°|Vol\.)")
_IN_A_BOOK = re.compile(r"(?:[,.?!]\s(?:in|In|dans|Dans)\s(?=[A-ZÀ-Þ])|[,.?!]?\s(?:In|Dans)\s?:\s)")
_LEAST_SCORE = 0.6


def splits(runs: Sequence[Run], text: str) -> Iterator[Split]:
    """Yield the ways of taking a reference apart, the likeliest first."""
    for style in ("link", "bold"):
        yield from _styled(runs, style)
    yield from _quoted_in_a_book(runs, text)
    yield from _quoted(text)
    yield from _hosted(text)
    yield from _styled(runs, "italic")
    yield from _official(text)
    yield from _styled_periodical(runs)
    yield from punctuated(text)


def _quoted(text: str) -> Iterator[Split]:
    """Take the text between quotation marks as the title."""
    for opening, closing in _QUOTATION_MARKS:
        start = text.find(opening)
        end = _closing(text, start, opening, closing)
        if 0 <= start < end:
            yield Split(text[:start], text[start + 1 : end], text[end + 1 :], quoted=True)


def _quoted_in_a_book(runs: Sequence[Run], text: str) -> Iterator[Split]:
    """Take `« Titre », *Livre*, Paris, Dunod, 2021` apart: what is in italics before a town is the book around it."""
    first = next((index for index, (_, styles) in enumerate(runs) if "italic" in styles), 0)
    before, book = "".join(run for run, _ in runs[:first]), runs[first][0]
    after = "".join(run for run, _ in runs[first + 1 :])
    place = _TOWN_FIRST.match(after)
    if place is None or not is_town(place["town"]):
        return
    for split in _quoted(before):
        if not split.after.strip(f'{AROUND}.»”"'):
            yield split._replace(after=f"In {book.strip(AROUND + '.')}{after}")


def _closing(text: str, start: int, opening: str, closing: str) -> int:
    """Return where the mark stands that closes the one at `start`: `« « Titre » : sous-titre »` has one inside."""
    end = text.find(closing, start + 1)
    if opening != closing and start >= 0:
        while end >= 0 and text.count(opening, start, end) > text.count(closing, start, end) + 1:
            following = text.find(closing, end + 1)
            if following < 0:
                break
            end = following
    return end


def _hosted(text: str) -> Iterator[Split]:
    """Take `Dumas A., 1996, Titre, in Leroy P., *Livre*, …` and `Dumas, Anne. Titre In : Livre. …` apart."""
    host = _IN_A_BOOK.search(text)
    if host is None:
        return
    for end_of_people, title in people_first(text[: host.start() + 1]):
        if title.strip(AROUND):
            yield Split(text[:end_of_people], title.rstrip(f"{AROUND}."), f"In {text[host.end() :]}", signed=True)


def _styled(runs: Sequence[Run], style: str) -> Iterator[Split]:
    """Take the first stretch of a style as the title."""
    flags = [
        style in styles and run.strip() != "" and key(run.strip(" .,:()")) not in _NO_TITLE for run, styles in runs
    ]
    if not any(flags) or all(flag or not run.strip() for flag, (run, _) in zip(flags, runs, strict=True)):
        return
    first = flags.index(True)
    last = first
    while last + 1 < len(runs) and (flags[last + 1] or not runs[last + 1][0].strip()):
        last += 1
    if style == "bold" and _labels_what_follows(runs, first, last):
        return
    if first == 0 and style != "italic" and _are_people_before_a_title(runs, last + 1):
        return
    yield Split(
        "".join(run for run, _ in runs[:first]),
        "".join(run for run, _ in runs[first : last + 1]),
        "".join(run for run, _ in runs[last + 1 :]),
    )


def _labels_what_follows(runs: Sequence[Run], first: int, last: int) -> bool:
    """Tell whether words in bold and their colon stand before a title in italics: `**Node.js :** *Titre*`."""
    label = "".join(run for run, _ in runs[first : last + 1])
    following = next((styles for run, styles in runs[last + 1 :] if run.strip(f"{AROUND}.")), frozenset())
    return first == 0 and label.rstrip().endswith(":") and "italic" in following and "bold" not in following


def _are_people_before_a_title(runs: Sequence[Run], end: int) -> bool:
    """Tell whether the first words, set off, are people: a title in italics or quotation marks comes next."""
    following = next(((run, styles) for run, styles in runs[end:] if run.strip(f"{AROUND}.()")), None)
    if following is None:
        return False
    run, styles = following
    if "italic" not in styles and run.lstrip(f"{AROUND}.")[:1] not in ("«", "“", '"'):
        return False
    people, _ = people_and_date("".join(run for run, _ in runs[:end]))
    return people is not None and people.score >= _LEAST_SCORE


def _styled_periodical(runs: Sequence[Run]) -> Iterator[Split]:
    """Take `Dumas, A. (2022). Titre. *Revue*, 141, 12-18` apart: the title is what stands before the emphasis."""
    first = next((index for index, (_, styles) in enumerate(runs) if "italic" in styles), 0)
    before = "".join(run for run, _ in runs[:first])
    after = "".join(run for run, _ in runs[first:])
    for end_of_people, title in people_first(before):
        if title.rstrip().endswith((".", "?", "!", ",", "…")):
            yield Split(before[:end_of_people], title, after)
    yield from _unsigned(before, after)


def _unsigned(before: str, after: str) -> Iterator[Split]:
    """Take `Titre. *Revue*, n° 3` and `Titre. Dossier. *Revue*, n° 3` apart: nobody signs."""
    title = before.rstrip()
    if not title.endswith((".", "?", "!", "…")):
        return
    head, stop, said = title.rstrip(".").rpartition(". ")
    kind = parse_kind_line(said) if stop else None
    if kind:
        yield Split("", f"{head} [{said}]", after, guessed=True)
    else:
        yield Split("", title, after, guessed=True)


def _official(text: str) -> Iterator[Split]:
    """Take `Loi n° … du …, JO n° 262 du 10 novembre 2021` apart: an official gazette stands after the title."""
    if begins_a_text_of_law(text):
        for sign in (", ", ". ", " ("):
            for at in places_of(text, sign):
                if starts_with("names", text[at + len(sign) :])[1].get("GAZETTE"):
                    yield Split("", text[:at], text[at + len(sign) :].rstrip(" )"))
