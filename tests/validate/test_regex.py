"""A pattern that is called portable means to Rust what it means to Python."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliographe.validate.regex import is_exact, is_portable, leaves_out_spaces

PATTERNS = [
    "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "^[0-9]+$", r"^\d{4}$", r"a\.b", "[^p]*$|p[^. ]|[+(]",
    r"^\s*x", "[-a]", "[a-]", "(?:ab)+?c",
    r"[\x00-\x1f]", "é|œ", "[à-ÿ]", "^$", ".", "a.c", r"[\[{]x[\]}]", "[?~%]", "x{2}", "x{2,}",
]  # fmt: skip
REFUSED = [
    r"\w", r"\bx", "(?i)x", "x(?=y)", r"(a)\1", "(?P<n>a)", "[[:alpha:]]", "[a&&b]", "[a--b]", "[a[b]]", "x{,3}", "(",
    r"\p{L}", "a**",
]  # fmt: skip


def in_rust(pattern: str, text: str) -> bool:
    query = 'ASK { VALUES (?t ?p) { ("%s" "%s") } FILTER(REGEX(?t, ?p)) }'
    escaped = [
        part.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        for part in (text, pattern)
    ]
    return bool(pyoxigraph.Store().query(query % tuple(escaped)))


@given(st.sampled_from(PATTERNS), st.text("ab xyz01-.p\n\tàéœ(+[]{}?~%", max_size=6))
def test_what_matches_in_rust_matches_in_python(pattern: str, text: str) -> None:
    assert is_portable(pattern)
    if in_rust(pattern, text):
        assert re.search(pattern, text)
    elif is_exact(pattern) and "\n" not in text:
        assert not re.search(pattern, text)


@pytest.mark.parametrize("pattern", REFUSED)
def test_what_means_something_else_is_refused(pattern: str) -> None:
    assert not is_portable(pattern)


def test_sets_without_spaces_are_told() -> None:
    assert leaves_out_spaces(r"^https?://[^\s<>]+$")
    assert not leaves_out_spaces(r"^\s[^<>]$")
