"""Things of the catalogue by their names, each with where the portal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from bibliographe.export.records.nodes import Nodes
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, FOAF, ROLE, SCHEMA, SKOS, TYPE, TYPED
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from bibliographe.export.records.nodes import Node, Value
    from bibliographe.i18n import Language
    from bibliographe.serve.site import Snapshot

_DEEPEST = 20
"""Levels of topics after which a circle is suspected."""


class Named(NamedTuple):
    """A name, and the address of the thing that bears it; empty for what is only a text."""

    name: str
    iri: str = ""
    language: str = ""
    """That of the name, where it is known and not the reader's."""


def nodes_of(snapshot: Snapshot) -> Nodes:
    """Return what looks nodes up in a snapshot: `snapshot.once(nodes_of)`; abstracts only where they may leave.

    One for the whole portal: a page, its citation and its data are made of the same nodes.
    """
    return Nodes.of(snapshot.opened)


def named(nodes: Nodes, value: Value, language: Language) -> Named:
    """Return a value's name, a body's with its acronym, an issue's with its number."""
    if not isinstance(value, NamedNode):
        return Named(value.value)
    node = nodes.shared(value)
    if BIBO.Issue in node.values(TYPED):
        return Named(issue_name(node, language), value.value)
    said = best(node, language, FOAF.name, DCTERMS.title, SKOS.prefLabel)
    if said is None:
        return Named(value.value, value.value)
    name, short = said.value, node.text(SCHEMA.alternateName)
    called = f"{name} ({short})" if short and len(short) < len(name) else name
    return Named(called, value.value, _other(said, language))


def titled(nodes: Nodes, entry: NamedNode, language: Language) -> Named:
    """Return an entry's title, reading nothing else of it."""
    said = best(nodes.part(entry, DCTERMS.title), language, DCTERMS.title)
    return Named(said.value, entry.value, _other(said, language)) if said else Named(entry.value, entry.value)


def best(node: Node, language: Language, *predicates: NamedNode) -> Literal | None:
    """Return the first property's text in a language, else in any."""
    for predicate in predicates:
        found = [value for value in node.values(predicate) if isinstance(value, Literal)]
        if found:
            return min(found, key=lambda one: one.language != language)
    return None


def _other(text: Literal, language: Language) -> str:
    return text.language if text.language and text.language != language else ""


def issue_name(issue: Node, language: Language) -> str:
    """Return what an issue is called: volume, number and title, else its date."""
    number, volume, title = issue.text(BIBO.issue), issue.text(BIBO.volume), issue.text(DCTERMS.title, language)
    said = [f"vol. {volume}"] if volume else []
    if number:
        said.append(Text(f"n° {number}", f"no. {number}")(language) if number[:1].isdigit() else number)
    if title:
        said.append(Text(f"« {title} »", f"“{title}”")(language))
    return ", ".join(said) or date_said(issue, language) or issue.iri.value


def date_said(node: Node, language: Language) -> str:
    """Return a date as printed, else as its notation has it."""
    return node.text(BIBL.verbatimDate, language) or node.text(DCTERMS.date) or node.text(DCTERMS.issued) or ""


def kind_name(nodes: Nodes, kind: str, language: Language) -> str:
    """Return what a document type is called."""
    return nodes.shared(TYPE[kind]).text(SKOS.prefLabel, language) or ""


def role_name(nodes: Nodes, role: str, language: Language) -> str:
    """Return what a role is called."""
    return nodes.shared(ROLE[role]).text(SKOS.prefLabel, language) or role


def topic_path(nodes: Nodes, topic: NamedNode, language: Language) -> list[Named]:
    """Return a topic and those above it, the highest first, with their numbers."""
    path: list[Named] = []
    here: NamedNode | None = topic
    while here is not None and len(path) < _DEEPEST:
        node = nodes.shared(here)
        path.insert(0, topic_name(node, language))
        here = next(iter(node.nodes(SKOS.broader)), None)
    return path


def topic_name(topic: Node, language: Language) -> Named:
    """Return a topic with its number."""
    number, said = topic.text(SKOS.notation), best(topic, language, SKOS.prefLabel)
    label = said.value if said else topic.iri.value
    return Named(f"{number} {label}" if number else label, topic.iri.value, _other(said, language) if said else "")


def position_of(node: Node) -> tuple[int, str]:
    """Return what topics are sorted by: their place in the scheme."""
    return node.number(SCHEMA.position), node.iri.value
