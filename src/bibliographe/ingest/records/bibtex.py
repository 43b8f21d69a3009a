r"""BibTeX and BibLaTeX.

Source: btxdoc (Patashnik, 1988) for BibTeX; The biblatex Package, sections 2.1 to 2.3, for entry types, fields and
their inheritance. Nothing that TeX could do is done: `\input{…}` stays these characters.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import split_multiple_persons_names
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, ParsingFailedBlock, String
from bibtexparser.model import Entry as Block

from bibliographe.i18n import Text
from bibliographe.ingest.records.bibtex_citation import WHOLE, BibtexCitation
from bibliographe.ingest.records.bibtex_entries import RawEntry, first_lines, raw_entry, with_inherited
from bibliographe.ingest.records.bibtex_links import links_of
from bibliographe.ingest.records.bibtex_names import agent_of, rejoined
from bibliographe.ingest.records.bibtex_values import Strings, text_of
from bibliographe.ingest.records.fields import Field, Fields, split_keywords, untitled
from bibliographe.ingest.records.kinds import BIBTEX, Kind, says_less
from bibliographe.ingest.records.languages import UNKNOWN, with_languages
from bibliographe.ingest.records.parts import (
    numbered,
    whole_title,
    with_unclaimed,
)
from bibliographe.model.entry import (
    Contribution,
    Entry,
    Furniture,
    Reading,
    Reject,
    Span,
)
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Agent, Item

_HEAD = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_COMMENTS = re.compile(r"(?:\s|%[^\n]*(?:\n|$))+")
_FIELD = re.compile(r"\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
_PREFACE = 10
"""Lines before the first entry, of a file that is still one of entries."""
_FIRST_FIELD = re.compile(r"@[ \t]*[A-Za-z]+[ \t]*[{(][^={}]*=|@[ \t]*(?:string|preamble|comment)\b", re.IGNORECASE)
_ROLES = {
    "author": "author",
    "bookauthor": "contributor",
    **dict.fromkeys(("commentator", "annotator", "afterword", "holder"), "contributor"),
    "editor": "editor",
    "director": "director",
    "translator": "translator",
    "foreword": "preface-writer",
    "introduction": "preface-writer",
    "compiler": "compiler",
    "illustrator": "illustrator",
    "organizer": "organizer",
}
_EDITORS = {
    "director": "director",
    "redactor": "director",  # the editors of a series in Zotero's export
    "compiler": "compiler",
    "organizer": "organizer",
    "collaborator": "contributor",
}
_EDITOR_FIELDS = ("editor", "editora", "editorb", "editorc")
_SUBTYPES = {
    "newspaper": Kind("press-article", "newspaper"),
    "magazine": Kind("article", "magazine"),
}
"""What styles and programs part articles into: biblatex-apa, Better BibTeX, pandoc."""
_KEYWORDS = ("keywords", "keyword", "author_keywords", "keywords-plus", "subject")
"""Also those of Scopus, of the Web of Science and of BibNet."""
_DEGREES = {
    "phdthesis": "thesis",
    "Theses": "thesis",
    "candthesis": "thesis",
    "mathesis": "dissertation",
    "bathesis": "dissertation",
}
"""What biblatex (4.9.2.13) and HAL call theses: words that say the kind."""
_OTHERS = "others"
_TWICE = (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)
_WITHOUT_KEY = re.compile(
    r"(^[ \t]*@(?!string\b|preamble\b|comment\b)\w+[ \t]*[{(])(?=\s*[A-Za-z][\w-]*[ \t]*=)",
    re.IGNORECASE | re.MULTILINE,
)
"""The head of an entry without a key and its comma, as EndNote writes it."""
_PRIVATE = ("abstract",)
_WHOLE_ISSUE = "periodical"
"""The type whose `title` is the periodical, and `issuetitle` that of the issue (biblatex, 2.1.1)."""
_NO_DOCUMENTS = frozenset({"xdata", "set", "control", "ieeetranbstctl", "bibnote"})
"""Entries that hold data for others, or settings of a style (IEEEtran, REVTeX)."""
_UNREADABLE = (
    Text("une notice BibTeX illisible", "an entry of BibTeX that cannot be read"),
    Text(
        "vérifiez ses accolades, ses guillemets et les virgules entre ses champs",
        "check its braces, its quotation marks and the commas between its fields",
    ),
)


class BibtexReader:
    """Reads BibTeX and BibLaTeX."""

    extensions = (".bib", ".bibtex")

    def recognises(self, source: Source) -> float:
        """Return how surely a text has entries of BibTeX."""
        head = source.text[:100_000]
        if not _HEAD.search(head) or not _FIRST_FIELD.search(head):
            return 0.0
        comments = _COMMENTS.match(head)
        begins = _HEAD.match(head[comments.end() :] if comments else head)
        return 0.95 if source.extension in self.extensions or begins or _is_mostly_fields(head) else 0.6

    def read(self, source: Source) -> Iterator[Item]:
        """Yield an entry for each one of the file, in their order; one without a title is a reject."""
        logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would say, rejects say
        text = _WITHOUT_KEY.sub(r"\1,", source.text)
        blocks = parse_string(text, parse_stack=[]).blocks
        strings = Strings({block.key: block.value for block in blocks if isinstance(block, String)})
        read = [
            (block, first, raw_entry(entry, strings, first) if (entry := _entry_in(block)) else None)
            for block, first in zip(blocks, first_lines(blocks, text), strict=True)
        ]
        known: dict[str, RawEntry] = {}
        for block, _, raw in read:
            if raw and raw.key and isinstance(block, Block):
                known.setdefault(raw.key.casefold(), raw)
        items = with_languages(numbered(read, lambda found, number: _item(*found, known, number)))
        yield from with_unclaimed(_rejected_whole(items), source.lines, _UNREADABLE)


def _is_mostly_fields(head: str) -> bool:
    """Tell whether entries stand from the first lines on, whatever is noted before them, and not within a document."""
    lines = [line for line in head.splitlines() if line.strip()]
    begins = next((number for number, line in enumerate(lines) if _HEAD.match(line)), len(lines))
    return begins < _PREFACE and sum(bool(_FIELD.match(line)) for line in lines) * 3 > len(lines)


def _entry_in(block: object) -> Block | None:
    """Return the entry that a block is, or that one with a key or a field for the second time holds."""
    entry = block.ignore_error_block if isinstance(block, _TWICE) else block
    return entry if isinstance(entry, Block) else None


def _rejected_whole(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items; what follows an entry that cannot be read, up to the next one, is no comment but part of it."""
    broken = False
    for item in items:
        if broken and isinstance(item, Furniture):
            yield Reject(item.reading.span, item.reading.text, *_UNREADABLE)
        else:
            broken = isinstance(item, Reject) and item.reason == _UNREADABLE[0]
            yield item


