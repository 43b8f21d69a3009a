"""The topics of the catalogue as a tree, each with its entries and those below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.graph.terms import SKOS, TYPED
from bibliographe.serve.pages import counting
from bibliographe.serve.pages.named import Named, named, nodes_of, position_of, topic_name
from bibliographe.serve.pages.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.i18n import Language
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

_DEEPEST = 8
"""Levels after which a circle is suspected."""
PER_PAGE = 250
"""Topics on one page, more where one scheme has more."""
MOST = 500
"""Topics of one scheme that a page shows; of a larger one, the levels that are not too many."""


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

    @property
    def size(self) -> int:
        """Return how many topics the branch has."""
        return 1 + sum(branch.size for branch in self.below)


Tree = tuple[Named, list[Branch]]
"""A scheme and its topics."""


def topics_page(snapshot: Snapshot, visit: Visit) -> bytes:
    """Return the page of all topics, scheme by scheme, as many schemes as make a page."""
    pages = snapshot.once(_paged(visit.language))
    page = visit.page(len(pages))
    return render("topics.html", visit, schemes=pages[page - 1], deepest=_levels, page=page, last=len(pages))


@cache
def _paged(language: Language) -> Callable[[Snapshot], list[list[Tree]]]:
    """Return what makes pages of the schemes, for `Snapshot.once`."""

    def made(snapshot: Snapshot) -> list[list[Tree]]:
        pages: list[list[Tree]] = [[]]
        for scheme, branches in snapshot.once(trees(language)):
            if pages[-1] and _size(pages[-1]) + sum(branch.size for branch in branches) > PER_PAGE:
                pages.append([])
            pages[-1].append((scheme, branches))
        return pages

    return made


def _levels(branches: list[Branch]) -> int:
    return deepest(branches, MOST)


@cache
def trees(language: Language) -> Callable[[Snapshot], list[Tree]]:
    """Return what makes the schemes of the catalogue with their topics, in a language, for `Snapshot.once`."""

    def made(snapshot: Snapshot) -> list[Tree]:
        found = ((scheme, _tree(snapshot, scheme, language)) for scheme in _schemes(snapshot))
        nodes = snapshot.once(nodes_of)
        return [(named(nodes, scheme, language), branches) for scheme, branches in found if branches]

    return made


def tree_of(snapshot: Snapshot, scheme: NamedNode, language: Language) -> list[Branch]:
    """Return the topics of a scheme, the highest with what is below them; nothing for a scheme that has none."""
    found = snapshot.once(trees(language))
    return next((branches for one, branches in found if one.iri == scheme.value), [])


def below_topic(snapshot: Snapshot, topic: NamedNode, language: Language) -> list[Branch]:
    """Return the topics right below one, with the entries of each and of those below it."""
    return _branch(snapshot, topic, language, 0).below


def deepest(branches: list[Branch], most: int) -> int:
    """Return how many levels of a tree a page can show: as many as have `most` topics at most, the first always."""
    level, shown, depth = branches, len(branches), 0
    while level:
        level = [below for branch in level for below in branch.below]
        shown += len(level)
        if shown > most or not level:
            break
        depth += 1
    return depth


def _tree(snapshot: Snapshot, scheme: NamedNode, language: Language) -> list[Branch]:
    """Return the topics of a scheme, the highest with what is below them."""
    nodes = snapshot.once(nodes_of)
    found = map(nodes.shared, nodes.pointing(SKOS.inScheme, scheme))
    highest = (one for one in sorted(found, key=position_of) if not one.nodes(SKOS.broader))
    return [_branch(snapshot, one.iri, language, 0) for one in highest]


def _branch(snapshot: Snapshot, topic: NamedNode, language: Language, depth: int) -> Branch:
    nodes = snapshot.once(nodes_of)
    below = map(nodes.shared, nodes.pointing(SKOS.broader, topic)) if depth < _DEEPEST else ()
    return Branch(
        topic_name(nodes.shared(topic), language),
        snapshot.once(counting.topics).get(topic, 0),
        [_branch(snapshot, one.iri, language, depth + 1) for one in sorted(below, key=position_of)],
    )


def _schemes(snapshot: Snapshot) -> list[NamedNode]:
    """Return the schemes of the catalogue; those of the profile (types, roles) are not among them."""
    found = snapshot.opened.store.quads_for_pattern(None, TYPED, SKOS.ConceptScheme, DefaultGraph())
    schemes = {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}
    return sorted((one for one in schemes if one.value.startswith(snapshot.catalogue.base)), key=str)


def _size(page: list[Tree]) -> int:
    return sum(branch.size for _scheme, branches in page for branch in branches)
