"""What a graph says of things that are no documents and that no document refers to: a reject each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

from bibliographe.i18n import Text
from bibliographe.ingest.linked.resource import Builder
from bibliographe.ingest.linked.terms import compact, local, shown
from bibliographe.model.entry import Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.ingest.linked.graph import Graph
    from bibliographe.ingest.linked.places import Places
    from bibliographe.ingest.linked.statements import Statement
    from bibliographe.ingest.linked.terms import Term

_SHOWN = 2_000
REASON = Text(
    "ce n'est pas un document, et aucun document n'y renvoie", "this is no document, and no document refers to it"
)
REMEDY = Text(
    "donnez-lui une classe de document (bibo:Book, bibo:Article…), ou reliez-y un document ; sinon, rien à faire",
    "give it a class of documents (bibo:Book, bibo:Article…), or link a document to it; else there is nothing to do",
)


def leftovers(
    graph: Graph,
    told: set[Statement],
    places: Places,
    why: Callable[[Term], tuple[Text, Text]] = lambda _subject: (REASON, REMEDY),
) -> Iterator[Reject]:
    """Yield a reject for each thing that is described and stands in no document.

    Blank nodes go with what holds them; `why` gives the reason and the remedy.
    """
    builder = Builder(graph, lambda _term, _name: False)
    free = [one for one in graph.subjects() if not told.issuperset(graph.about(one))]
    held = {term for term in free if isinstance(term, BlankNode) and graph.to(term)}
    for subject in [*(one for one in free if one not in held), *(one for one in free if one in held)]:
        if builder.told.issuperset(graph.about(subject)):
            continue
        tree, own = builder.tree(subject)
        lines = [shown(subject), *(f"{local(one.name)}: {compact(one.summary)}" for one in tree.inside)]
        text = "\n".join(filter(None, lines))
        reason, remedy = why(subject)
        yield Reject(places.span(own), text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…", reason, remedy)
