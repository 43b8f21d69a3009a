"""What can be said of a line on its own, each question asked once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.citation import (
    ParsedPeople,
    leads_people,
    names_body,
    parse_citation,
    parse_identifier,
    parse_kind_line,
    parse_people,
    parse_reference,
)
from bibliographe.ingest.document.phrases import is_phrase, opening
from bibliographe.ingest.document.runs import plain
from bibliographe.model.entry import Agent, Contribution
from bibliographe.model.text import fold, plain_typography

if TYPE_CHECKING:
    from bibliographe.ingest.citation import ParsedCitation, ParsedReference
    from bibliographe.ingest.document.runs import Runs

_MEMORY = 20_000
_LONGEST_CITATION = 600
_LONGEST_REFERENCE = 1_200
_LONGEST_PEOPLE = 300
_LONGEST_HEADING = 120
_MAY_CITE = re.compile(
    r"\d|\bs\.\s?[dln]|\bsite|portail|blog|www|en ligne|paraître|^[^:]{2,40} : [^:]{2,60}$", re.IGNORECASE
)
_MUST_CITE = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\bs\.\s?d|\bn\s?[°ºo]|\bpp?\.|https?:|paraître", re.IGNORECASE)
_NAME_AND_YEAR = re.compile(r"\S.{12,}[.?!]\s[A-ZÀ-Þ][^.]{1,60},\s(?:1[89]|20)\d\d\.?")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_ONLY_PAGES = re.compile(r"\bpp?\.\s?\d|\b\d{1,4}\s?p\.(?:\s|$|[,;)])")
_PAGES = re.compile(rf"{_ONLY_PAGES.pattern}|\bvol\.\s?\d")
_MAY_IDENTIFY = re.compile(r"is[bs]n|doi|\b10\.\d|https?:|www\.|hal|nnt|issn|ark:|hdl|pmid|arxiv|urn", re.IGNORECASE)
_DATED_PEOPLE = re.compile(
    r"(?P<names>[^()]{3,200}?)\s*\((?P<year>(?:1[89]|20)\d\d)[a-z]?\)[.,:]?\s+(?P<rest>\S.{5,200})"
)
_IN_BRACKETS = re.compile(r"\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)\.?")
_LABEL = re.compile(r"^(?:(?:sources?|réf|référence|références|paru dans)\s?\.?\s*:\s*|[-–—]\s+)", re.IGNORECASE)
_ISSUE_ARROW = re.compile(r"\s+>\s+(?:n\s?°\s*)?(?=\d)")
"""`Revue > 540 (novembre 2020)`: how PMB prints an issue."""
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{3,}")
"""What leads the eye to a page number in a table of contents."""
_SENTENCE_END = re.compile(r"[.!?…][»\"')\]]*\s+(?=[«\"“(]?\s?[A-ZÀ-ÖØ-ÞŒ])")
_VERB = re.compile(
    r"\b(?:est|sont|a|ont|était|étaient|peut|peuvent|doit|doivent|permet|permettent|propose|proposent|présente|"
    r"présentent|analyse|revient|fait|font|s'agit|montre|montrent|explique|expliquent|souligne|aborde|abordent|"
    r"s'intéresse|donne|offre|traite|vise|invite|décrit|détaille|rappelle|sera|seront|été)\b"
)
_LONG_PROSE = 220
_VERY_LONG_PROSE = 350
_PROSE_WORDS = 9
_PART_END = re.compile(r"\s*(?:\.\s?[-–—]|[,;.]|\s[-–—/])\s+")
_DATED_OR_LOCATED = re.compile(r"\b(?:1[89]|20)\d\d\b|\bs\.\s?d\.|https?:|www\.")
_END_OF_NAMES = re.compile(r"\s*(?:[,.:;]|\s[-–—/]|\s(?=\())\s*")
_NAME_FIRST = re.compile(r"[A-ZÀ-Þ]\S*[\s,]+(?:[a-zà-ÿ'’]{1,4}\s+){0,2}\(?[A-ZÀ-Þ]")
_LONGEST_NAMES = 200
_MOST_PARTS = 8
_SHORT_NAME = 60
_LIKELY_PEOPLE = 0.45
_SURE_BOTH = 1.4
_ISBD_POINT = re.compile(r"\s*\.\s?[-–—]")
"""What ISBD puts between areas."""
_SENTENCES = 2


@lru_cache(maxsize=_MEMORY)
def citation(text: str) -> ParsedCitation | None:
    """Return what `text` says as a citation line, None when it is none."""
    if len(text) > _LONGEST_CITATION or not _MAY_CITE.search(text) or _LEADERS.search(text) or _is_told(text):
        return None
    return parse_citation(_ISSUE_ARROW.sub(", n° ", _LABEL.sub("", _out_of_brackets(text), count=1)))


def _out_of_brackets(text: str) -> str:
    match = _IN_BRACKETS.fullmatch(text)
    return match["inside"] if match else text


@lru_cache(maxsize=_MEMORY)
def credited_citation(text: str) -> tuple[ParsedPeople | None, ParsedCitation | None]:
    """Return the people that a citation begins with, if any, and the rest of it: `Anne Dumas. Paris : Dunod, 2021`."""
    text = _out_of_brackets(text)
    parsed = citation(text)
    begins = _may_begin_with_people(parsed) if parsed else _YEAR.search(text) is not None
    in_areas = _ISBD_POINT.search(text[:_LONGEST_NAMES]) is not None
    named_first = _NAME_FIRST.match(text) is not None or (in_areas and names_body(text))
    if not (begins or in_areas) or not named_first or len(text) > _LONGEST_CITATION:
        return None, parsed
    if parsed is None and (dated := _dated_people(text)):
        return dated
    best: tuple[ParsedPeople | None, ParsedCitation | None] = (None, parsed)
    for match in list(_PART_END.finditer(text[:_LONGEST_NAMES]))[:_MOST_PARTS]:
        named = people(text[: match.start()].strip())
        rest = citation(text[match.end() :]) if named and named.score >= _LIKELY_PEOPLE else None
        if named is None and match.start() <= _SHORT_NAME:
            named, rest = _publisher_first(text[: match.start()], text[match.end() :])
        sure = named is not None and rest is not None and named.score + rest.score >= _SURE_BOTH
        least = best[1].score if best[1] else 0.0
        if rest and sure and rest.score >= least and not (best[0] and _are_bodies(named, best[0])):
            best = named, rest  # of several ends of the people the last one: `Dumas A., Leroy P., Dunod, 2021`
    return best


def _dated_people(text: str) -> tuple[ParsedPeople, ParsedCitation] | None:
    """Read `Dumas, A., & Leroy, P. (2017). Archimag, 68, 12-21` under a title: people, their date, a periodical."""
    match = _DATED_PEOPLE.fullmatch(text)
    named = people(match["names"]) if match else None
    rest = citation(f"{match['rest'].rstrip(' .')}, {match['year']}") if match and named else None
    periodical = rest.citation.periodical if rest else None
    paged = rest is not None and rest.citation.issue is not None and rest.citation.pages is not None
    if named is None or rest is None or periodical is None or not paged or ". " in periodical.title:
        return None
    return named, rest


def _are_bodies(named: ParsedPeople | None, before: ParsedPeople) -> bool:
    """Return whether more people only add bodies, which may as well be the publisher."""
    added = named.contributions[len(before.contributions) :] if named else ()
    return not added or any(one.agent.kind != "person" for one in added)


def _publisher_first(name: str, rest: str) -> tuple[ParsedPeople | None, ParsedCitation | None]:
    """Return as an author the body that begins a citation and is its publisher too: `Snpn.- Paris : SNPN`."""
    parsed = citation(rest)
    said = [
        word for each in (parsed.citation.publishers if parsed else ()) for word in (each.name, *each.alternate_names)
    ]
    if parsed is None or fold(name) not in map(fold, said):
        return None, None
    return ParsedPeople((Contribution(Agent(name.strip(), "organization"), "author"),), False, 1.0, ()), parsed


def _may_begin_with_people(parsed: ParsedCitation) -> bool:
    """Return whether the first name in a citation looks as if it swallowed people: `Anne Dumas, AJFP`."""
    names = [parsed.citation.periodical.title if parsed.citation.periodical else ""]
    names += [publisher.name for publisher in parsed.citation.publishers[:1]]
    names += parsed.citation.places[:1]
    return any(_PART_END.search(name) for name in names)


@lru_cache(maxsize=_MEMORY)
def people(text: str) -> ParsedPeople | None:
    """Return whom `text` names as a line of people, None when it is none."""
    return parse_people(text) if len(text) <= _LONGEST_PEOPLE else None


def labelled_people(text: str) -> bool:
    """Return whether a line names people after a label: `Auteur : Anne Dumas`, `Intervenants : …`."""
    return ":" in text and opening("PEOPLE_LABEL", text) is not None and people(text) is not None


def led_people(text: str) -> ParsedPeople | None:
    """Return whom a line names after words such as `sous la direction de` or `coord.`, which may begin small."""
    return people(text) if leads_people(text) else None


@lru_cache(maxsize=_MEMORY)
def reference(runs: Runs) -> ParsedReference | None:
    """Return what `runs` say as a whole reference in one paragraph, None when they are none."""
    text = plain(runs)
    if len(text) > _LONGEST_REFERENCE or not _MUST_CITE.search(text) or _is_told(text):
        return None
    return parse_reference([(run.text, run.styles) for run in runs])


@lru_cache(maxsize=_MEMORY)
def identifiers(text: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers that `text` consists of, none when it says something else."""
    if len(text) > _LONGEST_PEOPLE or not _MAY_IDENTIFY.search(text):
        return ()
    return parse_identifier(text) or ()


