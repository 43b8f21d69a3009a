"""An entry's facts as the lines of a bibliography, in the forms that `ingest/citation` reads (docs/grammar.md)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date

from bibliographe.export.records.edtf import means
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.i18n import Language
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Agent, Citation, Entry

Names = Literal["natural", "inverted"]
"""`Anne Dumas, Paul Leroy` or `Dumas, Anne ; Leroy, Paul`."""
_LEADS = {
    "director": Text("sous la direction de", "edited under the direction of"),
    "coordinator": Text("coordonné par", "coordonné par"),
    "editor": Text("textes réunis par", "edited by"),
    "translator": Text("traduit par", "translated by"),
    "preface-writer": Text("préface de", "preface by"),
    "interviewer": Text("propos recueillis par", "propos recueillis par"),
    "interviewee": Text("entretien avec", "interview with"),
    "illustrator": Text("illustrations de", "illustrated by"),
    "speaker": Text("avec les interventions de", "avec les interventions de"),
    "moderator": Text("animé par", "animé par"),
    "producer": Text("réalisé par", "réalisé par"),
    "thesis-supervisor": Text("directeur de thèse", "directeur de thèse"),
    "organizer": Text("organisé par", "organisé par"),
    "compiler": Text("bibliographie établie par", "bibliographie établie par"),
    "contributor": Text("avec la collaboration de", "avec la collaboration de"),
}
"""What stands before the names, of the words in `tables/roles.tsv`."""
_AFTER = {
    "director": "dir.", "coordinator": "coord.", "editor": "éd.", "translator": "trad.", "preface-writer": "préf.",
    "illustrator": "ill.", "interviewer": "intervieweur", "interviewee": "interviewé", "speaker": "intervenant",
    "moderator": "animateur", "producer": "réal.", "compiler": "comp.", "contributor": "collab.",
    "thesis-supervisor": "dir. de thèse",
}  # fmt: skip
"""What stands after each name, of the same words."""
KINDS = {
    "podcast": Text("Podcast", "Podcast"), "webinar": Text("Webinaire", "Webinar"), "video": Text("Vidéo", "Vidéo"),
    "conference": Text("Conférence", "Conférence"), "guide": Text("Guide", "Guide"), "study": Text("Étude", "Étude"),
    "report": Text("Rapport", "Rapport"), "dossier": Text("Dossier", "Dossier"),
    "interview": Text("Entretien", "Interview"), "opinion": Text("Point de vue", "Opinion"),
    "brochure": Text("Brochure", "Brochure"), "thesis": Text("Thèse", "Thèse"),
    "dissertation": Text("Mémoire", "Mémoire"), "proceedings": Text("Actes", "Actes"),
    "press-release": Text("Communiqué de presse", "Communiqué de presse"),
    "dataset": Text("Jeu de données", "Jeu de données"),
    "web-article": Text("Article en ligne", "Article en ligne"), "article": Text("Article", "Article"),
    "book": Text("Livre", "Livre"), "standard": Text("Norme", "Norme"),
    "special-issue": Text("Numéro spécial", "Numéro spécial"),
}  # fmt: skip
"""A line that says what a document is, of the words in `tables/kinds.tsv`."""
ANNOUNCEMENTS = {"dossier": Text("Au sommaire de ce dossier :", "Contents:")}
ANNOUNCEMENT = Text("Au sommaire :", "Contents:")
MENTIONS = Text("Sont cités : ", "Mentioned: ")
SOURCE = Text("Source : ", "Source: ")
_ACCESSED = Text("consulté le", "accessed")
_AVAILABLE = Text("mis en ligne le", "mis en ligne le")
_NUMBER = re.compile(r"[\dIVXLCivxlc]+(?:\s?[-–,/]\s?[\dIVXLCivxlc]+)*|\[\d+\]")
_HAPPENED = re.compile(r"\[?(?:page |site )?(?:consult|accessed|accès|vu |mis|publi|dispon|online)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4}), ?(.+)")


def people_line(entry: Entry, language: Language, names: Names = "natural") -> str | None:
    """Return who made an entry, on one line; None where nobody is named."""
    groups: dict[str, list[Agent]] = {}
    for one in entry.contributions:
        groups.setdefault(one.role, []).append(one.agent)
    parts = []
    for role, agents in groups.items():
        simple = names == "natural" and all(agent.kind == "person" for agent in agents)
        after = f" ({_AFTER[role]})" if names == "inverted" and role in _AFTER else ""
        said = (", " if simple else " ; ").join(_name(agent, names) + after for agent in agents)
        leads = role in _LEADS and not after
        parts.append(f"{_LEADS[role](language)} {said}" if leads else said)
    if entry.others:
        parts[:1] = [f"{parts[0]} et al." if parts else "et al."]
    return " ; ".join(parts) or None


def citation_line(citation: Citation, language: Language, *, medium_last: bool = False) -> str:
    """Return where and when an entry appeared, on one line; empty where nothing is said of it."""
    if citation.degree:
        parts = [citation.degree, *([citation.institution.name] if citation.institution else [])]
        parts += [*_imprint(citation), *_date(citation, language), *_extent(citation)]
    elif citation.periodical:
        parts = [citation.periodical.title, *_issue(citation), *_date(citation, language), *_pages(citation)]
        parts += _extent(citation)
    elif citation.host:
        parts = [f"In : {citation.host.title}", *_imprint(citation), *_date(citation, language), *_pages(citation)]
        parts += _extent(citation)
    elif citation.event and not citation.publishers:
        event = citation.event
        said = (event.organizer.name if event.organizer else None, event.title, event.place)
        parts = [part for part in said if part]
        parts += [event.date.verbatim] if event.date else list(_date(citation, language))
        parts += _extent(citation)
    else:
        parts = [*_imprint(citation), *_date(citation, language), *_extent(citation), *_pages(citation)]
    parts += [_after(_ACCESSED, said, language) for said in _said(citation.accessed, language)]
    parts += [_after(_AVAILABLE, said, language) for said in _said(citation.available, language)]
    line = ", ".join(part for part in parts if part) + _series(citation)
    if citation.medium is None or not line:
        return f"[{citation.medium}]" if citation.medium else line
    return f"{line} [{citation.medium}]" if medium_last else f"[{citation.medium}]. - {line}"


def identifier_lines(citation: Citation) -> Iterator[str]:
    """Yield the identifiers, a line each."""
    host = citation.host.identifiers if citation.host else ()
    for key, value in (*citation.identifiers, *host):
        if key in ("isbn", "doi", "issn"):
            yield f"{key.upper()} {value}"
    if citation.periodical and citation.periodical.issn:
        yield f"ISSN {citation.periodical.issn}"


def date_in_words(date: DateStatement, language: Language) -> str:
    """Return a date as it was printed, or in words where only its notation is known."""
    match = _DAY.fullmatch(date.edtf or "")
    if match and date.verbatim == date.edtf:
        try:
            day = dt.date(*map(int, match.groups()))
        except ValueError:
            return date.verbatim
        return str(format_date(day, format="long", locale=language))
    return date.verbatim


def _name(agent: Agent, names: Names) -> str:
    if agent.kind == "person" and names == "inverted" and agent.family and agent.given:
        return f"{agent.family}, {agent.given}"
    return agent_in_words(agent)


def agent_in_words(agent: Agent) -> str:
    """Return a name, a body's with its acronym."""
    acronym = next(iter(agent.alternate_names), None)
    return f"{agent.name} ({acronym})" if acronym and agent.kind != "person" else agent.name


