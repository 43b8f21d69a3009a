"""Which things changed since a revision of git, or since the last build: two readings, sorted and compared.

Memory grows with the number of changes; what is the same on both sides passes by.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.errors import GraphError
from bibliographe.graph.files import ABSTRACTS
from bibliographe.i18n import Text
from bibliographe.scratch import WorkFolder
from bibliographe.sorting import RunWriter, merged
from bibliographe.store.access import open_last
from bibliographe.store.inputs import find_inputs
from bibliographe.store.names import ONTOLOGY
from bibliographe.validate.blocks import STATEMENTS
from bibliographe.validate.lines import lines_of
from bibliographe.validate.pieces import pieces_of
from bibliographe.validate.reading import DataFile
from bibliographe.validate.revisions import find_revision, same_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from bibliographe.config import Catalogue
    from bibliographe.store.access import OpenedStore
    from bibliographe.validate.lines import Line
    from bibliographe.validate.reading import Data

_BEFORE, _NOW = "0", "1"
_SAID = "said"
"""What stands for all files of `graph/`, where a build no longer knows which of them says a thing."""
_SUBJECT, _STATEMENT = itemgetter(0), itemgetter(1)


@dataclass(slots=True)
class Changes:
    """The subjects whose statements are others than before, and the nodes that they point to.

    For a revision, whose files are known, those too that stand in another file.
    """

    subjects: set[str] = field(default_factory=set)
    """As N-Triples write them, as the nodes below."""
    neighbours: set[str] = field(default_factory=set)
    """Nodes that a changed subject points to now, or pointed to before."""


def since_revision(data: Data, catalogue: Catalogue, name: str) -> Changes:
    """Return what changed since a commit, tag or branch; of abstracts that git is told to ignore, since the last build.

    Without a build these count as changed. Raises `RevisionError` when git cannot answer, `GraphError` when a file of
    that revision is not RDF.
    """
    revision = find_revision(catalogue.graph, name)
    now = {_name(file.path, catalogue): file for file in (*data.files, *data.abstracts)}
    before = revision.files()
    same = {name for name, file in now.items() if name in before and same_as(file.path, before[name])}
    with _comparison() as (folder, writer):
        ignored = revision.ignored(_name(file.path, catalogue) for file in data.abstracts)
        if ignored and (opened := open_last(catalogue)) is not None:
            with opened:
                _put_built_abstracts(writer, opened, {_stem(name) for name in ignored})
        for number, (file_name, blob) in enumerate(sorted(before.items())):
            if file_name not in same:
                path = folder / f"{number}{Path(file_name).suffix}"
                revision.write(blob, path)
                try:
                    _put_by(writer, _BEFORE, file_name, _lines(DataFile(path, base=catalogue.base)))
                except GraphError as error:
                    raise _unreadable(error, f"{name}:{file_name}") from error
                path.unlink()
        for file_name, file in now.items():
            if file_name not in same:
                _put_by(writer, _NOW, file_name, _lines(file))
        return _compared(writer)


def since_build(data: Data, catalogue: Catalogue) -> Changes | None:
    """Return what changed since the last build; None when there is no build."""
    opened = open_last(catalogue)
    if opened is None:
        return None
    with opened, _comparison() as (_folder, writer):
        if opened.manifest.digest == find_inputs(catalogue).digest():
            return Changes()
        profile = _profile_subjects(opened.store)
        said = (quad.triple for quad in opened.store.quads_for_pattern(None, None, None, DefaultGraph()))
        _put_by(writer, _BEFORE, _SAID, lines_of(triple for triple in said if triple.subject not in profile))
        for file in data.files:
            _put_by(writer, _NOW, _SAID, _lines(file))
        _put_built_abstracts(writer, opened)
        for file in data.abstracts:
            _put_by(writer, _NOW, _name(file.path, catalogue), _lines(file))
        return _compared(writer)


def _put_built_abstracts(writer: RunWriter, opened: OpenedStore, wanted: set[str] | None = None) -> None:
    for stem in opened.manifest.graphs:
        if stem.startswith(f"{ABSTRACTS}/") and (wanted is None or stem in wanted):
            graph = NamedNode(f"{opened.catalogue.base}graph/{stem}")
            quads = opened.store.quads_for_pattern(None, None, None, graph)
            _put_by(writer, _BEFORE, stem, lines_of(quad.triple for quad in quads))


def _profile_subjects(store: Store) -> set[object]:
    """Return what the concept schemes of the profile describe, which a build says beside the catalogue."""
    graphs = [graph for graph in store.named_graphs() if str(graph).startswith(f"<{ONTOLOGY.value}/")]
    return {quad.subject for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph)}


def _name(path: Path, catalogue: Catalogue) -> str:
    return path.relative_to(catalogue.graph).as_posix()


def _stem(name: str) -> str:
    return name.removesuffix(".ttl").removesuffix(".nt").replace("\t", " ").replace("\n", " ")


def _lines(file: DataFile) -> Iterator[Line]:
    for piece in pieces_of(0, file):
        for chunk in piece.chunks():
            yield from chunk


@contextmanager
def _comparison() -> Iterator[tuple[Path, RunWriter]]:
    with WorkFolder() as folder:
        yield folder, RunWriter(folder, "blocks")


def _put_by(writer: RunWriter, side: str, name: str, lines: Iterable[Line]) -> None:
    """Put by what a file says; a file that has become N-Triples is the same file."""
    stem = _stem(name)
    for subject, block in groupby(lines, _SUBJECT):
        writer.add(f"{subject}\t{side}\t{stem}\t{STATEMENTS.join(map(_STATEMENT, block))}\n")


def _compared(writer: RunWriter) -> Changes:
    changes = Changes()
    with merged(writer.close()) as lines:
        for subject, group in groupby((line[:-1].split("\t") for line in lines), _SUBJECT):
            said: dict[str, set[tuple[str, str]]] = {_BEFORE: set(), _NOW: set()}
            for _, side, stem, text in group:
                said[side].update((stem, statement) for statement in text.split(STATEMENTS))
            if said[_BEFORE] != said[_NOW]:
                changes.subjects.add(subject)
                values = (statement.split(" ", 1)[1] for _, statement in said[_BEFORE] | said[_NOW])
                changes.neighbours.update(value for value in values if value[0] != '"')
    return changes


def _unreadable(error: GraphError, file: str) -> GraphError:
    return GraphError(
        error.message,
        file=file,
        line=error.line,
        remedy=Text(
            "cette version du fichier ne se lit pas : comparez avec une autre révision",
            "this version of the file cannot be read: compare with another revision",
        ),
    )
