"""The register of an invented catalogue: a record for each thing, with the hashes that an import would write."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

from invention.terms import BASE, TYPE, Thing, plain, term, typed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TextIO

_START = len(BASE) + len("<id/")
_DEPENDENT = ("authors", "contribution")


class Register:
    """Keeps the records of each kind of thing in a file of its own until all are known: nothing stays in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = ExitStack()
        self._kinds: dict[str, TextIO] = {}

    def note(self, things: Sequence[Thing], moment: str) -> None:
        """Write a record for each of these things, which are in the order of their addresses within a kind.

        What belongs to an entry (list of authors, contributions) has no record, and counts for the entry's hash.
        """
        owned = {thing.iri: thing for thing in things if _kind(thing) in _DEPENDENT}
        for thing in things:
            if thing.iri not in owned:
                own = [thing, *(owned[value] for _, value in thing.said if value in owned)]
                self._file(_kind(thing)).write(_record(thing, _content_hash(own), moment).lines())

    def _file(self, kind: str) -> TextIO:
        if kind not in self._kinds:
            path = self._folder / f"{kind}.records"
            self._kinds[kind] = self._files.enter_context(path.open("w", encoding="utf-8"))
        return self._kinds[kind]

    def write(self, path: Path) -> None:
        """Put the records together, in the order of their addresses."""
        self._files.close()
        with path.open("wb") as whole:
            for kind in sorted(self._kinds):
                part = self._folder / f"{kind}.records"
                with part.open("rb") as stream:
                    shutil.copyfileobj(stream, whole)
                part.unlink()


def _kind(thing: Thing) -> str:
    return thing.iri[_START : thing.iri.index("/", _START)]


def _record(thing: Thing, digest: str, moment: str) -> Thing:
    record = Thing(f"<{BASE}doc/{thing.iri[_START:]}", [(TYPE, term("dcat:CatalogRecord"))])
    record.say("foaf:primaryTopic", thing.iri)
    record.say("dcterms:created", typed(moment, "xsd:dateTime"))
    record.say("dcterms:modified", typed(moment, "xsd:dateTime"))
    record.say("bibl:contentHash", plain(digest))
    record.say("bibl:importHash", plain(digest))
    return record


def _content_hash(things: list[Thing]) -> str:
    from pyoxigraph import RdfFormat, parse

    from bibliographe.graph.canonical import named
    from bibliographe.graph.content_hash import content_hash

    lines = "".join(thing.lines() for thing in things)
    return content_hash(named(quad.triple) for quad in parse(lines.encode(), format=RdfFormat.N_TRIPLES))
