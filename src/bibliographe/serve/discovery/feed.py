"""The entries that came last, as a feed.

Source: RFC 4287, The Atom Syndication Format.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.export.printed.wording import citation_line, people_line
from bibliographe.export.records.held import held
from bibliographe.export.records.xml_stream import XmlStream
from bibliographe.graph.terms import DCTERMS
from bibliographe.serve.pages.counted import counted
from bibliographe.serve.pages.rendering import named
from bibliographe.serve.things.forms import entry_reader

if TYPE_CHECKING:
    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.i18n import Language
    from bibliographe.serve.site import Snapshot

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_NEWEST = 50
_NO_MOMENT = "1970-01-01T00:00:00Z"


class New(NamedTuple):
    """An entry that came lately, and when; an `xsd:dateTime` in UTC."""

    created: str
    modified: str
    iri: str


def new_entries(snapshot: Snapshot) -> list[New]:
    """Return the entries that came last, the last first: `snapshot.once(new_entries)`."""
    came = snapshot.once(counted).came[:_NEWEST]
    return [New(moment, _modified(snapshot, iri) or moment, iri) for moment, iri in came]


def _modified(snapshot: Snapshot, iri: str) -> str:
    base = snapshot.catalogue.base
    record = NamedNode(iri.replace(f"{base}id/", f"{base}doc/", 1))
    found = snapshot.opened.store.quads_for_pattern(record, DCTERMS.modified, None, DefaultGraph())
    return max((quad.object.value for quad in found if isinstance(quad.object, Literal)), default="")


def feed(snapshot: Snapshot, here: str, language: Language) -> bytes:
    """Return the feed; `here` is its own address. The addresses in it are those that the catalogue is published under.

    Two feeds of one build are the same: no moment in them is that of the request.
    """
    catalogue, entries = snapshot.catalogue, snapshot.once(new_entries)
    stream = BytesIO()
    out = XmlStream(stream)
    with out.element("feed", {"xmlns": NAMESPACE, "xml:lang": language}):
        out.leaf("id", f"{catalogue.base}feed.atom")
        out.leaf("title", _text(named(catalogue.title, language)))
        if catalogue.description:
            out.leaf("subtitle", _text(named(catalogue.description, language)))
        out.leaf("updated", max((one.modified for one in entries), default=_NO_MOMENT))
        out.leaf("link", "", {"rel": "self", "type": "application/atom+xml", "href": here})
        out.leaf("link", "", {"rel": "alternate", "type": "text/html", "href": catalogue.base})
        with out.element("author"):
            out.leaf("name", _text(catalogue.publisher.name or named(catalogue.title, language)))
        for one in entries:
            _entry(out, one, snapshot.once(entry_reader).read(NamedNode(one.iri)), snapshot, language)
    return stream.getvalue()


def _entry(out: XmlStream, new: New, found: Catalogued, snapshot: Snapshot, language: Language) -> None:
    entry, base = found.entry, snapshot.catalogue.base
    with out.element("entry", {"xml:lang": entry.language}):
        out.leaf("id", new.iri)
        out.leaf("title", _text(entry.title))
        out.leaf("published", new.created)
        out.leaf("updated", new.modified)
        address = new.iri.replace(f"{base}id/", f"{base}doc/", 1)
        out.leaf("link", "", {"rel": "alternate", "type": "text/html", "href": address})
        people = people_line(entry, language)
        if people:
            with out.element("author"):
                out.leaf("name", _text(people))
        for topic in found.topics:
            out.leaf("category", "", {"term": _text(topic.path[-1])})
        out.leaf("summary", _text(citation_line(entry.citation, language) or entry.title))


def _text(text: str) -> str:
    return held(text)[0]
