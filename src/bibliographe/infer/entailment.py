"""What follows from the catalogue by its ontology and that nobody said.

The ontology is closed by owlrl, the things by set-based questions to the store: time grows with what is said, not with
its square, and memory with neither. Tests compare with owlrl and with a third reasoner, triple by triple.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from bibliographe.infer.additions import Additions
from bibliographe.infer.consequences import as_triples, members, said_by, statements
from bibliographe.infer.knowledge import read_knowledge
from bibliographe.infer.rules import property_questions, type_questions
from bibliographe.infer.terms import is_kept, of_a_language
from bibliographe.store.names import inferred_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions, Store, Triple

    from bibliographe.config import Catalogue
    from bibliographe.infer.knowledge import Knowledge
    from bibliographe.infer.rules import PropertyQuestion


def entailed(store: Store, _catalogue: Catalogue) -> Iterator[Triple]:
    """Yield the triples that follow from what `store` says and that it does not say; one may come more than once.

    The abstracts have no part in it. Neither do statements that tell nothing (see `bibliographe.infer.terms.is_kept`).
    """
    yield from from_all(read_knowledge(store))


def from_all(known: Knowledge) -> Iterator[Triple]:
    """Yield what follows from all that was said, in one pass over it, and one over things with several names."""
    schema, said = known.schema, known.said
    yield from (axiom for axiom in schema.axioms if axiom not in said)
    used = said.used(sorted({*schema.readings, *schema.says, *schema.transitive, *schema.domains, *schema.ranges}))
    yield from _properties(known, used)
    yield from _types(known, used)
    if known.identities:
        yield from _renamed(known)


def _properties(known: Knowledge, used: frozenset[str]) -> Iterator[Triple]:
    for question in property_questions(known.schema, used, known.identities.links):
        rows = known.said.ask(question.query)
        if known.identities and question.chained:
            yield from _chained(known, question, rows)
            continue
        for subject, value in rows:
            for triple in statements(question.says, subject, value):
                if is_kept(*triple):
                    yield triple


def _chained(known: Knowledge, question: PropertyQuestion, rows: QuerySolutions) -> Iterator[Triple]:
    """Yield what chains say where things have several names: a chain ends under all of them, and begins under one."""
    for subject, value in rows:
        for name in known.identities.names(subject):
            yield from filter(known.new, statements(question.says, name, value))


def _types(known: Knowledge, used: frozenset[str]) -> Iterator[Triple]:
    for question in type_questions(known.schema, used, known.said.members()):
        for (thing,) in known.said.ask(question.query):
            if not (isinstance(thing, NamedNode) and of_a_language(thing.value)):
                yield from members(thing, question.classes)


def _renamed(known: Knowledge) -> Iterator[Triple]:
    """Yield what follows for the other names of things: what was said under one, and what follows from that alone.

    What several statements say together is found by the questions, which go through all names.
    """
    for names in known.identities.classes():
        for name in names:
            for triple in known.said.about(name, None, None):
                yield from _under_other_names(known, triple)
            for triple in known.said.about(None, None, name):
                if len(known.identities.names(triple.subject)) == 1:
                    yield from _under_other_names(known, triple)


def _under_other_names(known: Knowledge, triple: Triple) -> Iterator[Triple]:
    for renamed in known.identities.renamed(triple):
        yield from filter(known.new, (*as_triples(renamed), *said_by(known.schema, renamed)))


def entailed_after(store: Store, catalogue: Catalogue, added: Iterable[Triple]) -> Iterator[Triple]:
    """Yield what the inferred graph lacks to be that of the whole store, some of it more than once.

    `store` says all by now, `added` included; its inferred graph is as it was before them, and the ontology is the
    same. Only what the additions touch is looked at, unless they give a class or property another name.
    """
    graph = inferred_graph(catalogue)
    known = read_knowledge(store)

    def inferred(triple: Triple) -> bool:
        return Quad(triple.subject, triple.predicate, triple.object, graph) in store

    additions = Additions(known, added, inferred)
    if additions.touch_terms():
        return (triple for triple in from_all(known) if not inferred(triple))
    return additions.consequences()


def amended(store: Store, catalogue: Catalogue, added: Iterable[Triple]) -> tuple[list[Quad], Iterator[Triple]]:
    """Return what leaves the inferred graph after additions, since somebody says it now, and what joins it.

    Both by `entailed_after`'s rules; the second is read from the store, so take the first out of it last.
    """
    added = list(added)
    graph = inferred_graph(catalogue)
    quads = (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in added)
    return [quad for quad in quads if quad in store], entailed_after(store, catalogue, added)
