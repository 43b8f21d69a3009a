"""Dossiers and the entries that their contents name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.graph.terms import BIBO
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import NamedNode

DOSSIER_CLASS = BIBO.CollectedDocument
_FEWEST_WORDS = 3


def match_parts(
    dossier: NamedNode, lines: Iterable[str], entries_titled: Callable[[str], set[NamedNode]]
) -> Iterator[NamedNode]:
    """Yield the entries that a line of the contents names by their whole title, which `entries_titled` finds folded.

    Titles of one or two words (`Éditorial`) name nothing: every dossier has one. A line that fits several
    entries fits none.
    """
    for line in lines:
        title = fold(line)
        found = entries_titled(title) - {dossier}
        if len(title.split()) >= _FEWEST_WORDS and len(found) == 1:
            yield next(iter(found))
