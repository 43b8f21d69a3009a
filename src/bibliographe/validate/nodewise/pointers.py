"""Which nodes a predicate points from: in files of N-Triples, the blocks in which it has each of its values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.validate.nodewise.garbage import little_collecting
from bibliographe.validate.nodewise.lines import LinesSaying, stars_in
from bibliographe.validate.nodewise.places import Block, Places, blocks_of
from bibliographe.validate.nodewise.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.validate.nodewise.terms import Term
    from bibliographe.validate.reading import DataFile

_TWICE = 2
_IRI, _LITERAL = b'<"'
_ESCAPES = (b"\\u", b"\\U")
"""How a character of an IRI may be escaped (RDF 1.1 N-Triples, section 7)."""


def pointers_in(files: Iterable[DataFile], predicates: Iterable[str]) -> dict[str, Pointers]:
    """Return where some predicates point in files of N-Triples; raises `BlankNodeMet`."""
    noted = PointersNoted(predicates)
    with little_collecting():
        for file in files:
            before = 0
            for text in texts_of(file):
                noted.add(file.path, before, text)
                before += len(text)
    return noted.close()


@dataclass(frozen=True, slots=True)
class Pointers:
    """Where in files one predicate has its values: every statement of it was noted."""

    predicate: str
    places: Places

    def at(self, node: Term) -> bool:
        """Tell whether the predicate may point at a node."""
        return self.times(node, 1) == 1

    def again_at(self, node: Term) -> bool:
        """Tell whether it may do so more than once."""
        return self.times(node, _TWICE) == _TWICE

    def times(self, node: Term, most: int) -> int:
        """Return how often the predicate may point at a node, up to `most` times; never less than it does."""
        return self.places.times(_text(node), most)

    def subjects(self, node: Term) -> Iterator[str]:
        """Yield the nodes from which the predicate points at one."""
        seen: set[str] = set()
        for block in self.places.blocks_with(_text(node)):
            for subject, star in stars_in(block.lines_saying(self.predicate)).items():
                if node in star.get(self.predicate, ()) and subject not in seen:
                    seen.add(subject)
                    yield subject


class PointersNoted:
    """Notes where in files some predicates have their values."""

    def __init__(self, predicates: Iterable[str]) -> None:
        """Know of no file yet."""
        self._places = {predicate: Places() for predicate in predicates}
        self._saying = LinesSaying(self._places)

    def add(self, path: Path, before: int, text: bytes) -> None:
        """Note a piece of a file, which begins after some bytes."""
        for start, end in blocks_of(text):
            self._add(Block(path, before + start, before + end, is_plain=True), text[start:end])

    def _add(self, block: Block, text: bytes) -> None:
        is_escaped = b"\\" in text and any(sign in text for sign in _ESCAPES)
        odd: list[str] = []
        for predicate, places in self._places.items():
            found = None if is_escaped else _texts_said(predicate, text)
            if found is None:
                odd.append(predicate)
            elif found:
                places.add(block, found)
        if odd:
            self._add_parsed(replace(block, is_plain=False), text, odd)

    def _add_parsed(self, block: Block, text: bytes, predicates: list[str]) -> None:
        stars = list(stars_in(b"\n".join(self._saying.among(text)).decode().split("\n")).values())
        for predicate in predicates:
            found = [_text(value) for star in stars for value in star.get(predicate, ())]
            if found:
                self._places[predicate].add(block, found)

    def close(self) -> dict[str, Pointers]:
        """Return what was noted, by predicate."""
        for places in self._places.values():
            places.close()
        return {predicate: Pointers(predicate, places) for predicate, places in self._places.items()}


def _texts_said(predicate: str, text: bytes) -> list[bytes] | None:
    """Return what `_text` does for all values of a predicate; None where some line names it in an unusual way.

    No character of an IRI must be escaped, so that its name stands wherever the predicate does.
    """
    found: list[bytes] = []
    name = f"<{predicate}>".encode()
    seen, sign = 0, b"> " + name + b" "
    at = text.find(sign)
    while at >= 0:
        seen += 1
        start, line = at + len(sign), text.rfind(b"\n", 0, at) + 1
        if text.find(b"> ", line) == at:  # else it stands in a text, or is a value
            value = text[start + 1 : text.find(b">" if text[start] == _IRI else b'"', start + 1)]
            if b"\\" in value or text[start] not in (_IRI, _LITERAL):
                end = text.find(b"\n", start)
                (star,) = stars_in([text[line : end if end >= 0 else len(text)].decode()]).values()
                found += map(_text, star[predicate])
            else:
                found.append(value)
        at = text.find(sign, start)
    return found if text.count(name) == seen else None


def _text(node: Term) -> bytes:
    """Return the characters of a node: what tells most values of a predicate apart."""
    return (node if isinstance(node, str) else node[0]).encode()
