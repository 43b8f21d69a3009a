"""What follows from the catalogue by its ontology and that nobody said.

The ontology is closed by owlrl; what follows for things is put together from the lines of what was said, as they are
read past: time grows with what is said, not with its square, and memory with neither. Tests compare with owlrl and with
a third reasoner, triple by triple.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Triple, parse

from bibliographe.infer.closure import axioms_among
from bibliographe.infer.namesakes import Namesakes
from bibliographe.infer.passing import Pass
from bibliographe.infer.schema import read_schema
from bibliographe.store.names import inferred_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from bibliographe.config import Catalogue
    from bibliographe.store.derivations import Statements

_AT_ONCE = 10_000


def entailed(said: Statements) -> Iterator[str]:
    """Yield what follows from what `said` says and that it does not say, as lines; one may come more than once.

    The abstracts have no part in it. Neither do statements that tell nothing (see `bibliographe.infer.terms.is_kept`).
    """
    axioms = axioms_among(said.ontology())
    names = Namesakes()
    while True:
        schema = read_schema(axioms)
        reading = Pass(schema, said, names)
        yield from reading.lines()
        found = Namesakes(reading.links)
        # Two names of one property or class are an axiom; closed with the others, it may show what else is one.
        more = frozenset(found.axioms(reading.is_a_term))
        if found == names and more <= axioms:
            return
        names, axioms = found, axioms | more


def entailed_after(store: Store, catalogue: Catalogue, said: Statements, added: Iterable[Triple]) -> Iterator[Triple]:
    """Yield what the inferred graph lacks to be that of the whole store, some of it more than once.

    `store` says all by now, as `said` does, `added` included; its inferred graph is as it was before them, and the
    ontology is the same. Only what the additions touch is looked at, unless they give a class or property another name.
    """
    # What starts anew has no use for these.
    from bibliographe.infer.additions import Additions
    from bibliographe.infer.knowledge import read_knowledge

    graph = inferred_graph(catalogue)

    def inferred(triple: Triple) -> bool:
        return Quad(triple.subject, triple.predicate, triple.object, graph) in store

    additions = Additions(read_knowledge(store), added, inferred)
    if additions.touch_terms():
        return (triple for triple in _parsed(entailed(said)) if not inferred(triple))
    return additions.consequences()


def _parsed(lines: Iterator[str]) -> Iterator[Triple]:
    while chunk := "".join(islice(lines, _AT_ONCE)):
        yield from (quad.triple for quad in parse(chunk, format=RdfFormat.N_TRIPLES))


def amended(
    store: Store, catalogue: Catalogue, said: Statements, added: Iterable[Triple]
) -> tuple[list[Quad], Iterator[Triple]]:
    """Return what leaves the inferred graph after additions, since somebody says it now, and what joins it.

    Both by `entailed_after`'s rules; the second is read from the store, so take the first out of it last.
    """
    added = list(added)
    graph = inferred_graph(catalogue)
    quads = (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in added)
    return [quad for quad in quads if quad in store], entailed_after(store, catalogue, said, added)
