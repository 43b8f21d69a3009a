"""What a build shows of each entry, boiled down: a fingerprint that changes when anything that is shown does.

The register has a hash of the statements of each thing. An entry shows its own, and those of its people, its issue and
periodical, its topics and the places where it is listed: the same that `show` and the exports write with it. All of
these hashes together are its fingerprint. They are gathered by sorting, outside of memory.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.export.jsonld.frame import ENTRY
from bibliographe.graph.files import abstract_files, graph_name
from bibliographe.graph.terms import BIBL, DCTERMS, FOAF, PROV, SCHEMA
from bibliographe.serve.oai.moments import registered
from bibliographe.sorting import sorted_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import QuerySolutions

    from bibliographe.config import Catalogue
    from bibliographe.export.jsonld.frame import Frame
    from bibliographe.store.access import OpenedStore

MANNER = "1"
"""Raised when records come to be written otherwise: every record is then given again to whoever harvests."""
_LENGTH = 16
_FIRST = itemgetter(0)
_LISTED = f"^{SCHEMA.item}"
_PLACED = f"{_LISTED}/{DCTERMS.isPartOf}"
_PARTS = str(DCTERMS.hasPart)
"""To the parts of a dossier, whose titles some formats tell."""
_REGISTER = {"changed": DCTERMS.modified, "content": BIBL.contentHash, "withdrawn": PROV.invalidatedAtTime}


class Shown(NamedTuple):
    """One entry, or one that the register has and the catalogue has no more."""

    key: str
    """What its address has after the base."""
    fingerprint: str
    """Empty for one that is gone."""
    changed: int
    """When what it shows last changed, or it was withdrawn, as the register says; 0 where it says nothing."""
    sets: tuple[str, ...]
    """The most specific sets that it is in, by their paths."""


@contextmanager
def shown(opened: OpenedStore, specs: Mapping[str, str]) -> Iterator[Iterator[Shown]]:
    """Give the entries of a build in the order of their keys; `specs` are the paths of sets by topic or selection."""
    with (
        sorted_lines(_told_of_things(opened)) as things,
        sorted_lines(_told_of_entries(opened, things, specs)) as lines,
    ):
        yield _gathered(lines, _manner(opened.catalogue))


def _paths(frame: Frame, before: str = "") -> Iterator[str]:
    """Yield the ways from an entry to what is shown with it, as SPARQL has them."""
    for predicate, below in frame.items():
        yield f"{before}{predicate}"
        yield from _paths(below, f"{before}{predicate}/")


def _told_of_things(opened: OpenedStore) -> Iterator[str]:
    """Yield lines with what the register has of each thing, and after these one for each entry that shows it."""
    for thing, name, value in _register(opened):
        yield f"{thing}\t\t{name}\t{value}\n"
    for quad in opened.store.quads_for_pattern(None, SCHEMA.item, None, DefaultGraph()):
        if isinstance(quad.object, NamedNode):
            yield f"{quad.object.value}\t{quad.object.value}\tlisted\n"
    for path in (_LISTED, _PLACED, _PARTS, *_paths(ENTRY)):
        rows = opened.store.query(f"SELECT ?entry ?thing {{ ?entry {path} ?thing }}")
        for entry, thing in cast("QuerySolutions", rows):
            if isinstance(entry, NamedNode) and isinstance(thing, NamedNode):
                yield f"{thing.value}\t{entry.value}\n"


def _register(opened: OpenedStore) -> Iterator[tuple[str, str, str]]:
    """Yield each thing of the register with the name and value of what is said of its record."""
    base, store = opened.catalogue.base, opened.store
    otherwise = {}
    for quad in store.quads_for_pattern(None, FOAF.primaryTopic, None, DefaultGraph()):
        record, thing = _text(quad.subject), _text(quad.object)
        if record.replace(f"{base}doc/", f"{base}id/", 1) != thing:
            otherwise[record] = thing
    for name, predicate in _REGISTER.items():
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            record = _text(quad.subject)
            thing = otherwise.get(record) or record.replace(f"{base}doc/", f"{base}id/", 1)
            yield thing, name, _text(quad.object)


def _told_of_entries(opened: OpenedStore, things: Iterable[str], specs: Mapping[str, str]) -> Iterator[str]:
    """Yield what there is to know of each entry, a line each: its key, a word that says what, and that."""
    base = opened.catalogue.base
    for thing, group in groupby(map(_parts, things), _FIRST):
        register: dict[str, str] = {}
        for _thing, entry, *said in group:
            if not entry:
                register[said[0]] = said[1]
            else:
                shows = f"{thing} {register.get('content', '')}\t{register.get('changed', '')}"
                yield f"{entry.removeprefix(base)}\tshows\t{shows}\n"
                if thing in specs:
                    yield f"{entry.removeprefix(base)}\tstands\t{specs[thing]}\n"
                if said:
                    yield f"{entry.removeprefix(base)}\tlisted\n"
        if thing.startswith(f"{base}id/entry/"):
            gone = register.get("withdrawn") or register.get("changed", "")
            yield f"{thing.removeprefix(base)}\tknown\t{gone}\n"
    for entry, abstract in _abstracts(opened):
        yield f"{entry.removeprefix(base)}\tshows\t{hashlib.sha256(abstract.encode()).hexdigest()}\t\n"


def _abstracts(opened: OpenedStore) -> Iterator[tuple[str, str]]:
    """Yield the abstracts that are given away."""
    catalogue = opened.catalogue
    for path in abstract_files(catalogue) if catalogue.export_abstracts else ():
        for quad in opened.store.quads_for_pattern(None, DCTERMS.abstract, None, graph_name(catalogue, path)):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject.value, quad.object.value


def _gathered(lines: Iterable[str], manner: str) -> Iterator[Shown]:
    for key, group in groupby(map(_parts, lines), _FIRST):
        said: dict[str, list[list[str]]] = {}
        for _key, word, *values in group:
            said.setdefault(word, []).append(values)
        if "listed" in said:
            yield _entry(key, said, manner)
        elif "known" in said:
            yield Shown(key, "", max(registered(one[0]) or 0 for one in said["known"]), ())


def _entry(key: str, said: dict[str, list[list[str]]], manner: str) -> Shown:
    shows, sets = said.get("shows", []), [one[0] for one in said.get("stands", [])]
    specific = tuple(one for one in sets if not any(other.startswith(f"{one}:") for other in sets))
    digest = hashlib.sha256("\n".join((manner, *(one[0] for one in shows), *specific)).encode())
    changed = max((registered(one[1]) or 0 for one in shows), default=0)
    return Shown(key, digest.hexdigest()[:_LENGTH], changed, specific)


def _manner(catalogue: Catalogue) -> str:
    """Return what every record depends on: how records are written, and what the settings put into each."""
    settings = (catalogue.base, catalogue.licence, catalogue.publisher.name, *catalogue.languages)
    return "\0".join((MANNER, str(catalogue.export_abstracts), *settings))


def _parts(line: str) -> list[str]:
    return line.rstrip("\n").split("\t")


def _text(term: object) -> str:
    """Return an address, or the text of a literal, on one line and without tabs."""
    return " ".join(term.value.split()) if isinstance(term, NamedNode | Literal) else ""
