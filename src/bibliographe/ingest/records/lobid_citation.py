"""The citation of a record of lobid.org: its imprint, what it is a part of, its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.citation.names import organization
from bibliographe.ingest.records.identifiers import bare_doi
from bibliographe.ingest.records.lobid_parts import CitedPart, date_of, each, labels, part_cited, summary, text_of
from bibliographe.ingest.records.marc.values import without_brackets
from bibliographe.ingest.records.parts import host_called, identifiers_of, pages_said
from bibliographe.model.entry import Citation, Issue, Periodical, Series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.ingest.records.kinds import Kind
    from bibliographe.ingest.records.lobid_record import LobidRecord
    from bibliographe.model.entry import Agent


def citation_of(record: LobidRecord, kind: Kind) -> Citation:
    """Return the citation of a record; what has no place in it is told to its fields."""
    fields = record.fields
    imprint, *others = [one for one in each(record.used("publication")) if isinstance(one, dict)] or [{}]
    for one in others:
        fields.leave("publication", summary(one))
    for name, value in imprint.items():
        if name not in ("dateStatement", "startDate", "endDate", "type", "location", "publishedBy"):
            fields.leave(f"publication.{name}", summary(value))
    issued = date_of(imprint)
    if issued:
        fields.check_date(issued)
    publishers = tuple(map(organization, _named(record, imprint, "publishedBy")))
    cited = _cited(record, kind)
    isbns = list(dict.fromkeys(record.texts("isbn")))
    degree = " ; ".join(record.texts("thesisInformation")) or None
    institution = publishers[0] if publishers and kind.is_thesis else None
    periodical, series = _within(record, kind, publishers, cited)
    host = host_called(cited.host if kind.container and not periodical else None, isbns)
    return Citation(
        publishers=tuple(one for one in publishers if one != institution) if not periodical else (),
        places=tuple(_named(record, imprint, "location")),
        institution=institution,
        periodical=periodical,
        issue=Issue(cited.number, cited.volume) if periodical and (cited.number or cited.volume) else None,
        series=series,
        issued=issued or cited.date,
        pages=pages_said(cited.pages),
        extent=", ".join(record.texts("extent")) or None,
        edition=", ".join(record.texts("edition")) or None,
        identifiers=identifiers_of(() if host else isbns, _doi(record)),
        medium=", ".join(labels(record.used("medium"))) or None,
        degree=degree,
        form="record",
        host=host,
    )


def _named(record: LobidRecord, imprint: dict[str, object], name: str) -> Iterator[str]:
    """Yield places or publishers, without a cataloguer's brackets."""
    for said in filter(None, map(text_of, each(imprint.get(name)))):
        found = without_brackets(said)
        if found:
            yield found
        else:
            record.fields.leave(f"publication.{name}", said)


def _doi(record: LobidRecord) -> str | None:
    found = [(said, bare_doi(said)) for said in record.texts("doi")]
    for said, _doi in [pair for pair in found if pair[1] is None] + [pair for pair in found if pair[1]][1:]:
        record.fields.leave("doi", said)
    return next((doi for _said, doi in found if doi), None)


def _cited(record: LobidRecord, kind: Kind) -> CitedPart:
    said = " ; ".join(record.texts("bibliographicCitation"))
    cited = part_cited(said)
    if said and not cited.is_whole:
        record.fields.leave("bibliographicCitation", said)
    if not kind.container and (cited.number or cited.volume):
        record.fields.leave("bibliographicCitation", said)
    return cited


def _within(
    record: LobidRecord, kind: Kind, publishers: tuple[Agent, ...], cited: CitedPart
) -> tuple[Periodical | None, Series | None]:
    """Return the periodical or the series that a record says it is a part of; further ones have no place."""
    found: list[tuple[str, str | None]] = [(label, None) for label in labels(record.used("containedIn"))]
    for one in each(record.used("isPartOf")):
        if isinstance(one, dict):
            number = text_of(one.get("numbering")) or None
            above = labels(one.get("hasSuperordinate"))
            found += [(label, number) for label in above]
            if number and not above:
                record.fields.leave("isPartOf", number)
            record.leave_addresses("isPartOf", one.get("hasSuperordinate"))
    record.leave_addresses("containedIn", record.values.get("containedIn"))
    found += [(label, None) for label in record.texts("series")]
    first, *others = found or [("", None)]
    for label, number in others:
        record.fields.leave("isPartOf", f"{label} ; {number}" if number else label)
    issns = record.texts("issn")
    within = kind.container if first[0] else None
    for spare in issns[1:] if within else issns:
        record.fields.leave("issn", spare)
    if within is None:
        return None, Series(*first) if first[0] else None
    if first[1] and not (cited.number or cited.volume):
        cited.volume = first[1]
    for body in publishers[1:]:
        record.fields.leave("publication", body.name)
    issn = f"{issns[0][:4]}-{issns[0][-4:]}" if issns else None
    return Periodical(first[0], within, issn, publisher=publishers[0] if publishers else None), None
