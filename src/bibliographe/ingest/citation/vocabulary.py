"""The tables of words beside the grammar, and how to look words up in them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADER = ("token", "value", "spellings")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table: the kind of word, what it stands for, how it is spelled."""

    kind: str
    value: str
    spellings: tuple[str, ...]


@dataclass(slots=True)
class Node:
    """A step into the tree of known phrases; `meanings` are those of the phrase that ends here."""

    following: dict[str, Node] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """Return the form under which a word is looked up: no capitals, no accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


@cache
def table(name: str) -> tuple[TableRow, ...]:
    """Return the rows of `tables/<name>.tsv`, without comments."""
    text = (files(__package__) / "tables" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(_rows(name, text))


def _rows(name: str, text: str) -> Iterator[TableRow]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if tuple(lines[0].split("\t")) != _HEADER:
        raise ValueError(f"{name}.tsv: the first line must be {' '.join(_HEADER)}, separated by tabs")
    for line in lines[1:]:
        kind, value, spellings = line.split("\t")
        yield TableRow(kind, value, tuple(part.strip() for part in spellings.split(" | ")))


@cache
def phrases(*names: str) -> Node:
    """Return the tree of all spellings of some tables, cut into signs as a line is."""
    root = Node()
    for name in names:
        for row in table(name):
            for spelling in row.spellings:
                node = root
                for part in _keys(spelling):
                    if part not in node.following:
                        node.following[part] = Node()
                    node = node.following[part]
                node.meanings.setdefault(row.kind, row.value)
    return root


def _keys(spelling: str) -> list[str]:
    """Return the keys of the signs of a spelling; letters between spaces are one sign each."""
    parts = spelling.split(" ")
    if all(map(str.isalpha, parts)):
        return [key(part) for part in parts]
    from bibliographe.ingest.citation.words import signs

    return [sign.key for sign in signs(spelling)]


@cache
def word_set(name: str, kind: str) -> frozenset[str]:
    """Return the lookup keys of all spellings of one kind in a table."""
    return frozenset(key(spelling) for row in table(name) if row.kind == kind for spelling in row.spellings)


def longest_phrase(root: Node, keys: Sequence[str], start: int) -> tuple[int, dict[str, str]]:
    """Return where the longest known phrase beginning at `start` ends, and what it can mean.

    The end is `start` when none begins there.
    """
    node, end, meanings = root, start, {}
    for position in range(start, len(keys)):
        found = node.following.get(keys[position])
        if found is None:
            break
        node = found
        if node.meanings:
            end, meanings = position + 1, node.meanings
    return end, meanings
