"""The folder `graph/`: which files there are, reading them, replacing them in one step."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from bibliographe.errors import GraphError
from bibliographe.files import replacing
from bibliographe.graph.canonical import named, write_ntriples, write_turtle
from bibliographe.graph.journal import recover
from bibliographe.graph.refusals import not_opened, not_rdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.graph.terms import Statement

FORMATS = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES}
ABSTRACTS = "abstracts"
_WINDOWS_END = b"\r\n"
_LOOKED_AT = 4096
"""Bytes in which the line ends of a file show."""
TURTLE_LIMIT = 200_000
"""Triples beyond which a file is kept as N-Triples: nobody reads so much Turtle, and tools stream the other."""


def graph_files(catalogue: Catalogue) -> list[Path]:
    """Return the catalogue's own RDF files, without the abstracts, in the order of their names.

    What an import began before it was killed is finished first.
    """
    recover(catalogue)
    return _rdf_files(catalogue.graph)


def size_of(catalogue: Catalogue) -> int:
    """Return how many bytes the catalogue's own RDF files have."""
    return sum(path.stat().st_size for path in graph_files(catalogue))


def abstract_files(catalogue: Catalogue) -> list[Path]:
    """Return the files of the abstracts, which stay with the catalogue's owner."""
    return _rdf_files(catalogue.graph / ABSTRACTS)


def _rdf_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in FORMATS and path.is_file())


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Give the bytes of a file, with plain line ends where an editor (or git) of Windows wrote others.

    Turtle keeps the line ends of long texts as they stand: each of those would count as corrected by hand.
    """
    with path.open("rb") as stream:
        foreign = path.suffix == ".ttl" and _WINDOWS_END in stream.read(_LOOKED_AT)
        stream.seek(0)
        yield BytesIO(stream.read().replace(_WINDOWS_END, b"\n")) if foreign else stream


def read_triples(path: Path, base: str) -> Iterator[Triple]:
    """Yield the triples of one file; relative addresses are resolved against `base`.

    Raises `GraphError` with the line of the first fault, or with why the file cannot be opened.
    """
    try:
        with opened(path) as stream:
            quads = parse(stream, format=FORMATS[path.suffix], base_iri=base)
            for quad in quads:
                yield Triple(quad.subject, quad.predicate, quad.object)
    except SyntaxError as error:
        raise not_rdf(path, error) from error
    except (OSError, ValueError) as error:
        raise not_opened(path, error) from error


def read_statements(path: Path, base: str) -> Iterator[Statement]:
    """Yield the triples of one file of a catalogue; raises `GraphError` also on a blank node."""
    for triple in read_triples(path, base):
        try:
            yield named(triple)
        except GraphError as error:
            raise GraphError(error.message, file=path, remedy=error.remedy) from None


def graph_name(catalogue: Catalogue, path: Path) -> NamedNode:
    """Return the named graph that a file of `graph/` is loaded into."""
    folder = f"{ABSTRACTS}/" if path.parent.name == ABSTRACTS else ""
    return NamedNode(f"{catalogue.base}graph/{folder}{path.stem}")


def existing_file(folder: Path, stem: str) -> Path:
    """Return the file called `stem` in `folder`, whichever its format; Turtle when there is none yet."""
    as_ntriples = folder / f"{stem}.nt"
    return as_ntriples if as_ntriples.exists() else folder / f"{stem}.ttl"


def contents_of(folder: Path, stem: str, triples: Iterable[Statement], base: str) -> dict[Path, str | None]:
    """Return what the files of one graph must hold, in canonical form; None where there must be no file.

    Past `TURTLE_LIMIT` triples it becomes sorted N-Triples; an empty graph leaves no file.
    """
    unique = set(triples)
    path = existing_file(folder, stem)
    if not unique:
        return {path: None}
    if path.suffix == ".ttl" and len(unique) > TURTLE_LIMIT:
        return {path.with_suffix(".nt"): write_ntriples(unique), path: None}
    return {path: write_turtle(unique, base) if path.suffix == ".ttl" else write_ntriples(unique)}


def replace_file(path: Path, content: str) -> bool:
    """Put `content` in the place of `path` in one rename; False when it was there already."""
    if path.exists() and path.read_bytes() == content.encode():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as stream:
        stream.write(content)
    return True
