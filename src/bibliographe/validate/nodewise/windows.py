"""Files cut into windows, each with all that it says of one node after the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from bibliographe.validate.nodewise.garbage import little_collecting
from bibliographe.validate.nodewise.lines import LinesSaying, gather, said_by, stars_in, subjects_in
from bibliographe.validate.nodewise.marks import Marks
from bibliographe.validate.nodewise.places import Block, Places, blocks_of
from bibliographe.validate.nodewise.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple

    from bibliographe.validate.nodewise.stars import Star, Window
    from bibliographe.validate.nodewise.terms import Term
    from bibliographe.validate.reading import DataFile

_STATEMENTS = 30_000
"""Statements of a window in a file of another format than N-Triples."""
_BITS = 28


@dataclass(frozen=True, slots=True)
class Survey:
    """Files, and the nodes that more than one window of them describes; a few others may be among these."""

    files: tuple[DataFile, ...]
    scattered: frozenset[str]
    places: Places | None = None
    """Where the files say something of each node, where that is looked up in them."""

    @classmethod
    def of(cls, files: Iterable[DataFile], *, placed: bool = False) -> Survey:
        """Look through files, and note all places where these can be `placed`.

        Raises `BlankNodeMet` and `GraphError`.
        """
        files = tuple(files)
        scattered: set[str] = set()
        met = Marks(_BITS)
        places = Places() if placed and all(file.is_text for file in files) else None
        with little_collecting():
            for subjects in chain.from_iterable(_subjects(file, places) for file in files):
                scattered.update(node for node in subjects if node in met)
                met.update(subjects)
        if places is not None:
            places.close()
        return cls(files, frozenset(scattered), places)

    @property
    def reading(self) -> Callable[[str], Star] | None:
        """Return what reads in the files what they say of a node, None where it is not known where to read."""
        return None if self.places is None else self.read_star

    def read_star(self, node: str) -> Star:
        """Return what the files say of a node; nothing where it is not known where to read."""
        if self.places is None:
            return {}
        lines = chain.from_iterable(block.lines_about(node) for block in self.places.blocks_with(node.encode()))
        star = stars_in(lines).get(node, {})
        return {predicate: list(dict.fromkeys(values)) for predicate, values in star.items()}

    def windows(self, share: int = 0, shares: int = 1) -> Iterator[Window]:
        """Yield the windows, or one of several equal shares of them; raises `BlankNodeMet` and `GraphError`.

        Files are read in their order, in which what is linked stands close together.
        """
        number = 0
        for file in self.files:
            for piece in _pieces(file):
                if number % shares == share:
                    yield _read(piece)
                number += 1

    def values_of(self, predicates: Iterable[str]) -> Iterator[tuple[str, Term]]:
        """Yield each value of some predicates, with the predicate; raises `BlankNodeMet` and `GraphError`."""
        wanted = frozenset(predicates)
        saying = LinesSaying(wanted)
        for piece in chain.from_iterable(map(_pieces, self.files)):
            window = _read(b"\n".join(saying.among(piece)) if isinstance(piece, bytes) else piece)
            for star in window.values():
                for predicate in wanted & star.keys():
                    for value in star[predicate]:
                        yield predicate, value


def _pieces(file: DataFile) -> Iterator[bytes | list[Triple]]:
    return texts_of(file) if file.is_text else _statements(file)


def _statements(file: DataFile) -> Iterator[list[Triple]]:
    piece: list[Triple] = []
    for _, triples in groupby(file.read(), attrgetter("subject")):
        piece += triples
        if len(piece) >= _STATEMENTS:
            yield piece
            piece = []
    if piece:
        yield piece


def _subjects(file: DataFile, places: Places | None) -> Iterator[set[str]]:
    """Yield the subjects of each piece of a file, and note their places."""
    before = 0
    for piece in _pieces(file):
        if not isinstance(piece, bytes):
            yield {subject for subject, _, _ in said_by(piece)}
            continue
        found: set[str] = set()
        for start, end in blocks_of(piece):
            subjects, is_plain = subjects_in(piece[start:end])
            found |= subjects
            if places is not None:
                places.add(Block(file.path, before + start, before + end, is_plain), map(str.encode, subjects))
        before += len(piece)
        yield found


def _read(piece: bytes | list[Triple]) -> Window:
    if isinstance(piece, bytes):
        return stars_in(piece.decode().split("\n"))
    window: Window = {}
    gather(window, said_by(piece))
    return window
