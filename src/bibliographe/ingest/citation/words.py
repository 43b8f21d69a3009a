"""From a line to its words: positions kept, every known phrase one word with all its meanings."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from lark import Lark

from bibliographe.ingest.citation.parsers import kept_parser
from bibliographe.ingest.citation.vocabulary import key, longest_phrase, phrases
from bibliographe.model.text import plain_typography

if TYPE_CHECKING:
    from collections.abc import Sequence

FACT_TABLES = ("calendar", "numbering", "web", "media")
_LONGEST_PHRASE = 16
_MEMORY = 20_000
_NOTHING: dict[str, str] = {}


class Word(NamedTuple):
    """One sign of a line, or a known phrase: `kinds` are its possible grammatical words.

    `start` and `end` count characters of the line; `kinds` gives each kind its value from the tables.
    """

    text: str
    start: int
    end: int
    key: str
    kinds: dict[str, str]

    def is_a(self, *kinds: str) -> bool:
        """Tell whether the word can be one of these kinds."""
        return not self.kinds.keys().isdisjoint(kinds)


@cache
def _cutter() -> re.Pattern[str]:
    """Return the terminals of `words.lark` as one expression, in the order in which Lark tries them.

    Lark's own lexer makes a token of each sign, lines and columns counted, at ten times the cost.
    """
    grammar = (files(__package__) / "words.lark").read_text(encoding="utf-8")
    terminals = kept_parser(lambda: Lark(grammar, parser=None, lexer="basic"), grammar).terminals
    ordered = sorted(
        terminals, key=lambda one: (-one.priority, -one.pattern.max_width, -len(one.pattern.value), one.name)
    )
    return re.compile("|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in ordered))


@lru_cache(maxsize=_MEMORY)
def signs(line: str) -> tuple[Word, ...]:
    """Cut a line into signs as `words.lark` says, without looking at what they mean."""
    found = []
    for match in _cutter().finditer(plain_typography(line)):
        kind = match.lastgroup
        if kind is None or kind.startswith("__"):
            continue
        text = match.group()
        kinds = {kind: text}
        if kind == "SMALL":
            kinds["DIGIT" if len(text) == 1 else "TWO_DIGITS"] = text
        found.append(Word(text, match.start(), match.end(), key(text), kinds))
    return tuple(found)


def words(line: str, tables: Sequence[str] = FACT_TABLES) -> list[Word]:
    """Cut a line into words: signs, with the phrases of some tables put together."""
    cut = signs(line)
    keys = [sign.key for sign in cut]
    root = phrases(*tables)
    found: list[Word] = []
    position = 0
    while position < len(cut):
        sign = cut[position]
        end, meanings = longest_phrase(root, keys, position)
        if end <= position + 1:
            found.append(Word(sign.text, sign.start, sign.end, sign.key, {**sign.kinds, **meanings}))
            position += 1
            continue
        last = cut[end - 1]
        phrase = " ".join(keys[position:end])
        found.append(Word(line[sign.start : last.end], sign.start, last.end, phrase, dict(meanings)))
        position = end
    return found


def bracketed(line_words: Sequence[Word], position: int) -> tuple[int, str]:
    """Return the word after brackets that open at a word and hold one or two words, and what they hold; 0 for none."""
    if position < len(line_words) and line_words[position].is_a("LPAR"):
        for length in (1, 2):
            after = position + 1 + length
            if after < len(line_words) and line_words[after].is_a("RPAR"):
                return after + 1, " ".join(word.text for word in line_words[position + 1 : after])
    return 0, ""


def phrase_at(line_words: Sequence[Word], position: int, table: str) -> tuple[int, dict[str, str]]:
    """Return the word after the longest phrase of a table that begins at a word, and what it can mean.

    The word is `position` itself when none begins there, or when it would end inside a word.
    """
    node = phrases(table)
    end, meanings, whole = position, _NOTHING, True
    for index in range(position, min(len(line_words), position + _LONGEST_PHRASE)):
        known = True
        for part in line_words[index].key.split(" "):
            following = node.following.get(part)
            if following is None:
                known = False
                break
            node = following
            if node.meanings:
                end, meanings, whole = index + 1, node.meanings, False
        if not known:
            break
        whole = whole or bool(node.meanings)
    return (end, meanings) if whole else (position, {})
