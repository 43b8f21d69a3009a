"""What a build adds to what was said: which graph, and who works it out.

Layers above the store work out the triples, so they are named here and imported when a build needs them
(docs/decisions/0040).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from pyoxigraph import Quad, Store, Triple

from bibliographe.config import Catalogue
from bibliographe.store.names import inferred_graph

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.graph.lines import Parts


class Statements(Protocol):
    """All that was said, as canonical lines of N-Triples."""

    def parts(self) -> Iterator[list[Parts]]:
        """Yield the lines in parts, some thousand at a time; those of one subject stand together, mostly."""

    def ontology(self) -> Iterable[Triple]:
        """Return those of the ontology once more."""

    def uses(self, term: str, /) -> bool:
        """Tell whether anything may be said with a property, or to belong to a class."""

    def take_out(self, lines: set[str], /) -> None:
        """Take out the lines that were said."""


Derivation = Callable[[Statements], Iterator[str]]
"""Reads all that was said; yields lines that nobody said, some of them more than once."""
Amendment = Callable[[Store, Catalogue, Statements, Iterable[Triple]], tuple[list[Quad], Iterator[Triple]]]
"""Reads a store that holds all that was said, and a graph that was derived before the given triples were said: returns
what leaves that graph, and what joins it, read while the graph is as it was."""
Naming = Callable[[Catalogue], "NamedNode"]

DERIVATIONS: dict[str, Naming] = {"bibliographe.infer.entailment:entailed": inferred_graph}
"""The graph that each derivation fills, by the derivation's `module:function`."""


AMENDMENTS: dict[str, Naming] = {"bibliographe.infer.entailment:amended": inferred_graph}
"""Who amends each derived graph when statements were only added, and the ontology is the same."""


def derivations() -> Iterator[tuple[Derivation, Naming]]:
    """Yield each derivation with the naming of its graph."""
    for address, naming in DERIVATIONS.items():
        yield cast("Derivation", _find(address)), naming


def amendments() -> Iterator[tuple[Amendment, Naming]]:
    """Yield each amendment with the naming of its graph."""
    for address, naming in AMENDMENTS.items():
        yield cast("Amendment", _find(address)), naming


def _find(address: str) -> object:
    module, function = address.split(":")
    return getattr(import_module(module), function)
