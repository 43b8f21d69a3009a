"""What a build adds to what was said: which graph, and who works it out.

Layers above the store work out the triples, so they are named here and imported when a build needs them
(docs/decisions/0040).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, cast

from pyoxigraph import Store, Triple

from bibliographe.config import Catalogue
from bibliographe.store.names import inferred_graph

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

Derivation = Callable[[Store, Catalogue], Iterator[Triple]]
"""Reads a store that holds all that was said; yields triples that it does not hold, each once."""
Naming = Callable[[Catalogue], "NamedNode"]

DERIVATIONS: dict[str, Naming] = {"bibliographe.infer.entailment:entailed": inferred_graph}
"""The graph that each derivation fills, by the derivation's `module:function`."""


def derivations() -> Iterator[tuple[Derivation, Naming]]:
    """Yield each derivation with the naming of its graph."""
    for address, naming in DERIVATIONS.items():
        module, function = address.split(":")
        yield cast("Derivation", getattr(import_module(module), function)), naming
