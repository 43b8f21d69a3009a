"""What the looks at files share: what they found, and what they look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.records import RESERVED_STEMS

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Triple

    from bibliographe.validate.check import Check
    from bibliographe.validate.reading import Data, DataFile

_COPIED = 0.9
"""The share of a file that stands in another one when the two are copies, changed a little since."""
_FEWEST = 5
"""Statements below which a file is no copy: two files may say the same few things."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A check that found something: about which node or file, where, and what it names."""

    check: Check
    focus: str
    file: Path | None = None
    path: str = ""
    value: str = ""
    hint: tuple[str, str] = ("", "")
    """What is put in the place of `{hint}`, in French and in English."""
    line: int | None = None


@dataclass(slots=True)
class Look:
    """The files of one validation, with their copies told apart."""

    data: Data
    copies: dict[Path, DataFile] = field(default_factory=dict)
    """The file that each copy is a copy of."""
    owners: dict[str, DataFile] = field(default_factory=dict)
    """The file that describes each thing, a copy only where it is alone to do so."""

    def __post_init__(self) -> None:
        """Find the copies, then the owners."""
        self.copies = dict(_copies(self.data.files))
        for file in sorted(self.data.files, key=lambda file: file.path in self.copies):
            for triple in file.triples:
                if isinstance(triple.subject, NamedNode):
                    self.owners.setdefault(triple.subject.value, file)

    @property
    def originals(self) -> list[DataFile]:
        """Return the files that are copies of no other."""
        return [file for file in self.data.files if file.path not in self.copies]


def words(term: object) -> str:
    """Return the characters of a term."""
    return str(getattr(term, "value", term))


def _copies(files: tuple[DataFile, ...]) -> list[tuple[Path, DataFile]]:
    """Return each file nearly all of which stands in another one, with that one."""
    first: dict[Triple, DataFile] = {}
    shared: Counter[tuple[Path, Path]] = Counter()
    by_path = {file.path: file for file in files}
    for file in sorted(files, key=_strangeness):
        for triple in set(file.triples):
            original = first.setdefault(triple, file)
            if original is not file:
                shared[file.path, original.path] += 1
    return [
        (copy, by_path[original])
        for (copy, original), count in shared.items()
        if count >= max(_FEWEST, _COPIED * len(set(by_path[copy].triples)))
    ]


def _strangeness(file: DataFile) -> tuple[bool, bool, int, str]:
    """Tell which of two files is the copy: the one that is not called by what is in it, or has the odder name."""
    stem = file.path.stem
    own = stem in RESERVED_STEMS or any(f"/id/source/{stem}-" in words(triple.subject) for triple in file.triples)
    return not own, file.path.suffix != ".ttl", len(stem), stem
