"""The first lines of a Turtle file, on which every address in it depends: `@base` and `@prefix`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.term_scan import scan
from bibliographe.validate import file_checks
from bibliographe.validate.observation import Observation, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.config import Catalogue
    from bibliographe.validate.reading import DataFile

_PREFIX = re.compile(r"^[ \t]*@?prefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.MULTILINE | re.IGNORECASE)
_BASE = re.compile(r"^[ \t]*(@?base\s+<([^<>\s]*)>)", re.MULTILINE | re.IGNORECASE)


def headers(file: DataFile, catalogue: Catalogue) -> Iterator[Observation]:
    """Yield the prefixes that are bound otherwise than in `ontology/prefixes.ttl`, and a base that is another's."""
    if file.path.suffix != ".ttl":
        return
    text = file.path.read_text(encoding="utf-8", errors="replace")
    yield from _prefixes(file, text)
    yield from _base(file, text, catalogue.base)


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