@lru_cache(maxsize=_MEMORY)
def kind_line(text: str) -> tuple[str, Agent | None] | None:
    """Return the kind of document that a line such as `Podcast de Radio France` names."""
    return parse_kind_line(text) if len(text) <= _LONGEST_HEADING and not text.endswith((":", "?", "!")) else None


def source_statement(text: str) -> str | None:
    """Return what follows `Source :`, None when the line does not begin so."""
    head, colon, rest = plain_typography(text).partition(":")
    if colon and rest.strip() and is_phrase("SOURCE", head):
        return text[len(head) + 1 :].strip()
    return None


def contents_heading(text: str) -> bool:
    """Return whether `text` announces a table of contents: `Au sommaire de ce dossier :`."""
    if len(text) > _LONGEST_HEADING:
        return False
    found = opening("CONTENTS_OPENING", text)
    if found is None:
        return False
    phrase, rest = found
    if not rest:
        return True
    announces = text.rstrip().endswith(":") or phrase.startswith(("au ", "sommaire", "dans ce"))
    return announces and rest.split()[0] in {"de", "du", "des", "d"} and ":" not in text.rstrip(" :")


def inline_contents(text: str) -> list[str]:
    """Return the contents that stand on the line that announces them (`Au sommaire : … ; …`), empty when none."""
    head, colon, rest = text.partition(":")
    if not colon or not rest.strip() or not contents_heading(f"{head.strip()} :"):
        return []
    if fold(head) in {"programme", "contenu"}:
        return []
    return [part.strip(" .-–—•") for part in re.split(r"\s*[;•]\s+|\s+[-–—]\s+", rest.strip()) if part.strip(" .-–—•")]


