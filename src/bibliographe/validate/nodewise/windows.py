"""Files cut into windows, each with all that it says of one node after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Triple, parse

from bibliographe.validate.expressions import RDF_TYPE
from bibliographe.validate.nodewise.places import Places, blocks_of
from bibliographe.validate.nodewise.surroundings import Marks, Star, Window, add_to
from bibliographe.validate.nodewise.terms import LANG_STRING, STRING, Term, from_pyoxigraph
from bibliographe.validate.written import MARK, is_faithful, stored_quads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bibliographe.validate.reading import DataFile

    Said = tuple[str, str, Term]

_IRI = r"<([^\x00-\x20<>\"{}|^`\\]+)>"
_TAG = r"@([a-z]{1,8}(?:-[a-z0-9]{1,8})*)"
_LINE = re.compile(rf'^(?:{_IRI} {_IRI} (?:{_IRI}|"([^"\\\r\n]*)"(?:\^\^{_IRI}|{_TAG})?) \.|(.+))$', re.MULTILINE)
"""A line of N-Triples as this program writes most of them, nothing escaped, one space, languages in small letters; or
any other."""
_SUBJECT = re.compile(rb"^<([^\x00-\x20<>\"{}|^`\\]*)> ", re.MULTILINE)
_ODD_LINE = re.compile(rb"^(?!<[^\x00-\x20<>\"{}|^`\\]*> ).*\S.*$", re.MULTILINE)
_BYTES = 4_000_000
"""Length of a window in a file of N-Triples: what is linked mostly stands within one, some thousand nodes."""
_STATEMENTS = 30_000
"""The same for other formats."""
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
        for file in files:
            for subjects in _subjects(file, places):
                scattered.update(node for node in subjects if node in met)
                met.update(subjects)
        if places is not None:
            places.close()
        return cls(files, frozenset(scattered), places)

    @property
    def reading(self) -> Callable[[str], Star] | None:
        """Return what reads in the files what they say of a node, None where it is not known where to read."""
        return None if self.places is None else self._read_star

    def _read_star(self, node: str) -> Star:
        star: Star = {}
        if self.places is not None:
            for subject, predicate, value in said_in("\n".join(self.places.lines_about(node))):
                if subject == node:
                    add_to(star, predicate, value)
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


def _pieces(file: DataFile) -> Iterator[bytes | list[Triple]]:
    return _texts(file) if file.is_text else _statements(file)


def _texts(file: DataFile) -> Iterator[bytes]:
    """Yield a file of N-Triples in pieces of whole lines, none of which ends between two about the same subject."""
    with file.path.open("rb") as stream:
        rest = b""
        while True:
            text = rest + stream.read(_BYTES)
            at = _last_change(text)
            if len(text) < _BYTES + len(rest):
                if text:
                    yield text
                return
            rest = text[at:]
            if at:
                yield text[:at]


def _last_change(text: bytes) -> int:
    """Return where the last whole subject begins, after which its lines may go on in what follows."""
    at = text.rfind(b"\n") + 1
    start = text.rfind(b"\n", 0, max(at - 1, 0)) + 1
    subject = text[start : text.find(b" ", start)]
    while start:
        before = text.rfind(b"\n", 0, start - 1) + 1
        if text[before : text.find(b" ", before)] != subject:
            return start
        start = before
    return 0


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
            yield {subject for subject, _, _ in map(_said_by, stored_quads(piece))}
            continue
        found: set[str] = set()
        for start, end in blocks_of(piece):
            subjects, is_plain = _subjects_within(piece, start, end)
            found |= subjects
            if places is not None:
                places.add(file.path, before + start, before + end, subjects, is_plain=is_plain)
        before += len(piece)
        yield found


def _subjects_within(piece: bytes, start: int, end: int) -> tuple[set[str], bool]:
    """Return the subjects of some lines, and whether each is written as most are."""
    subjects = _SUBJECT.findall(piece, start, end)
    found = {subject.decode() for subject in set(subjects)}
    if len(subjects) == piece.count(b"\n", start, end):
        return found, True
    for line in _ODD_LINE.findall(piece, start, end):
        found.update(subject for subject, _, _ in _parsed(line.decode()))
    return found, False


def _read(piece: bytes | list[Triple]) -> Window:
    window: Window = {}
    said = said_in(piece.decode()) if isinstance(piece, bytes) else map(_said_by, stored_quads(piece))
    for subject, predicate, value in said:
        star = window.get(subject)
        if star is None:
            star = window[subject] = {}
        add_to(star, predicate, value)
    return window


def said_in(text: str) -> Iterator[Said]:
    """Yield the statements of lines that are known to be N-Triples; an unusual one is read as such a file is."""
    names: dict[str, str] = {RDF_TYPE: RDF_TYPE}
    for subject, predicate, iri, characters, datatype, tag, other in _LINE.findall(text):
        if other:
            yield from _parsed(other)
            continue
        predicate = names.setdefault(predicate, predicate)
        if iri:
            yield subject, predicate, iri
        elif tag:
            yield subject, predicate, (characters, LANG_STRING, tag)
        elif not datatype:
            yield subject, predicate, (characters, STRING, None)
        else:
            kind = datatype if is_faithful(characters, datatype) else MARK + datatype
            yield subject, predicate, (characters, kind, None)


def _parsed(line: str) -> Iterator[Said]:
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in parse(line, format=RdfFormat.N_TRIPLES))
    return map(_said_by, stored_quads(triples))


def _said_by(quad: Quad) -> Said:
    subject = from_pyoxigraph(quad.subject)  # type: ignore[arg-type]
    assert isinstance(subject, str)  # noqa: S101
    return subject, quad.predicate.value, from_pyoxigraph(quad.object)  # type: ignore[arg-type]
