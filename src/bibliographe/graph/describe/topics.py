"""The headings of a selection as a concept scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.graph.terms import DCTERMS, PROV, SCHEMA, SKOS, TYPED

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.graph.describe.description import Description
    from bibliographe.model.entry import Scheme, Topic


def describe_scheme(description: Description, title: str, origin: NamedNode, named: Scheme | None = None) -> NamedNode:
    """Describe the scheme of one source's headings (`skos:ConceptScheme`) and return its address.

    `origin` is the selection that it is the scheme of, else the file that it was read from; `named` is what a source
    that is a vocabulary says of it.
    """
    scheme = description.resolve(description.minter.mint("scheme", description.source_id))
    description.say(scheme, TYPED, SKOS.ConceptScheme)
    description.say_text(scheme, DCTERMS.title, title, named.language if named else description.language)
    for language, other in named.titles if named else ():
        description.say_text(scheme, DCTERMS.title, other, language)
    is_selection = description.minter.kind(origin) == "selection"
    description.say(scheme, DCTERMS.source if is_selection else PROV.wasQuotedFrom, origin)
    return scheme


def mint_topic(description: Description, path: tuple[str, ...]) -> NamedNode:
    """Return the address of a heading: the labels from the top down tell it from all others of its source."""
    return description.resolve(description.minter.mint("topic", path[-1], description.source_id, *path))


def describe_topic(description: Description, topic: Topic, scheme: NamedNode) -> NamedNode:
    """Describe one heading (`skos:Concept`) and return its address."""
    iri = mint_topic(description, topic.path)
    description.say(iri, TYPED, SKOS.Concept)
    description.say_text(iri, SKOS.prefLabel, topic.label, topic.language or description.language)
    for language, label in topic.labels:
        description.say_text(iri, SKOS.prefLabel, label, language)
    description.say_plain(iri, SKOS.notation, topic.notation or None)
    description.say(iri, SKOS.inScheme, scheme)
    description.say_number(iri, SCHEMA.position, topic.position)
    if len(topic.path) > 1:
        description.say(iri, SKOS.broader, mint_topic(description, topic.path[:-1]))
    else:
        description.say(iri, SKOS.topConceptOf, scheme)
    return iri
