"""The forms that a thing can be read in: RDF of any thing, and each record format for an entry."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bibliographe.errors import ExportError
from bibliographe.export import rdfxml, turtle
from bibliographe.export.formats import export_formats
from bibliographe.export.jsonld.document import write_entry
from bibliographe.export.records.losses import Losses
from bibliographe.export.records.reading import EntryReader
from bibliographe.export.records.writing import EntryWriter, Job
from bibliographe.export.things import said_of
from bibliographe.graph import canonical
from bibliographe.i18n import Text
from bibliographe.serve.errors import Refused
from bibliographe.serve.pages.named import nodes_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import NamedNode

    from bibliographe.export.formats import ExportFormat
    from bibliographe.serve.site import Snapshot

HTML = "text/html"
_LATEST = 500
"""Entries kept."""
_SHORT = {"ris": "ris", "biblatex": "bib", "csl-json": "csl.json"}
"""Endings that people know, where `name.extension` would say the same twice."""
_NO_KIND_OF_ITS_OWN = frozenset({"application/xml", "application/rdf+xml", "application/ld+json"})
"""Media types that do not tell which format is meant: those have their address only."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form: how its address ends, its media type, and what makes it."""

    suffix: str
    media_type: str
    title: Text
    write: Callable[[Snapshot, NamedNode], bytes]
    negotiable: bool = True
    """Whether the media type alone asks for it."""


def _turtle(snapshot: Snapshot, thing: NamedNode) -> bytes:
    return turtle.write_things(snapshot.opened, thing).encode()


def _jsonld(snapshot: Snapshot, thing: NamedNode) -> bytes:
    return (json.dumps(write_entry(snapshot.opened, thing), ensure_ascii=False, indent=2) + "\n").encode()


def _rdfxml(snapshot: Snapshot, thing: NamedNode) -> bytes:
    return rdfxml.write_statements(said_of(snapshot.opened, thing)).encode()


def _ntriples(snapshot: Snapshot, thing: NamedNode) -> bytes:
    return canonical.write_ntriples(said_of(snapshot.opened, thing)).encode()


RDF_FORMS = (
    Form("ttl", "text/turtle", Text("Turtle", "Turtle"), _turtle),
    Form("jsonld", "application/ld+json", Text("JSON-LD", "JSON-LD"), _jsonld),
    Form("rdf", "application/rdf+xml", Text("RDF/XML", "RDF/XML"), _rdfxml),
    Form("nt", "application/n-triples", Text("N-Triples", "N-Triples"), _ntriples),
)


@cache
def record_forms() -> tuple[Form, ...]:
    """Return the forms of an entry that are no RDF of the profile: every format of records that `export` has."""
    return tuple(_record_form(one) for one in export_formats().values() if isinstance(one.load(), EntryWriter))


def forms_of(*, entry: bool) -> tuple[Form, ...]:
    """Return the forms that a thing has beside its page, `entry` telling whether it is one."""
    return (*RDF_FORMS, *record_forms()) if entry else RDF_FORMS


def written(form: Form, snapshot: Snapshot, thing: NamedNode) -> bytes:
    """Return a thing in a form; raises `Refused` with 406 when the form cannot say it."""
    try:
        return form.write(snapshot, thing)
    except ExportError as error:
        raise Refused(406, error.message, remedy=error.remedy) from error


class LatestEntries:
    """Reads the entries of a snapshot; the last ones at hand, as a page shows the same one in several ways."""

    def __init__(self, snapshot: Snapshot) -> None:
        reader = EntryReader(snapshot.opened, snapshot.once(nodes_of))
        self.read = lru_cache(_LATEST)(reader.read)
        self.outline = lru_cache(_LATEST)(reader.outline)


def entry_reader(snapshot: Snapshot) -> LatestEntries:
    """Return the reader of a snapshot's entries: `snapshot.once(entry_reader)`."""
    return LatestEntries(snapshot)


def _record_form(form: ExportFormat) -> Form:
    def write(snapshot: Snapshot, thing: NamedNode) -> bytes:
        writer = form.load()
        assert isinstance(writer, EntryWriter)  # noqa: S101
        stream = io.BytesIO()
        entry = snapshot.once(entry_reader).read(thing)
        writer.write([entry], stream, Job(snapshot.opened, Losses(), snapshot.once(nodes_of)))
        return stream.getvalue()

    suffix = _SHORT.get(form.name, f"{form.name}.{form.extension}")
    return Form(suffix, form.media_type, form.title, write, form.media_type not in _NO_KIND_OF_ITS_OWN)