def refers(text: str) -> bool:
    """Return whether a paragraph has what only references have, a year with pages or a volume, parsed or not."""
    return len(text) <= _LONGEST_REFERENCE and bool(_YEAR.search(text) and _PAGES.search(text))


def cites_pages(text: str) -> bool:
    """Return whether a paragraph has a year and pages, as no line of a title block has."""
    return len(text) <= _LONGEST_REFERENCE and bool(_YEAR.search(text) and _ONLY_PAGES.search(text))


def begins_as_reference(text: str) -> bool:
    """Return whether a paragraph begins with people, as references do, and says a date or an address later.

    Sentences may begin with people too, `Anne Dumas montre que …`: those have their verb.
    """
    if len(text) > _LONGEST_REFERENCE or not _DATED_OR_LOCATED.search(text) or _is_told(text):
        return False
    for match in list(_END_OF_NAMES.finditer(text[:_LONGEST_NAMES]))[:_MOST_PARTS]:
        named = people(text[: match.start()].strip())
        if named and named.score >= _LIKELY_PEOPLE:
            quoted = text[match.end() :].lstrip()[:1] in '«“"'
            return quoted or not _VERB.search(plain_typography(text[match.end() :]))
    return False


def ends_as_reference(text: str) -> bool:
    """Return whether a paragraph is sentences of which the last is a name and a year: `…. Éditions du Seuil, 2020`."""
    return len(text) <= _LONGEST_REFERENCE and _NAME_AND_YEAR.fullmatch(text) is not None and not _is_told(text)


def sets_off_a_title(runs: Runs) -> bool:
    """Return whether a paragraph is people, a title in italics or quotation marks, and a date: a reference."""
    text = plain(runs)
    first = next((index for index, run in enumerate(runs) if "italic" in run.styles), len(runs))
    before = plain(runs[:first]) if first < len(runs) else text.partition("«")[0]
    named = 1 < len(before) <= _SHORT_NAME and before.rstrip()[-1:] in ",.:" and len(before) < len(text)
    return (
        named
        and len(text) <= _LONGEST_REFERENCE
        and _YEAR.search(text[len(before) :]) is not None
        and not _is_told(text)
    )


def navigation(text: str) -> bool:
    """Return whether the line only leads elsewhere in the document: `RETOUR AU SOMMAIRE`."""
    return is_phrase("NAVIGATION", text)


def _is_told(text: str) -> bool:
    """Return whether a long line tells in sentences what a citation would not, so that it need not be parsed."""
    verbs = len(_VERB.findall(text)) if len(text) > _LONG_PROSE else 0
    return verbs >= (1 if len(text) > _VERY_LONG_PROSE else _SENTENCES) and bool(_SENTENCE_END.search(text))


def is_prose(text: str) -> bool:
    """Return whether `text` reads like sentences rather than like a title."""
    if len(text) > _LONG_PROSE:
        return True
    if _SENTENCE_END.search(text):
        return bool(_VERB.search(plain_typography(text))) or text.endswith(".")
    return text.endswith(".") and len(text.split()) >= _PROSE_WORDS
