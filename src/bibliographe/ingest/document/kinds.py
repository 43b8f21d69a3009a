"""What kind of document an entry describes, by the rules of `tables/kinds.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.model.entry import Citation

UNKNOWN = "document"
_BOOK_LENGTH = 49
"""Pages from which a publication is a book: UNESCO recommendation of 1964, a book has at least 49."""
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n")
_PLAYED = frozenset({"video", "podcast"})
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an entry says, as far as its kind goes.

    `link` is the labels of its links, `announced` how its contents are announced, `people` its lines of people.
    """

    title: str
    citation: Citation
    annotation: str = ""
    link: str = ""
    announced: str = ""
    people: str = ""
    roles: tuple[str, ...] = ()
    kind_line: str | None = None
    has_contents: bool = False
    signed: bool = False
    """A person wrote it."""


class _Rule(NamedTuple):
    kind: str
    where: str
    forms: frozenset[str]
    words: tuple[str, ...]


@cache
def _rules() -> tuple[_Rule, ...]:
    text = files(__package__).joinpath("tables/kinds.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        _Rule(kind, where, frozenset(forms.split()), tuple(map(fold, words.split("|"))))
        for kind, where, forms, words in rows[1:]
    )


def decide(evidence: Evidence) -> str:
    """Return the key of the document type that the evidence tells."""
    citation = evidence.citation
    if evidence.kind_line:
        return evidence.kind_line
    fields = {
        "title": f" {fold(evidence.title)} ",
        "medium": f" {fold(citation.medium or '')} ",
        "degree": f" {fold(citation.degree or '')} ",
        "event": f" {fold(citation.event.title or '') if citation.event else ''} ",
        "extent": f" {fold(citation.extent or '')} ",
        "series": f" {fold(citation.series.title) if citation.series else ''} ",
        "container": f" {fold(citation.periodical.title) if citation.periodical else ''} ",
        "link": f" {fold(evidence.link)} ",
        "role": f" {fold(' '.join(evidence.roles))} ",
        "announced": f" {fold(evidence.announced)} ",
        "people": f" {fold(evidence.people)} ",
        "annotation": f" {fold(evidence.annotation)} ",
    }
    form = _form(citation)
    printed = _leaves(citation.extent) or (citation.pages is not None and _leaves(citation.pages.verbatim))
    for rule in _rules():
        if printed and rule.kind in _PLAYED and rule.where == "^title":
            continue  # `Film et politique`, 230 p.
        if ("*" in rule.forms or form in rule.forms) and _holds(rule, fields, evidence):
            return rule.kind
    return _by_form(citation, form, signed=evidence.signed)


def _leaves(printed: str | None) -> bool:
    """Return whether an extent or a place counts pages: nothing that is played has any."""
    return _DIGITS.fullmatch((printed or "").replace("-", "").replace("–", "")) is not None


def _holds(rule: _Rule, fields: dict[str, str], evidence: Evidence) -> bool:
    """Return whether one of a rule's words stands where it says: anywhere, `^` first, or `.` first in a sentence."""
    where, _, condition = rule.where.partition("+")
    if condition == "parts" and not (evidence.has_contents or _several_pages(evidence.citation)):
        return False
    if where == ".annotation":
        sentences = (f"{fold(sentence)} " for sentence in _SENTENCES.split(evidence.annotation))
        return any(sentence.startswith(tuple(f"{word} " for word in rule.words)) for sentence in sentences)
    if where.startswith("^"):
        return fields[where[1:]].strip().startswith(tuple(f"{word} " for word in rule.words)) or (
            fields[where[1:]].strip() in rule.words
        )
    return any(f" {word} " in fields[where] for word in rule.words)


def _several_pages(citation: Citation) -> bool:
    pages, extent = citation.pages, citation.extent or ""
    return (pages is not None and pages.start is not None and pages.start != pages.end) or (
        extent.isdigit() and int(extent) > 1
    )


def _form(citation: Citation) -> str:
    """Return the form of a citation as the rules name it: that of the grammar, told apart by what it holds."""
    if citation.degree:
        return "thesis"
    if citation.issue is not None:
        return "periodical"
    pages = citation.pages
    if citation.publishers and pages and not citation.periodical and (citation.host or pages.start != pages.end):
        return "chapter"
    if citation.periodical is not None:
        return "web"
    if citation.event is not None:
        return "event"
    is_imprint = citation.publishers or citation.extent or citation.places or _has_isbn(citation)
    return "imprint" if is_imprint else "unknown"


def _has_isbn(citation: Citation) -> bool:
    return any(key.startswith("isbn") for key, _ in citation.identifiers)


def _by_form(citation: Citation, form: str, *, signed: bool) -> str:
    if form == "periodical":
        newspaper = citation.periodical is not None and citation.periodical.kind in ("newspaper", "magazine")
        return "press-article" if newspaper else "article"
    if form == "web":
        dated = citation.issued is not None and citation.issued.edtf is not None
        return "web-article" if dated or citation.available else "webpage"
    if form == "imprint":
        return "book" if _is_book(citation, signed=signed) else UNKNOWN
    return {"chapter": "chapter", "event": "conference"}.get(form, UNKNOWN)


def _is_book(citation: Citation, *, signed: bool) -> bool:
    """Return whether an imprint is that of a book: by its length, its ISBN, its collection, or who wrote it."""
    isbn = _has_isbn(citation)
    lengths = [int(number) for number in _DIGITS.findall((citation.extent or "").replace(" ", ""))]
    long = max(lengths, default=0) >= _BOOK_LENGTH or "vol" in (citation.extent or "")
    if signed and citation.publishers and (long or (not lengths and citation.places)):
        return True  # bodies that sign publish reports
    if isbn and not lengths:
        return True
    return (
        bool(citation.places and (long or isbn or citation.series)) or (isbn and long) or bool(citation.series and long)
    )
