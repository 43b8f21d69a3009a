"""The register brought up to date with `graph/` as it stands, by one merge of two sorted readings."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.graph.drafts import Draft
from bibliographe.graph.files import existing_file, graph_files
from bibliographe.graph.journal import commit, writing
from bibliographe.graph.record_lines import hashed, record_blocks
from bibliographe.graph.records import REGISTER
from bibliographe.graph.register import Registration, observed
from bibliographe.graph.register_lines import MisnamedError, Registered, lines_of, registered
from bibliographe.graph.sorted_files import sorted_files
from bibliographe.i18n import Text
from bibliographe.progress import SILENCE
from bibliographe.scratch import WorkFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.graph.sorted_files import SortedFiles
    from bibliographe.progress import Progress

READING = Text("lecture de graph/", "reading graph/")
COMPARING = Text("registre : ce qui a changé", "register: what has changed")


@dataclass(frozen=True, slots=True)
class Refreshment:
    """What a refresh found."""

    changed: bool
    """Whether the register's file did."""
    counts: dict[Path, int]
    """How many different statements each file of `graph/` holds now, the register's too."""
    pieces: tuple[Path, ...]
    """Files of canonical lines that say the same as those of `graph/`, the register's too."""


@contextmanager
def refreshed(
    catalogue: Catalogue, *, executor: Executor | None = None, progress: Progress = SILENCE
) -> Iterator[Refreshment]:
    """Bring the register up to date with `graph/` as it stands; until the context is left, its lines can be read.

    New content moves a record's date. A thing that is gone from `graph/` keeps its record as it is: only a person can
    tell a deletion from an accident (`bibliographe withdraw`, or the last saved version of the file). Constant memory;
    `executor` shares the hashing. Raises `GraphError` when a file is not RDF or the register cannot be written.
    """
    paths = [path for path in graph_files(catalogue) if path.stem != REGISTER]
    with WorkFolder() as folder, ExitStack() as stack:
        with writing(catalogue):
            progress.stage(READING, sum(path.stat().st_size for path in paths))
            files = stack.enter_context(sorted_files(paths, catalogue.base, progress))
            changed = _refresh(catalogue, files, folder, executor, progress)
        yield Refreshment(changed, files.counts, tuple(files.pieces))


def _refresh(
    catalogue: Catalogue, files: SortedFiles, folder: Path, executor: Executor | None, progress: Progress
) -> bool:
    """Write the register, add its lines to the files, and tell whether it changed."""
    try:
        draft = _draft(catalogue, files, executor, progress, in_order=True)
    except MisnamedError:
        draft = _draft(catalogue, files, executor, progress, in_order=False)
    changed = bool(commit(catalogue, draft.contents(catalogue.graph, REGISTER, catalogue.base)))
    path = existing_file(catalogue.graph, REGISTER)
    if path.suffix == ".nt":
        files.add(path)
    else:
        files.keep(folder / f"{REGISTER}.nt", draft.lines)
    files.counts[path] = draft.count
    return changed


def _draft(
    catalogue: Catalogue, files: SortedFiles, executor: Executor | None, progress: Progress, *, in_order: bool
) -> Draft:
    """Return what the register must say, in its order."""
    draft = Draft(catalogue)
    progress.stage(COMPARING, sum(files.counts.values()))
    with (
        record_blocks(files, catalogue.base, progress) as blocks,
        registered(catalogue, in_order=in_order) as known,
    ):
        for thing, registration, lines in _merged(hashed(blocks, executor), known):
            draft.extend(lines or lines_of(thing, registration, catalogue.base))
    return draft


def _merged(contents: Iterator[tuple[str, str]], known: Iterator[Registered]) -> Iterator[Registered]:
    """Yield what the register must say of each thing, in their order."""
    here = next(known, None)
    for thing, digest in contents:
        while here is not None and here.thing < thing:
            yield here
            here = next(known, None)
        before: Registration | None = None
        lines: list[str] = []
        if here is not None and here.thing == thing:
            before, lines = here.registration, here.lines
            here = next(known, None)
        after = observed(before, digest)
        yield Registered(thing, after, lines if after is before else [])
    if here is not None:
        yield here
        yield from known
