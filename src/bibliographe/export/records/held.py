"""Text that records and XML can hold: one line, no control characters."""

from __future__ import annotations

import re

from bibliographe.i18n import Text

_SPACES = re.compile(r"\s+")
_UNHELD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Controls, which ISO 2709 parts its fields with, and what XML 1.0 has no place for (section 2.2)."""

UNHELD = Text("des caractères de commande en ont été retirés", "control characters were taken out of it")


def one_line(text: str) -> str:
    """Return a text with single plain blanks in place of line ends, tabs and other white space."""
    return text if text.isprintable() and "  " not in text else _SPACES.sub(" ", text).strip()


def held(text: str) -> tuple[str, bool]:
    """Return a text as one line without the characters that cannot be held, and whether there were any."""
    line = one_line(text)
    if line.isprintable():
        return line, False
    kept, count = _UNHELD.subn("", line)
    return kept, count > 0
