"""Spreadsheets saved as text: CSV with commas, semicolons or tabs, a line of headings first.

Source: RFC 4180, and what spreadsheets make of it where a comma parts decimals.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.citation.standalone import parse_kind_line
from bibliographe.ingest.records.columns import fields_of, is_head
from bibliographe.ingest.records.fields import Field, Fields, split_keywords, untitled
from bibliographe.ingest.records.identifiers import bare_doi, numbers_in
from bibliographe.ingest.records.kinds import ENGLISH, Kind
from bibliographe.ingest.records.languages import UNKNOWN, with_languages
from bibliographe.ingest.records.names import agent_named
from bibliographe.ingest.records.parts import (
    host_called,
    identifiers_of,
    numbered,
    pages_said,
    periodical_called,
    whole_title,
)
from bibliographe.ingest.source import SIZE_LIMIT
from bibliographe.model.entry import (
    Citation,
    Contribution,
    Entry,
    Furniture,
    Issue,
    Periodical,
    Reading,
    Reject,
    Series,
    Span,
    Topic,
)
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Agent, Item

_SIGNS = (",", ";", "\t", "|")
_LONGEST_HEAD = 20_000
csv.field_size_limit(SIZE_LIMIT)  # of the whole process: a cell may be as long as a file
_ROLES = {"author": "author", "editor": "editor", "translator": "translator"}
_BRACKETS = re.compile(r"\s*\[([^\[\]]*)\]")
"""What OpenCitations writes behind names and titles: `[issn:0003-7028]`."""
_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the words of `magazineArticle`, as Zotero writes types."""
_TOPIC_SIGNS = re.compile(r"\s*(?:>|›|/)\s*")
_KINDS_OF_PERIODICALS = {"press-article": "newspaper", "web-article": "website", "webpage": "website"}


class CsvReader:
    """Reads CSV."""

    extensions = (".csv", ".tsv")

    def recognises(self, source: Source) -> float:
        """Return how surely a text is a table: by its line of headings."""
        first = _first_line(source)
        if len(first) > _LONGEST_HEAD:
            return 0.0
        head = next(csv.reader([first], delimiter=_sign(first)), [])
        if is_head(head):
            return 0.9
        return 0.4 if source.extension in self.extensions and len(head) > 1 else 0.0

    def read(self, source: Source) -> Iterator[Item]:
        """Yield the topics that the table names, and an entry for each row; one without a title is a reject."""
        yield from with_languages(_items(source))


def _first_line(source: Source) -> str:
    return next((line for line in source.lines if line.strip()), "")


