"""Labels of links: `Consulter l'article`, `Télécharger le guide (PDF)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.ingest.document.phrases import is_phrase, opening

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_LABEL = 14
_ARTICLES = frozenset(["le", "la", "les", "l", "un", "une", "ce", "cet", "cette", "au", "aux", "a", "sur", "du", "the"])
_FAR_ENOUGH = 5
_NEVER_TITLES = frozenset({"en ligne", "ici", "la suite", "en ligne ici", "en pdf", "sur le site"})


def offers_link(text: str) -> bool:
    """Return whether `text` reads like a link's label: `Consulter l'article`, `Télécharger le guide (PDF)`."""
    found = opening("LINK_VERB", text)
    if found is None:
        return False
    rest = found[1].split()
    if len(rest) > _LONGEST_LABEL:
        return False
    if " ".join(rest) in _NEVER_TITLES:
        return True
    return not rest or any(is_phrase("LINK_NOUN", word) for word in _nouns(rest))


def _nouns(words: Sequence[str]) -> list[str]:
    """Return the first words that may say what is offered: after articles, not far from the verb."""
    return [word for word in words[:_FAR_ENOUGH] if word not in _ARTICLES][:2]
