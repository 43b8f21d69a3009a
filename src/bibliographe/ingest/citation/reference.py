"""A whole reference in one paragraph, such as `DUMAS, Anne. *Le télétravail*. Paris : Dunod, 2021`."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.before_title import after_its_issue, after_its_site, unknown_body
from bibliographe.ingest.citation.dating import completed, dated
from bibliographe.ingest.citation.lines import LONGEST_LINE, parse_citation
from bibliographe.ingest.citation.names import is_exactly, organization, starts_with
from bibliographe.ingest.citation.naming import is_name
from bibliographe.ingest.citation.people import parse_people
from bibliographe.ingest.citation.persons import person
from bibliographe.ingest.citation.results import ParsedCitation, ParsedPeople, ParsedReference
from bibliographe.ingest.citation.scant import film, in_a_series, only_dated
from bibliographe.ingest.citation.split import AROUND, entered_person, people_and_date, places_of, rest_of
from bibliographe.ingest.citation.splits import splits
from bibliographe.ingest.citation.standalone import parse_date
from bibliographe.ingest.citation.vocabulary import key
from bibliographe.model.entry import Contribution
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.citation.split import Split
    from bibliographe.ingest.citation.splits import Run
    from bibliographe.model.dates import DateStatement

_A_FIGURE = re.compile(r"\d|\b[sn]\.\s?d\.|https?://")
_DATED_FIRST = re.compile(r"^.{3,200}?\((?:1[89]|20)\d\d[a-z]?(?:,[^()]{2,20})?\)")
_IN_BRACKETS = re.compile(r"\s*\[(?P<what>[^\[\]]{2,120})\]\.?$")
_BRACKETS_FIRST = re.compile(r"\[(?P<what>[^\[\]]{2,120})\]\s*[.,]?\s*")
_ONLINE_AT_END = re.compile(r"[\s,]*(?P<medium>\[\s?en ligne\s?\])\.?$", re.IGNORECASE)
_ACCESS_FIRST = re.compile(
    r"(?P<people>.+?)[\s.]*\((?P<access>(?:page |site )?consultée? le [^()]+)\)[\s.,]*", re.IGNORECASE
)
_YEAR_FIRST = re.compile(
    r"(?:\((?P<bracketed>(?:1[89]|20)\d\d)[a-z]?\)[\s.,:]*[–—-]?|(?P<bare>(?:1[89]|20)\d\d)[a-z]?\.)\s*(?=\S)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|10\.\d{4})\S+")
_ENTERED_IN_CAPITALS = re.compile(
    r"(?P<family>[A-ZÀ-Þ][A-ZÀ-Þ'’-]{3,}), (?P<given>[A-ZÀ-Þ][a-zà-ÿ'’-]+ [A-ZÀ-Þ][a-zà-ÿ'’-]+)\."
)
"""`MERRY, Sally Engle.`: what is in capitals looks like an acronym, but no body stands so before a person."""
_TRANSLATED = re.compile(
    r"(?P<title>.{4,}?), (?P<said>(?:traduite?|trad\.|translated) (?:d|from).{2,40}? (?:par|by) .{4,80})"
)
_LANGUAGE_FIRST = re.compile(r"\s*\([a-z]{2}(?:-[A-Z]{2})?\)\s+(?=\S)")
_YEAR_LAST = re.compile(r"(?P<title>.{12,}), (?P<year>(?:19|20)\d\d)\.?")
_LEAST_SCORE = 0.6
_SURE_PEOPLE = 0.9
_NEARLY = 0.5
_LONGEST_SITE = 6
_SEVERAL_WORDS = 3
_SURE_BOTH = 1.7
"""People whose given name nobody knows are believed beside a citation that is sure."""
_LONGEST_PEOPLE = 300
_MOST_GUESSES = 40
_IN = frozenset({"in", "dans", "et al", "in :", "ibid", "idem"})
"""What is in italics and no title."""
_TELLING = frozenset({"proceedings", "video", "podcast"})
"""Kinds that only the words before a citation tell."""
_TAIL = 120
"""A reference says its year, pages or address in its last signs (characters), or its year after its people."""


def parse_reference(runs: Sequence[Run]) -> ParsedReference | None:
    """Read a paragraph that holds a whole reference; None when it does not.

    `runs` are stretches of text with their styles (`bold`, `italic`, `link`). The quoted, linked or emphasised
    stretch is the title; without one, the punctuation of ISBD (`Titre / Auteur. - …`) or commas must tell.
    """
    runs = _without_its_language(runs)
    text = "".join(run for run, _ in runs)
    if not 0 < len(text.strip()) <= LONGEST_LINE or not (_A_FIGURE.search(text[-_TAIL:]) or _DATED_FIRST.search(text)):
        return None
    best: ParsedReference | None = None
    for split in islice(splits(runs, text), _MOST_GUESSES):
        read = None if split.guessed and _overruns(split.title, runs) else _read(split)
        if read is not None and (best is None or read.parsed.score > best.parsed.score):
            best = read
        if best is not None and (best.parsed.score >= 1.0 or not split.guessed):
            break
    return best


def _without_its_language(runs: Sequence[Run]) -> Sequence[Run]:
    """Leave out the language that Wikipedia and its like print first: `(en) Anne Dumas, Titre, …`."""
    found = _LANGUAGE_FIRST.match(runs[0][0]) if runs else None
    return [(runs[0][0][found.end() :], runs[0][1]), *runs[1:]] if found else runs


def _overruns(title: str, runs: Sequence[Run]) -> bool:
    """Tell whether a guess begins with a title in italics and goes on over its end: `*Titre*. Paris : Dunod. Voir`."""
    guess = clean(title).strip(AROUND)
    emphasised = (clean(run).strip(f"{AROUND}.") for run, styles in runs if "italic" in styles)
    return any(
        len(text.split()) >= _SEVERAL_WORDS and guess.startswith(f"{text}. ") and ":" in guess[len(text) :]
        for text in emphasised
    )


def _read(split: Split) -> ParsedReference | None:
    split = _with_access_after_title(split)
    title = clean(split.title).strip(AROUND).strip("*")
    if not _is_title(title, split):
        return None
    people, date = _signed_by(split)
    if people is None and any(sign.isalnum() for sign in split.before) and not _begins_with_its_periodical(split):
        people = unknown_body(split)
        if people is None:
            return after_its_issue(split, title) or after_its_site(split, title)
    return film(split, title) or _with_rest(split, title, people, date)


def _with_rest(
    split: Split, title: str, people: ParsedPeople | None, date: DateStatement | None
) -> ParsedReference | None:
    """Read what follows a title whose people and their date, if any, are known."""
    rest = rest_of(split)
    if date is None and not split.guessed and (year := _YEAR_FIRST.match(rest)):
        date, rest = parse_date(year["bracketed"] or year["bare"]), rest[year.end() :]  # `« Titre » (2021). – Revue, …`
    title, rest = _with_degree(title, rest, date)
    if online := _ONLINE_AT_END.search(title):
        title, rest = title[: online.start()], f"{online['medium']}. {rest}"
    parsed = parse_citation(rest) or _after_its_kind(rest) or (None if split.guessed else in_a_series(rest))
    parsed = parsed or only_dated(split, title, people)
    if people is None:
        people, parsed = _people_after_title(rest, parsed)
    if people is None and parsed is not None:
        people, parsed = _people_for_publisher(parsed)
        title, date = _year_after_title(title, date, parsed if people is None else None)
    if date is not None:
        parsed = dated(parsed, date) if parsed is not None else completed(rest, date, guessed=split.guessed)
    sure = people is not None and people.score >= _SURE_PEOPLE and split.quoted
    if parsed is None or parsed.score < (_NEARLY if sure else _LEAST_SCORE):
        return None
    title, parsed = _translated(title, parsed)
    return ParsedReference(title if title.endswith("...") else title.rstrip("."), people, parsed)


def _translated(title: str, parsed: ParsedCitation) -> tuple[str, ParsedCitation]:
    """Part `Titre, traduit du roumain par Anne Dumas`: who translated stands after the title."""
    found = _TRANSLATED.fullmatch(title)
    people = parse_people(found["said"]) if found else None
    if found is None or people is None or not _all_persons(people):
        return title, parsed
    said = (*parsed.citation.contributions, *people.contributions)
    return found["title"], replace(parsed, citation=replace(parsed.citation, contributions=said))


def _year_after_title(
    title: str, date: DateStatement | None, parsed: ParsedCitation | None
) -> tuple[str, DateStatement | None]:
    """Take the year off `Titre, 2021. Revue [en ligne]. …`, which nobody signs and which says no other date."""
    said = _YEAR_LAST.fullmatch(title) if parsed is not None and parsed.citation.issued is None else None
    return (said["title"], parse_date(said["year"])) if said else (title, date)


def _signed_by(split: Split) -> tuple[ParsedPeople | None, DateStatement | None]:
    """Return who signs and the date that may follow; where only a body can sign, one that nobody knows too."""
    if not any(sign.isalnum() for sign in split.before):
        return None, None
    people, date = people_and_date(split.before)
    entered = _ENTERED_IN_CAPITALS.fullmatch(clean(split.before))
    if entered and (people is None or not _all_persons(people)):
        people = ParsedPeople((Contribution(person(entered["given"], entered["family"]), "author"),))
    elif people is None and split.guessed:
        people = entered_person(clean(split.before).strip(f"{AROUND}."))
    known = people is not None and people.score >= _LEAST_SCORE
    name = clean(split.before).strip(f"{AROUND}.")
    labelled = not (split.guessed or split.quoted) and clean(split.before).endswith(":") and "." not in name
    if (split.signed or labelled) and not known and is_name(name, _LONGEST_SITE):
        people = ParsedPeople((Contribution(organization(name), "author"),), False, _LEAST_SCORE, ())
    return people, date


def _with_access_after_title(split: Split) -> Split:
    """Put `(Page consultée le 3 mai 2022)` between people and title where other houses have it: people sign there."""
    found = _ACCESS_FIRST.fullmatch(clean(split.before))
    if found is None:
        return split
    after = f"{split.after.rstrip(' .')} ({found['access']})"
    return split._replace(before=found["people"], after=after, signed=True)


def _people_after_title(rest: str, whole: ParsedCitation | None) -> tuple[ParsedPeople | None, ParsedCitation | None]:
    """Read `**Titre**, Anne Dumas, *Revue*, n° 3`: people first, when what is left says as much as the whole."""
    score = 0.0 if whole is None else whole.score
    cuts = {(at, mark) for mark in (". ", ", ") for at in places_of(rest, mark)}
    for at, sign in sorted(cuts, reverse=True):
        people = parse_people(rest[:at]) if at <= _LONGEST_PEOPLE else None
        if people is None or people.score < _LEAST_SCORE or not _all_persons(people):
            continue
        left = parse_citation(rest[at + len(sign) :].lstrip(" -–—"))
        sure = people.score >= _SURE_PEOPLE or (left is not None and people.score + left.score >= _SURE_BOTH)
        if left is not None and sure and left.score >= score:
            # Known people on one side of it and a title on the other make sure of a publisher that nobody knows.
            likely = people.score >= _SURE_PEOPLE and left.score >= _NEARLY
            return people, replace(left, score=max(left.score, _LEAST_SCORE)) if likely else left
    return None, whole


def _people_for_publisher(parsed: ParsedCitation) -> tuple[ParsedPeople | None, ParsedCitation]:
    """Take the person that `Titre. Anne Dumas. 1998` has where a publisher would stand for who wrote it."""
    citation = parsed.citation
    name = citation.publishers[0].name if len(citation.publishers) == 1 else ""
    people = parse_people(name) if " " in name and not citation.places and not is_exactly("names", name) else None
    if people is None or people.score < _SURE_PEOPLE or not _all_persons(people):
        return None, parsed
    return people, replace(parsed, citation=replace(citation, publishers=()))


def _after_its_kind(rest: str) -> ParsedCitation | None:
    """Read a citation after words that say what a document is; these are kept where they tell its kind."""
    length, meanings = starts_with("kinds", rest)
    found = next(filter(None, map(parse_citation, _after_statement(rest))), None) if meanings else None
    if found is None or found.citation.medium is not None or not meanings.keys() & _TELLING:
        return found  # `ouvrage`, `catalogue de l'exposition` say nothing that the citation does not
    return replace(found, citation=replace(found.citation, medium=rest[:length]))


def _after_statement(rest: str) -> Iterator[str]:
    """Yield what may follow words that say what a document is: `catalogue de l'exposition (Fécamp, 2022), Paris, …`.

    A date may stand among these words, `actes du colloque de Lyon, 3 et 4 mai 2021, Paris, …`.
    """
    depth = count = 0
    before = ""
    for position, sign in enumerate(rest):
        depth += (sign == "(") - (sign == ")")
        if sign in ",." and depth == 0 and rest[position + 1 : position + 2] == " ":
            count += 1
            following = rest[position + 2 :]
            if count == 1 or parse_date(before.strip()):
                yield following
            before = following.partition(",")[0]
            if count > 1 or not parse_date(before.strip()):
                return


def _all_persons(people: ParsedPeople) -> bool:
    return all(each.agent.kind == "person" for each in people.contributions)


def _is_title(title: str, split: Split) -> bool:
    """Tell whether a text can be a title; more is asked of one that only punctuation parts from the rest."""
    worded = any(sign.isalpha() for sign in title) or (split.quoted and any(sign.isdigit() for sign in title))
    if not worded or key(title) in _IN:
        return False
    if not split.guessed:
        people = parse_people(title)
        return split.signed or people is None or people.score < _SURE_PEOPLE
    if _ends_with_people(title):
        return False
    first = title.lstrip("«“\"'( ")[:1]
    return (first.isupper() or first.isdigit()) and parse_citation(title) is None and parse_date(title) is None


def _ends_with_people(title: str) -> bool:
    """Tell whether the last sentence of what could be a title is a person's name: `Le marché. Anne Dumas`."""
    _, stop, last = title.rpartition(". ")
    people = parse_people(last) if stop and " " in last else None
    return people is not None and people.score >= _SURE_PEOPLE and _all_persons(people)


def _begins_with_its_periodical(split: Split) -> bool:
    """Tell whether the name in an author's place is only the periodical's, which the citation says again."""
    parsed = parse_citation(rest_of(split))
    periodical = parsed.citation.periodical if parsed else None
    return periodical is not None and key(clean(split.before)).startswith(key(periodical.title))


def _with_degree(title: str, rest: str, date: DateStatement | None) -> tuple[str, str]:
    """Put the degree that stands in square brackets after a title where a citation has it.

    `Titre [mémoire de master 2]. Rennes : …`, `Titre [thèse de doctorat, Université de Bordeaux]. HAL. https://…`
    """
    found = _IN_BRACKETS.search(title) or _BRACKETS_FIRST.match(rest)
    if found is None or "DEGREE" not in starts_with("heads", found["what"])[1]:
        return title, rest
    said = found["what"]
    title, rest = (title[: found.start()], rest) if found.string == title else (title, rest[found.end() :])
    if "," not in said:
        return title, f"{rest.rstrip(' .')} ({said})"
    address = _ADDRESS.search(rest)
    parts = (said, date.verbatim if date else None, address.group() if address else rest)
    return title, ", ".join(part for part in parts if part)