def _sign(line: str) -> str:
    """Return the sign that parts columns: the one that most often stands outside of quotation marks."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_SIGNS, key=bare.count)


def _rows(source: Source) -> Iterator[tuple[list[str], Span]]:
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=_sign(_first_line(source)))
    begins = 1
    for row in reader:
        if any(map(str.strip, row)):
            yield row, Span(begins, reader.line_num)
        begins = reader.line_num + 1


def _items(source: Source) -> Iterator[Item]:
    rows = _rows(source)
    headings, span = next(rows)
    known = fields_of(headings, source.mapping)
    if "title" not in known:
        yield Reject(
            span,
            ", ".join(headings),
            Text("aucune colonne ne dit le titre", "no column holds the title"),
            Text(
                "nommez-la « Titre » dans la première ligne, ou donnez un fichier de correspondance avec --mapping",
                "call it 'Title' in the first line, or give a mapping file with --mapping",
            ),
        )
        return
    yield Furniture(Reading("head", span, ", ".join(headings)))
    topics: dict[tuple[str, ...], Topic] = {}
    for found in numbered(rows, lambda row, number: _RowReader(headings, known, *row, number).item()):
        if isinstance(found, Entry) and found.topic:
            for depth in range(1, len(found.topic) + 1):
                path = found.topic[:depth]
                if path not in topics:
                    topics[path] = Topic(path, position=len(topics) + 1, span=found.span)
                    yield topics[path]
        yield found


class _RowReader:
    """Reads one row."""

    def __init__(self, headings: list[str], known: list[str | None], row: list[str], span: Span, position: int) -> None:
        self.span, self.position = span, position
        cells = [(heading, field, clean(cell)) for heading, field, cell in zip(headings, known, row, strict=False)]
        cells += [(f"+{at}", None, clean(cell)) for at, cell in enumerate(row[len(headings) :], start=1)]
        self.fields = Fields((Field(field or heading, cell, span) for heading, field, cell in cells), span)
        if any(cell for heading, _, cell in cells[len(headings) :]):
            message = Text(
                "la ligne a plus de cases que de colonnes : un texte contient-il le séparateur sans guillemets ?",
                "the row has more cells than columns: does a text hold the separator without quotation marks?",
            )
            self.fields.doubt("record", message)
        self.printed = "\n".join(f"{heading}: {cell}" for heading, field, cell in cells if cell and field != "abstract")

    def item(self) -> Entry | Reject:
        """Return the entry, or why there is none."""
        fields = self.fields
        title = whole_title(fields.take("title"), fields.take("subtitle"))
        if title is None:
            remedy = Text("remplissez la colonne du titre", "fill in the column of the title")
            return untitled(self.span, self.printed, Text("de tableau", "spreadsheet"), remedy)
        kind = self._kind()
        contributions = tuple(
            Contribution(agent, role) for field, role in _ROLES.items() for agent in self._agents(field)
        )
        citation = self._citation(kind)
        topic = tuple(filter(None, _TOPIC_SIGNS.split(fields.take("topic") or "")))
        return Entry(
            title=title,
            kind=kind.name,
            position=self.position,
            span=self.span,
            text=self.printed,
            language=fields.language("language") or UNKNOWN,
            contributions=contributions,
            citation=citation,
            topic=topic or None,
            keywords=split_keywords(fields.take("keyword")),
            annotation=fields.take("abstract"),
            links=fields.links("url"),
            readings=(Reading("citation", self.span, self.printed),),
            doubts=tuple(fields.doubts),
            key=fields.key("identifier"),
            unread=fields.unread(),
        )

    def _kind(self) -> Kind:
        """Return the kind that the column says, in French or English, else what the columns that are filled in tell."""
        fields, said = self.fields, self.fields.take("type")
        kind = _kind_named(said) if said else None
        if said and kind is None:
            fields.give_back("type")
            fields.doubt("kind", Text(f"type inconnu : « {said} »", f"unknown type: '{said}'"))
        if kind is None:
            kind = "article" if "periodical" in fields else "chapter" if "host" in fields else "document"
        if kind == "document" and "isbn" in fields:
            kind = "book"
        return Kind(kind, _KINDS_OF_PERIODICALS.get(kind, "periodical"))  # type: ignore[arg-type]

    def _agents(self, field: str) -> list[Agent]:
        said = self._bare(field, " ; ".join(self.fields.take_all(field)))
        return [agent for name in re.split(r"\s*[;|\n]\s*", said) if (agent := agent_named(name))]

    def _bare(self, field: str, said: str) -> str:
        """Return a name or names without what stands in brackets behind them, which has no place."""
        for behind in _BRACKETS.findall(said):
            self.fields.leave(f"{field}[]", behind)
        return _BRACKETS.sub("", said)

    def _citation(self, kind: Kind) -> Citation:
        fields = self.fields
        issued = fields.date("date")
        isbns, issns = fields.numbers("isbn", "issn", "identifier")
        said = fields.take("publisher")
        body = organization(self._bare("publisher", said)) if said else None
        periodical = self._periodical(kind, issns, body)
        institution = fields.take("institution")
        host = host_called(None if periodical else fields.take("host"), isbns)
        volume, number = fields.take("volume"), fields.take("issue") if periodical else None
        series, pages = fields.take("series"), fields.take("pages")
        doi = bare_doi(fields.take("doi") or "") or self._doi()
        place = fields.take("place")
        return Citation(
            publishers=(body,) if body and not periodical else (),
            institution=organization(institution) if institution else None,
            places=(place,) if place else (),
            periodical=periodical,
            issue=Issue(number, volume, issued) if periodical and (number or volume) else None,
            series=Series(series, fields.take("series-number") or volume) if series else None,
            issued=issued,
            accessed=fields.date("accessed"),
            pages=pages_said(pages),
            extent=fields.take("extent"),
            edition=fields.take("edition"),
            identifiers=identifiers_of(() if host else isbns, doi),
            degree=fields.take("degree"),
            form="record",
            host=host,
        )

    def _periodical(self, kind: Kind, issns: list[str], publisher: Agent | None) -> Periodical | None:
        said = self.fields.take("periodical")
        if not said or kind.container is None:
            return None
        behind = numbers_in(_BRACKETS.findall(said))[1]
        return periodical_called(_BRACKETS.sub("", said), kind, [*issns, *behind], publisher)

    def _doi(self) -> str | None:
        """Return the DOI of a column of identifiers."""
        for field in self.fields.named("identifier"):
            doi = bare_doi(field.value)
            if doi:
                self.fields.use([field])
                return doi
        return None


def _kind_named(said: str) -> str | None:
    found = ENGLISH.get(fold(_WITHIN.sub(" ", said)))
    if found is not None:
        return found
    parsed = parse_kind_line(said)
    return parsed[0] if parsed else None
