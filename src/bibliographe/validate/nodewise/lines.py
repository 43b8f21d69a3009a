"""What lines of N-Triples say: the pass reads every line of a catalogue, so that each must cost little."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import RdfFormat, Triple, parse

from bibliographe.validate.nodewise.stars import add_to
from bibliographe.validate.nodewise.terms import LANG_STRING, STRING, Term, from_pyoxigraph
from bibliographe.validate.written import MARK, is_faithful, stored_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from bibliographe.validate.nodewise.stars import Star, Window

Said: TypeAlias = tuple[str, str, Term]
"""A statement: of what, by which predicate, which value."""
_WORD = r"[^\x00-\x20<>\"{}|^`\\]+"
_SUBJECT = re.compile(f"<{_WORD}")
_TAG = r"@([a-z]{1,8}(?:-[a-z0-9]{1,8})*)"
_TAIL = re.compile(rf'<({_WORD})> (?:<({_WORD})>|"([^"\\\r\n]*)"(?:\^\^<({_WORD})>|{_TAG})?) \.')
"""What follows the subject in a line as this program writes most of them: nothing escaped, one space, languages in
small letters."""
_BEGINNING = re.compile(_SUBJECT.pattern.encode())
_REMEMBERED = 30_000
"""Ends of lines that are remembered: kinds, publishers, years and dates come again and again."""


def stars_in(lines: Iterable[str]) -> Window:
    """Return what lines say that are known to be N-Triples; an unusual one is read as such a file is."""
    window: Window = {}
    known: str | None = None
    star: Star = {}
    for line in lines:
        subject, _, tail = line.partition("> ")
        if subject != known:
            if not _SUBJECT.fullmatch(subject):
                gather(window, _parsed(line))
                continue
            known = subject
            star = window.setdefault(subject[1:], {})
        said = _said_by_tail(tail)
        if said is None:
            gather(window, _parsed(line))
            continue
        predicate, value = said
        if predicate in star:  # `add_to` called for each line would take a tenth of the time
            star[predicate].append(value)
        else:
            star[predicate] = [value]
    return {subject: star for subject, star in window.items() if star}


def gather(window: Window, said: Iterable[Said]) -> None:
    """Add statements to a window."""
    for subject, predicate, value in said:
        add_to(window.setdefault(subject, {}), predicate, value)


def subjects_in(text: bytes) -> tuple[set[str], bool]:
    """Return of what lines say something, and whether each begins as most do."""
    beginnings = {line.partition(b"> ")[0] for line in text.split(b"\n")} - {b""}
    odd = {beginning for beginning in beginnings if not _BEGINNING.fullmatch(beginning)}
    found = {beginning[1:].decode() for beginning in beginnings - odd}
    if odd:
        lines = (line for line in text.split(b"\n") if line.partition(b"> ")[0] in odd)
        found.update(stars_in(line.decode() for line in lines))
    return found, not odd


class LinesSaying:
    """Finds the lines with one of some predicates."""

    def __init__(self, predicates: Iterable[str]) -> None:
        """Look for these."""
        self._known = {f"<{predicate}".encode(): True for predicate in predicates}

    def among(self, text: bytes) -> Iterator[bytes]:
        """Yield the lines looked for, and those that are not written as most are."""
        known = b""
        for line in text.split(b"\n"):
            subject, _, tail = line.partition(b"> ")
            if subject != known and not _BEGINNING.fullmatch(subject):
                yield line
                continue
            known, predicate = subject, tail.partition(b"> ")[0]
            is_said = self._known.get(predicate)
            if self._may_be(predicate) if is_said is None else is_said:
                yield line

    def _may_be(self, predicate: bytes) -> bool:
        """Tell of a predicate, seen for the first time, whether it may be one of those looked for, written oddly."""
        if not _BEGINNING.fullmatch(predicate):
            return True
        self._known[predicate] = False
        return False


@lru_cache(_REMEMBERED)
def _said_by_tail(tail: str) -> tuple[str, Term] | None:
    """Return the predicate and the value that a line ends with, None where it is written in an unusual way."""
    found = _TAIL.fullmatch(tail)
    if found is None:
        return None
    predicate, iri, characters, datatype, tag = found.groups()
    predicate = sys.intern(predicate)
    if iri is not None:
        return predicate, iri
    if tag is not None:
        return predicate, (characters, LANG_STRING, tag)
    if datatype is None:
        return predicate, (characters, STRING, None)
    return predicate, (characters, datatype if is_faithful(characters, datatype) else MARK + datatype, None)


def _parsed(line: str) -> Iterator[Said]:
    quads = parse(line, format=RdfFormat.N_TRIPLES)
    return said_by(quad.triple for quad in quads)


def said_by(triples: Iterable[Triple]) -> Iterator[Said]:
    """Yield statements as they are stored; raises `BlankNodeMet`."""
    return map(_said_by_quad, stored_quads(triples))


def _said_by_quad(quad: Quad) -> Said:
    subject = from_pyoxigraph(quad.subject)  # type: ignore[arg-type]
    assert isinstance(subject, str)  # noqa: S101
    return subject, quad.predicate.value, from_pyoxigraph(quad.object)  # type: ignore[arg-type]
