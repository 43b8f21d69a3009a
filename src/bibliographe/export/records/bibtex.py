"""BibLaTeX, and BibTeX for the styles that came before it.

Source: The biblatex Package, sections 2.1 to 2.3; btxdoc (Patashnik, 1988).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.export.records.bibtex_people import ROLES_WRITTEN, people
from bibliographe.export.records.facts import (
    COMMON,
    doi_of,
    first_of,
    isbns_of,
    key_of,
    language_name,
    places_joined,
    publisher_said,
    simple_date,
    type_of,
)
from bibliographe.export.records.keywords import keywords_joined
from bibliographe.export.records.tex import escaped, in_ascii
from bibliographe.export.records.writing import TextEntryWriter
from bibliographe.i18n import Text
from bibliographe.ingest.records.bibtex_citation import COUNTED
from bibliographe.ingest.records.kinds import BIBTEX
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses
    from bibliographe.export.records.writing import Job
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Citation, Entry

    Fields = Iterator[tuple[str, str | None]]

_TYPES = {
    "article": "article", "article/website": "online", "academic-article": "article", "press-article": "article",
    "web-article": "online", "interview": "article", "interview/website": "online", "opinion": "article",
    "opinion/website": "online", "webpage": "online", "book": "book", "chapter": "incollection", "report": "report",
    "study": "report", "brochure": "booklet", "guide": "manual", "thesis": "phdthesis",
    "dissertation": "mastersthesis", "proceedings": "proceedings", "legislation": "legislation",
    "standard": "standard", "dataset": "dataset", "video": "video", "webinar": "video", "conference": "misc",
    "podcast": "audio", "document/": "misc", "document/host": "incollection", "document/website": "online",
    "document/magazine": "article", "document/newspaper": "article", "document/journal": "article",
    "document/periodical": "article",
}  # fmt: skip
_OLD = {"online": "misc", "report": "techreport", "legislation": "misc", "standard": "misc", "dataset": "misc",
        "video": "misc", "audio": "misc"}  # fmt: skip
_SUBTYPES = frozenset({"standard"})
"""Types that biblatex treats as `misc` (2.1.3), and that programs which do not know them leave out."""
_ISSUE_TITLE = "bibo:Issue/dcterms:title"
_EVENT = frozenset({"schema:Event/dcterms:title", "schema:Event/schema:location", "schema:Event/dcterms:date"})
_EDTF = re.compile(r"\d{4}(?:-\d\d){0,2}[~?%]?(?:/(?:\d{4}(?:-\d\d){0,2}[~?%]?|\.\.)?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Strings that every style of BibTeX defines: they stand without braces."""
_AND = re.compile(r"\band\b", re.IGNORECASE)
_DATE = Text("une date que BibLaTeX ne sait pas écrire", "a date that BibLaTeX cannot write")
_ONE_NUMBER = Text("le champ dit déjà le numéro de la revue", "the field says the number in the periodical already")
_COUNT = Text("une seule page y passerait pour un nombre de pages", "one page would be taken for a number of pages")
_NO_TITLE = Text("BibTeX n'a pas de champ pour le site", "BibTeX has no field for the site")


class BiblatexWriter(TextEntryWriter):
    """Writes BibLaTeX in UTF-8."""

    carries = (
        COMMON
        | _EVENT
        | {_ISSUE_TITLE, "bibl:hasOtherAuthors", *(f"prov:qualifiedAttribution/{role}" for role in ROLES_WRITTEN)}
    )
    _encode: Callable[[str], str] = staticmethod(escaped)

    def record(self, catalogued: Catalogued, job: Job) -> str:
        """Return one entry, a line a field."""
        kind = self._kind(catalogued.entry, job.losses)
        fields = [
            f"  {name:<13} = {value if name == 'month' else f'{{{value}}}'}"
            for name, said in self._fields(catalogued, kind, job.losses)
            if (value := clean(said or ""))
        ]
        name = "misc" if kind in _SUBTYPES else kind
        return f"@{name}{{{key_of(catalogued)},\n" + ",\n".join(fields) + "\n}\n\n"

    def _kind(self, entry: Entry, losses: Losses) -> str:
        return type_of(entry, _TYPES, BIBTEX, losses)

    def _fields(self, catalogued: Catalogued, kind: str, losses: Losses) -> Fields:
        entry, citation, encode = catalogued.entry, catalogued.entry.citation, self._encode
        yield from people(entry, encode, losses)
        yield "title", self._title(entry)
        yield from ((name, encode(value or "")) for name, value in self._container(citation, kind, losses))
        yield from self._dates(citation, losses)
        is_thesis = kind in ("phdthesis", "mastersthesis")
        publisher = publisher_said(entry, losses)
        name = "institution" if is_thesis or kind in ("report", "techreport") else "publisher"
        yield ("school" if is_thesis and self._is_old() else name), self._one_of_a_list(publisher or "")
        yield self._places(entry, losses)
        yield "type", encode(citation.degree or "") if is_thesis else None
        yield "edition", encode(citation.edition or "")
        yield "pages", encode(_pages(citation, kind, losses) or "")
        yield "pagetotal", encode(citation.extent or "")
        yield "isbn", " ".join(isbns_of(entry, BIBTEX[kind]))
        yield "issn", citation.periodical.issn if citation.periodical else None
        yield "doi", doi_of(entry, losses)
        yield "url", first_of((link.url for link in entry.links if link.url), "schema:url", losses)
        yield "keywords", encode(keywords_joined(catalogued, ", ", losses))
        yield "entrysubtype", kind if kind in _SUBTYPES else None
        yield "langid", None if self._is_old() else language_name(entry.language)
        yield "language", language_name(entry.language)  # what programs read that do not typeset
        yield "abstract", encode(entry.annotation or "")

    def _title(self, entry: Entry) -> str:
        return self._encode(entry.title)

    def _places(self, entry: Entry, losses: Losses) -> tuple[str, str]:
        """Return the places as the list that they are in BibLaTeX: `and` parts them, one that has it is in braces."""
        places_joined(entry, losses)
        return "location", " and ".join(map(self._one_of_a_list, entry.citation.places))

    def _one_of_a_list(self, said: str) -> str:
        """Return one value of a list of BibLaTeX: in braces where `and` would part it."""
        return f"{{{self._encode(said)}}}" if _AND.search(said) else self._encode(said)

    def _is_old(self) -> bool:
        return False

    def _container(self, citation: Citation, kind: str, losses: Losses) -> Fields:
        yield "journaltitle", citation.periodical.title if citation.periodical else None
        yield "booktitle", citation.host.title if citation.host and BIBTEX[kind].may_have_host else None
        yield from _numbers(citation, losses)
        yield "issuetitle", citation.issue.title if citation.issue else None
        if citation.event:
            yield "eventtitle", citation.event.title
            yield "venue", citation.event.place

    def _dates(self, citation: Citation, losses: Losses) -> Fields:
        yield "date", _edtf(citation.issued, "dcterms:date", losses)
        yield "urldate", _edtf(citation.accessed, "fabio:hasAccessDate", losses)
        if citation.event:
            yield "eventdate", _edtf(citation.event.date, "schema:Event/dcterms:date", losses)


