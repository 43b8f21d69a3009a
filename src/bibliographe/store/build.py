"""`build`: the files of a catalogue into a store that is replaced in one step.

A build is made in a folder of its own and never written again once published. Killed at any moment, the one before
still answers (design.md, section 5, invariant 3).
"""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Store

from bibliographe.errors import StoreError, system_reason
from bibliographe.graph.files import ABSTRACTS, graph_name
from bibliographe.graph.records import REGISTER
from bibliographe.graph.refresh import refreshed
from bibliographe.i18n import Text
from bibliographe.locks import Lock
from bibliographe.progress import SILENCE
from bibliographe.store.deriving import derive
from bibliographe.store.inputs import MADE_BY, find_inputs
from bibliographe.store.loading import load_profile, load_said
from bibliographe.store.manifest import Manifest, file_sizes
from bibliographe.store.measures import count_entries, count_graph
from bibliographe.store.names import inferred_graph
from bibliographe.store.places import Places, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.graph.refresh import Refreshment
    from bibliographe.progress import Progress
    from bibliographe.store.inputs import Inputs

_ATTEMPTS = 3
LOADING = Text("chargement de graph/", "loading graph/")
INFERRING = Text("déduction de ce qui s'ensuit", "working out what follows")
WRITING = Text("écriture de la base", "writing the store")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `seconds` of wall time."""

    changed: bool
    """False when the store was up to date: nothing was written then."""
    register_changed: bool
    """Whether `graph/register.ttl` took note of corrections made by hand."""
    manifest: Manifest
    seconds: float


def build(
    catalogue: Catalogue,
    *,
    force: bool = False,
    wait: bool = False,
    notify: Callable[[Text], None] = lambda _stage: None,
    executor: Executor | None = None,
    progress: Progress = SILENCE,
) -> BuildReport:
    """Bring the store of `catalogue` up to date.

    `force` builds even one that is so already; `wait` waits for another process's build; `notify` hears each stage,
    `progress` each step too. `executor` shares the comparison with the register. Constant memory.
    Raises `GraphError` when a file of `graph/` is not RDF, `StoreError` when another process builds or the disk
    refuses.
    """
    started = time.monotonic()
    where = places(catalogue)
    known = None if force else where.sound(find_inputs(catalogue).digest())
    if known:
        _tidy(where)
        return BuildReport(False, False, known, time.monotonic() - started)
    with _disk_trouble(where.state), _only_builder(where, wait=wait):
        # Another process may have built while this one waited for the lock.
        known = None if force else where.sound(find_inputs(catalogue).digest())
        if known:
            return BuildReport(False, False, known, time.monotonic() - started)
        register_changed, manifest = _build(catalogue, where, executor, _Telling(notify, progress), force=force)
        where.sweep()
    return BuildReport(True, register_changed, manifest, time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells the stages to one, the steps to another."""

    notify: Callable[[Text], None]
    progress: Progress

    def stage(self, name: Text, total: int | None = None) -> None:
        self.notify(name)
        self.progress.stage(name, total)

    def advance(self, steps: int = 1) -> None:
        self.progress.advance(steps)


def _build(
    catalogue: Catalogue, where: Places, executor: Executor | None, progress: Progress, *, force: bool
) -> tuple[bool, Manifest]:
    """Make a build of the inputs as they stand at one moment, and publish it; tell whether the register changed."""
    register_changed = False
    for _attempt in range(_ATTEMPTS):
        seen = find_inputs(catalogue).digests()
        with refreshed(catalogue, executor=executor, progress=progress) as found:
            register_changed |= found.changed
            inputs = find_inputs(catalogue)
            if _without_register(inputs.digests()) != _without_register(seen):
                continue
            digest = inputs.digest()
            folder = where.temporary(digest)
            try:
                manifest = _fill(folder, catalogue, inputs, found, None if force else where.current(), progress)
                if find_inputs(catalogue).digest() == digest:
                    where.publish(folder, digest)
                    return register_changed, manifest
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    raise StoreError(
        Text("le catalogue change pendant sa construction", "the catalogue keeps changing while it is built"),
        file=catalogue.graph,
        remedy=Text("attendez que plus rien ne l'écrive", "wait until nothing writes it any more"),
    )


def _without_register(digests: dict[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in digests.items() if not name.startswith(f"graph/{REGISTER}.")}


def _fill(
    folder: Path, catalogue: Catalogue, inputs: Inputs, said: Refreshment, before: Path | None, progress: Progress
) -> Manifest:
    """Make a whole build in `folder`, closed and on the disk; `said` is what the files of `graph/` hold.

    `before` is the build whose derived graphs may be taken over.
    """
    folder.mkdir(parents=True)
    store = Store(str(folder))
    progress.stage(LOADING, sum(path.stat().st_size for path in (*inputs.graph, *inputs.abstracts)))
    load_said(store, catalogue, inputs, progress)
    triples, entries = count_graph(store, DefaultGraph()), count_entries(store)
    load_profile(store, inputs)
    progress.stage(INFERRING)
    derive(store, catalogue, inputs, said.pieces, triples, before)
    progress.stage(WRITING)
    store.optimize()
    store.flush()
    inferred = count_graph(store, inferred_graph(catalogue))
    abstracts = {
        f"{ABSTRACTS}/{path.stem}": count_graph(store, graph_name(catalogue, path)) for path in inputs.abstracts
    }
    del store  # The engine closes with its last reference.
    counts = {path.stem: count for path, count in sorted(said.counts.items())}
    graphs = {name: count for name, count in sorted((counts | abstracts).items()) if count}
    manifest = Manifest(
        inputs.digest(), triples, inferred, entries, graphs, file_sizes(folder), inputs.digests(), MADE_BY
    )
    manifest.write(folder)
    return manifest


def _tidy(where: Places) -> None:
    """Sweep what a killed build left, unless another process is building or the folder is not ours to write."""
    with suppress(OSError):
        if where.litter():
            lock = Lock(where.lock, create=True)
            try:
                where.sweep()
            finally:
                lock.release()


@contextmanager
def _only_builder(where: Places, *, wait: bool) -> Iterator[None]:
    where.builds.mkdir(parents=True, exist_ok=True)
    try:
        lock = Lock(where.lock, wait=wait, create=True)
    except BlockingIOError:
        number = where.builder()
        who = f" ({number})" if number else ""
        raise StoreError(
            Text(f"une autre construction est en cours{who}", f"another build is running{who}"),
            file=where.lock,
            remedy=Text("attendez qu'elle finisse, puis relancez", "wait for its end, then run this again"),
        ) from None
    try:
        lock.sign()
        yield
    finally:
        lock.release()


@contextmanager
def _disk_trouble(folder: Path) -> Iterator[None]:
    """Turn what the system says of the disk into a `StoreError`."""
    try:
        yield
    except OSError as error:
        reason = system_reason(error)
        raise StoreError(
            Text(f"la base ne peut pas être écrite : {reason.fr}", f"the store cannot be written: {reason.en}"),
            file=error.filename or folder,
            remedy=Text(
                "vérifiez vos droits sur ce dossier et la place qui reste sur le disque",
                "check your rights on this folder and the room left on the disk",
            ),
        ) from error
