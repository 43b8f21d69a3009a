"""The topics of the catalogue as a tree, each with its entries and those below it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bibliographe.serve.pages.counted import counted
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.pages.trees import branch_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import NamedNode

    from bibliographe.i18n import Language
    from bibliographe.serve.pages.trees import Branch, Tree
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

PER_PAGE = 250
"""Topics on one page, more where one scheme has more."""
MOST = 250
"""Topics of one scheme that a page shows; of a larger one, the levels that are not too many."""


def topics_page(snapshot: Snapshot, visit: Visit) -> bytes:
    """Return the page of all topics, scheme by scheme, as many schemes as make a page."""
    pages = snapshot.once(_paged(visit.language))
    page = visit.page(len(pages))
    shown = [(scheme, branches[:MOST], len(branches)) for scheme, branches in pages[page - 1]]
    return render("topics.html", visit, schemes=shown, deepest=_levels, page=page, last=len(pages))


@cache
def _paged(language: Language) -> Callable[[Snapshot], list[list[Tree]]]:
    """Return what makes pages of the schemes, for `Snapshot.once`."""

    def made(snapshot: Snapshot) -> list[list[Tree]]:
        pages: list[list[Tree]] = [[]]
        for scheme, branches in snapshot.once(counted).trees[language]:
            if pages[-1] and _size(pages[-1]) + sum(branch.size for branch in branches) > PER_PAGE:
                pages.append([])
            pages[-1].append((scheme, branches))
        return pages

    return made


def _levels(branches: list[Branch]) -> int:
    return deepest(branches, MOST)


def tree_of(snapshot: Snapshot, scheme: NamedNode, language: Language) -> list[Branch]:
    """Return the topics of a scheme, the highest with what is below them; nothing for a scheme that has none."""
    found = snapshot.once(counted).trees[language]
    return next((branches for one, branches in found if one.iri == scheme.value), [])


def below_topic(snapshot: Snapshot, topic: NamedNode, language: Language) -> list[Branch]:
    """Return the topics right below one, with the entries of each and of those below it."""
    return branch_of(snapshot, topic, language, snapshot.once(counted).topics).below


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


def _size(page: list[Tree]) -> int:
    return sum(branch.size for _scheme, branches in page for branch in branches)
