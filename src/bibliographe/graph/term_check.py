"""Refuse a Turtle file or a query that binds a prefix otherwise than the one list, or uses a term that does not exist.

Such a slip is silent elsewhere: a query for `bibo:pageStrat` is valid, and matches nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, RdfFormat, parse

from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.term_scan import Scan, scan
from bibliographe.graph.vocabulary import unknown_terms
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ONTOLOGY = "https://w3id.org/bibliographe/ns"
FOLDERS = ("ontology", "shapes", "queries", "graph", "docs")
_SUFFIXES = (".ttl", ".rq")


class Fault(NamedTuple):
    """What is wrong on one line of one file."""

    path: Path
    line: int
    message: Text

    def describe(self, root: Path) -> str:
        """Return `file:line: message` in English, with the file relative to `root`."""
        return f"{self.path.relative_to(root)}:{self.line}: {self.message.en}"


def repository_files(root: Path) -> list[Path]:
    """Return the Turtle files and queries that the repository keeps, in the order of their paths."""
    return sorted(path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in _SUFFIXES)


def check_files(paths: Iterable[Path]) -> list[Fault]:
    """Return the faults of all files; `shape:` names are checked against the shapes that the files describe."""
    scans = {path: scan(path.read_text(encoding="utf-8")) for path in paths}
    shapes = _described_shapes(path for path in scans if path.suffix == ".ttl")
    faults = [fault for path, found in scans.items() for fault in _faults(path, found, shapes)]
    return sorted(faults)


def _faults(path: Path, found: Scan, shapes: frozenset[str]) -> Iterator[Fault]:
    yield from _binding_faults(path, found)
    suggestions = unknown_terms({term.iri for term in found.terms}, strict=True)
    for term in found.terms:
        if term.iri in suggestions:
            yield Fault(path, term.line, _unknown(term.written, suggestions[term.iri]))
        elif term.iri.startswith(prefixes()["shape"]) and term.iri not in shapes:
            yield Fault(path, term.line, _unknown(term.written, None))
    for name in found.unbound:
        yield Fault(
            path, name.line, Text(f"préfixe non déclaré : {name.written}", f"prefix not declared: {name.written}")
        )
    for source in found.prefix_sources:
        if source.iri != ONTOLOGY:
            message = Text(
                f"sh:prefixes doit désigner <{ONTOLOGY}>, non {source.written}",
                f"sh:prefixes must point to <{ONTOLOGY}>, not {source.written}",
            )
            yield Fault(path, source.line, message)


def _binding_faults(path: Path, found: Scan) -> Iterator[Fault]:
    prefix_of = {namespace: prefix for prefix, namespace in prefixes().items()}
    for prefix, namespace, line in ((item.prefix, item.namespace, item.line) for item in found.bindings):
        expected = prefixes().get(prefix)
        if expected == namespace:
            continue
        bound = f"{prefix}: <{namespace}>"
        if expected is not None:
            message = Text(
                f"{bound} : ce préfixe désigne <{expected}>", f"{bound}: this prefix stands for <{expected}>"
            )
        elif namespace in prefix_of:
            message = Text(
                f"{bound} : écrivez {prefix_of[namespace]}:", f"{bound}: write {prefix_of[namespace]}: instead"
            )
        else:
            message = Text(
                f"{bound} : préfixe absent d'ontology/prefixes.ttl", f"{bound}: not in ontology/prefixes.ttl"
            )
        yield Fault(path, line, message)


def _unknown(written: str, suggestion: str | None) -> Text:
    if suggestion is None:
        return Text(f"{written} n'existe pas", f"{written} does not exist")
    short = shorten(suggestion)
    return Text(f"{written} n'existe pas ; {short} ?", f"{written} does not exist; did you mean {short}?")


def shorten(iri: str) -> str:
    """Return an IRI with its prefix from the one list, or between angle brackets."""
    for prefix, namespace in sorted(prefixes().items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def _described_shapes(paths: Iterable[Path]) -> frozenset[str]:
    namespace = prefixes()["shape"]
    return frozenset(
        quad.subject.value
        for path in paths
        if namespace in path.read_text(encoding="utf-8")
        for quad in parse(path=str(path), format=RdfFormat.TURTLE, base_iri="urn:x:")
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(namespace)
    )
