"""Text as printed and as compared."""

from __future__ import annotations

import sys

from bibliographe.model import text


def test_all_space_is_plain_space() -> None:
    assert set(text._SPACING) == {code for code in range(sys.maxunicode + 1) if chr(code).isspace()}
