"""The register: when each record was created, when it last really changed, and what was withdrawn.

A record is a `dcat:CatalogRecord` at `/doc/…` about the thing at `/id/…`. Its dates move only when the content hash
does, so that a rebuild moves nothing. A withdrawn thing keeps its record as a tombstone (`prov:invalidatedAtTime`).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.content_hash import content_hash
from bibliographe.graph.files import contents_of, existing_file, read_statements
from bibliographe.graph.iri import Minter
from bibliographe.graph.records import REGISTER
from bibliographe.graph.terms import BIBL, DCAT, DCTERMS, FOAF, PROV, TYPED, XSD, Statement, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.graph.journal import Content
    from bibliographe.graph.records import Record


def now() -> str:
    """Return this moment as `xsd:dateTime` in UTC; `SOURCE_DATE_EPOCH` stops the clock for repeatable builds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Registration:
    """What the register says of one thing. Dates are `xsd:dateTime` in UTC."""

    created: str
    modified: str
    content_hash: str | None = None
    import_hash: str | None = None
    """The content as the last import wrote it: another content hash means a correction by hand."""
    withdrawn: str | None = None
    replaced_by: NamedNode | None = None


def observed(known: Registration | None, digest: str) -> Registration:
    """Return what the register says of a thing once its present content is seen; nothing moves where it is as known."""
    if known is None:
        moment = now()
        return Registration(moment, moment, digest)
    if known.content_hash == digest and not known.withdrawn:
        return known
    return replace(known, content_hash=digest, modified=_after(known), withdrawn=None, replaced_by=None)


def _after(known: Registration) -> str:
    """Return this moment, or that of the last change: a clock that was set back makes no record older than it is."""
    return max(now(), known.modified)


class Register:
    """The register of one catalogue, in memory; `contents` is what to write to `graph/register.ttl`."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Read the register; raises `GraphError` when it is not RDF."""
        self._start(catalogue)
        path = existing_file(catalogue.graph, REGISTER)
        if path.exists():
            self._read(read_statements(path, catalogue.base))

    def _start(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._minter = Minter(catalogue.base)
        self._registrations: dict[NamedNode, Registration] = {}
        self._aliases: dict[NamedNode, NamedNode] = {}

    def _read(self, triples: Iterator[Statement]) -> None:
        said: dict[NamedNode, dict[NamedNode, NamedNode | Literal]] = {}
        for triple in triples:
            said.setdefault(triple.subject, {})[triple.predicate] = triple.object
        for record in said.values():
            thing = record.get(FOAF.primaryTopic)
            if isinstance(thing, NamedNode):
                self._put(thing, _registration(record))

    def __iter__(self) -> Iterator[NamedNode]:
        yield from self._registrations

    def get(self, thing: NamedNode) -> Registration | None:
        """Return what is known of a thing, None when it was never registered."""
        return self._registrations.get(thing)

    def untouched(self, record: Record | None) -> bool:
        """Tell whether a record is as the last import wrote it, so that no person has corrected it since."""
        known = self._registrations.get(record.iri) if record else None
        return bool(known and record and known.import_hash == content_hash(record.triples))

    def aliases(self) -> dict[NamedNode, NamedNode]:
        """Return the withdrawn things that others replace."""
        return dict(self._aliases)

    def _put(self, thing: NamedNode, registration: Registration) -> None:
        self._registrations[thing] = registration
        if registration.replaced_by:
            self._aliases[thing] = registration.replaced_by
        else:
            self._aliases.pop(thing, None)

    def imported(self, record: Record) -> None:
        """Note that an import wrote this content."""
        self.observed(record)
        digest = content_hash(record.triples)
        self._put(record.iri, replace(self._registrations[record.iri], import_hash=digest))

    def observed(self, record: Record) -> None:
        """Note a thing's present content; its date moves only when that changed."""
        known = self._registrations.get(record.iri)
        self._put(record.iri, observed(known, content_hash(record.triples)))

    def withdrawn(self, thing: NamedNode, replaced_by: NamedNode | None = None) -> None:
        """Leave a tombstone for a thing."""
        known = self._registrations.get(thing)
        if known is None or known.withdrawn is None:
            moment = _after(known) if known else now()
            created = known.created if known else moment
            self._put(thing, Registration(created, moment, withdrawn=moment, replaced_by=replaced_by))

    def forget(self, thing: NamedNode) -> None:
        """Know nothing of a thing that came and went before anything was written."""
        self._registrations.pop(thing, None)

    def contents(self) -> dict[Path, Content]:
        """Return what the register's file must hold now."""
        return dict(contents_of(self.catalogue.graph, REGISTER, self._triples(), self.catalogue.base))

    def _triples(self) -> Iterator[Statement]:
        for thing, registration in self._registrations.items():
            record = self._minter.record(thing)
            yield Statement(record, TYPED, DCAT.CatalogRecord)
            yield Statement(record, FOAF.primaryTopic, thing)
            yield Statement(record, DCTERMS.created, _moment(registration.created))
            yield Statement(record, DCTERMS.modified, _moment(registration.modified))
            if registration.content_hash:
                yield Statement(record, BIBL.contentHash, plain(registration.content_hash))
            if registration.import_hash:
                yield Statement(record, BIBL.importHash, plain(registration.import_hash))
            if registration.withdrawn:
                yield Statement(record, PROV.invalidatedAtTime, _moment(registration.withdrawn))
            if registration.replaced_by:
                yield Statement(record, DCTERMS.isReplacedBy, registration.replaced_by)


def _moment(value: str) -> Literal:
    return Literal(value, datatype=XSD.dateTime)


def _registration(record: dict[NamedNode, NamedNode | Literal]) -> Registration:
    def value(predicate: NamedNode) -> str | None:
        found = record.get(predicate)
        return found.value if found else None

    created = value(DCTERMS.created) or now()
    replaced_by = record.get(DCTERMS.isReplacedBy)
    return Registration(
        created=created,
        modified=value(DCTERMS.modified) or created,
        content_hash=value(BIBL.contentHash),
        import_hash=value(BIBL.importHash),
        withdrawn=value(PROV.invalidatedAtTime),
        replaced_by=replaced_by if isinstance(replaced_by, NamedNode) else None,
    )
