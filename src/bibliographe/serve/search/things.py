"""What entries speak of, to be found by its name: persons, bodies, periodicals, topics, selections, types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from bibliographe.graph.terms import BIBO, DCAT, DCTERMS, FOAF, ROLE, SCHEMA, SKOS, TYPE, TYPED
from bibliographe.i18n import Text
from bibliographe.serve.search.described import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.export.records.nodes import Node, Nodes
    from bibliographe.store.access import OpenedStore

PERSON, ORGANIZATION, AUTHOR, PUBLISHER = "person", "organization", "author", "publisher"
PERIODICAL, TOPIC, SELECTION, TYPE_OF_DOCUMENT, ENTRY = "periodical", "topic", "selection", "type", "entry"
_CLASSES = (
    (FOAF.Person, PERSON), (FOAF.Organization, ORGANIZATION), (BIBO.Periodical, PERIODICAL),
    (BIBO.Magazine, PERIODICAL), (BIBO.Newspaper, PERIODICAL), (BIBO.Journal, PERIODICAL), (BIBO.Website, PERIODICAL),
    (SKOS.Concept, TOPIC), (DCAT.Dataset, SELECTION),
)  # fmt: skip
_NAMES = (FOAF.name, DCTERMS.title, SKOS.prefLabel, SKOS.altLabel, SCHEMA.alternateName)
_FACETS = {PERIODICAL: "f_periodical", TOPIC: "f_theme", SELECTION: "f_selection", TYPE_OF_DOCUMENT: "f_type"}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name."""

    iri: str
    kinds: tuple[str, ...]
    """What it is first, then what it does: `("person", "author")`."""
    label: Text
    language: str
    """The language of a label that is the same for all readers; empty for names, and where each has its own."""
    names: tuple[Said, ...]
    identifiers: tuple[str, ...]
    entries: int
    """How many entries it concerns."""


def things(opened: OpenedStore, nodes: Nodes, frequency: Callable[[str, str], int]) -> Iterator[Thing]:
    """Yield every thing of the catalogue once; `frequency(field, value)` counts the entries that have a value."""
    for position, (class_, kind) in enumerate(_CLASSES):
        before = {one for one, _kind in _CLASSES[:position]}
        for quad in opened.store.quads_for_pattern(None, TYPED, class_, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and not quad.subject.value.startswith(ROLE.iri):
                node = nodes.node(quad.subject)
                if before.isdisjoint(node.nodes(TYPED)):
                    yield _thing(node, kind, frequency)


def _thing(node: Node, kind: str, frequency: Callable[[str, str], int]) -> Thing:
    iri = node.iri.value
    kind = TYPE_OF_DOCUMENT if kind == TOPIC and iri.startswith(TYPE.iri) else kind
    kinds: tuple[str, ...] = (kind,)
    if kind in _FACETS:
        entries = frequency(_FACETS[kind], iri)
    else:
        kinds += tuple(role for role in (AUTHOR, PUBLISHER) if frequency(f"f_{role}", iri))
        entries = frequency("agent", iri)
    label, names = _label(node), _names(node)
    return Thing(iri, kinds, label, _language(node, label, names), names, node.texts(BIBO.issn), entries)


def _label(node: Node) -> Text:
    number = node.text(SKOS.notation)
    fr, en = (node.name(language) or node.iri.value for language in ("fr", "en"))
    return Text(f"{number} {fr}", f"{number} {en}") if number else Text(fr, en)


def _language(node: Node, label: Text, names: tuple[Said, ...]) -> str:
    called = node.name("fr")
    return next((said.language for said in names if said.text == called), "") if label.fr == label.en else ""


def _names(node: Node) -> tuple[Said, ...]:
    values = (value for predicate in _NAMES for value in node.values(predicate) if isinstance(value, Literal))
    return tuple(Said(value.value, value.language or "") for value in values)
