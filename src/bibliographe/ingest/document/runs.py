"""Text with its emphasis: runs, and what is common to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NO_STYLES: frozenset[str] = frozenset()
_RANGE_AT_END = re.compile(r"\d[-–]$")
_ENDING = 40
_HYPHEN_AT_END = re.compile(r"[^\W\d_]{2,}[-\u00ad\u2010]$")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one set of styles out of `bold`, `italic`, `link`, `image`; `url` for links."""

    text: str
    styles: frozenset[str] = NO_STYLES
    url: str | None = None


Runs = tuple[Run, ...]


def plain(runs: Iterable[Run]) -> str:
    """Return the text of `runs`, spaces as they are."""
    return "".join(run.text for run in runs)


def styles_of(runs: Iterable[Run]) -> frozenset[str]:
    """Return the styles that all the words of `runs` have."""
    common: frozenset[str] | None = None
    for run in runs:
        if any(character.isalnum() for character in run.text):
            common = run.styles if common is None else common & run.styles
    return common or NO_STYLES


def trimmed(runs: Iterable[Run]) -> Runs:
    """Return `runs` merged where their styles are the same, without spaces and stray marks at either end."""
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].styles == run.styles and merged[-1].url == run.url:
            merged[-1] = replace(merged[-1], text=merged[-1].text + run.text)
        elif run.text:
            merged.append(run)
    text = plain(merged)
    start = len(text) - len(text.lstrip(" \t*_"))
    # A mark left over from broken emphasis says nothing; two or more may be what is printed.
    end = len(text.rstrip(" \t*_\u2060")) if text.rstrip(" \t").endswith(("*", "_")) else len(text.rstrip(" \t"))
    return cut(tuple(merged), start, max(start, end))


def cut(runs: Sequence[Run], start: int, end: int) -> Runs:
    """Return what stands between two positions of the text of `runs`."""
    result = []
    position = 0
    for run in runs:
        text = run.text[max(0, start - position) : max(0, end - position)]
        if text:
            result.append(replace(run, text=text))
        position += len(run.text)
    return tuple(result)


def joined(lines: Sequence[Runs]) -> Runs:
    """Return lines as one, a space between them; a word hyphenated at a line's end is made whole."""
    result: list[Run] = []
    for runs in lines:
        if result:
            before, after = _ending(result), plain(runs).lstrip()
            if _HYPHEN_AT_END.search(before) and after[:1].islower():
                _shorten(result, 1)
            elif _RANGE_AT_END.search(before) and after[:1].isdigit():
                _shorten(result, 0)
            else:
                result.append(Run(" ", result[-1].styles & (runs[0].styles if runs else NO_STYLES) - {"link"}))
        result.extend(runs)
    return tuple(result)


def _ending(runs: Sequence[Run]) -> str:
    """Return the last signs of `runs`, spaces at the end apart, without looking at the others."""
    text = ""
    for run in reversed(runs):
        text = run.text + text
        if len(text.rstrip()) >= _ENDING:
            break
    return text.rstrip()[-_ENDING:]


def _shorten(runs: list[Run], count: int) -> None:
    """Take the spaces at the end of `runs` and this many signs before them away."""
    while runs and not runs[-1].text.rstrip():
        runs.pop()
    if runs:
        text = runs[-1].text.rstrip()
        runs[-1] = replace(runs[-1], text=text[: len(text) - count])
        if not runs[-1].text:
            runs.pop()


def text_of(runs: Iterable[Run]) -> str:
    """Return the text of `runs` as it should be kept."""
    return clean(plain(runs))
