"""Finding the facts of a line: dates, numbers, pages, extents, editions, identifiers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bibliographe.ingest.citation.grammars import first_kinds, grammar, kinds_of, parse

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

    from bibliographe.ingest.citation.words import Word

FACTS = (
    "date", "issue", "volume", "pages", "extent", "edition", "medium", "report", "accessed", "available",
    "published", "identifier", "physical",
)  # fmt: skip
"""The facts of `facts.lark`; where two are equally long, the first one named is taken."""
_LONGEST = 24
"""No fact has more words than this."""
_DEEPEST = 30
"""No more facts than this follow one another without a sign between them."""
_SEPARATORS = ("COMMA", "SEMI", "COLON", "DOT", "LPAR", "RPAR", "LSQB", "RSQB", "HYPHEN", "SLASH")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact found in a line: `name` is its rule, `first` and `last` the words it stands in, end excluded."""

    name: str
    first: int
    last: int
    tree: Tree[Token]


@cache
def _parser() -> Lark:
    return grammar("facts", *FACTS, "dated_hours")


@cache
def _known() -> frozenset[str]:
    return kinds_of(_parser())


@cache
def _starters() -> dict[str, frozenset[str]]:
    return {name: first_kinds(_parser(), name) for name in FACTS}


class FactFinder:
    """Finds the facts in the words of one line, each at most once."""

    def __init__(self, line_words: list[Word]) -> None:
        """Keep the words; nothing is read yet."""
        self.words = line_words
        self._kinds = tuple(_known().intersection(word.kinds) for word in line_words)
        self._found: dict[int, Fact | None] = {}
        self._depth = 0

    def at(self, first: int) -> Fact | None:
        """Return the longest fact that begins at the word `first` and does not stop in the middle of a phrase."""
        if first not in self._found:
            if self._depth > _DEEPEST:
                return None
            self._depth += 1
            self._found[first] = self._longest(first)
            self._depth -= 1
        return self._found[first]

    def whole(self, name: str) -> Tree[Token] | None:
        """Read all the words as one rule of `facts.lark`."""
        if not self._kinds or len(self._kinds) > _LONGEST or not self._kinds[0] & first_kinds(_parser(), name):
            return None
        return parse(_parser(), name, self._kinds).tree

    def _longest(self, first: int) -> Fact | None:
        window = self._kinds[first : first + _LONGEST]
        best: Fact | None = None
        for name in FACTS:
            if window[0] & _starters()[name]:
                best = self._longer(name, first, window, best)
        return best

    def _longer(self, name: str, first: int, window: tuple[frozenset[str], ...], best: Fact | None) -> Fact | None:
        """Return the longest fact of one name if it is longer than `best`, else `best`."""
        least = 0 if best is None else best.last - first
        answer = parse(_parser(), name, _without_prose(window))
        length = answer.stop
        while length > least:
            if self._may_end(first + length):
                tree = answer.tree if length == answer.stop and answer.tree else None
                tree = tree or parse(_parser(), name, window[:length]).tree
                if tree is not None:
                    return Fact(name, first, first + length, tree)
            length -= 1
        return best

    def _may_end(self, last: int) -> bool:
        """Tell whether a fact may end before the word `last`: at a separator or where another one begins."""
        if last >= len(self.words):
            return True
        after, before = self.words[last], self.words[last - 1]
        if after.is_a("DOT", "HYPHEN", "SLASH"):
            # `2024-05` and `La Gazette.fr` go on, `2023.- pp.` does not
            following = self.words[last + 1] if last + 1 < len(self.words) else None
            glued = following is not None and following.start == after.end
            return not glued or (following is not None and following.is_a("HYPHEN", "DOT", "RSQB", "RPAR"))
        if after.is_a(*_SEPARATORS):
            return True
        if before.text.endswith(".") and after.start > before.end and after.text[0].isupper():
            return True  # `2e éd. Paris : …`
        return after.start > before.end and self.at(last) is not None


def _without_prose(window: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
    """Cut the window at the first word that means nothing to the grammar, so that fewer windows differ."""
    for index, kinds in enumerate(window):
        if not kinds - {"WORD", "SYMBOL", "QUOTE"}:
            return window[: index + 1]
    return window
