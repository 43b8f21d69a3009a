"""Text as TeX writes it: what `bibliographe.ingest.records.tex` reads back."""

from __future__ import annotations

import re
import unicodedata

from bibliographe.ingest.records.plain_text import protected
from bibliographe.ingest.records.tex import ACCENTS

_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_", "\u00a0": "~",
}  # fmt: skip
_APART = "\0"
_WRITTEN = str.maketrans(_SIGNS | {_APART: "{}"})
_LIGATURE = re.compile(r"(?<=[-'`])(?=[-'`])")
_LETTERS = {"œ": r"{\oe}", "Œ": r"{\OE}", "æ": r"{\ae}", "Æ": r"{\AE}", "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}"}
_COMMANDS = {mark: command for command, mark in ACCENTS.items()}


def escaped(text: str) -> str:
    """Return a text with what TeX would read otherwise written so that it does not; letters stay as they are."""
    return _LIGATURE.sub(_APART, protected(text)).translate(_WRITTEN)


def in_ascii(text: str) -> str:
    r"""Return the same with accents and ligatures as commands (`\'{e}`), for a BibTeX that knows no Unicode."""
    return "".join(_ascii(sign) if sign > "\x7f" else sign for sign in escaped(text))


def _ascii(sign: str) -> str:
    if sign in _LETTERS:
        return _LETTERS[sign]
    apart = unicodedata.normalize("NFD", sign)
    base, mark = apart[0], apart[1:]
    if mark in _COMMANDS and base < "\x7f" and base.isalpha():
        return f"{{\\{_COMMANDS[mark]}{{{base}}}}}"
    return sign
