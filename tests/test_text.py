"""Text as printed and as compared."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from bibliographe.model import text

_WESTERN = bytes(range(0x100)).decode("cp1252", "ignore")


def test_all_space_is_plain_space() -> None:
    assert set(text._SPACING) == {code for code in range(sys.maxunicode + 1) if chr(code).isspace()}


def test_each_western_character_is_folded_as_the_rules_do() -> None:
    for one in _WESTERN:
        assert text.fold(f"a{one}b") == text._fold(f"a{one}b"), hex(ord(one))


@given(st.text(st.sampled_from(_WESTERN) | st.characters()))
def test_any_text_is_folded_as_the_rules_do(said: str) -> None:
    assert text.fold(said) == text._fold(said)
