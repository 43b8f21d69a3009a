"""The blocks of all files brought together, thing by thing: what must be compared across files, and across things.

One sorted reading; memory holds what is said of one thing and of the parts and the record that bear its name.
What depends on which file is a copy of which waits until all are counted (`bibliographe.validate.disputed`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from bibliographe.graph.term_text import value_of
from bibliographe.graph.terms import DCTERMS, TYPED
from bibliographe.sorting import Run, RunWriter, merged
from bibliographe.validate.belonging import misplaced
from bibliographe.validate.blocks import STATEMENTS, Block, block_of, files_of, key_of_line
from bibliographe.validate.noting import among
from bibliographe.validate.record_join import RecordJoin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LANGUAGE, _TYPE = str(DCTERMS.language), f"{TYPED} "
_CHARACTERS = 16_000_000
_TAGS = attrgetter("tags")


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be found out about one shelf of blocks."""

    runs: Sequence[Run]
    base: str
    """Empty for a file that stands alone: only repeated statements are looked for then."""
    stems: tuple[str, ...]
    """The stem of each file that describes things; those after them hold abstracts."""
    ranks: tuple[int, ...]
    """How strange each file is: of two that say the same, the stranger one is the copy."""
    repeating: frozenset[int]
    """Files in whose format a thing may be written out wherever it is named."""
    elsewhere: frozenset[int]
    """Files that are known to have another base as a whole."""
    register: int | None
    """The file that is the register; None when records cannot be compared."""
    folder: Path | None
    shelf: int


@dataclass(slots=True)
class Answer:
    """What was found."""

    statements: int = 0
    """Different ones."""
    things: int = 0
    """Subjects that have a class."""
    unique: Counter[int] = field(default_factory=Counter)
    """Different statements of each file."""
    shared: Counter[tuple[int, int]] = field(default_factory=Counter)
    """Statements of one file that stand in another, less strange one too."""
    languages: list[tuple[str, int, str, str]] = field(default_factory=list)
    """Subject, file, property and language of texts in a language that is not expected."""
    orphans: list[tuple[str, int]] = field(default_factory=list)
    """Subject and file of abstracts of nothing."""
    stale: list[str] = field(default_factory=list)
    """Things that changed since the register noted them."""
    missing: set[str] = field(default_factory=set)
    """Stems of the files to which registered things belong that are described nowhere."""
    disputed: list[Run] = field(default_factory=list)
    """Blocks of the subjects that copies may explain."""
    unjoined: list[Run] = field(default_factory=list)
    """Records of which something must be looked up: thing, hash, whether it is registered."""

    def add(self, other: Answer) -> None:
        """Take in what was found on another shelf."""
        self.statements += other.statements
        self.things += other.things
        self.unique.update(other.unique)
        self.shared.update(other.shared)
        self.languages += other.languages
        self.orphans += other.orphans
        self.stale += other.stale
        self.missing |= other.missing
        self.disputed += other.disputed
        self.unjoined += other.unjoined


def join(question: Question) -> Answer:
    """Read one shelf from beginning to end."""
    joiner = _Joiner(question)
    with merged(question.runs) as lines:
        for _key, group in groupby(lines, key_of_line):
            joiner.take([block_of(line) for line in group])
    return joiner.finished()


class _Joiner:
    def __init__(self, question: Question) -> None:
        self._question, self._answer = question, Answer()
        self._disputed = RunWriter(question.folder, f"disputed-{question.shelf}", _CHARACTERS)
        self._unjoined = RunWriter(question.folder, f"unjoined-{question.shelf}", _CHARACTERS)
        self._kind = re.compile(rf"<{re.escape(question.base)}(?:id/[^/>]*|doc/)?")
        self._placed: dict[tuple[int, str], bool] = {}
        """Whether things of a kind are out of place in a file."""
        self._records = RecordJoin(question.base, question.stems, question.register)

    def finished(self) -> Answer:
        """Return what was found."""
        self._answer.disputed, self._answer.unjoined = self._disputed.close(), self._unjoined.close()
        return self._answer

    def take(self, blocks: list[Block]) -> None:
        """Take all blocks of one key, sorted by subject and place."""
        described = len(self._question.stems)
        subjects: dict[str, list[Block]] = {}
        for block in blocks:
            if block.file < described:
                subjects.setdefault(block.subject, []).append(block)
        for subject, said in subjects.items():
            self._describe(subject, said)
        if any(block.file >= described for block in blocks):
            for block in {(block.subject, block.file): block for block in blocks if block.file >= described}.values():
                if block.subject not in subjects or block.subject[0] == "_":
                    self._answer.orphans.append((value_of(block.subject), block.file))
        if self._question.base:
            self._join_records(subjects)

    def _describe(self, subject: str, blocks: list[Block]) -> None:
        answer, first = self._answer, blocks[0]
        alone = len(blocks) == 1
        files = [first.file] if alone else files_of(blocks)
        statements = first.statements if alone else [said for block in blocks for said in block.statements]
        unique = set(statements)
        answer.statements += len(unique)
        answer.things += any(block.text.startswith(_TYPE) or STATEMENTS + _TYPE in block.text for block in blocks)
        if len(files) == 1:
            answer.unique[first.file] += len(unique)
        else:
            self._share(blocks)
        if any(map(_TAGS, blocks)):
            self._languages(subject, blocks)
        if len(unique) < len(statements) or (self._question.base and self._is_odd(subject, files)):
            for block in blocks:
                self._disputed.add(block.line(subject))

    def _share(self, blocks: list[Block]) -> None:
        """Count which statements stand in several files."""
        where: dict[str, set[int]] = {}
        for block in blocks:
            for statement in block.statements:
                where.setdefault(statement, set()).add(block.file)
        for files in where.values():
            original = min(files, key=self._question.ranks.__getitem__)
            for file in files:
                self._answer.unique[file] += 1
                if file != original:
                    self._answer.shared[file, original] += 1

    def _is_odd(self, subject: str, files: list[int]) -> bool:
        """Tell whether a subject is described in several files, in the wrong one, or under another base."""
        if len(files) > 1:
            return True
        if subject[0] != "<":
            return False
        question, file = self._question, files[0]
        kind = self._kind.match(subject)
        if kind is None:
            return file not in question.elsewhere
        known = (file, kind[0])
        if known not in self._placed:
            self._placed[known] = misplaced(subject[1:-1], question.stems[file], question.base) is not None
        return self._placed[known]

    def _languages(self, subject: str, blocks: list[Block]) -> None:
        own = {value_of(v).lower() for block in blocks for v in block.values(_LANGUAGE) if v[0] == '"'}
        for block in blocks:
            words = block.tags.split()
            for predicate, tag in zip(words[::2], words[1::2], strict=True):
                if not among(tag, own):
                    self._answer.languages.append((value_of(subject), block.file, predicate[1:-1], tag))

    def _join_records(self, subjects: dict[str, list[Block]]) -> None:
        found = self._records.join(subjects)
        self._answer.stale += found.stale
        self._answer.missing |= found.missing
        for thing, noted, registered in found.unjoined:
            self._unjoined.add(f"{thing}\t{noted}\t{int(registered)}\n")
