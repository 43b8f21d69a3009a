"""Entries that the contents of a dossier seem to name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.candidate import SMALL_WORDS, Candidate
from bibliographe.graph.terms import BIBO, DCTERMS, SCHEMA, TYPED
from bibliographe.i18n import Text
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.graph.records import GraphFolder

_LONG_ENOUGH = 6
"""Words that count in a title whose words all stand in another."""
_BEGINNING = 4
"""Words that two titles have in common at least when one begins with the other."""


def dossier_parts(folder: GraphFolder) -> Iterator[Candidate]:
    """Offer entries whose title is nearly a line of a dossier's contents."""
    entries = {entry for thing in folder for entry in folder.objects(thing, SCHEMA.item)}
    titles = {
        entry: title.value
        for entry in entries
        if isinstance(entry, NamedNode)
        for title in folder.objects(entry, DCTERMS.title)
        if isinstance(title, Literal)
    }
    announced = Announced(titles)
    for dossier, dossier_title in titles.items():
        if BIBO.CollectedDocument not in folder.objects(dossier, TYPED):
            continue
        parts = folder.objects(dossier, DCTERMS.hasPart)
        lines = [
            line
            for contents in folder.objects(dossier, DCTERMS.tableOfContents)
            if isinstance(contents, Literal)
            for line in contents.value.splitlines()
        ]
        for entry in announced.by(lines):
            title = titles[entry]
            if entry == dossier or entry in parts:
                continue
            line = next((line for line in lines if nearly(line, title)), None)
            if line:
                yield Candidate(
                    "dossier-part",
                    dossier,
                    entry,
                    (dossier_title, title),
                    Text(f"le contenu annonce « {line.strip()} »", f"its contents name '{line.strip()}'"),
                )


class Announced:
    """The entries that a line may be near to: comparing each line with all titles would not scale.

    What is near begins with the same four words, or one has all the words of the other that count, its rarest too.
    """

    def __init__(self, titles: dict[NamedNode, str]) -> None:
        folded = {entry: fold(title).split() for entry, title in titles.items()}
        self._by_beginning: dict[tuple[str, ...], set[NamedNode]] = defaultdict(set)
        self._by_word: dict[str, set[NamedNode]] = defaultdict(set)
        self._by_rarest: dict[str, set[NamedNode]] = defaultdict(set)
        for entry, words in folded.items():
            self._by_beginning[tuple(words[:_BEGINNING])].add(entry)
            for word in words:
                self._by_word[word].add(entry)
        for entry, words in folded.items():
            rarest = self._rarest(words)
            if rarest:
                self._by_rarest[rarest].add(entry)

    def _rarest(self, words: list[str]) -> str:
        counting = [word for word in words if word not in SMALL_WORDS]
        return min(counting, key=lambda word: (len(self._by_word.get(word, ())), word), default="")

    def by(self, lines: list[str]) -> list[NamedNode]:
        """Return the entries worth comparing with these lines, in their order."""
        found: set[NamedNode] = set()
        for line in lines:
            words = fold(line).split()
            found |= self._by_beginning.get(tuple(words[:_BEGINNING]), set())
            found |= self._by_word.get(self._rarest(words), set())
            for word in words:
                found |= self._by_rarest.get(word, set())
        return sorted(found, key=lambda entry: entry.value)


def nearly(line: str, title: str) -> bool:
    """Tell whether a line of contents says nearly this title: same but for a word, or the beginning of it."""
    first, second = fold(line), fold(title)
    short, long = sorted((first, second), key=len)
    if len(short.split()) < _BEGINNING:
        return False
    if first == second:
        return True
    return long.startswith(f"{short} ") or _share_of_words(short, long)


def _share_of_words(short: str, long: str) -> bool:
    words = [word for word in short.split() if word not in SMALL_WORDS]
    return len(words) >= _LONG_ENOUGH and set(words) <= set(long.split())
