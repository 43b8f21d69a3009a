"""What the looks at files share: what they found, and what they look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.graph.records import RESERVED_STEMS

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.validate.check import Check
    from bibliographe.validate.joining import Answer
    from bibliographe.validate.noting import Notes
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

    @property
    def is_file(self) -> bool:
        """Tell whether it is about a file as a whole, and not about a thing described in it."""
        return self.file is not None and self.file.as_posix().endswith(self.focus)


@dataclass(frozen=True, slots=True)
class Look:
    """The files of one validation, what is noted of each, and what joining them found."""

    data: Data
    notes: list[Notes]
    answer: Answer
    copies: dict[int, int]
    """The place of the file that each copy is a copy of."""


def copies(answer: Answer) -> dict[int, int]:
    """Return each file nearly all of which stands in another one, with that one."""
    return {
        copy: original
        for (copy, original), count in answer.shared.items()
        if count >= max(_FEWEST, _COPIED * answer.unique[copy])
    }


def ranks(files: tuple[DataFile, ...], notes: list[Notes]) -> tuple[int, ...]:
    """Return how strange each file is, 0 for the least strange.

    Of two that say the same the copy is the one that is not called by what is in it, or has the odder name.
    """

    def strangeness(number: int) -> tuple[bool, bool, int, str]:
        path = files[number].path
        own = path.stem in RESERVED_STEMS or notes[number].own_source
        return not own, path.suffix != ".ttl", len(path.stem), path.stem

    order = sorted(range(len(files)), key=strangeness)
    return tuple(order.index(number) for number in range(len(files)))
