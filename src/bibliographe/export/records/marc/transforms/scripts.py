"""The script of a title (UNIMARC Manual, 100 $a/34-35)."""

from __future__ import annotations

import unicodedata

_CODES = {
    "LATIN": "ba",
    "CYRILLIC": "ca",
    "HIRAGANA": "dc",
    "KATAKANA": "dc",
    "CJK": "ea",
    "ARABIC": "fa",
    "GREEK": "ga",
    "HEBREW": "ha",
    "THAI": "ia",
    "DEVANAGARI": "ja",
    "HANGUL": "ka",
    "TAMIL": "la",
    "GEORGIAN": "ma",
    "ARMENIAN": "mb",
}
_OTHER = "zz"


def script_code(text: str) -> str:
    """Return the code of the script of a text's first letter, `ba` (Latin) where it has none."""
    first = next((letter for letter in text if letter.isalpha()), "a")
    return "ba" if first.isascii() else _CODES.get(unicodedata.name(first, "?").split(" ")[0], _OTHER)
