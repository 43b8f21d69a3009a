"""Builds entries from their divisions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bibliographe.ingest.document import evidence, shelf_marks
from bibliographe.ingest.document.doubts import NO_CITATION, SOURCE_ONLY, citation_doubts, text_doubts
from bibliographe.ingest.document.head import Head
from bibliographe.ingest.document.headline import Headline, read_head
from bibliographe.ingest.document.interviews import interviewee
from bibliographe.ingest.document.kinds import Evidence, decide
from bibliographe.ingest.document.links import addresses, link_lines, target
from bibliographe.ingest.document.mentions import read_mentions
from bibliographe.ingest.document.readings import readings_of
from bibliographe.ingest.document.sources import cited_sources
from bibliographe.ingest.document.tail import Tail, annotation_text, contents_depth, numbered_title, read_tail
from bibliographe.ingest.document.units import joined_runs, joined_text, span_of
from bibliographe.ingest.title_languages import language_of
from bibliographe.model.entry import Citation, ContentsLine, Contribution, Doubt, Entry, Link
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.ingest.document.divisions import Division, Document
    from bibliographe.ingest.document.units import Unit
    from bibliographe.model.entry import Reading, Span


class EntryBuilder:
    """Builds the entries of one document, in its order."""

    def __init__(self, document: Document, language: str) -> None:
        """Start counting; `language` is the selection's own."""
        self._document = document
        self._language = language
        self._position = 0
        self._number = 0
        self._shelf_marks = shelf_marks.are_printed(_titles(document))

    def build(self, division: Division, topic: tuple[str, ...] | None) -> tuple[Entry, Tail]:
        """Return the entry of a division, and its lines by what they are."""
        head = division.head or Head(None, division.title)
        units = self._document.units
        headline = read_head(head, units)
        tail = read_tail(
            division.body,
            self._document.marks,
            units[head.last],
            people_known=bool(head.people),
            whole=head.anchor is not None and head.anchor.reference is not None,
            early=head.early,
        )
        self._complete_citation(headline, head, tail)
        remark = head.anchor.reference.remark if head.anchor and head.anchor.reference else ""
        annotation = "\n\n".join(filter(None, (remark, annotation_text(tail)))) or None
        title = self._without_number(headline.title)
        title = shelf_marks.without(title) if self._shelf_marks else title
        links = _links(_cited_lines(head, units), tail, headline.citation)
        span = span_of(_units_of(head, tail, units))
        mentions, mention_doubts = read_mentions(tail.annotation)
        self._position += 1
        contents = _contents(tail)
        kind_line = next((line for unit in (*head.kind, *tail.kind) if (line := evidence.kind_line(unit.text))), None)
        readings = tuple(_apart(remark, _readings(head, tail, units)))
        contributions = _contributions(headline, [*head.kind, *tail.kind], tail.people, title)
        citation = _with_access(_with_identifiers(headline.citation, tail), tail)
        entry = Entry(
            title=title,
            kind=decide(
                Evidence(
                    title=title,
                    citation=citation,
                    annotation=annotation or "",
                    link=" ; ".join(link.label for link in links if link.label != link.url),
                    announced=joined_text(tail.contents_heading) if tail.contents_heading else "",
                    people=_people_as_printed(head, tail, units),
                    roles=tuple(one.role for one in contributions),
                    kind_line=kind_line[0] if kind_line else None,
                    has_contents=bool(contents),
                    signed=any(one.role == "author" and one.agent.kind == "person" for one in contributions),
                )
            ),
            position=self._position,
            span=span,
            text="\n".join(reading.text for reading in readings if reading.role != "annotation"),
            language=language_of(title, self._language),
            contributions=contributions,
            others=headline.others
            or any(found.others for unit in tail.people if (found := evidence.people(unit.text))),
            citation=citation,
            topic=topic,
            annotation=annotation,
            contents=contents,
            links=links,
            mentions=mentions,
            readings=readings,
            doubts=_placed(
                (
                    *headline.doubts,
                    *citation_doubts(headline.citation, headline.score, span_of(_cited(head, tail, units))),
                    *text_doubts(title, annotation, tail, span),
                    *mention_doubts,
                ),
                span,
            ),
        )
        return entry, tail

    def _without_number(self, title: str) -> str:
        """Return a title without the number that the house counts its entries with."""
        numbered = numbered_title(title)
        if numbered is None or numbered[0] not in (1, self._number + 1):
            return title
        self._number = numbered[0]
        return numbered[1]

    @staticmethod
    def _complete_citation(headline: Headline, head: Head, tail: Tail) -> None:
        """Take the citation from a `Source :` line when there is no other."""
        if head.anchor is not None:
            return
        if not tail.sources:
            headline.doubts.append(Doubt("citation", NO_CITATION))
            return
        headline.doubts.append(Doubt("citation", SOURCE_ONLY, tail.sources[0].span))
        headline.citation = cited_sources(tail.sources)[0].citation


def _titles(document: Document) -> Iterator[str]:
    """Yield the titles of a document as printed."""
    for division in document.divisions:
        head = division.head
        if head and head.anchor and head.anchor.reference:
            yield head.anchor.reference.title
        elif head and head.title:
            yield joined_text(head.title)


def _cited(head: Head, tail: Tail, units: Sequence[Unit]) -> Sequence[Unit]:
    if head.anchor:
        return units[head.anchor.first : head.anchor.last + 1]
    return tail.sources[:1] or head.title


def _units_of(head: Head, tail: Tail, units: Sequence[Unit]) -> list[Unit]:
    """Return all lines of an entry, page furniture and what is astray apart, in order."""
    own = [unit for _, part in _parts(head, tail, units) for unit in part]
    return sorted(own, key=lambda unit: unit.number)


