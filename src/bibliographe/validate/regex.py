"""Regular expressions that mean the same to Python, which pySHACL uses, and to Rust, which the store does."""

from __future__ import annotations

import re

_ESCAPED = r"""\\[.\[\](){}?*+|^$\\/"'nrt-]|\\x[0-9A-Fa-f]{2}"""
_MEMBER = rf"(?:[^\\\[\]&~-]|&(?!&)|~(?!~)|{_ESCAPED})"
_PLAIN = re.compile(
    rf"""(?:
        [^\\\[\](){{}}?*+]                                   # a character, the start, the end, or another way
      | {_ESCAPED} | \\[sd]
      | \[ \^? -? (?: {_MEMBER}(?:-{_MEMBER})? | \\[sd] )* -? \]
      | \((?:\?:|(?!\?)) | \)
      | [?*+]\?? | \{{[0-9]+(?:,[0-9]*)?\}}
    )*""",
    re.VERBOSE,
)
_ALL_BUT_SPACES = re.compile(r"\[\^(?:[^\\\]]|\\.)*?\\s")


def is_portable(pattern: str) -> bool:
    """Tell whether a pattern matches in Python wherever it matches in Rust, in texts without `odd_spaces`.

    Left out are look-ahead, back references, classes of word characters (Unicode's versions differ) and sets of sets.
    """
    if _PLAIN.fullmatch(pattern) is None:
        return False
    try:
        re.compile(pattern)
    except (re.error, OverflowError):
        return False
    return True


def is_exact(pattern: str) -> bool:
    """Tell whether a portable pattern also matches in Rust wherever it does in Python, in texts without line breaks.

    Python's `$` comes before a last line break too, and its spaces are more than Rust's.
    """
    return is_portable(pattern) and "\\s" not in pattern and "\\d" not in pattern


def leaves_out_spaces(pattern: str) -> bool:
    r"""Tell whether a pattern has a set such as `[^\s]`, to which a character of `ODD_SPACES` belongs in Rust only."""
    return _ALL_BUT_SPACES.search(pattern) is not None


ODD_SPACES = "[\\\\x1c-\\\\x1f]"
"""What is a space in Python only, as a pattern in a SPARQL string."""
