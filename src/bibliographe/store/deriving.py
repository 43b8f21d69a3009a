"""What a build derives: worked out whole, or taken over from the build before where there are only additions."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, Store

from bibliographe.errors import BibliographeError
from bibliographe.graph.files import read_triples
from bibliographe.locks import Lock
from bibliographe.store.derivations import amendments, derivations
from bibliographe.store.inputs import MADE_BY
from bibliographe.store.loading import load_lines
from bibliographe.store.manifest import MANIFEST, read_manifest
from bibliographe.store.names import scheme_graph
from bibliographe.store.statements import SaidInStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import Triple

    from bibliographe.config import Catalogue
    from bibliographe.store.derivations import Statements
    from bibliographe.store.inputs import Inputs
    from bibliographe.store.manifest import Manifest

_MOST = 200_000
"""Added statements beyond which working out the whole is no dearer."""
_SAME = ("catalogue.toml", "ontology/", "schemes/")
"""What must not have changed, by how the names of inputs begin."""


def derive(
    store: Store, catalogue: Catalogue, inputs: Inputs, pieces: Sequence[Path], triples: int, folder: Path | None
) -> bool:
    """Fill the derived graphs of a new store that says `triples` statements; tell whether they were taken over.

    `pieces` are files of lines that say the same as `inputs.graph`; `folder` is that of the build before, None when
    nothing is to be taken over.
    """
    said = SaidInStore(store, pieces, catalogue.base, map(scheme_graph, inputs.schemes))
    before = read_manifest(folder) if folder else None
    if folder is not None and before is not None and before.complete(folder):
        try:
            lock = Lock(folder / MANIFEST, shared=True)  # held while the store is read
        except OSError:
            lock = None
        if lock is not None:
            try:
                if _take_over(store, folder, before, catalogue, inputs, said, triples):
                    return True
            finally:
                lock.release()
    for work_out, graph_of in derivations():
        load_lines(store, work_out(said), graph_of(catalogue))
    return False


def _take_over(
    store: Store,
    folder: Path,
    before: Manifest,
    catalogue: Catalogue,
    inputs: Inputs,
    said: Statements,
    triples: int,
) -> bool:
    """Take over what was derived before, and amend it; False, with nothing done, when more than additions happened."""
    digests = inputs.digests()
    if before.made_by != MADE_BY or _unchanging(before.digests) != _unchanging(digests):
        return False
    try:
        old = Store.read_only(str(folder))
    except (OSError, RuntimeError):  # pyoxigraph promises OSError, and raises RuntimeError on corruption.
        return False
    changed = [
        path for name, path in inputs.files() if path in inputs.graph and digests[name] != before.digests.get(name)
    ]
    added = _added(old, changed, catalogue)
    # Whatever was taken away is missing from this sum, and so is a statement that only moved.
    if added is None or before.triples + len(added) != triples:
        return False
    for amend, graph_of in amendments():
        graph = graph_of(catalogue)
        store.bulk_extend(old.quads_for_pattern(None, None, None, graph))
        leaving, joining = amend(store, catalogue, said, added)
        joined = {Quad(triple.subject, triple.predicate, triple.object, graph) for triple in joining}
        for quad in leaving:
            store.remove(quad)
        store.bulk_extend(joined)
    return True


def _unchanging(digests: dict[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in digests.items() if name.startswith(_SAME)}


def _added(old: Store, files: list[Path], catalogue: Catalogue) -> set[Triple] | None:
    """Return the statements of some files that the old store does not have, None when there are very many."""
    try:
        new = (
            triple
            for path in files
            for triple in read_triples(path, catalogue.base)
            if Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()) not in old
        )
        added = set(islice(new, _MOST))
    except BibliographeError:
        return None
    return added if len(added) < _MOST else None
