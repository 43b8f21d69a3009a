"""The first lines of a Turtle file, on which every address in it depends: `@base` and `@prefix`."""

from __future__ import annotations

import mmap
import os
import re
from typing import TYPE_CHECKING

from bibliographe.config import FILE_NAME
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.term_scan import scan
from bibliographe.validate import file_checks
from bibliographe.validate.observation import Observation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.validate.noting import Notes
    from bibliographe.validate.reading import DataFile

_PREFIX = re.compile(rb"(?:^|\r)[ \t]*@?prefix\s+([\w.\x80-\xff-]*):\s*<([^<>\s]*)>", re.MULTILINE | re.IGNORECASE)
_BASE = re.compile(r"^[ \t]*(@?base\s+<([^<>\s]*)>)", re.MULTILINE | re.IGNORECASE)


def headers(
    files: Sequence[DataFile], notes: Sequence[Notes], catalogue: Catalogue
) -> tuple[list[Observation], set[Path]]:
    """Return what is wrong with the first lines, and the files whose base is another's.

    That is a prefix bound otherwise than in `ontology/prefixes.ttl`, or a base that is not the catalogue's; where all
    files agree on another one, the settings are to blame, and that is one observation.
    """
    turtle = [(file, note) for file, note in zip(files, notes, strict=True) if file.path.suffix == ".ttl"]
    found = [observation for file, _ in turtle for observation in _prefixes(file)]
    odd = [observation for file, note in turtle if not note.in_base for observation in _base(file, catalogue.base)]
    elsewhere = {observation.file for observation in odd if observation.file is not None}
    bases = {observation.value for observation in odd}
    if len(odd) == len(files) > 1 and len(bases) == 1:
        said = bases.pop()
        settings = catalogue.directory / FILE_NAME
        odd = [Observation(file_checks.BASE_CHANGED, settings.name, settings, value=catalogue.base, hint=(said, said))]
    return found + odd, elsewhere


def _text(file: DataFile) -> str:
    return file.path.read_text(encoding="utf-8", errors="replace")


def _prefixes(file: DataFile) -> Iterator[Observation]:
    known = prefixes()
    if all(known.get(prefix, namespace) == namespace for prefix, namespace in _bindings(file.path)):
        return
    for bound in scan(_text(file)).bindings:  # slower, and not taken in by what stands inside a text
        expected = known.get(bound.prefix)
        if expected not in (None, bound.namespace):
            line = f"@prefix {bound.prefix}: <{expected}> ."
            yield Observation(
                file_checks.PREFIX_BOUND_OTHERWISE,
                file.path.name,
                file.path,
                value=f"{bound.prefix}: <{bound.namespace}>",
                hint=(line, line),
                line=bound.line,
            )


def _bindings(path: Path) -> list[tuple[str, str]]:
    """Return what looks like a prefix with its namespace; the file is not held in memory, however long it is."""
    with path.open("rb") as stream:
        if not stream.seek(0, os.SEEK_END):
            return []
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
            found = [(match[1], match[2]) for match in _PREFIX.finditer(content)]
    return [(prefix.decode("utf-8", "replace"), iri.decode("utf-8", "replace")) for prefix, iri in found]


def _base(file: DataFile, base: str) -> Iterator[Observation]:
    """Yield one observation for the file, given that the base does harm: not all its addresses are the catalogue's."""
    text = _text(file)
    for found in _BASE.finditer(text):
        if found[2] != base:
            line = f"@base <{base}> ."
            yield Observation(
                file_checks.BASE_ODD,
                file.path.name,
                file.path,
                value=f"<{found[2]}>",
                hint=(line, line),
                line=text.count("\n", 0, found.start(1)) + 1,
            )
            return
