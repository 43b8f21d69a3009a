"""Dossiers and the entries that their contents name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.graph.terms import BIBO
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode

DOSSIER_CLASS = BIBO.CollectedDocument
_FEWEST_WORDS = 3


def match_parts(
    dossier: NamedNode, lines: Iterable[str], entries_by_title: Mapping[str, set[NamedNode]]
) -> Iterator[NamedNode]:
    """Yield the entries that a line of the contents names by their whole title.

    Titles of one or two words (`Éditorial`) name nothing: every dossier has one. A line that fits several
    entries fits none.
    """
    for line in lines:
        title = fold(line)
        found = entries_by_title.get(title, set()) - {dossier}
        if len(title.split()) >= _FEWEST_WORDS and len(found) == 1:
            yield next(iter(found))
