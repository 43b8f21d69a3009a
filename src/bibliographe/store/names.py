"""The named graphs of a built store.

A plain query is asked of the default graph, which holds each triple that was said once (without the abstracts) and the
concept schemes of the profile. Which file says a triple is not in the store: the files know (docs/decisions/0045).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.config import Catalogue

ONTOLOGY = NamedNode("https://w3id.org/bibliographe/ns")
SCHEMES = {"document-types": NamedNode(f"{ONTOLOGY.value}/type"), "roles": NamedNode(f"{ONTOLOGY.value}/role")}
"""The graph of each file of `ontology/schemes/`, by the file's stem."""


def inferred_graph(catalogue: Catalogue) -> NamedNode:
    """Return the graph of the triples that follow from the catalogue and that nobody said."""
    return NamedNode(f"{catalogue.base}graph/inferred")


def scheme_graph(path: Path) -> NamedNode:
    """Return the graph of a concept scheme of the profile, which bears the scheme's own address."""
    return SCHEMES.get(path.stem) or NamedNode(f"{ONTOLOGY.value}/{path.stem}")
