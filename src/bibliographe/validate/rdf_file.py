"""Reading one RDF file of any format as a stream, with nothing fetched that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from bibliographe.errors import GraphError
from bibliographe.graph.files import read_triples
from bibliographe.graph.refusal_words import GO_BACK
from bibliographe.graph.refusals import not_opened, not_rdf
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FORMATS = {
    ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML, ".xml": RdfFormat.RDF_XML, ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD, ".json": RdfFormat.JSON_LD,
}  # fmt: skip
_CHUNK = 1_000_000
_ENTITY = b"<!ENTITY"


def read_rdf(path: Path, base: str) -> Iterator[Triple]:
    """Yield the triples of a file in their order, repeated ones included.

    Raises `GraphError` with a remedy when the file is missing, of an unknown format, not RDF, or when a triple stands
    as a value (RDF 1.2), which the profile has no use for.
    """
    try:
        triples = read_triples(path, base) if path.suffix in (".ttl", ".nt") else _parse(path, base)
        for triple in triples:
            if not isinstance(triple.object, NamedNode | BlankNode | Literal):
                raise triple_term(str(triple.predicate), path)
            yield triple
    except GraphError as error:
        raise with_remedy(error) from error


def _parse(path: Path, base: str) -> Iterator[Triple]:
    rdf_format = _FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        raise GraphError(
            Text(f"format inconnu : « {path.suffix} »", f"unknown format: '{path.suffix}'"),
            file=path,
            remedy=Text(f"formats lus : {' '.join(_FORMATS)}", f"formats read: {' '.join(_FORMATS)}"),
        )
    try:
        if rdf_format == RdfFormat.RDF_XML:
            _refuse_entities(path)
        for quad in parse(path=str(path), format=rdf_format, base_iri=base):
            yield Triple(quad.subject, quad.predicate, quad.object)
    except SyntaxError as error:
        raise not_rdf(path, error) from error
    except (OSError, ValueError) as error:
        raise not_opened(path, error) from error


def _refuse_entities(path: Path) -> None:
    """Refuse XML entities: nested ones grow without bound (10 lines make 10 MB and cost minutes)."""
    before = b""
    with path.open("rb") as stream:
        while content := stream.read(_CHUNK):
            before = before[-len(_ENTITY) :] + content.replace(b"\0", b"")  # UTF-16 has them
            if _ENTITY in before:
                raise GraphError(
                    Text("les entités XML ne sont pas admises", "XML entities are not allowed"),
                    file=path,
                    remedy=Text(
                        "enregistrez le fichier en Turtle, ou sans <!ENTITY …>",
                        "save the file as Turtle, or without <!ENTITY …>",
                    ),
                )


def triple_term(predicate: str, path: Path) -> GraphError:
    """Return the refusal of a whole triple as a value; `predicate` as N-Triples writes it."""
    return GraphError(
        Text(f"une phrase entière sert de valeur ({predicate})", f"a whole triple stands as a value ({predicate})"),
        file=path,
    )


def with_remedy(error: GraphError) -> GraphError:
    """Return the error with something to do about it."""
    return GraphError(error.message, file=error.file, line=error.line, remedy=error.remedy or GO_BACK)
