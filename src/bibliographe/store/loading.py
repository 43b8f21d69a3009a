"""Filling a new store: graph files, abstracts, the profile."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from bibliographe.errors import GraphError
from bibliographe.graph.files import FORMATS, graph_name, opened, read_triples
from bibliographe.i18n import Text
from bibliographe.progress import SILENCE, Watched
from bibliographe.store.chained import Streamed, load_chained, may_be_chained
from bibliographe.store.names import ONTOLOGY, scheme_graph

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Store

    from bibliographe.config import Catalogue
    from bibliographe.progress import Progress
    from bibliographe.store.inputs import Inputs

_BULK = 4_000_000
"""Bytes from which the bulk loader, which writes files of its own for each call, is the faster one."""
_LINES = 40_000
"""Lines that are looked at for whether they come to so many bytes."""


def load_said(store: Store, catalogue: Catalogue, inputs: Inputs, progress: Progress = SILENCE) -> None:
    """Load the graph files into the default graph, each file of abstracts into its own.

    One after the other: the bulk loader takes all cores by itself. Tells its progress in bytes. Raises `GraphError`
    with file and line when one is not RDF.
    """
    chained = {path: None for path in inputs.graph if may_be_chained(path)}
    if sum(path.stat().st_size for path in chained) >= _BULK:
        _load_chained(store, list(chained), catalogue.base, progress)
    else:
        chained = {}
    for path in inputs.graph:
        if path not in chained:
            load_file(store, path, catalogue.base, DefaultGraph(), progress=progress)
    for path in inputs.abstracts:
        load_file(store, path, catalogue.base, graph_name(catalogue, path), progress=progress)


def load_profile(store: Store, inputs: Inputs) -> None:
    """Load the ontology into its named graph, and each concept scheme into its own and the default graph."""
    for path in inputs.ontology:
        load_file(store, path, ONTOLOGY.value, ONTOLOGY)
    for path in inputs.schemes:
        load_file(store, path, ONTOLOGY.value, scheme_graph(path), DefaultGraph())


def _load_chained(store: Store, paths: list[Path], base: str, progress: Progress) -> None:
    try:
        load_chained(store, paths, progress)
    except SyntaxError as error:
        for path in paths:
            deque(read_triples(path, base), maxlen=0)
        raise GraphError(Text(f"RDF illisible : {error.msg}", f"unreadable RDF: {error.msg}"), file=paths[0]) from error


def load_lines(store: Store, lines: Iterable[str], graph: NamedNode) -> None:
    """Load lines of N-Triples into `graph`, as they come; they have no blank nodes."""
    source = iter(lines)
    first = "".join(islice(source, _LINES)).encode()
    fill = store.bulk_load if len(first) >= _BULK else store.load
    fill(cast("BinaryIO", Streamed(first, source)), format=RdfFormat.N_TRIPLES, to_graph=graph)


def load_file(
    store: Store, path: Path, base: str, *graphs: NamedNode | DefaultGraph, progress: Progress = SILENCE
) -> None:
    """Load one file into each of `graphs`; raises `GraphError` with file and line when it is not RDF."""
    try:
        fill = store.bulk_load if path.stat().st_size >= _BULK else store.load
        for graph in graphs:
            with opened(path) as stream:
                watched = cast("BinaryIO", Watched(stream, progress))
                fill(watched, format=FORMATS[path.suffix], base_iri=base, to_graph=graph)
    except SyntaxError as error:
        # The reader of graph/ meets the same fault and words it for a person.
        deque(read_triples(path, base), maxlen=0)
        raise GraphError(Text(f"RDF illisible : {error.msg}", f"unreadable RDF: {error.msg}"), file=path) from error