class BibtexWriter(BiblatexWriter):
    """Writes BibTeX in ASCII, but for letters that its commands do not know."""

    carries = BiblatexWriter.carries - _EVENT - {_ISSUE_TITLE, "fabio:hasAccessDate"}
    _encode = staticmethod(in_ascii)

    def _kind(self, entry: Entry, losses: Losses) -> str:
        found = type_of(entry, _TYPES, BIBTEX, losses)
        old = _OLD.get(found, found)
        if BIBTEX[old].name not in (entry.kind, BIBTEX[found].name):
            losses.lose("dcterms:type", entry.kind)
        return old

    def _title(self, entry: Entry) -> str:
        """Return the title; one in braces keeps its capitals.

        Styles of BibTeX write titles in small letters, whatever their language: that is for English ones.
        """
        title = self._encode(entry.title)
        is_kept = entry.language.partition("-")[0] != "en" and entry.title[1:] != entry.title[1:].lower()
        return f"{{{title}}}" if is_kept else title

    def _places(self, entry: Entry, losses: Losses) -> tuple[str, str]:
        return "address", self._encode(places_joined(entry, losses))

    def _is_old(self) -> bool:
        return True

    def _container(self, citation: Citation, kind: str, losses: Losses) -> Fields:
        if citation.periodical and kind == "misc":
            losses.lose("bibo:Website/dcterms:title", citation.periodical.title, _NO_TITLE)
            if citation.periodical.issn:
                losses.lose("bibo:Website/bibo:issn", citation.periodical.issn, _NO_TITLE)
        elif citation.periodical:
            yield "journal", citation.periodical.title
        yield "booktitle", citation.host.title if citation.host and BIBTEX[kind].may_have_host else None
        yield from _numbers(citation, losses)

    def _dates(self, citation: Citation, losses: Losses) -> Fields:
        date = simple_date(citation.issued, "dcterms:date", losses)
        if date:
            yield "year", date.year
            yield "month", _MONTHS[int(date.month) - 1] if date.month else None
            if date.day:
                losses.lose("dcterms:date", "-".join(date), Text("BibTeX n'a pas de jour", "BibTeX has no day"))


def _pages(citation: Citation, kind: str, losses: Losses) -> str | None:
    """Return the pages; one number of a whole document would be read as how many it has."""
    pages = citation.pages.verbatim if citation.pages else None
    if pages and pages.isdecimal() and not citation.extent and BIBTEX[kind].name in COUNTED:
        losses.lose("bibo:pages", pages, _COUNT)
        return None
    return pages


def _numbers(citation: Citation, losses: Losses) -> Fields:
    """Yield volume, number and series; there is one field for the number in a periodical and that in a series."""
    issue, series = citation.issue, citation.series
    if issue:
        yield "volume", issue.volume
        yield "number", issue.number
    if series:
        yield "series", series.title
        if issue and issue.number and series.number:
            losses.lose("bibo:number", series.number, _ONE_NUMBER)
        else:
            yield "number", series.number


def _edtf(date: DateStatement | None, path: str, losses: Losses) -> str | None:
    if date is None:
        return None
    if date.edtf and _EDTF.fullmatch(date.edtf):
        return date.edtf
    losses.lose(path, date.edtf or date.verbatim, _DATE)
    return date.sortable[0][:4] if date.sortable else None
