"""Statements written twice, things in two files or in the wrong one: told once it is known which files are copies."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from bibliographe.graph.prefixes import short_name
from bibliographe.graph.term_text import value_of
from bibliographe.sorting import merged
from bibliographe.validate import checks
from bibliographe.validate.belonging import misplaced
from bibliographe.validate.blocks import block_of, files_of
from bibliographe.validate.observation import Observation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibliographe.sorting import Run
    from bibliographe.validate.blocks import Block
    from bibliographe.validate.joining import Question
    from bibliographe.validate.reading import DataFile


def settle(
    disputed: Sequence[Run], question: Question, files: Sequence[DataFile], copies: frozenset[int]
) -> Iterator[Observation]:
    """Yield what is odd about disputed blocks, given the places of the files that are copies."""
    with merged(disputed) as lines:
        for subject, group in groupby(map(block_of, lines), attrgetter("subject")):
            blocks = list(group)
            originals = [block for block in blocks if block.file not in copies]
            yield from _repeated(subject, [b for b in originals if b.file not in question.repeating], files)
            if question.base and subject[0] == "<":
                yield from _placed(subject[1:-1], files_of(blocks), files_of(originals), question, files)


def _repeated(subject: str, blocks: list[Block], files: Sequence[DataFile]) -> Iterator[Observation]:
    """Yield one observation for the first statement that is written twice, in one file or in two."""
    seen: set[str] = set()
    for block in blocks:
        for statement in block.statements:
            if statement in seen:
                predicate, value = statement.split(" ", 1)
                path = predicate[1:-1]
                words = f"{short_name(path)} {value_of(value)}"
                yield Observation(checks.STATEMENT_TWICE, value_of(subject), files[block.file].path, path, words)
                return
            seen.add(statement)


def _placed(
    subject: str, everywhere: list[int], originals: list[int], question: Question, files: Sequence[DataFile]
) -> Iterator[Observation]:
    """Yield a thing in two files, in the wrong one or under another base, unless its whole file is to blame."""
    owner = (originals or everywhere)[0]
    path = files[owner].path
    if len(originals) > 1:
        yield Observation(checks.SUBJECT_SPLIT, subject, files[originals[1]].path, value=path.name)
    if not subject.startswith(question.base):
        if owner not in question.elsewhere:
            yield Observation(checks.OTHER_BASE, subject, path, value=question.base)
    elif originals:
        wanted = misplaced(subject, question.stems[owner], question.base)
        if wanted is not None:
            value = wanted or f"{path.parent.name}/<source>"
            yield Observation(checks.SUBJECT_MISPLACED, subject, path, value=value)
