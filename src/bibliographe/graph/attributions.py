"""The numbered roles of one thing, when more than one source names them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.terms import DCAT, PROV, SCHEMA, Statement, integer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.graph.records import Record

Role = frozenset[tuple[NamedNode, "NamedNode | Literal"]]


def renumbered(record: Record, current: Record) -> frozenset[Statement]:
    """Return what a source says with its roles numbered as the catalogue numbers them, and new ones after those.

    Each source numbers its own from 1: two sources' first translators and editors would else become one node.
    """
    theirs = _roles(record.triples)
    if not theirs:
        return record.triples
    ours = {_what(said): node for node, said in _roles(current.triples).items()}
    number = max((_number(node) for node in ours.values()), default=0)
    names: dict[NamedNode, tuple[NamedNode, Literal | None]] = {}
    for node in sorted(theirs, key=_number):
        known = ours.get(_what(theirs[node]))
        if known is None:
            number += 1
            stem = node.value.rpartition("-")[0]
            names[node] = NamedNode(f"{stem}-{number}"), integer(number)
        else:
            position = next((one.object for one in current.triples if one[:2] == (known, SCHEMA.position)), None)
            names[node] = known, position if isinstance(position, Literal) else None
    return frozenset(_renamed(triple, names) for triple in record.triples)


def _renamed(triple: Statement, names: dict[NamedNode, tuple[NamedNode, Literal | None]]) -> Statement:
    if triple.subject in names:
        node, position = names[triple.subject]
        numbered = triple.predicate == SCHEMA.position and position
        return Statement(node, triple.predicate, position if numbered and position else triple.object)
    value = triple.object
    if triple.predicate == PROV.qualifiedAttribution and isinstance(value, NamedNode) and value in names:
        return Statement(triple.subject, triple.predicate, names[value][0])
    return triple


def _roles(triples: Iterable[Statement]) -> dict[NamedNode, set[Statement]]:
    triples = list(triples)
    nodes = {
        triple.object
        for triple in triples
        if triple.predicate == PROV.qualifiedAttribution and isinstance(triple.object, NamedNode)
    }
    found: dict[NamedNode, set[Statement]] = defaultdict(set)
    for triple in triples:
        if triple.subject in nodes:
            found[triple.subject].add(triple)
    return found


def _what(said: set[Statement]) -> Role:
    """Return who did what, whatever the number."""
    return frozenset((one.predicate, one.object) for one in said if one.predicate in (PROV.agent, DCAT.hadRole))


def _number(node: NamedNode) -> int:
    number = node.value.rpartition("-")[2]
    return int(number) if number.isdecimal() else 0
