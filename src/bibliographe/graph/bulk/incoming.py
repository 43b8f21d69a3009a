"""What an RDF file brings, sorted: its records, its register, and the places where it lists its entries."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from bibliographe.graph.bulk.listings import listings
from bibliographe.graph.bulk.reading import read_rdf, rejected
from bibliographe.graph.bulk.refusals import ORPHAN
from bibliographe.graph.bulk.vocabulary import Judge
from bibliographe.graph.lines import subject_of
from bibliographe.graph.records import OWNED_KINDS, OWNING
from bibliographe.graph.sorted_files import SortedFiles
from bibliographe.graph.terms import SCHEMA
from bibliographe.model.entry import Reject
from bibliographe.progress import SILENCE
from bibliographe.scratch import WorkFolder
from bibliographe.sorting import sorted_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from bibliographe.graph.describe import SourceFacts
    from bibliographe.progress import Progress

MARK = "\x00"
"""Before the number of a line: no canonical line has it."""
_ITEM = str(SCHEMA.item)
_OWNING = frozenset(map(str, OWNING))


@dataclass(frozen=True, slots=True)
class RdfSource:
    """An RDF file on its way into a catalogue whose addresses begin with `base`."""

    path: Path
    suffix: str
    """`.nt` or `.ttl`, whatever the file is called."""
    source_id: str
    base: str
    facts: SourceFacts


@dataclass(slots=True)
class Incoming:
    """What is brought, as sorted files, and the counts of statements."""

    records: SortedFiles = field(default_factory=SortedFiles)
    register: SortedFiles = field(default_factory=SortedFiles)
    kept: int = 0
    rejected: int = 0
    entries: int = 0

    @property
    def read(self) -> int:
        """Return how many statements were read."""
        return self.kept + self.rejected


@contextmanager
def incoming(
    source: RdfSource, on_reject: Callable[[Reject], None], progress: Progress = SILENCE
) -> Iterator[Incoming]:
    """Read a file past and give what it brings; what waits on disk goes with the context.

    `on_reject` hears of each statement that is not taken. Raises `SourceError` when the file cannot be read.
    """
    found = Incoming()

    def refuse(reject: Reject) -> None:
        found.rejected += 1
        on_reject(reject)

    with ExitStack() as stack:
        folder = stack.enter_context(WorkFolder())
        with sorted_lines(_taken(source, refuse, found, progress)) as marked:
            parts = _Parts(folder, source.base)
            found.entries = parts.take(marked)
        for reject in _orphans(parts):
            found.kept -= 1
            refuse(reject)
        found.records.add(parts.path("records"))
        found.register.add(parts.path("register"))
        with _minus(parts.path("described"), parts.path("listed")) as unlisted:
            _write(parts.path("listings"), listings(source, unlisted))
        found.records.add(parts.path("listings"))
        yield found


def _taken(source: RdfSource, refuse: Callable[[Reject], None], found: Incoming, progress: Progress) -> Iterator[str]:
    judge = Judge(source.base)
    for one in read_rdf(source.path, source.suffix, source.base, progress):
        if isinstance(one, Reject):
            refuse(one)
            continue
        refusal = judge.refusal(one.line)
        if refusal:
            refuse(rejected(one.number, one.line, refusal))
            continue
        found.kept += 1
        yield f"{one.line[:-1]}{MARK}{one.number:012d}\n"


class _Parts:
    """Goes over the sorted statements once, and puts each into the file where it is needed next."""

    def __init__(self, folder: Path, base: str) -> None:
        self._folder = folder
        self._entry, self._register = f"<{base}id/entry/", f"<{base}doc/"
        self._owned = tuple(f"<{base}id/{kind}/" for kind in OWNED_KINDS)

    def path(self, name: str) -> Path:
        """Return the file of one part."""
        return self._folder / f"{name}.nt"

    def take(self, marked: Iterable[str]) -> int:
        """Take all statements, each with the number of its line after `MARK`; return how many entries there are."""
        entries = 0
        with ExitStack() as stack:
            names = ("records", "register", "owned", "owners", "described", "listed")
            files = {
                name: stack.enter_context(self.path(name).open("w", encoding="utf-8", newline="\n")) for name in names
            }
            for subject, group in groupby(marked, subject_of):
                statements = [line[:-1].split(MARK) for line in group]
                lines = list(dict.fromkeys(f"{line}\n" for line, _number in statements))
                if subject.startswith(self._register):
                    files["register"].writelines(lines)
                    continue
                files["records"].writelines(lines)
                if subject.startswith(self._owned):
                    files["owned"].writelines(f"{subject} {line}{MARK}{number}\n" for line, number in statements)
                elif subject.startswith(self._entry):
                    numbers = [number for _line, number in statements]
                    files["described"].write(f"{subject} {min(numbers)} {max(numbers)}\n")
                    entries += 1
                self._links(lines, files)
        return entries

    def _links(self, lines: list[str], files: Mapping[str, TextIO]) -> None:
        for line in lines:
            _subject, predicate, value = line[:-3].split(" ", 2)
            if predicate == _ITEM:
                files["listed"].write(f"{value} \n")
            elif predicate in _OWNING:
                files["owners"].write(f"{value} \n")


def _orphans(parts: _Parts) -> Iterator[Reject]:
    """Yield a reject for each statement of a node that belongs to nothing: such a node would be lost silently."""
    with _minus(parts.path("owned"), parts.path("owners")) as left:
        for line in left:
            _node, _space, statement = line[:-1].partition(" ")
            text, _mark, number = statement.rpartition(MARK)
            yield rejected(int(number), text, ORPHAN)


@contextmanager
def _minus(left: Path, right: Path) -> Iterator[Iterator[str]]:
    """Give the sorted lines of one file whose first word is not the first word of any line of another."""
    with _lines(left) as lines, _lines(right) as others, sorted_lines(others) as words:
        yield _without(lines, map(subject_of, words))


def _without(lines: Iterator[str], words: Iterator[str]) -> Iterator[str]:
    here = next(words, None)
    for line in lines:
        word = subject_of(line)
        while here is not None and here < word:
            here = next(words, None)
        if here != word:
            yield line


def _lines(path: Path) -> TextIO:
    return path.open(encoding="utf-8", newline="\n")


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(lines)
