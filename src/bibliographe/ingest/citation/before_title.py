"""What stands before a title and is nobody known: a body, a site, the periodical that the title is in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.lines import parse_citation
from bibliographe.ingest.citation.names import is_body, is_town, organization
from bibliographe.ingest.citation.naming import is_name
from bibliographe.ingest.citation.periodicals import website
from bibliographe.ingest.citation.persons import person
from bibliographe.ingest.citation.results import ParsedCitation, ParsedPeople, ParsedReference
from bibliographe.ingest.citation.split import AROUND, rest_of
from bibliographe.ingest.citation.standalone import parse_kind_line
from bibliographe.model.entry import Contribution
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from bibliographe.ingest.citation.split import Split

_LONGEST_SITE = 6
_LONGEST_BODY = 14
_LEAST_SCORE = 0.6
_YEAR_LAST = re.compile(r"\s*\((?P<year>(?:1[89]|20)\d\d)[a-z]?\)\.?$")
_ENTERED = re.compile(r"(?P<family>[A-ZÀ-Þ][a-zà-ÿ'’-]+)(?:, (?P<given>[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-ZÀ-Þ]\.)?))?\.?")
"""A name as catalogues enter it, or one that is all of a name."""


def unknown_body(split: Split) -> ParsedPeople | None:
    """Return who signs `Les voisins du port. *Titre*. Rouen : Le Phare, 2020`: a body, though nobody knows its name.

    A name in capitals signs whatever is cited, another one where a town and a publisher follow the title.
    """
    printed = _YEAR_LAST.sub("", clean(split.before))
    name = printed.strip(AROUND).rstrip(".")
    if split.guessed or split.quoted or printed[-1:] not in ".,:":
        return None
    if person := _unknown_person(printed, split):
        return person
    if " " not in name or ". " in name or any(mark in name for mark in '«»“”"'):
        return None
    if not is_name(name, _LONGEST_BODY) or parse_kind_line(name):
        return None
    year = _YEAR_LAST.search(clean(split.before))
    rest = rest_of(split)
    parsed = parse_citation(rest) or (parse_citation(f"{rest.rstrip(' .')}, {year['year']}") if year else None)
    said = name.isupper() or printed.endswith(":")
    if parsed is None or not (said or (parsed.citation.places and parsed.citation.publishers)):
        return None
    return ParsedPeople((Contribution(organization(name), "author"),), False, _LEAST_SCORE, ())


def _unknown_person(printed: str, split: Split) -> ParsedPeople | None:
    """Return who signs `Hutchins, Edwin. *Titre*. Paris : …` or `Homère. *Titre*. Paris : …`, known or not."""
    entered = _ENTERED.fullmatch(printed)
    if (
        entered is None
        or is_town(entered["family"])
        or is_body(entered["family"])
        or parse_kind_line(entered["family"])
    ):
        return None
    parsed = parse_citation(rest_of(split))
    if parsed is None or not (parsed.citation.places and parsed.citation.publishers):
        return None
    agent = person(entered["given"] or "", entered["family"])
    return ParsedPeople((Contribution(agent, "author"),), False, _LEAST_SCORE, ())


def after_its_issue(split: Split, title: str) -> ParsedReference | None:
    """Read `Archimag, n° 368, mai 2023. « Titre », p. 13-20`: the periodical comes first, the title in the middle."""
    if not split.quoted or not any(sign.isdigit() for sign in split.before):
        return None
    found = parse_citation(f"{clean(split.before).rstrip(' .,:')}, {rest_of(split)}".rstrip(" ,"))
    issue = found.citation.issue if found else None
    if found is None or found.citation.form != "periodical" or issue is None or not (issue.number or issue.volume):
        return None
    return ParsedReference(title.rstrip("."), None, found)


def after_its_site(split: Split, title: str) -> ParsedReference | None:
    """Read `La Tribune, « Titre », https://…`: what stands before the quotation marks is where it was published."""
    name = clean(split.before).strip(f"{AROUND}.")
    if not split.quoted or not is_name(name, _LONGEST_SITE):
        return None
    found = parse_citation(rest_of(split))
    address = found is not None and any(kind == "url" for kind, _ in found.citation.identifiers)
    if found is None or not address or found.citation.form != "web" or " " in _named_site(found):
        return None
    site = website(name, 0)
    return ParsedReference(title.rstrip("."), None, replace(found, citation=replace(found.citation, periodical=site)))


def _named_site(parsed: ParsedCitation) -> str:
    return parsed.citation.periodical.title if parsed.citation.periodical else ""
