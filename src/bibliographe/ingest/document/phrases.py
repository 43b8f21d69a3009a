"""The phrases by which lines are recognised, out of `tables/phrases.tsv`."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from bibliographe.model.text import fold

_LONGEST = 8
"""Words of the longest phrase of the table."""
_FAR = 300
"""Characters that the longest phrase cannot go beyond."""


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    """Fold once what is asked about many times."""
    return fold(text)


@cache
def _table() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("tables/phrases.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {token: frozenset(map(fold, spellings.split("|"))) for token, spellings in rows[1:]}


def is_phrase(token: str, text: str) -> bool:
    """Return whether the whole of `text` is a phrase of the row `token`."""
    return _folded(text) in _table()[token]


def opening(token: str, text: str) -> tuple[str, str] | None:
    """Return the longest phrase of `token` that `text` begins with and what follows, both folded; None when none."""
    words = _folded(text[:_FAR]).split()
    phrases = _table()[token]
    for count in range(min(_LONGEST, len(words)), 0, -1):
        if " ".join(words[:count]) in phrases:
            return " ".join(words[:count]), " ".join(words[count:])
    return None


def holds(token: str, text: str) -> bool:
    """Return whether a phrase of `token` stands anywhere in `text`."""
    words = _folded(text).split()
    phrases = _table()[token]
    return any(
        " ".join(words[start : start + count]) in phrases
        for start in range(len(words))
        for count in range(1, min(_LONGEST, len(words) - start) + 1)
    )
