"""The store that queries may read: without the abstracts, where the settings do not let them go.

Abstracts stand in graphs of their own, which a query could name. A copy without these graphs, its files shared with
the build's by hard links, holds nothing to be kept from a query.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from bibliographe.errors import StoreError, system_reason
from bibliographe.graph.files import ABSTRACTS
from bibliographe.graph.terms import DCTERMS
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Quad

    from bibliographe.serve.site import Snapshot

_OPEN = "open"
"""Within the build's folder, so that it is swept away with the build."""


def readable_folder(snapshot: Snapshot) -> Path:
    """Return the folder of the store to ask; made once for a build, whichever portal needs it first.

    Raises `StoreError` when the copy cannot be written.
    """
    build = snapshot.opened.folder
    store = snapshot.opened.store
    if snapshot.catalogue.export_abstracts or next(_abstracts(store), None) is None:
        return build
    ready = build / _OPEN
    if not ready.is_dir():
        draft = build / f"{_OPEN}.tmp-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        try:
            _copy_without_abstracts(store, f"{snapshot.catalogue.base}graph/{ABSTRACTS}/", draft)
            draft.rename(ready)
        except OSError as error:
            shutil.rmtree(draft, ignore_errors=True)
            if not ready.is_dir():  # no other portal was faster
                reason = system_reason(error)
                raise StoreError(
                    Text(f"la base sans les résumés ne s'écrit pas : {reason.fr}",
                         f"the store without the abstracts cannot be written: {reason.en}"),
                    file=draft,
                    remedy=Text("rendez ce dossier accessible en écriture", "make this folder writable"),
                ) from error  # fmt: skip
    return ready


def _abstracts(store: Store) -> Iterator[Quad]:
    return store.quads_for_pattern(None, DCTERMS.abstract, None, None)


def _copy_without_abstracts(store: Store, graphs: str, folder: Path) -> None:
    store.backup(str(folder))
    copy = Store(str(folder))
    for graph in list(copy.named_graphs()):
        if isinstance(graph, NamedNode) and graph.value.startswith(graphs):
            copy.remove_graph(graph)
    for quad in list(_abstracts(copy)):
        copy.remove(quad)
    copy.flush()
