"""What is noted of a file while it is read: what concerns it by itself; its blocks are put by for joining."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from zlib import crc32

from bibliographe.graph.term_text import value_of
from bibliographe.graph.terms import DCTERMS, TYPED
from bibliographe.graph.vocabulary import namespaces, unknown_terms
from bibliographe.sorting import RunWriter
from bibliographe.validate.blocks import STATEMENTS, Block, keys, place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bibliographe.validate.lines import Line
    from bibliographe.validate.pieces import Piece

_CHARACTERS = 40_000_000
"""Characters of blocks that one process holds before it writes them."""
_RDF = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE, _ABSTRACT, _LANGUAGE = str(TYPED), str(DCTERMS.abstract), str(DCTERMS.language)
_SUBJECT, _STATEMENT, _PREDICATE, _NODE, _TAG, _DATATYPE = map(itemgetter, range(6))


@dataclass(slots=True)
class Notes:
    """What is noted of one file by itself."""

    statements: int = 0
    own_source: bool = False
    """Whether it describes the source that it is called by."""
    in_base: bool = True
    """Whether all its addresses are under the catalogue's base."""
    typed: bool = False
    blank: bool = False
    """Whether a blank node stands in it."""
    unknown: dict[str, str] = field(default_factory=dict)
    """The first subject that uses each term which its vocabulary does not have."""
    abstracts: list[str] = field(default_factory=list)
    """The subject of each abstract."""

    def add(self, later: Notes) -> None:
        """Take in what was noted of a later piece of the file."""
        self.statements += later.statements
        self.own_source |= later.own_source
        self.in_base &= later.in_base
        self.typed |= later.typed
        self.blank |= later.blank
        self.unknown = {**later.unknown, **self.unknown}
        self.abstracts += later.abstracts


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reading of a piece needs to know."""

    base: str
    """Empty for a file that stands alone."""
    languages: tuple[str, ...]
    described: int
    """Files before this place describe things; the others hold abstracts."""
    folder: Path | None
    """Where blocks are put by; None keeps them in memory."""
    shelves: int


class Reader:
    """Notes what some pieces say, and puts their blocks by; `name` tells its files from those of other readers."""

    def __init__(self, settings: Settings, name: str) -> None:
        limit = _CHARACTERS // settings.shelves
        self.writers = [RunWriter(settings.folder, f"{name}-{shelf}", limit) for shelf in range(settings.shelves)]
        self._settings = settings
        self._key = keys(settings.base)
        self._base = f"<{settings.base}"
        self._never_terms = _never_terms(settings.base)
        self._known: set[str] = {""}
        """Properties, datatypes and languages that nothing is wrong with."""

    def read(self, piece: Piece) -> Notes:
        """Note one piece; raises `GraphError` when it is not RDF."""
        notes = Notes()
        is_described = piece.file < self._settings.described
        start = place(piece.file, piece.number)
        count = 0
        for lines in piece.chunks():
            odd = self._note(lines, notes) if is_described else set()
            for subject, block in groupby(lines, _SUBJECT):
                count += 1
                at = f"{start}.{count:09d}"
                if not is_described:
                    self._put_by(Block(subject, piece.file, at, "", ""))
                elif odd:
                    own = list(block)
                    text = STATEMENTS.join(map(_STATEMENT, own))
                    self._put_by(Block(subject, piece.file, at, _odd(own, odd), text))
                else:
                    self._put_by(Block(subject, piece.file, at, "", STATEMENTS.join(map(_STATEMENT, block))))
            if is_described:
                self._note_subjects(set(map(_SUBJECT, lines)), notes, f"/id/source/{piece.path.stem}-")
        return notes

    def _put_by(self, block: Block) -> None:
        key = self._key(block.subject)
        shelf = crc32(key.encode()) % len(self.writers) if len(self.writers) > 1 else 0
        self.writers[shelf].add(block.line(key))

    def _note(self, lines: list[Line], notes: Notes) -> set[str]:
        """Note what some statements say, and return the languages in them that are not the catalogue's."""
        notes.statements += len(lines)
        predicates = set(map(_PREDICATE, lines))
        notes.typed |= _TYPE in predicates
        if _ABSTRACT in predicates:
            notes.abstracts += [value_of(line[0]) for line in lines if line[2] == _ABSTRACT]
        terms = (predicates | set(map(_DATATYPE, lines))) - self._known
        nodes = {node for node in map(_NODE, lines) if node and not node.startswith(self._never_terms)}
        slips = {term for term in terms | nodes if is_unknown(term[1:-1])}
        self._known |= terms - slips
        notes.blank |= any(node[0] == "_" for node in nodes)
        if slips:
            for subject, _, predicate, node, _, datatype in lines:
                for term in (predicate, datatype, node):
                    if term in slips and not (term == datatype and datatype.startswith(_RDF)):
                        notes.unknown.setdefault(term[1:-1], value_of(subject))
        return self._odd_languages(set(map(_TAG, lines)) - self._known) if self._settings.base else set()

    def _odd_languages(self, tags: set[str]) -> set[str]:
        odd = {tag for tag in tags if not among(tag, self._settings.languages)}
        self._known |= tags - odd
        return odd

    def _note_subjects(self, subjects: set[str], notes: Notes, source: str) -> None:
        if notes.in_base or not notes.blank:
            others = [subject for subject in subjects if not subject.startswith(self._base)]
            notes.in_base &= not others
            notes.blank |= any(subject[0] == "_" for subject in others)
        notes.own_source = notes.own_source or any(source in subject for subject in subjects)


def _odd(block: list[Line], odd: set[str]) -> str:
    """Return property and language of each text in one of some languages that the block itself does not name."""
    texts = [(line[2], line[4]) for line in block if line[4] in odd]
    own = {value_of(line[1][len(line[2]) + 1 :]).lower() for line in block if line[2] == _LANGUAGE and not line[3]}
    return " ".join(f"{predicate} {tag}" for predicate, tag in texts if not among(tag, own))


def among(tag: str, languages: Iterable[str]) -> bool:
    """Tell whether a tag is one of some languages, in small letters, or a variety of one."""
    tag = tag.lower()
    return any(tag == known or tag.startswith(f"{known}-") for known in languages)


def _never_terms(base: str) -> tuple[str, ...]:
    """Return how addresses begin that are no vocabulary's: most values are such, and need no second look."""
    starts = [f"{base}{part}/" for part in ("id", "doc")] if base else []
    return tuple(
        f"<{start}"
        for start in starts
        if not any(start.startswith(known) or known.startswith(start) for known in namespaces())
    )


@lru_cache(maxsize=20_000)
def is_unknown(term: str) -> bool:
    """Tell whether an address looks like a term of a known vocabulary and is none."""
    return term.startswith(namespaces()) and bool(unknown_terms((term,)))
