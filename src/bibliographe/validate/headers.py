"""The first lines of a Turtle file, on which every address in it depends: `@base` and `@prefix`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.config import FILE_NAME
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.term_scan import scan
from bibliographe.validate import file_checks
from bibliographe.validate.observation import Observation, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.validate.reading import DataFile

_PREFIX = re.compile(r"^[ \t]*@?prefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.MULTILINE | re.IGNORECASE)
_BASE = re.compile(r"^[ \t]*(@?base\s+<([^<>\s]*)>)", re.MULTILINE | re.IGNORECASE)


def headers(files: Sequence[DataFile], catalogue: Catalogue) -> tuple[list[Observation], set[Path]]:
    """Return what is wrong with the first lines, and the files whose base is another's.

    That is a prefix bound otherwise than in `ontology/prefixes.ttl`, or a base that is not the catalogue's; where all
    files agree on another one, the settings are to blame, and that is one observation.
    """
    texts = [(file, file.path.read_text(encoding="utf-8", errors="replace")) for file in files if _is_turtle(file)]
    found = [observation for file, text in texts for observation in _prefixes(file, text)]
    odd = [observation for file, text in texts for observation in _base(file, text, catalogue.base)]
    elsewhere = {observation.file for observation in odd if observation.file is not None}
    bases = {observation.value for observation in odd}
    if len(odd) == len(files) > 1 and len(bases) == 1:
        said = bases.pop()
        settings = catalogue.directory / FILE_NAME
        odd = [Observation(file_checks.BASE_CHANGED, settings.name, settings, value=catalogue.base, hint=(said, said))]
    return found + odd, elsewhere


def _is_turtle(file: DataFile) -> bool:
    return file.path.suffix == ".ttl"


def _prefixes(file: DataFile, text: str) -> Iterator[Observation]:
    known = prefixes()
    if all(known.get(prefix, namespace) == namespace for prefix, namespace in _PREFIX.findall(text)):
        return
    for bound in scan(text).bindings:  # slower, and not taken in by what stands inside a text
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


def _base(file: DataFile, text: str, base: str) -> Iterator[Observation]:
    """Yield one observation for the file; a base that no address of it depends on does no harm."""
    if all(words(triple.subject).startswith(base) for triple in file.triples):
        return
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
