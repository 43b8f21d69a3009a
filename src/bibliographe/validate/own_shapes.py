"""Looking at the shapes that are a catalogue's own: pySHACL passes over what it does not know without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.errors import BibliographeError
from bibliographe.graph.files import read_triples
from bibliographe.graph.prefixes import short_name
from bibliographe.graph.vocabulary import unknown_terms
from bibliographe.resources import data_directory
from bibliographe.validate.inventory import looks_like_rdf
from bibliographe.validate.observation import Observation
from bibliographe.validate.places import line_of, line_saying
from bibliographe.validate.shape_checks import FOLDER_UNREAD, SHAPE_TERM, SHAPE_UNASKED, SHAPE_VALUE
from bibliographe.validate.shape_syntax import misused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Triple

    from bibliographe.config import Catalogue

_SH = "http://www.w3.org/ns/shacl#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SHAPES = frozenset({f"{_SH}NodeShape", f"{_SH}PropertyShape"})
_CLASSES = frozenset({"http://www.w3.org/2000/01/rdf-schema#Class", "http://www.w3.org/2002/07/owl#Class"})
_NAME_CLASSES = frozenset(
    {_TYPE, f"{_SH}targetClass", f"{_SH}class", "http://www.w3.org/2000/01/rdf-schema#subClassOf"}
)
"""Predicates by which a shape that has the name of a class is not called."""
_NOT_TTL = (
    "de shapes/, seuls le sont les fichiers dont le nom finit par .ttl, hors de tout sous-dossier",
    "of shapes/, only files are whose names end in .ttl, in no sub-folder",
)
_QUERY_SUFFIXES = {".rq", ".sparql", ".spq", ".sparql-query"}
_NOT_RQ = (
    "de queries/, seuls le sont les fichiers dont le nom finit par .rq",
    "of queries/, only files are whose names end in .rq",
)
_NO_ONTOLOGY = (
    "ce qui est déduit suit l'ontologie de bibliographe, et nulle autre",
    "what is inferred follows the ontology of bibliographe, and no other",
)


def own_shapes(paths: Iterable[Path], catalogue: Catalogue | None) -> Iterator[Observation]:
    """Yield what is odd about the shapes that do not come with the program, and about what is taken for some."""
    shipped = data_directory("shapes"), data_directory("ontology")
    own = {path: _triples(path) for path in paths if not any(path.is_relative_to(folder) for folder in shipped)}
    for path, triples in own.items():
        yield from _unknown(path, triples)
    yield from _unasked(own)
    if catalogue is not None:
        yield from _unread(catalogue.directory / "shapes", shipped[0])
        yield from _ontologies(catalogue.directory / "ontology", shipped[1])
        yield from _questions(catalogue.directory / "queries")


def _triples(path: Path) -> list[Triple]:
    try:
        return list(read_triples(path, path.resolve().as_uri()))
    except BibliographeError:  # told when the shapes were read
        return []


def _unknown(path: Path, triples: list[Triple]) -> Iterator[Observation]:
    subjects = {_name(triple.subject) for triple in triples}
    used = {_name(term) for triple in triples for term in (triple.predicate, triple.object)}
    for term, meant in sorted(unknown_terms(used - subjects).items()):
        hint = f" ({short_name(meant)} ?)" if meant else ""
        line = line_of(path, term)
        yield Observation(SHAPE_TERM, path.name, path, value=short_name(term), hint=(hint, hint), line=line)
    for triple, wanted in misused(triples):
        if not unknown_terms({_name(triple.object)}):
            term, line = short_name(triple.predicate.value), _line_saying(path, triple)
            yield Observation(SHAPE_VALUE, path.name, path, value=term, hint=wanted, line=line)


def _line_saying(path: Path, triple: Triple) -> int | None:
    value = short_name(_name(triple.object)) or getattr(triple.object, "value", "")
    written = (f'"{value}"', f"'{value}'") if triple.object == Literal(value) else (value,)
    return line_saying(path, triple.predicate.value, written)


def _unasked(own: dict[Path, list[Triple]]) -> Iterator[Observation]:
    """Yield the shapes that nothing leads to; one that is called by itself alone counts as called."""
    told, called, said = set[str](), set[str](), dict[str, set[str]]()
    for triple in (triple for triples in own.values() for triple in triples):
        subject, value = _name(triple.subject), _name(triple.object)
        said.setdefault(subject, set()).add(triple.predicate.value)
        if triple.predicate.value not in _NAME_CLASSES:
            called.add(value)
        if triple.predicate.value == _TYPE and value in _CLASSES:
            told.add(subject)
    for path, triples in own.items():
        for name in sorted(
            {_name(t.subject) for t in triples if t.predicate.value == _TYPE and _name(t.object) in _SHAPES}
        ):
            targets = any(predicate.startswith(f"{_SH}target") for predicate in said[name])
            if name and not targets and name not in called | told and f"{_SH}deactivated" not in said[name]:
                line = line_of(path, name)
                yield Observation(SHAPE_UNASKED, path.name, path, value=short_name(name), line=line)


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _unread(folder: Path, shipped: Path) -> Iterator[Observation]:
    for path, place in _rdf_in(folder, shipped):
        is_read = path.suffix == ".ttl" and (len(place.parts) == 1 or place.parts[:-1] == ("profiles",))
        is_hidden = any(part.startswith(".") for part in place.parts)
        if not is_read and not is_hidden:
            yield Observation(FOLDER_UNREAD, f"shapes/{place.as_posix()}", path, hint=_NOT_TTL)


def _ontologies(folder: Path, shipped: Path) -> Iterator[Observation]:
    for path, place in _rdf_in(folder, shipped):
        yield Observation(FOLDER_UNREAD, f"ontology/{place.as_posix()}", path, hint=_NO_ONTOLOGY)


def _questions(folder: Path) -> Iterator[Observation]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        place = path.relative_to(folder)
        if path.suffix.lower() in _QUERY_SUFFIXES and path.suffix != ".rq" and path.is_file():
            yield Observation(FOLDER_UNREAD, f"queries/{place.as_posix()}", path, hint=_NOT_RQ)


def _rdf_in(folder: Path, shipped: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the files of a folder that look like RDF and are no copies of shipped ones, with their places in it."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        place = path.relative_to(folder)
        if path.is_file() and looks_like_rdf(path) and not (shipped / place).exists():
            yield path, place
