"""The closure of the ontology's axioms, by owlrl; kept in a file, since it changes with the ontology only.

The file says first of what it is the closure (a digest of the axioms and of owlrl's version) and the digest of its own
lines: one that is stale, cut short or altered is as if it were not there. Source: OWL 2 RL/RDF rules,
<https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules>.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, RdfFormat, Triple, parse

from bibliographe.infer.terms import OWL, RDFS, TYPE, is_kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_AXIOMS = frozenset({f"{RDFS}subClassOf", f"{RDFS}subPropertyOf", f"{RDFS}domain", f"{RDFS}range"})
_LAYOUT = "1"
"""Changes whenever the same axioms would have another closure here."""


def axioms_among(ontology: Iterable[Triple]) -> frozenset[Triple]:
    """Return the statements of an ontology that imply anything: not its labels and comments, which are most of it."""
    return frozenset(triple for triple in ontology if _is_axiom(triple))


def _is_axiom(triple: Triple) -> bool:
    if isinstance(triple.object, Literal):
        return False
    predicate = triple.predicate.value
    return predicate in _AXIOMS or triple.predicate == TYPE or predicate.startswith(OWL)


def close(axioms: frozenset[Triple], kept_in: Path | None = None) -> frozenset[Triple]:
    """Return all that follows from `axioms` and that they do not state.

    `kept_in` is a file to read it from when it is of these very axioms, and to write it to when it is not.
    """
    if kept_in is None or any(isinstance(term, BlankNode) for triple in axioms for term in triple):
        return _by_owlrl(axioms)  # Blank nodes have another name in each store: nothing to know the axioms by.
    key = _key(axioms)
    found = _read(kept_in, key)
    if found is None:
        found = _by_owlrl(axioms)
        _write(kept_in, key, found)
    return found


def _by_owlrl(axioms: frozenset[Triple]) -> frozenset[Triple]:
    # These three take most of a small build's time.
    import rdflib
    from owlrl import DeductiveClosure
    from owlrl.OWLRL import OWLRL_Semantics

    from bibliographe.infer.conversion import from_rdflib, to_rdflib

    graph = rdflib.Graph()
    for axiom in axioms:
        graph.add(to_rdflib(axiom))
    DeductiveClosure(OWLRL_Semantics).expand(graph)  # type: ignore[no-untyped-call]
    found = (
        from_rdflib(triple)
        for triple in graph
        if not isinstance(triple[0], rdflib.Literal) and not isinstance(triple[2], rdflib.Literal)
    )
    return frozenset(triple for triple in found if triple not in axioms and _matters(triple))


def _matters(triple: Triple) -> bool:
    """Tell whether a triple is kept, or an axiom about a term of RDF or OWL, which may say something of things."""
    return is_kept(*triple) or (triple.predicate.value in _AXIOMS and triple.subject != triple.object)


def _key(axioms: frozenset[Triple]) -> str:
    lines = "\n".join(sorted(map(str, axioms)))
    return hashlib.sha256(f"{_LAYOUT}\0{version('owlrl')}\0{version('rdflib')}\0{lines}".encode()).hexdigest()


def _read(path: Path, key: str) -> frozenset[Triple] | None:
    try:
        head, body = path.read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return None
    if head != _head(key, body):
        return None
    return frozenset(quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))


def _write(path: Path, key: str, closure: frozenset[Triple]) -> None:
    """Write the file in one step; a folder that cannot be written costs time, no more."""
    body = "".join(f"{line} .\n" for line in sorted(map(str, closure))).encode()
    draft = path.with_name(f"{path.name}.tmp-{os.getpid()}")
    with suppress(OSError):
        draft.write_bytes(_head(key, body) + b"\n" + body)
        draft.replace(path)


def _head(key: str, body: bytes) -> bytes:
    return f"# {key} {hashlib.sha256(body).hexdigest()}".encode()
