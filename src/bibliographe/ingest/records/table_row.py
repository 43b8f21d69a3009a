"""One row of a table as an entry: its cells by the fields that they hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.citation.standalone import parse_kind_line
from bibliographe.ingest.records.fields import Field, Fields, parted, split_keywords, untitled
from bibliographe.ingest.records.identifiers import bare_doi, numbers_in
from bibliographe.ingest.records.kinds import ENGLISH, Kind
from bibliographe.ingest.records.labels import concept_called
from bibliographe.ingest.records.languages import UNKNOWN
from bibliographe.ingest.records.names import agent_named
from bibliographe.ingest.records.parts import (
    host_called,
    identifiers_of,
    pages_said,
    periodical_called,
    whole_title,
)
from bibliographe.model.entry import Citation, ContentsLine, Contribution, Entry, Issue, Periodical, Reading, Series
from bibliographe.model.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.model.entry import Agent, Reject, Span

LINE_SIGN = " ¶ "
"""What stands for a line end inside a cell where a row is a line."""
_NO_FORMULA = re.compile(r"^'(?=[=+@-])")
_ROLES = {"author": "author", "editor": "editor", "translator": "translator"}
_BRACKETS = re.compile(r"\s*\[([^\[\]]*)\]")
"""What OpenCitations writes behind names and titles: `[issn:0003-7028]`."""
_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the words of `magazineArticle`, as Zotero writes types."""
_TOPIC_SIGNS = re.compile(r"\s*(?:>|›|/)\s*")
_KINDS_OF_PERIODICALS = {"press-article": "newspaper", "web-article": "website", "webpage": "website"}


def _cleaned(field: str | None, cell: str) -> str:
    """Return what a cell says, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    cell = _NO_FORMULA.sub("", cell)
    if field == "contents":
        return "\n".join(line.rstrip() for line in re.split(rf"\n|{LINE_SIGN}", cell) if line.strip())
    return clean(cell)


class RowReader:
    """Reads one row."""

    def __init__(self, headings: list[str], known: list[str | None], row: list[str], span: Span, position: int) -> None:
        self.span, self.position, self.has_sites = span, position, "website" in known
        cells = [
            (heading, field, _cleaned(field, cell)) for heading, field, cell in zip(headings, known, row, strict=False)
        ]
        self.cells = {field: cell for _heading, field, cell in cells if field}
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
        contributions += tuple(self._contributors())
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
            contents=_contents(fields.take("contents")),
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
            kind = "book" if kind == "document" and "isbn" in fields else kind
        container = _KINDS_OF_PERIODICALS.get(kind, "periodical")
        # Where sites have a column of their own, what stands in that of periodicals is none.
        return Kind(kind, "periodical" if container == "website" and self.has_sites else container)  # type: ignore[arg-type]

    def _agents(self, field: str) -> list[Agent]:
        said = self._bare(field, " ; ".join(self.fields.take_all(field)))
        return [agent for name in re.split(r"\s*[;|\n]\s*", said) if (agent := agent_named(name))]

    def _contributors(self) -> Iterator[Contribution]:
        """Yield those of a column whose names have their role in brackets behind them."""
        for said in parted(" ; ".join(self.fields.take_all("contributor"))):
            name, _, label = said.rstrip(")").rpartition("(") if said.endswith(")") else (said, "", "")
            role = concept_called("roles", label) if label else None
            agent = agent_named(name if role else said)
            if agent:
                yield Contribution(agent, role or "contributor")

    def _bare(self, field: str, said: str) -> str:
        """Return a name or names without what stands in brackets behind them, which has no place."""
        for behind in _BRACKETS.findall(said):
            self.fields.leave(f"{field}[]", behind)
        return _BRACKETS.sub("", said)

    def _citation(self, kind: Kind) -> Citation:
        fields = self.fields
        issued = fields.date("date")
        isbns, issns = fields.numbers("isbn", "issn", "identifier")
        said = parted(self._bare("publisher", fields.take("publisher") or ""))
        bodies = tuple(map(organization, said))
        body = bodies[0] if bodies else None
        periodical = self._periodical(kind, issns, body)
        institution = fields.take("institution")
        host = host_called(None if periodical else fields.take("host"), isbns)
        volume, number = fields.take("volume"), fields.take("issue") if periodical else None
        series, pages = fields.take("series"), fields.take("pages")
        doi = bare_doi(fields.take("doi") or "") or self._doi()
        return Citation(
            publishers=() if periodical else bodies,
            institution=organization(institution) if institution else None,
            places=parted(fields.take("place")),
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
        site = self.fields.take("website")
        if site:
            return Periodical(site, "website", next(iter(issns), None))
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


def _contents(cell: str | None) -> tuple[ContentsLine, ...]:
    """Return a table of contents: a line a line, two spaces for each level."""
    lines = (cell or "").split("\n")
    return tuple(ContentsLine(clean(line), (len(line) - len(line.lstrip(" "))) // 2) for line in lines if line.strip())


def _kind_named(said: str) -> str | None:
    found = ENGLISH.get(fold(_WITHIN.sub(" ", said))) or concept_called("document-types", said)
    if found is not None:
        return found
    parsed = parse_kind_line(said)
    return parsed[0] if parsed else None
