"""The files that a validation reads, with nothing fetched that they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from bibliographe.errors import GraphError
from bibliographe.graph.files import abstract_files, graph_files, read_triples
from bibliographe.graph.refusal_words import GO_BACK
from bibliographe.graph.refusals import not_opened, not_rdf
from bibliographe.i18n import Language, Text
from bibliographe.validate.terms import memory_store, rdflib_graph

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph
    import rdflib

    from bibliographe.config import Catalogue

_FORMATS = {
    ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML, ".xml": RdfFormat.RDF_XML, ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD, ".json": RdfFormat.JSON_LD,
}  # fmt: skip


class BrokenFilesError(GraphError):
    """Several files cannot be read; `errors` has one error for each."""

    def __init__(self, errors: list[GraphError]) -> None:
        """Speak with the voice of the first error; `describe` tells all."""
        first = errors[0]
        super().__init__(first.message, file=first.file, line=first.line, remedy=first.remedy)
        self.errors = tuple(errors)

    def describe(self, language: Language) -> str:
        """Return the description of every error, one after the other."""
        return "\n".join(error.describe(language) for error in self.errors)


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file as read: its triples in their order, repeated ones included."""

    path: Path
    triples: tuple[Triple, ...]


@dataclass(frozen=True)
class Data:
    """All that is validated together. `catalogue` is None for a file that stands alone."""

    name: str
    files: tuple[DataFile, ...]
    catalogue: Catalogue | None = None
    abstracts: tuple[DataFile, ...] = ()
    """Read so that a fault in them is told; never part of what the shapes look at."""

    @cached_property
    def triples(self) -> frozenset[Triple]:
        """Return every statement once."""
        return frozenset(triple for file in self.files for triple in file.triples)

    @cached_property
    def graph(self) -> rdflib.Graph:
        """Return the statements as pySHACL reads them."""
        return rdflib_graph(self.triples)

    @cached_property
    def store(self) -> pyoxigraph.Store:
        """Return the statements as set-wise questions are asked of them."""
        return memory_store(self.triples)


def read_catalogue(catalogue: Catalogue) -> Data:
    """Read every file of a catalogue's `graph/`.

    Raises `BrokenFilesError`, which names all the files that are not RDF, or `GraphError` when there is no folder.
    """
    if not catalogue.graph.is_dir():
        raise GraphError(
            Text("ce dossier manque", "this folder is missing"),
            file=catalogue.graph,
            remedy=Text(
                "importez une bibliographie avec « bibliographe import », ou rétablissez le dossier",
                "import a bibliography with 'bibliographe import', or restore the folder",
            ),
        )
    errors: list[GraphError] = []
    files = [_read(path, catalogue.base, errors) for path in graph_files(catalogue)]
    abstracts = [_read(path, catalogue.base, errors) for path in abstract_files(catalogue)]
    if errors:
        raise BrokenFilesError(errors)
    return Data(catalogue.directory.resolve().name, tuple(files), catalogue, tuple(abstracts))


def read_file(path: Path) -> Data:
    """Read one RDF file of any format; raises `GraphError` when it is missing, unknown or not RDF."""
    errors: list[GraphError] = []
    file = _read(path, path.resolve().as_uri(), errors)
    if errors:
        raise errors[0]
    return Data(str(path), (file,))


def _read(path: Path, base: str, errors: list[GraphError]) -> DataFile:
    try:
        triples = tuple(read_triples(path, base)) if path.suffix in (".ttl", ".nt") else tuple(_parse(path, base))
        for triple in triples:
            _refuse_triple_terms(triple, path)
    except GraphError as error:
        errors.append(_with_remedy(error))
        triples = ()
    return DataFile(path, triples)


def _parse(path: Path, base: str) -> list[Triple]:
    rdf_format = _FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        raise GraphError(
            Text(f"format inconnu : « {path.suffix} »", f"unknown format: '{path.suffix}'"),
            file=path,
            remedy=Text(f"formats lus : {' '.join(_FORMATS)}", f"formats read: {' '.join(_FORMATS)}"),
        )
    try:
        content = path.read_bytes()
        if rdf_format == RdfFormat.RDF_XML:
            _refuse_entities(content, path)
        quads = parse(content, format=rdf_format, base_iri=base)
        return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    except SyntaxError as error:
        raise not_rdf(path, error) from error
    except (OSError, ValueError) as error:
        raise not_opened(path, error) from error


def _refuse_entities(content: bytes, path: Path) -> None:
    """Refuse XML entities: nested ones grow without bound (10 lines make 10 MB and cost minutes)."""
    if b"<!ENTITY" in content.replace(b"\0", b""):
        raise GraphError(
            Text("les entités XML ne sont pas admises", "XML entities are not allowed"),
            file=path,
            remedy=Text(
                "enregistrez le fichier en Turtle, ou sans <!ENTITY …>",
                "save the file as Turtle, or without <!ENTITY …>",
            ),
        )


def _refuse_triple_terms(triple: Triple, path: Path) -> None:
    if not isinstance(triple.object, NamedNode | BlankNode | Literal):
        raise GraphError(
            Text(
                f"une phrase entière sert de valeur ({triple.predicate})",
                f"a whole triple stands as a value ({triple.predicate})",
            ),
            file=path,
        )


def _with_remedy(error: GraphError) -> GraphError:
    return GraphError(error.message, file=error.file, line=error.line, remedy=error.remedy or GO_BACK)
