"""The parts of lobid's records: agents with their roles, subjects, dates, and the words of a citation.

Source: the context of lobid-resources; roles are those of MARC (<http://id.loc.gov/vocabulary/relators>).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.dates import date_said
from bibliographe.ingest.records.kinds import Kind
from bibliographe.ingest.records.names import agent_named
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Contribution
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from bibliographe.model.entry import Agent

KINDS: dict[str, Kind] = {
    "Article": Kind("article", "periodical"),
    "Thesis": Kind("thesis"),
    "Proceedings": Kind("proceedings"),
    "Report": Kind("report"),
    "Standard": Kind("standard"),
    "Legislation": Kind("legislation"),
    "OfficialPublication": Kind("report"),
    **dict.fromkeys(("Map", "PublishedScore", "Image", "Game"), Kind("document")),
    "Book": Kind("book"),
    "MultiVolumeBook": Kind("book"),
    "EditedVolume": Kind("book"),
    "Festschrift": Kind("book"),
    "ReferenceSource": Kind("book"),
    "Schoolbook": Kind("book"),
    "Biography": Kind("book"),
    "ArchivedWebPage": Kind("webpage"),
    "PublicationIssue": Kind("special-issue", "periodical"),
    "Series": Kind("document"),
    "Newspaper": Kind("document"),
    "Journal": Kind("document"),
    "Periodical": Kind("document"),
    "Collection": Kind("document"),
    "Miscellaneous": Kind("document"),
    "Statistics": Kind("report"),
    "Bibliography": Kind("book"),
}
"""Types of lobid-resources, those that say most first."""
_ROLES = {
    "aut": "author", "cre": "author", "edt": "editor", "edc": "editor", "isb": "editor", "pbd": "director",
    "drt": "director", "trl": "translator", "aui": "preface-writer", "win": "preface-writer", "wpr": "preface-writer",
    "ive": "interviewee", "ivr": "interviewer", "spk": "speaker", "mod": "moderator", "ill": "illustrator",
    "com": "compiler", "pro": "producer", "pbl": "publisher", "ths": "thesis-supervisor", "dgs": "thesis-supervisor",
    "orm": "organizer", "ctb": "contributor",
}  # fmt: skip
_DEEPEST = 20
_VOLUME = re.compile(r"(?:(?:Bd|Jg|Vol)\.|Band|Jahrgang|Volume)?\s*(\d+(?:/\d+)?)\s*(?=\(|,|$)", re.IGNORECASE)
_YEAR = re.compile(r"\(?\b((?:1[5-9]|20)\d\d)(?:/\d+)?\)?")
_NUMBER = re.compile(r"\b(?:Heft|H\.|Nr\.|No\.|Nummer|Ausgabe|Issue|n°)\s*([\w/-]+)", re.IGNORECASE)
_PAGE = r"\[?\d+\]?(?:\s*[-–]\s*\[?\d+\]?)?"
_PAGES = re.compile(rf"\b(?:Seiten?|S\.|pp?\.|pages?)\s*({_PAGE}(?:\s*,\s*{_PAGE})*)", re.I)
_BRACKETS = str.maketrans("", "", "[]")
_HOST = re.compile(r"([^;/]+?)\s+/\s+[^;]+;")
"""A book and who made it, before its edition, its year and the pages."""
_NON_SORTING = re.compile(r"<<([^<>]*)>>\s?")
_STAND_INS = frozenset({"lobid Ressource", "lobid Organisation", "lobid Bestandsressource"})
"""What lobid calls things whose label it does not know."""


@dataclass
class CitedPart:
    """What the words of a citation say: `10(2008), Heft 3, Seite 12-20`."""

    volume: str | None = None
    number: str | None = None
    date: DateStatement | None = None
    pages: str | None = None
    host: str | None = None
    is_whole: bool = True
    """Nothing else is in the words."""


def each(value: Any) -> list[Any]:
    """Return the members of a list, or the one value that there is."""
    return value if isinstance(value, list) else [] if value is None else [value]


def text_of(value: Any) -> str:
    """Return a text, a number as text, or the label of an object; empty for anything else."""
    if isinstance(value, dict):
        value = value.get("label")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(_NON_SORTING.sub(_sorted, str(value)))


def _sorted(mark: re.Match[str]) -> str:
    """Return what stands between marks of non-sorting, which the Alma of hbz writes: `<<The>> Beatles`."""
    return mark[1] if mark[1].endswith(("'", "’")) else f"{mark[1]} "


def labels(value: Any) -> list[str]:
    """Return the labels of the members of a list, those aside that stand for one that is not known."""
    return [said for said in map(text_of, each(value)) if said and said not in _STAND_INS]


def summary(value: Any, depth: int = 0) -> str:
    """Return all that a value holds, in one line."""
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, dict):
        inner = [summary(one, depth + 1) for name, one in value.items() if name != "type"]
        return ", ".join(filter(None, inner))
    if isinstance(value, list):
        return " ; ".join(filter(None, (summary(one, depth + 1) for one in value)))
    return str(value).lower() if isinstance(value, bool) else text_of(value)


def contribution_of(value: Any) -> tuple[Contribution | None, list[str]]:
    """Return who did what, and what of it has no place: the agent's addresses, a role that is none here."""
    if not isinstance(value, dict):
        return None, [summary(value)] if summary(value) else []
    agent, role = value.get("agent"), value.get("role")
    if role is None and isinstance(agent, dict):  # where it stood in 2021 and 2022
        role = agent.get("role")
        agent = {name: one for name, one in agent.items() if name != "role"}
    found = _agent(agent)
    if found is None:
        return None, [summary(value)] if summary(value) else []
    code = text_of(role.get("id") if isinstance(role, dict) else role).rpartition("/")[2]
    left = [summary({**agent, "label": None})] if isinstance(agent, dict) else []
    if code not in _ROLES:
        left.append(f"{found.name} : {text_of(role) or code}" if text_of(role) or code else "")
    left += [summary(one) for name, one in value.items() if name not in ("agent", "role", "type")]
    return Contribution(found, _ROLES.get(code, "contributor")), list(filter(None, left))


