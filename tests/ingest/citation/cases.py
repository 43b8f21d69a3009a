"""The tables of cases beside these tests: tab-separated, `#` begins a comment."""

from __future__ import annotations

import re
from pathlib import Path

_MARKS = re.compile(r"(\*\*|\*)")
_STYLES = {"**": "bold", "*": "italic"}
_CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the rows of `cases/<name>.tsv`."""
    lines = (_CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("# ")]


def lines(name: str) -> list[str]:
    """Return the lines of `cases/<name>.txt`."""
    text = (_CASES / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("# ")]


def runs(marked: str) -> list[tuple[str, frozenset[str]]]:
    """Return the runs of a text where `*` stands around what is italic, `**` around what is bold."""
    found: list[tuple[str, frozenset[str]]] = []
    styles: frozenset[str] = frozenset()
    for piece in _MARKS.split(marked):
        if piece in _STYLES:
            styles ^= {_STYLES[piece]}
        elif piece:
            found.append((piece, styles))
    return found
