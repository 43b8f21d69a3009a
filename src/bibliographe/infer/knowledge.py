"""What inference over one store goes by: what was said, the schema, and which things are one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from bibliographe.infer.closure import axioms_among
from bibliographe.infer.identities import Identities
from bibliographe.infer.said import Said
from bibliographe.infer.schema import read_schema
from bibliographe.infer.terms import SAME_AS, is_kept
from bibliographe.store.names import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from bibliographe.infer.schema import Schema
    from bibliographe.infer.terms import Term


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the rules read."""

    said: Said
    schema: Schema
    identities: Identities

    def new(self, triple: Triple) -> bool:
        """Tell whether a triple that follows is worth keeping, and nobody said it."""
        return is_kept(*triple) and triple not in self.said


def read_knowledge(store: Store) -> Knowledge:
    """Read the ontology of a store, and what the catalogue says is one."""
    said = Said(store)
    axioms = axioms_among(quad.triple for quad in store.quads_for_pattern(None, None, None, ONTOLOGY))
    schema = read_schema(axioms)
    identities = Identities(said, schema)
    known: frozenset[Triple] = frozenset()
    while identities:
        # Two names of one property or class are an axiom; closed with the others, it may show what else is one.
        more = frozenset(_axioms_of(said, schema, identities))
        if more <= known:
            break
        known |= more
        schema = read_schema(axioms | known)
        identities = Identities(said, schema)
    return Knowledge(said, schema, identities)


def _axioms_of(said: Said, schema: Schema, identities: Identities) -> Iterator[Triple]:
    for names in identities.classes():
        if any(is_a_term(said, schema, name) for name in names):
            for one, other in permutations(names, 2):
                if not isinstance(one, Literal) and not isinstance(other, Literal):
                    yield Triple(one, SAME_AS, other)


def is_a_term(said: Said, schema: Schema, name: Term) -> bool:
    """Tell whether a name is a term of the ontology, or a property of the catalogue's own."""
    return isinstance(name, NamedNode) and (name.value in schema.terms or said.uses(name))
