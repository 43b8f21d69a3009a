"""What files say of one node after the other."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from zlib import crc32

from pyoxigraph import Quad, RdfFormat, Triple, parse

from bibliographe.validate.expressions import RDF_TYPE
from bibliographe.validate.nodewise.surroundings import Marks
from bibliographe.validate.nodewise.terms import LANG_STRING, STRING, Term, from_pyoxigraph
from bibliographe.validate.written import MARK, is_faithful, stored_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.validate.nodewise.surroundings import Star, Surroundings
    from bibliographe.validate.reading import DataFile

    Said = tuple[str, str, Term]

_IRI = r"<([^\x00-\x20<>\"{}|^`\\]*)>"
_TAG = r"@([a-z]{1,8}(?:-[a-z0-9]{1,8})*)"
_LINE = re.compile(rf'{_IRI} {_IRI} (?:{_IRI}|"([^"\\\r]*)"(?:\^\^{_IRI}|{_TAG})?) \.\n')
"""A line of N-Triples as this program writes most of them: nothing escaped, one space, languages in small letters."""


def stars(around: Surroundings, files: Iterable[DataFile], share: int, shares: int) -> Iterator[tuple[str, Star]]:
    """Yield the nodes of which files say something, each at least once with all that is said of it.

    Files are read in their order, in which what is linked stands close together. A node that comes again, in another
    place, is yielded again, with all that the store says. Raises `BlankNodeMet`.
    """
    met = Marks()
    for node, said in groupby(_said(files), itemgetter(0)):
        if shares > 1 and crc32(node.encode()) % shares != share:
            continue
        if node in met:
            yield node, around.looked_up(node)
        else:
            met.add(node)
            star: Star = {}
            for _, predicate, value in said:
                if predicate in star:
                    star[predicate].append(value)
                else:
                    star[predicate] = [value]
            yield node, star


def _said(files: Iterable[DataFile]) -> Iterator[Said]:
    for file in files:
        yield from _lines(file) if file.path.suffix == ".nt" else _triples(file)


def _triples(file: DataFile) -> Iterator[Said]:
    for quad in stored_quads(file.read()):
        yield _said_by(quad)


def _lines(file: DataFile) -> Iterator[Said]:
    """Read lines that are known to be N-Triples; an unusual one is read as such a file is."""
    match = _LINE.fullmatch
    names: dict[str, str] = {RDF_TYPE: RDF_TYPE}
    with file.path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            found = match(line)
            if found is None:
                yield from _unusual(line)
                continue
            subject, predicate, iri, text, datatype, language = found.groups()
            predicate = names.setdefault(predicate, predicate)
            if iri is not None:
                yield subject, predicate, iri
            elif datatype is None:
                yield subject, predicate, (text, STRING if language is None else LANG_STRING, language)
            else:
                yield subject, predicate, (text, datatype if is_faithful(text, datatype) else MARK + datatype, None)


def _unusual(line: str) -> Iterator[Said]:
    for quad in parse(line, format=RdfFormat.N_TRIPLES):
        (stored,) = stored_quads([Triple(quad.subject, quad.predicate, quad.object)])
        yield _said_by(stored)


def _said_by(quad: Quad) -> Said:
    subject = from_pyoxigraph(quad.subject)  # type: ignore[arg-type]
    assert isinstance(subject, str)  # noqa: S101
    return subject, quad.predicate.value, from_pyoxigraph(quad.object)  # type: ignore[arg-type]
