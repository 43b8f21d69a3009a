"""Who made an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.terms import BIBO, DCAT, DCTERMS, FOAF, PROV, RDF, ROLE, SCHEMA, TYPED
from bibliographe.model.entry import Agent, Contribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.nodes import Node, Nodes, Value


def agent_of(nodes: Nodes, value: Value) -> Agent:
    """Return the agent that a value is, a body of that name where it is only a text."""
    if not isinstance(value, NamedNode):
        return Agent(value.value)
    node = nodes.shared(value)
    return Agent(
        node.text(FOAF.name) or value.value,
        "person" if FOAF.Person in node.values(TYPED) else "organization",
        node.text(FOAF.givenName),
        node.text(FOAF.familyName),
        node.texts(SCHEMA.alternateName),
    )


def contributions_of(nodes: Nodes, entry: Node) -> tuple[Contribution, ...]:
    """Return the authors in the order of `bibo:authorList`, then the other roles in theirs."""
    return tuple(Contribution(agent_of(nodes, value), role) for value, role in people_of(nodes, entry))


def people_of(nodes: Nodes, entry: Node) -> Iterator[tuple[Value, str]]:
    """Yield the same as the catalogue has them: a node or a text, and the key of the role."""
    yield from ((author, "author") for author in authors_of(nodes, entry))
    for one in attributions_of(nodes, entry):
        roles = [_role(value) for value in one.nodes(DCAT.hadRole)] or ["contributor"]
        yield from ((agent, role) for agent in one.values(PROV.agent) for role in roles)


def said_of_people(contributions: tuple[Contribution, ...]) -> Iterator[tuple[str, str]]:
    """Yield what is said of who made an entry: names by role, other names of theirs."""
    for one in contributions:
        path = "dcterms:creator" if one.role == "author" else f"prov:qualifiedAttribution/{one.role}"
        yield path, one.agent.name
        for name in one.agent.alternate_names:
            yield "foaf:Agent/schema:alternateName", name


def authors_of(nodes: Nodes, entry: Node) -> list[Value]:
    """Return the authors in the order that the list says, then any that it leaves out."""
    places: dict[Value, int] = {}
    for sequence in entry.nodes(BIBO.authorList):
        for predicate, values in nodes.node(sequence).said.items():
            number = predicate.value.removeprefix(f"{RDF.iri}_")
            if number.isdecimal():
                places |= dict.fromkeys(values, int(number))
    people = dict.fromkeys([*places, *entry.values(DCTERMS.creator)])
    return sorted(people, key=lambda one: places.get(one, len(places) + 1))


def attributions_of(nodes: Nodes, entry: Node) -> list[Node]:
    """Return what says who did what besides writing, in order."""
    attributions = [nodes.node(iri) for iri in entry.nodes(PROV.qualifiedAttribution)]
    return sorted(attributions, key=lambda one: (one.number(SCHEMA.position), one.iri.value))


def _role(value: NamedNode) -> str:
    return value.value.removeprefix(ROLE.iri)