def _agent(value: Any) -> Agent | None:
    name = text_of(value)
    if not name:
        return None
    types = [text_of(one) for one in each(value.get("type"))] if isinstance(value, dict) else []
    if types and not any("Person" in one or one == "Family" for one in types):
        return organization(name)
    return agent_named(name)


def subjects_of(value: Any) -> tuple[list[str], list[str]]:
    """Return the words of a subject, those of its components where it is put together; and what is no word."""
    if not isinstance(value, dict):
        return labels(value), []
    components = labels(value.get("componentList"))
    if components:
        alike = set(components)
        parts = [one for one in each(value["componentList"]) if isinstance(one, dict)]
        left = [summary(one) for one in parts if set(one) - {"label", "type"}]
        notes = [summary(one) for name, one in value.items() if name not in ("componentList", "label", "type", "id")]
        return components, [one for one in dict.fromkeys([*left, *notes]) if one and one not in alike]
    label, notation = text_of(value), text_of(value.get("notation"))
    if not label or label == notation:
        return [], [summary(value)] if summary(value) else []
    rest = summary({name: one for name, one in value.items() if name != "label"})
    return [label], [rest] if rest else []


def date_of(publication: dict[str, Any]) -> DateStatement | None:
    """Return when something was published, as it is stated, and by its first and last year."""
    stated, start, end = (text_of(publication.get(name)) for name in ("dateStatement", "startDate", "endDate"))
    first, last = date_said(start), date_said(end)
    edtf = first.edtf if first else None
    if edtf and last and last.edtf and last.edtf != edtf:
        edtf = f"{edtf}/{last.edtf}"
    if stated and edtf:
        return DateStatement(stated, edtf)
    return date_said(stated or start)


def part_cited(words: str) -> CitedPart:
    """Return what the words of a citation say, which German catalogues write freely."""
    host = _HOST.match(words)
    found, rest = CitedPart(host=host[1] if host else None, is_whole=False), words
    for name, pattern in (("pages", _PAGES), ("number", _NUMBER), ("date", _YEAR), ("volume", _VOLUME)):
        match = pattern.search(rest)
        if match:
            said = match[1].translate(_BRACKETS)
            setattr(found, name, date_said(said) if name == "date" else said)
            rest = rest[: match.start()] + " " + rest[match.end() :]
    found.is_whole = not any(map(str.isalnum, rest))
    return found
