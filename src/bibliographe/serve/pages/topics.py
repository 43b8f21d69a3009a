"""The topics of the catalogue as a tree, each with its entries and those below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.graph.terms import SKOS, TYPED
from bibliographe.serve.pages.lists import ask
from bibliographe.serve.pages.named import Named, named, nodes_of, position_of, topic_path
from bibliographe.serve.pages.rendering import render

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

_DEEPEST = 6
_MOST = 2_000
"""Topics that are shown on one page."""


@dataclass(slots=True)
class Branch:
    """A topic, the entries that stand under it itself, and what is below it."""

    topic: Named
    entries: int
    below: list[Branch] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Return the entries of the whole branch, one that stands under several topics counted for each."""
        return self.entries + sum(branch.total for branch in self.below)


def topics_page(snapshot: Snapshot, visit: Visit) -> bytes:
    """Return the page of all topics, scheme by scheme."""
    return render("topics.html", visit, schemes=trees(snapshot, visit.language))


def trees(snapshot: Snapshot, language: Language) -> list[tuple[Named, list[Branch]]]:
    """Return the catalogue's schemes with their topics; those of the profile (types, roles) are not among them."""
    nodes, store, base = snapshot.once(nodes_of), snapshot.opened.store, snapshot.catalogue.base
    found = store.quads_for_pattern(None, TYPED, SKOS.ConceptScheme, DefaultGraph())
    schemes = sorted(
        {quad.subject for quad in found if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(base)},
        key=str,
    )
    counts = snapshot.once(counted)
    left = _MOST

    def branch(topic: NamedNode, depth: int) -> Branch:
        nonlocal left
        left -= 1
        made = Branch(topic_path(nodes, topic, language)[-1], counts.get(topic.value, 0))
        if depth < _DEEPEST:
            for one in sorted(map(nodes.shared, nodes.pointing(SKOS.broader, topic)), key=position_of):
                if left > 0:
                    made.below.append(branch(one.iri, depth + 1))
        return made

    made = []
    for scheme in schemes:
        tops = [one for one in map(nodes.shared, nodes.pointing(SKOS.inScheme, scheme)) if not one.nodes(SKOS.broader)]
        branches = [branch(one.iri, 0) for one in sorted(tops, key=position_of) if left > 0]
        if branches:
            made.append((named(nodes, scheme, language), branches))
    return made


def counted(snapshot: Snapshot) -> dict[str, int]:
    """Return how many entries stand under each topic itself: `snapshot.once(counted)`."""
    rows = ask(
        snapshot,
        "SELECT ?topic (COUNT(DISTINCT ?entry) AS ?entries) WHERE { ?entry dcterms:subject ?topic . "
        "?place schema:item ?entry } GROUP BY ?topic",
    )
    return {row["topic"].value: int(row["entries"].value) for row in rows if isinstance(row["topic"], NamedNode)}
