"""What of an entry came back from a format, in the words that a loss report uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.export.records.facts import NEAREST
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from bibliographe.export.records import Catalogued
    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Entry

Values = dict[str, list[str]]
EDITOR = "prov:qualifiedAttribution/editor"


def facts(entry: Entry) -> Values:
    """Return what an entry says by the path of each property, without what is empty."""
    citation = entry.citation
    publishers = [*(one.name for one in citation.publishers)]
    if citation.institution:
        publishers.append(citation.institution.name)
    found: dict[str, list[str | None]] = {
        "dcterms:title": [entry.title],
        "dcterms:type": [entry.kind],
        "dcterms:language": [entry.language.partition("-")[0]],
        "bibl:hasOtherAuthors": ["true"] if entry.others else [],
        "dcterms:publisher": list(publishers),
        "bibl:placeOfPublication": list(citation.places),
        "dcterms:date": [_edtf(citation.issued)],
        "fabio:hasAccessDate": [_edtf(citation.accessed)],
        "bibo:pages": [citation.pages.verbatim.replace("–", "-") if citation.pages else None],
        "bibo:numPages": [citation.extent],
        "bibo:edition": [citation.edition],
        "bibl:degreeStatement": [citation.degree],
        "bibl:mediumStatement": [citation.medium],
        "bibo:isbn13": sorted(value.replace("-", "") for key, value in citation.identifiers if key == "isbn"),
        "bibo:doi": sorted(value for key, value in citation.identifiers if key == "doi"),
        "schema:url": sorted(link.url for link in entry.links if link.url),
        "schema:keywords": sorted({*entry.keywords}),
        "dcterms:abstract": [entry.annotation],
    }
    for one in entry.contributions:
        path = "dcterms:creator" if one.role == "author" else f"prov:qualifiedAttribution/{one.role}"
        found.setdefault(path, []).append(one.agent.name)
    _add_containers(found, entry)
    return {path: [clean(value) for value in values if value] for path, values in found.items() if any(values)}


def differences(given: Catalogued, found: Entry) -> dict[str, tuple[list[str], list[str]]]:
    """Return what came back otherwise, by path: what was given and what was found."""
    before, after = facts(given.entry), facts(found)
    _take_out_led(given.entry, before, after)
    topics = {clean(topic.label) for topic in given.topics}
    keywords, read = set(before.get("schema:keywords", [])), set(after.get("schema:keywords", []))
    own = {clean(found.topic[-1])} if found.topic else set()
    if topics:  # formats without topics have them as keywords
        before["dcterms:subject"] = sorted(topics)
        after["dcterms:subject"] = sorted(topics & (read | own))
        pieces = {clean(piece) for topic in topics for piece in re.split("[,;]", topic)}
        pieces |= {topic.replace(";", ",") for topic in topics} | topics
        after["schema:keywords"] = sorted(read - (pieces - keywords))
    return {
        path: (before.get(path, []), after.get(path, []))
        for path in sorted({*before, *after})
        if before.get(path, []) != after.get(path, [])
        and (path in before or not path.endswith("date"))  # a wording that a reader understands is no loss
    }


def _take_out_led(given: Entry, before: Values, after: Values) -> None:
    """Take out the editors who were given with a role that is near: that it was lost is told under that role."""
    led = {clean(one.agent.name) for one in given.contributions if one.role in NEAREST}
    known = before.get(EDITOR, [])
    after[EDITOR] = [name for name in after.get(EDITOR, []) if name in known or name not in led]
    if not after[EDITOR]:
        del after[EDITOR]


def _add_containers(found: dict[str, list[str | None]], entry: Entry) -> None:
    citation = entry.citation
    if citation.periodical:
        name = "bibo:Website" if citation.periodical.kind == "website" else "bibo:Periodical"
        found[f"{name}/dcterms:title"] = [citation.periodical.title]
        found[f"{name}/bibo:issn"] = [citation.periodical.issn]
        if name == "bibo:Periodical":
            found[f"{name}/rdf:type"] = [citation.periodical.kind]
    if citation.issue:
        found |= {"bibo:Issue/bibo:issue": [citation.issue.number], "bibo:Issue/bibo:volume": [citation.issue.volume]}
    if citation.series:
        found |= {"bibo:Series/dcterms:title": [citation.series.title], "bibo:number": [citation.series.number]}
    if citation.host:
        found["bibo:EditedBook/dcterms:title"] = [citation.host.title]
        found["bibo:EditedBook/bibo:isbn13"] = sorted(
            value.replace("-", "") for key, value in citation.host.identifiers if key == "isbn"
        )
    if citation.event:
        found |= {
            "schema:Event/dcterms:title": [citation.event.title],
            "schema:Event/schema:location": [citation.event.place],
            "schema:Event/dcterms:date": [_edtf(citation.event.date)],
        }


def _edtf(date: DateStatement | None) -> str | None:
    return date.edtf or None if date else None