def _parts(head: Head, tail: Tail, units: Sequence[Unit]) -> list[tuple[str, list[Unit]]]:
    cited = list(units[head.anchor.first : head.anchor.last + 1]) if head.anchor else []
    return [
        ("title", head.title),
        ("people", [*head.people, *tail.people]),
        ("kind", [*head.kind, *tail.kind]),
        ("citation", cited),
        ("identifier", [*tail.identifiers, *tail.shelf]),
        ("source", tail.sources),
        ("annotation", [unit for paragraph in tail.annotation for unit in paragraph]),
        ("contents-heading", tail.contents_heading),
        ("contents", [unit for paragraph in tail.contents for unit in paragraph]),
        ("link", tail.links),
    ]


def _people_as_printed(head: Head, tail: Tail, units: Sequence[Unit]) -> str:
    """Return the lines that name people: with the title, between title and citation, after it."""
    cited = units[head.anchor.first : head.anchor.last + 1] if head.anchor and head.anchor.reference else ()
    return " ; ".join(unit.text for unit in (*head.people, *tail.people, *cited))


def _readings(head: Head, tail: Tail, units: Sequence[Unit]) -> tuple[Reading, ...]:
    return readings_of(_parts(head, tail, units))


def _apart(remark: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield readings with the annotation that stands in the reference's own paragraph apart from it."""
    for reading in readings:
        if remark and reading.role == "citation" and reading.text.endswith(remark):
            yield reading._replace(text=reading.text.removesuffix(remark).rstrip())
            yield reading._replace(role="annotation", text=remark)
        else:
            yield reading


def _placed(doubts: Sequence[Doubt], span: Span) -> tuple[Doubt, ...]:
    """Return each doubt once, with the entry's lines where it names none."""
    return tuple(dict.fromkeys(doubt if doubt.span else replace(doubt, span=span) for doubt in doubts))


def _contents(tail: Tail) -> tuple[ContentsLine, ...]:
    lines = [ContentsLine(clean(text)) for text in tail.inline_contents]
    depths = contents_depth(tail.contents) if tail.contents else []
    for paragraph, depth in zip(tail.contents, depths, strict=True):
        url = next((found for run in joined_runs(paragraph) if (found := target(run.url))), None)
        lines.append(ContentsLine(joined_text(paragraph), depth, url))
    return tuple(lines)


def _cited_lines(head: Head, units: Sequence[Unit]) -> list[Unit]:
    """Return the lines of a head that may hold a link: its title, and a whole reference."""
    cited = units[head.anchor.first : head.anchor.last + 1] if head.anchor else ()
    return [*head.title, *head.people, *cited]


def _links(lines: Sequence[Unit], tail: Tail, citation: Citation) -> tuple[Link, ...]:
    """Return the links of a title or a reference that lead somewhere, those of link lines, and bare addresses."""
    links: list[Link] = []
    for run in joined_runs(lines):
        url = target(run.url)
        if url:
            links.append(Link(clean(run.text), url))
    for unit in tail.links:
        links.extend(link_lines(unit))
    known = {link.url for link in links}
    for unit in tail.identifiers:
        pairs = evidence.identifiers(unit.text)
        links.extend(
            Link(value, target(value) or value) for key, value in pairs if key == "url" and target(value) not in known
        )
    for key, value in citation.identifiers:
        url = (target(value) or value) if key == "url" else None
        if url and url not in known:
            links.append(Link(value, url))
    if not links:
        # The address of a whole site is its name in the citation, and still leads there.
        links.extend(Link(value, value) for unit in lines for value in addresses(unit.text))
    return tuple(dict.fromkeys(links))


def _with_identifiers(citation: Citation, tail: Tail) -> Citation:
    """Add the identifiers of lines of their own; an ISSN is the periodical's, an address is a link."""
    pairs = dict(citation.identifiers)
    for unit in tail.identifiers:
        for key, value in evidence.identifiers(unit.text):
            pairs.setdefault(key, value)
    pairs.pop("url", None)
    periodical = citation.periodical
    if periodical and "issn" in pairs:
        issn = pairs.pop("issn")
        citation = replace(citation, periodical=replace(periodical, issn=periodical.issn or issn))
    return replace(citation, identifiers=tuple(pairs.items()))


def _with_access(citation: Citation, tail: Tail) -> Citation:
    """Add when a document was looked at, as the line of its address says: `Disponible sur : … [consulté le …]`."""
    lines = [] if citation.accessed else [*tail.links, *tail.identifiers]
    read = (evidence.citation(unit.text) for unit in lines if " " in unit.text)
    accessed = next((found.citation.accessed for found in read if found and found.citation.accessed), None)
    return replace(citation, accessed=accessed) if accessed else citation


def _contributions(
    headline: Headline, kind: Sequence[Unit], people: Sequence[Unit], title: str
) -> tuple[Contribution, ...]:
    """Return who contributed: as the head says, as lines of kind and of people say, as the title says."""
    contributions = list(headline.contributions)
    for unit in kind:
        said = evidence.kind_line(unit.text)
        contributions.extend([Contribution(said[1], "producer")] if said and said[1] else [])
        named = evidence.people(unit.text.partition(", ")[2])
        contributions.extend(named.contributions if named else ())
    for unit in people:
        found = evidence.people(unit.text)
        contributions.extend(found.contributions if found else ())
    answers = interviewee(title)
    if answers and answers.agent.name not in {one.agent.name for one in contributions}:
        contributions.append(answers)
    return tuple(dict.fromkeys(contributions))
