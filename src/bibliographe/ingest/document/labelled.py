"""Records printed field by field, as databases export them: `Titre : …`, `Auteur : …`, `Éditeur : …`, `Date : …`."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.ingest.citation import ParsedCitation, ParsedReference, parse_date
from bibliographe.ingest.document import evidence
from bibliographe.ingest.document.fields import field_named
from bibliographe.ingest.document.units import by_block
from bibliographe.model.entry import Citation
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bibliographe.ingest.citation import ParsedPeople
    from bibliographe.ingest.document.units import Unit

_LABEL = re.compile(r"(?P<label>[^:]{1,40}?)\s*:\s*(?P<value>\S.*)")
_YEAR = re.compile(r",\s.*\b(?:1[5-9]|20)\d\d\b")
_LEAST_FIELDS = 3
_APART = frozenset({"ADDRESS", "ACCESSED", "COMMENT", "ISBN", "DOI"})
"""Fields that have lines of their own in an entry: its link, its identifiers and its annotation."""
_TELLING = frozenset({"PUBLISHER", "PERIODICAL", "DATE"})
_ENOUGH = frozenset({"TITLE", "PERIODICAL"})
"""What makes a record be it all that there is."""


class Record(NamedTuple):
    """Units `first` to `last` state these fields; `reference` has no title where the title stands above them."""

    first: int
    last: int
    reference: ParsedReference


def find_records(units: Sequence[Unit], marks: Sequence[str]) -> list[Record]:
    """Return the records of a document, in order."""
    records = list(_guide_entries(units, marks))
    for lines in _groups(units):
        fields = {name: value for _, name, value in lines}
        telling = len(fields) >= _LEAST_FIELDS or _cites_whole(fields)
        if not fields.keys() >= _ENOUGH and (not telling or not _TELLING & fields.keys()):
            continue
        parsed = _citation(fields)
        if parsed:
            people = evidence.people(fields["PEOPLE"]) if "PEOPLE" in fields else None
            reference = ParsedReference(clean(fields.get("TITLE", "")), _listed(people, fields), parsed)
            records.append(Record(lines[0][0], lines[-1][0], reference))
    return records


def _guide_entries(units: Sequence[Unit], marks: Sequence[str]) -> Iterator[Record]:
    """Yield what guides of libraries print under a title: `Call Number: …`, `ISBN: …`, `Publication Date: …`."""
    for block in by_block(units):
        lines = list(takewhile(lambda unit: marks[unit.number] in ("shelf", "identifier") or _dates(unit), block[1:]))
        date = next((parse_date(found[1]) for unit in lines if _dates(unit) and (found := _field(unit))), None)
        set_off = bool(block[0].runs) and bool(block[0].runs[0].styles & {"bold", "link"})
        if date is None or not set_off or marks[block[0].number] not in ("", "link"):
            continue
        identifiers = tuple(pair for unit in lines for pair in evidence.identifiers(unit.text))
        citation = Citation(issued=date, identifiers=identifiers, form="imprint")
        reference = ParsedReference("", None, ParsedCitation(citation, 1.0, ()))
        yield Record(lines[0].number, lines[-1].number, reference)


def _dates(unit: Unit) -> bool:
    found = _field(unit)
    return found is not None and found[0] == "DATE"


def _cites_whole(fields: Mapping[str, str]) -> bool:
    """Return whether people are named and one field is a whole citation: `Revue : Travail, n° 3, mai 2021, p. 5-9`."""
    said = fields.get("PERIODICAL") or fields.get("PUBLISHER") or ""
    return "PEOPLE" in fields and _YEAR.search(said) is not None


def _listed(people: ParsedPeople | None, fields: Mapping[str, str]) -> ParsedPeople | None:
    """Read names separated by bars or slashes when they do not read as they stand."""
    if people is None and "PEOPLE" in fields:
        return evidence.people(re.sub(r"\s*[|/]\s*", " ; ", fields["PEOPLE"]))
    return people


def _groups(units: Sequence[Unit]) -> Iterator[list[tuple[int, str, str]]]:
    """Return the labelled lines that follow one another without saying the same field twice."""
    group: list[tuple[int, str, str]] = []
    for unit in units:
        found = _field(unit)
        adjoins = bool(group) and unit.number == group[-1][0] + 1
        repeats = found is not None and any(name == found[0] for _, name, _ in group)
        if group and (found is None or not adjoins or repeats):
            yield group
            group = []
        if found:
            group.append((unit.number, *found))
    if group:
        yield group


def _field(unit: Unit) -> tuple[str, str] | None:
    match = _LABEL.match(unit.text) if unit.kind != "rule" else None
    if match is None:
        return None
    name = field_named(match["label"])
    return (name, match["value"]) if name and name not in _APART else None


def _citation(fields: Mapping[str, str]) -> ParsedCitation | None:
    """Read the fields as the citation line that a documentalist would make of them."""
    pages = fields.get("PAGES", "")
    kind = fields.get("TYPE", "")
    if "UNIVERSITY" in fields:
        extent = f"{pages} p." if pages.isdigit() else pages
        parts = [kind or "Thèse", fields["UNIVERSITY"], fields.get("DATE", ""), extent]
        return evidence.citation(", ".join(part.strip(" .") for part in parts if part))
    if "PERIODICAL" in fields:
        issue = fields.get("ISSUE", "")
        number = f"n° {issue}" if issue[:1].isdigit() else issue
        pages = f"p. {pages}" if pages[:1].isdigit() and "p" not in pages else pages
        parts = [fields["PERIODICAL"], number, fields.get("DATE", ""), pages]
    else:
        imprint = " : ".join(filter(None, (fields.get("PLACE", ""), fields.get("PUBLISHER", ""))))
        extent = f"{pages} p." if pages.isdigit() else pages
        parts = [imprint, fields.get("DATE", ""), extent]
    series = f" ({fields['SERIES']})" if "SERIES" in fields else ""
    parsed = evidence.citation(", ".join(part.strip(" .") for part in parts if part) + series)
    if parsed and kind and parsed.citation.medium is None:
        parsed = replace(parsed, citation=replace(parsed.citation, medium=kind))
    return parsed
