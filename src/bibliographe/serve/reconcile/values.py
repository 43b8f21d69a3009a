"""What is said of a thing, property by property, and how much it is like what somebody else says."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from bibliographe.model.text import fold
from bibliographe.serve.pages.named import named, nodes_of
from bibliographe.serve.search.identifiers import forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.i18n import Language
    from bibliographe.serve.reconcile.types import Property
    from bibliographe.serve.site import Snapshot

_YEAR = 4


class Said(NamedTuple):
    """A value: as text, and its identifier where it is a thing of the catalogue."""

    text: str
    thing: str = ""


def thing_of(snapshot: Snapshot, identifier: str) -> NamedNode | None:
    """Return the thing that an identifier stands for: the end of its address, or all of it; None for what is none."""
    top = f"{snapshot.catalogue.base}id/"
    try:
        return NamedNode(identifier if "://" in identifier[:12] else top + identifier)
    except ValueError:
        return None


def identifier_of(snapshot: Snapshot, iri: str) -> str:
    """Return what stands for a thing in this service."""
    return iri.removeprefix(f"{snapshot.catalogue.base}id/")


def values(snapshot: Snapshot, thing: NamedNode, wanted: Property, language: Language) -> list[Said]:
    """Return what a property says of a thing; abstracts are no property here."""
    nodes = snapshot.once(nodes_of)
    node = nodes.node(thing)
    found = [value for predicate in wanted.predicates for value in node.values(predicate)]
    return [
        Said(value.value)
        if isinstance(value, Literal)
        else Said(named(nodes, value, language).name, _identifier(snapshot, value))
        for value in found
    ]


def alike(wanted: Property, said: Iterable[Said], given: Iterable[str]) -> float:
    """Return how much the best of what is said is like the best of what is given, from 0 to 1."""
    return max((_alike(wanted, one, other) for one in said for other in given), default=0.0)


def _alike(wanted: Property, said: Said, given: str) -> float:
    if wanted.name in ("isbn", "issn", "doi"):
        return float(bool(set(forms(said.text)) & set(forms(given))))
    if wanted.identifies:
        return float(given in (said.text, said.thing))
    if wanted.name == "date":
        return float(said.text[:_YEAR] == given[:_YEAR]) if len(given) >= _YEAR else 0.0
    if given == said.thing:
        return 1.0
    return SequenceMatcher(None, fold(said.text), fold(given)).ratio()


def _identifier(snapshot: Snapshot, value: NamedNode) -> str:
    return identifier_of(snapshot, value.value)
