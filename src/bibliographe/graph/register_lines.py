"""The register read past and written past, a registration at a time: it may have more lines than the catalogue."""

from __future__ import annotations

import re
from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.files import existing_file
from bibliographe.graph.records import REGISTER
from bibliographe.graph.register import Registration, now
from bibliographe.graph.sorted_files import sorted_files
from bibliographe.graph.term_text import value_of
from bibliographe.graph.terms import BIBL, DCAT, DCTERMS, FOAF, PROV, TYPED, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.config import Catalogue
    from bibliographe.graph.sorted_files import Block, SortedFiles

_TYPED, _RECORD = str(TYPED), str(DCAT.CatalogRecord)
_DATES = {"created": DCTERMS.created, "modified": DCTERMS.modified, "withdrawn": PROV.invalidatedAtTime}
_HASHES = {"content_hash": BIBL.contentHash, "import_hash": BIBL.importHash}
_NODES = {"thing": FOAF.primaryTopic, "replaced_by": DCTERMS.isReplacedBy}
_FIELDS = {str(predicate): name for name, predicate in (_DATES | _HASHES | _NODES).items()}


_MOMENT = rf'"([0-9TZ:-]++)"\^\^{re.escape(str(XSD.dateTime))} \.\n'
_DIGEST = r'"([0-9a-f]++)" \.\n'
_USUAL = re.compile(
    rf"(<[^>]++>) {re.escape(str(DCTERMS.created))} {_MOMENT}"
    rf"\1 {re.escape(str(DCTERMS.modified))} {_MOMENT}"
    rf"\1 {re.escape(f'{_TYPED} {_RECORD}')} \.\n"
    rf"\1 {re.escape(str(FOAF.primaryTopic))} (<[^>]++>) \.\n"
    rf"\1 {re.escape(str(BIBL.contentHash))} {_DIGEST}"
    rf"(?:\1 {re.escape(str(BIBL.importHash))} {_DIGEST})?+"
)


class Registered(NamedTuple):
    """What the register says of one thing."""

    thing: str
    """With its angle brackets."""
    registration: Registration
    lines: list[str]
    """As the register's file has them, sorted; empty when they are not as this module writes them."""


class MisnamedError(Exception):
    """A record of the register is not called as its thing is: its place in the order tells nothing."""


@contextmanager
def registered(catalogue: Catalogue, *, in_order: bool = True) -> Iterator[Iterator[Registered]]:
    """Give what the register says of each thing, in the order of the things; raises `GraphError` when it is not RDF.

    A register's records stand in the order of their things when they are named as we name them; reading them raises
    `MisnamedError` when one is not. Without `in_order` they are put in order in memory.
    """
    path = existing_file(catalogue.graph, REGISTER)
    with sorted_files([path] if path.exists() else [], catalogue.base) as files:
        yield registrations(files, catalogue.base, in_order=in_order)


def registrations(files: SortedFiles, base: str, *, in_order: bool = True) -> Iterator[Registered]:
    """Return the same of any sorted files."""
    if in_order:
        return _in_order(files.blocks(), base)
    found = filter(None, (_read(lines) for _subject, lines in files.blocks()))
    by_thing = {one.thing: one._replace(lines=[]) for one in found}
    return iter(sorted(by_thing.values(), key=itemgetter(0)))


def by_thing(found: Iterable[Registered]) -> Iterator[tuple[str, Registered]]:
    """Yield each with its thing, for `bibliographe.graph.side_by_side`."""
    return ((one.thing, one) for one in found)


def _in_order(blocks: Iterator[Block], base: str) -> Iterator[Registered]:
    record, thing = f"<{base}doc/", f"<{base}id/"
    for subject, lines in blocks:
        found = _usual(lines) or _read(lines)
        if found and found.thing != subject.replace(record, thing, 1):
            raise MisnamedError
        if found:
            yield found


def _usual(lines: list[str]) -> Registered | None:
    """Read what most records say, and no more than that, in one step; None for any other."""
    match = _USUAL.fullmatch("".join(lines))
    if match is None:
        return None
    _record, created, modified, thing, content_hash, import_hash = match.groups()
    return Registered(thing, Registration(created, modified, content_hash, import_hash), lines)


def _read(lines: list[str]) -> Registered | None:
    said: dict[str, str] = {}
    understood = 0
    for line in lines:
        _subject, predicate, value = line[:-3].split(" ", 2)
        name = _FIELDS.get(predicate)
        if name:
            understood += name not in said
            said[name] = value
        else:
            understood += predicate == _TYPED and value == _RECORD
    if not said.get("thing", "").startswith("<"):
        return None
    thing, replaced_by = said.pop("thing"), said.pop("replaced_by", None)
    whole = understood == len(lines) and said.keys() >= {"created", "modified"}
    texts = {name: value_of(value) for name, value in said.items()}
    created = texts.get("created") or now()
    texts = {"created": created, "modified": created} | texts
    replacement = NamedNode(replaced_by[1:-1]) if replaced_by and replaced_by.startswith("<") else None
    return Registered(thing, Registration(**texts, replaced_by=replacement), lines if whole else [])


def lines_of(thing: str, registration: Registration, base: str) -> list[str]:
    """Return what the register's file says of one thing, sorted."""
    record = thing.replace(f"<{base}id/", f"<{base}doc/", 1)
    lines = [f"{record} {_TYPED} {_RECORD} .\n", f"{record} {FOAF.primaryTopic} {thing} .\n"]
    if registration.replaced_by:
        lines.append(f"{record} {DCTERMS.isReplacedBy} {registration.replaced_by} .\n")
    for names, datatype in ((_DATES, XSD.dateTime), (_HASHES, XSD.string)):
        for name, predicate in names.items():
            value = getattr(registration, name)
            if value:
                lines.append(f"{record} {predicate} {Literal(value, datatype=datatype)} .\n")
    return sorted(lines)
