"""Persons and bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.graph.terms import (
    BIBL,
    BIBO,
    DCAT,
    DCTERMS,
    FOAF,
    PROV,
    RDF,
    ROLE,
    SCHEMA,
    TRUE,
    TYPED,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from bibliographe.graph.describe.description import Description
    from bibliographe.model.entry import Agent, Contribution

AUTHOR = "author"


def describe_agent(description: Description, agent: Agent) -> NamedNode:
    """Describe a person (`foaf:Person`) or a body (`foaf:Organization`) and return its address.

    The name alone is the identity: two spellings of one body stay two, and are offered as candidates.
    """
    minted = description.minter.mint("agent", agent.name)
    iri = description.resolve(minted)
    if iri != minted or description.says(iri):
        for name in agent.alternate_names if iri == minted else ():
            description.say_plain(iri, SCHEMA.alternateName, name)
        return iri
    person = agent.kind == "person"
    description.say(iri, TYPED, FOAF.Person if person else FOAF.Organization)
    description.say_plain(iri, FOAF.name, agent.name)
    if person:
        description.say_plain(iri, FOAF.givenName, agent.given or None)
        description.say_plain(iri, FOAF.familyName, agent.family or None)
    for name in agent.alternate_names:
        description.say_plain(iri, SCHEMA.alternateName, name)
    return iri


def describe_contributions(
    description: Description, work: NamedNode, contributions: Iterable[Contribution], *, others: bool = False
) -> None:
    """Say who made `work`: authors in order, every other role as a `prov:Attribution`."""
    contributions = tuple(contributions)
    authors = [
        describe_agent(description, contribution.agent) for contribution in contributions if contribution.role == AUTHOR
    ]
    _describe_authors(description, work, list(dict.fromkeys(authors)))
    for number, contribution in enumerate(
        (contribution for contribution in contributions if contribution.role != AUTHOR), start=1
    ):
        node = description.minter.part("contribution", work, f"-{number}")
        description.say(work, PROV.qualifiedAttribution, node)
        description.say(work, TYPED, PROV.Attribution, about=node)
        description.say(work, PROV.agent, describe_agent(description, contribution.agent), about=node)
        description.say(work, DCAT.hadRole, ROLE[contribution.role], about=node)
        description.say_number(work, SCHEMA.position, number, about=node)
    if others:
        description.say(work, BIBL.hasOtherAuthors, TRUE)


def _describe_authors(description: Description, work: NamedNode, authors: list[NamedNode]) -> None:
    if not authors:
        return
    sequence = description.minter.part("authors", work)
    description.say(work, BIBO.authorList, sequence)
    description.say(work, TYPED, RDF.Seq, about=sequence)
    for number, author in enumerate(authors, start=1):
        description.say(work, DCTERMS.creator, author)
        description.say(work, RDF[f"_{number}"], author, about=sequence)
