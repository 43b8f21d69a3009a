"""The terms of each known vocabulary, put together once and kept.

rdflib ships the lists of the larger vocabularies; `ontology/vocabularies/*.tsv` has the others and what rdflib's
lack; the project's own terms are what its ontology and schemes describe.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from bibliographe.graph.prefixes import prefixes
from bibliographe.kept import digest_of, installed, keep, read_kept, stamps
from bibliographe.resources import data_directory

if TYPE_CHECKING:
    from collections.abc import Iterator

    Lists = dict[str, tuple[frozenset[str], bool]]
    """By namespace: the local names, and whether there are no others."""

KIND = "vocabularies"
_SHIPPED_BY_RDFLIB = {
    "dc": "DC", "dcat": "DCAT", "dcmitype": "DCMITYPE", "dcterms": "DCTERMS", "foaf": "FOAF", "org": "ORG",
    "owl": "OWL", "prov": "PROV", "rdf": "RDF", "rdfs": "RDFS", "schema": "SDO", "sh": "SH", "skos": "SKOS",
    "vann": "VANN", "void": "VOID", "xsd": "XSD",
}  # fmt: skip
_OWN = ("bibl", "role", "type")


def lists() -> Lists:
    """Return the terms of each vocabulary, and whether there are no others, by namespace."""
    digest = digest_of(_parts())
    with suppress(ValueError, TypeError):
        kept = json.loads(read_kept(KIND, digest) or b"")
        return {namespace: (frozenset(terms), complete is True) for namespace, terms, complete in kept}
    made = _made()
    rows = [(namespace, sorted(terms), complete) for namespace, (terms, complete) in made.items()]
    keep(KIND, digest, json.dumps(rows).encode())
    return made


def _parts() -> Iterator[bytes]:
    yield from installed("rdflib")
    yield from stamps([Path(__file__)])
    for path in (data_directory("ontology") / "prefixes.ttl", *_tables(), *_own_files()):
        yield path.name.encode()
        yield path.read_bytes()


def _made() -> Lists:
    # It takes its time, and what is made of it is kept.
    from rdflib import namespace as rdflib_namespaces

    made = dict(map(_table, _tables()))
    known = prefixes()
    for prefix, name in _SHIPPED_BY_RDFLIB.items():
        shipped = getattr(rdflib_namespaces, name)
        beside, _ = made.get(known[prefix], (frozenset[str](), False))
        made[known[prefix]] = frozenset(shipped.__annotations__) | frozenset(shipped._extras) | beside, True
    for prefix in _OWN:
        made[known[prefix]] = _described(known[prefix]), True
    return made


def _tables() -> list[Path]:
    return sorted((data_directory("ontology") / "vocabularies").glob("*.tsv"))


def _own_files() -> list[Path]:
    ontology = data_directory("ontology")
    return [ontology / "bibliographe.ttl", *sorted((ontology / "schemes").glob("*.ttl"))]


def _table(path: Path) -> tuple[str, tuple[frozenset[str], bool]]:
    """Read one list: `# key: value` lines (vocabulary, source, complete), a heading, one term a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
    rows = [line.split("\t")[0] for line in lines if line and not line.startswith("# ")]
    return header["vocabulary"], (frozenset(rows[1:]), header["complete"] == "yes")


def _described(namespace: str) -> frozenset[str]:
    """Return the local names of `namespace` that the project's ontology and schemes describe."""
    return frozenset(
        quad.subject.value[len(namespace) :]
        for path in _own_files()
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(namespace)
    )
