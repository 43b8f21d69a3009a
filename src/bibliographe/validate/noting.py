"""What is noted of a file while it is read: what concerns it by itself; its blocks are put by for joining."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from bibliographe.graph.terms import DCTERMS, TYPED
from bibliographe.graph.vocabulary import namespaces, unknown_terms
from bibliographe.sorting import RunWriter
from bibliographe.validate.blocks import STATEMENTS, Block, keys, place
from bibliographe.validate.lines import datatype_of, language_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bibliographe.validate.lines import Line
    from bibliographe.validate.pieces import Piece

_CHARACTERS = 40_000_000
"""Characters of blocks that one process holds before it writes them."""
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE, _ABSTRACT, _LANGUAGE = f"{TYPED} ", f"{DCTERMS.abstract} ", str(DCTERMS.language)


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
    """Notes what a piece says, block by block."""

    def __init__(self, piece: Piece, settings: Settings) -> None:
        self.notes = Notes()
        limit = _CHARACTERS // settings.shelves
        self.writers = [
            RunWriter(settings.folder, f"{shelf}-{piece.file}-{piece.number}", limit)
            for shelf in range(settings.shelves)
        ]
        self._piece, self._settings = piece, settings
        self._key = keys(settings.base)
        self._count = 0
        self._base = f"<{settings.base}"
        self._own = _never_terms(settings.base)
        self._source = f"/id/source/{piece.path.stem}-"
        self._known: set[str] = set()
        """Properties and languages that nothing is wrong with."""

    def take(self, subject: str, lines: Iterable[Line]) -> None:
        """Note one block."""
        if self._piece.file >= self._settings.described:
            self._put_by(Block(subject, self._place(), "", ""))
            return
        statements: list[str] = []
        tags: list[tuple[str, str]] = []
        for _, predicate, value in lines:
            statements.append(f"{predicate} {value}")
            if predicate not in self._known and not self._is_slip(predicate[1:-1], subject):
                self._known.add(predicate)
            if value[-1] == ">":
                self._note_address(value, subject)
            elif value[-1] != '"':
                self._note_tag(predicate, value, tags)
        block = Block(subject, self._place(), "", STATEMENTS.join(statements))
        self._note_block(block, len(statements))
        odd = self._odd(block, tags) if tags and self._settings.base else ""
        self._put_by(Block(subject, block.place, odd, block.text) if odd else block)

    def _put_by(self, block: Block) -> None:
        key = self._key(block.subject)
        shelf = crc32(key.encode()) % len(self.writers) if len(self.writers) > 1 else 0
        self.writers[shelf].add(block.line(key))

    def _place(self) -> str:
        self._count += 1
        return place(self._piece.file, self._piece.number, self._count)

    def _note_address(self, value: str, subject: str) -> None:
        """Note an address that is a term's, as a value or as the datatype of one."""
        if value[0] == "<":
            if not value.startswith(self._own):
                self._is_slip(value[1:-1], subject)
            return
        datatype = datatype_of(value)
        if not datatype.startswith(_RDF):
            self._is_slip(datatype, subject)

    def _note_tag(self, predicate: str, value: str, tags: list[tuple[str, str]]) -> None:
        """Note the language of a text, or a blank node."""
        if value[0] == '"':
            tags.append((predicate, language_of(value)))
        else:
            self.notes.blank = True

    def _is_slip(self, term: str, subject: str) -> bool:
        """Tell whether an address is of a term that its vocabulary does not have, and note it then."""
        if not is_unknown(term):
            return False
        self.notes.unknown.setdefault(term, value_of(subject))
        return True

    def _note_block(self, block: Block, statements: int) -> None:
        notes, subject, text = self.notes, block.subject, block.text
        notes.statements += statements
        if not subject.startswith(self._base):
            notes.in_base = False
            notes.blank |= subject[0] == "_"
        if not notes.own_source and self._source in subject:
            notes.own_source = True
        if not notes.typed and (text.startswith(_TYPE) or STATEMENTS + _TYPE in text):
            notes.typed = True
        if _ABSTRACT in text:
            notes.abstracts += [subject for statement in block.statements if statement.startswith(_ABSTRACT)]

    def _odd(self, block: Block, tags: list[tuple[str, str]]) -> str:
        """Return the texts in a language that is not the catalogue's, nor one that the block names."""
        odd = [(predicate, tag) for predicate, tag in tags if tag not in self._known]
        if not odd:
            return ""
        for _, tag in odd:
            if among(tag, self._settings.languages):
                self._known.add(tag)
        own = {value_of(value).lower() for value in block.values(_LANGUAGE) if value[0] == '"'}
        return " ".join(
            f"{predicate} {tag}" for predicate, tag in odd if tag not in self._known and not among(tag, own)
        )


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
