"""The dataset's descriptions, in VoID and in DCAT, in whatever syntax of RDF they are asked for."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse, serialize

from bibliographe.export.dcat import write_dcat
from bibliographe.graph.prefixes import prefixes

if TYPE_CHECKING:
    from bibliographe.serve.site import Snapshot

TURTLE = "text/turtle"
SYNTAXES = {
    TURTLE: ("ttl", RdfFormat.TURTLE),
    "application/ld+json": ("jsonld", RdfFormat.JSON_LD),
    "application/rdf+xml": ("rdf", RdfFormat.RDF_XML),
    "application/n-triples": ("nt", RdfFormat.N_TRIPLES),
}
"""The endings and the writers, by media type."""


def dcat(snapshot: Snapshot) -> bytes:
    """Return the description in DCAT as Turtle: `snapshot.once(dcat)`."""
    stream = StringIO()
    write_dcat(snapshot.opened, stream)
    return stream.getvalue().encode()


def in_syntax(turtle: bytes, media_type: str) -> bytes:
    """Return a description in another syntax."""
    if media_type == TURTLE:
        return turtle
    statements = parse(input=turtle, format=RdfFormat.TURTLE)
    written = serialize(statements, format=SYNTAXES[media_type][1], prefixes=dict(prefixes()))
    assert written is not None  # noqa: S101
    return written
