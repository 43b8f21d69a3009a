"""What a file says of one subject in one place: a block, as a line that can be sorted and joined with others.

Blocks are sorted by a key that a thing shares with what belongs to it: the record of the register, the list of authors
and the contributions of `id/entry/x` all have the key `x`. So one sorted reading brings together what is compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FIELD, STATEMENTS = "\t", "\x1e"
"""Neither stands raw in a term: N-Triples are written with both escaped."""


class Block(NamedTuple):
    """The statements of one subject that stand together in one file."""

    subject: str
    """As N-Triples writes it."""
    file: int
    """The place of the file among all files."""
    place: str
    """Sorts as the blocks are read: file, piece, block."""
    tags: str
    """Property and language of each text whose language is neither the catalogue's nor named in this block."""
    text: str
    """Property and value of each statement."""

    @property
    def statements(self) -> list[str]:
        """Return property and value of each statement, as N-Triples writes them."""
        return self.text.split(STATEMENTS) if self.text else []

    def values(self, predicate: str) -> list[str]:
        """Return the values of one property, given as N-Triples writes it."""
        start = f"{predicate} "
        if start not in self.text:
            return []
        return [statement[len(start) :] for statement in self.statements if statement.startswith(start)]

    def line(self, key: str) -> str:
        """Return the block as a line."""
        return f"{key}\t{self.subject}\t{self.place}\t{self.tags}\t{self.text}\n"


def place(file: int, piece: int) -> str:
    """Return how the places of the blocks of a piece begin, which sort as files and their pieces are read."""
    return f"{file:05d}.{piece:06d}"


def key_of_line(line: str) -> str:
    """Return the key by which lines are joined."""
    return line[: line.index(_FIELD)]


def block_of(line: str) -> Block:
    """Return the block that a line stands for."""
    _, subject, at, tags, text = line[:-1].split(_FIELD)
    return Block(subject, int(at[:5]), at, tags, text)


def keys(base: str) -> Callable[[str], str]:
    """Return the function that gives the key of a subject, as N-Triples writes it, in a catalogue with this base.

    Parts bear the name of their whole (`bibliographe.graph.iri.Minter.part`); any other address is a key of its own.
    """
    if not base:
        return str
    own = re.compile(rf"<{re.escape(base)}(?:id|doc)/(?:contribution/(.+?)(?:-[0-9]+)?|[^/>]+/(.+))>")

    def key(subject: str) -> str:
        match = own.fullmatch(subject)
        return (match[1] or match[2]) if match else subject

    return key


def files_of(blocks: Sequence[Block]) -> list[int]:
    """Return the files that some blocks stand in, each once, in their order."""
    return list(dict.fromkeys(block.file for block in blocks))