def _item(block: object, first: int, raw: RawEntry | None, known: dict[str, RawEntry], position: int) -> Item:
    raw_text = getattr(block, "raw", "") or ""
    span = Span(first, first + raw_text.rstrip().count("\n"))
    if raw is not None and raw.type not in _NO_DOCUMENTS:
        reader = _EntryReader(raw, known, span, position)
        if isinstance(block, _TWICE) and (raw.key or raw.again):
            message = Text("une clé ou un champ y est deux fois", "a key or a field is in it twice")
            reader.fields.doubt("record", message)
        return reader.item()
    if isinstance(block, ParsingFailedBlock):
        return Reject(span, raw_text.strip(), *_UNREADABLE)
    return Furniture(Reading("comment", span, clean(raw_text)))


class _EntryReader:
    """Reads one entry."""

    def __init__(self, raw: RawEntry, known: dict[str, RawEntry], span: Span, position: int) -> None:
        self.raw, self.span, self.position = raw, span, position
        self.tex = with_inherited(raw, known)
        said = [Field(name, text_of(name, value), self._place(name)) for name, (value, _) in self.tex.items()]
        said += [Field(name, text_of(name, value), Span(line, line)) for name, value, line in raw.again]
        self.fields = Fields(said, span)
        self.printed = "\n".join(
            [
                f"@{raw.type} {raw.key}",
                *(f"{name}: {value}" for name, value in _lines(self.fields) if name not in _PRIVATE),
            ]
        )
        self.others = False

    def _place(self, name: str) -> Span:
        found = self.raw.fields.get(name)
        return Span(found[1], found[1]) if found else self.span

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields, kind = self.fields, self._kind()
        title = whole_title(fields.take("title"), fields.take("subtitle")) or self._title_for_parts(kind)
        within = title if self.raw.type == _WHOLE_ISSUE else None
        if within:
            title = whole_title(fields.take("issuetitle"), fields.take("issuesubtitle")) or title
        if title is None:
            remedy = Text("donnez-lui un champ « title »", "give it a field 'title'")
            return untitled(self.span, self.printed, Text("BibTeX", "BibTeX"), remedy)
        language = fields.language("langid", "language", "hyphenation") or UNKNOWN
        editors = {name: _EDITORS.get(fields.take(f"{name}type") or "", "editor") for name in _EDITOR_FIELDS}
        roles = _ROLES | editors
        contributions = tuple(Contribution(agent, role) for name, role in roles.items() for agent in self._agents(name))
        citation = BibtexCitation(fields, kind, self.raw, self.tex, within).read()
        fields.take_all("crossref", "xdata")
        return Entry(
            title=title,
            kind=kind.name,
            position=self.position,
            span=self.span,
            text=self.printed,
            language=language,
            contributions=contributions,
            others=self.others,
            citation=citation,
            keywords=self._keywords(),
            annotation=fields.take("abstract"),
            links=links_of(fields),
            readings=(Reading("citation", self.span, self.printed),),
            doubts=tuple(fields.doubts),
            unread=fields.unread(),
            key=clean(self.raw.key) or None,
        )

    def _keywords(self) -> tuple[str, ...]:
        said = self.fields.take_all(*_KEYWORDS)
        return tuple(dict.fromkeys(word for one in said for word in split_keywords(one)))

    def _title_for_parts(self, kind: Kind) -> str | None:
        """Return the title of a book that only has the one which its chapters inherit."""
        if kind.name not in WHOLE:
            return None
        return whole_title(self.fields.take("booktitle"), self.fields.take("booksubtitle"))

    def _kind(self) -> Kind:
        kind = BIBTEX.get(self.raw.type)
        known = {"misc": BIBTEX, "article": _SUBTYPES}.get(self.raw.type, {})
        subtypes = [field for field in self.fields.named("entrysubtype") if field.value.casefold() in known]
        if subtypes:
            self.fields.use(subtypes)
            return known[subtypes[0].value.casefold()]
        if kind is None:
            said = self.raw.type
            self.fields.doubt("kind", Text(f"type BibTeX inconnu : « {said} »", f"unknown BibTeX type: '{said}'"))
            kind = Kind("document")
        elif says_less(kind, self.raw.type):
            self.fields.leave("@", self.raw.type)
        if self.raw.type == "inbook" and "booktitle" not in self.fields and "maintitle" not in self.fields:
            return Kind("book")
        degrees = [field for field in self.fields.named("type") if field.value in _DEGREES]
        if kind.is_thesis and degrees:
            self.fields.use(degrees)
            return Kind(_DEGREES[degrees[0].value])
        if kind == Kind("document") and ("journal" in self.fields or "journaltitle" in self.fields):
            return Kind("document", "periodical")
        return kind

    def _agents(self, name: str) -> list[Agent]:
        said = self.tex.get(name, ("", 0))[0]
        names = split_multiple_persons_names(said) if said else []
        if names and names[-1].strip().casefold() == _OTHERS:
            self.others, names = name == "author" or self.others, names[:-1]
        found = [agent_of(one) for one in rejoined(names)]
        if all(found):
            self.fields.use(self.fields.named(name))
        return [agent for agent in found if agent]


def _lines(fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield names and values to print, a subtitle behind its title, as it is read."""
    parted = {"title": "subtitle", "booktitle": "booksubtitle"}
    for field in fields.all:
        if field.name in parted:
            below = next((other.value for other in fields.named(parted[field.name])), None)
            yield field.name, whole_title(field.value, below) or ""
        elif field.name not in parted.values():
            yield field.name, field.value