def _imprint(citation: Citation) -> list[str]:
    publishers = " ; ".join(map(agent_in_words, citation.publishers))
    imprint = " : ".join(part for part in (" ; ".join(citation.places), publishers) if part)
    return [*([imprint] if imprint else []), *([citation.edition] if citation.edition else [])]


def _issue(citation: Citation) -> Iterator[str]:
    issue = citation.issue
    if issue and issue.volume:
        yield f"vol. {issue.volume}"
    if issue and issue.number:
        yield f"n° {issue.number}" if issue.number[:1].isdigit() else issue.number
    if issue and issue.title:
        yield f"« {issue.title} »"


def _date(citation: Citation, language: Language) -> list[str]:
    date = citation.issued or (citation.issue.date if citation.issue else None)
    turned = _YEAR_FIRST.sub(r"\2 \1", date.verbatim) if date else ""
    if date and turned != date.verbatim and means(turned) == date.edtf:
        return [turned]  # as in references of APA, where alone a year stands first
    return _said(date, language)


def _said(date: DateStatement | None, language: Language) -> list[str]:
    return [date_in_words(date, language)] if date else []


def _after(word: Text, said: str, language: Language) -> str:
    """Return a date after what happened then, once where its wording has it already: `consulté le 2 mars 2024`."""
    return said[:1].lower() + said[1:] if _HAPPENED.match(said) else f"{word(language)} {said}"


def _pages(citation: Citation) -> list[str]:
    if citation.pages is None:
        return []
    verbatim = citation.pages.verbatim
    return [f"{'p.' if verbatim.isdigit() else 'pp.'} {verbatim}"]


def _extent(citation: Citation) -> list[str]:
    extent = citation.extent
    return [f"{extent} p." if _NUMBER.fullmatch(extent) else extent] if extent else []


def _series(citation: Citation) -> str:
    if citation.series is None:
        return ""
    number = f" ; {citation.series.number}" if citation.series.number else ""
    return f" ({citation.series.title}{number})"
