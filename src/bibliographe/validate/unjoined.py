"""Registered things whose parts or whose record bear another name: their statements are looked up one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.content_hash import content_hash
from bibliographe.graph.records import OWNED_KINDS
from bibliographe.graph.terms import BIBO, PROV, Statement
from bibliographe.sorting import merged
from bibliographe.validate.belonging import kind_of, missed_file
from bibliographe.validate.written import from_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Store

    from bibliographe.sorting import Run
    from bibliographe.validate.filed import Filed

_OWNING = (BIBO.authorList, PROV.qualifiedAttribution)


def look_up(unjoined: Sequence[Run], store: Store | Filed, base: str) -> tuple[list[str], set[str]]:
    """Return the things that changed since the register noted them, and the stems of files that are missing."""
    stale: list[str] = []
    missing: set[str] = set()
    with merged(unjoined) as lines:
        for line in lines:
            thing, noted, registered = line.rstrip("\n").split("\t")
            said = _said(store, NamedNode(thing))
            if registered == "1" and not said:
                missing.add(missed_file(thing, base) or "")
            kind = kind_of(thing, base)
            if noted and said and kind and kind not in OWNED_KINDS and content_hash(_whole(store, said)) != noted:
                stale.append(thing)
    return list(dict.fromkeys(stale)), missing - {""}


def _said(store: Store | Filed, node: NamedNode) -> set[Statement]:
    found = set()
    for quad in store.quads_for_pattern(node, None, None):
        if isinstance(quad.object, NamedNode):
            found.add(Statement(node, quad.predicate, quad.object))
        elif isinstance(quad.object, Literal):
            found.add(Statement(node, quad.predicate, from_store(quad.object)))
    return found


def _whole(store: Store | Filed, said: set[Statement]) -> set[Statement]:
    """Return what is said of a thing, the nodes that belong to it included."""
    owned = {s.object for s in said if s.predicate in _OWNING and isinstance(s.object, NamedNode)}
    return said.union(*(_said(store, node) for node in owned))
