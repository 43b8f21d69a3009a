"""Choosing by quality values, RFC 9110, section 12."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliographe.serve.negotiation import preferred, preferred_language

OFFERS = ("text/html", "text/turtle", "application/ld+json")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle", "text/turtle"),
        ("text/*;q=0.5, application/ld+json", "application/ld+json"),
        ("text/html;q=0.5, */*;q=0.8", "text/turtle"),
        ("text/html;q=0, */*", "text/turtle"),
        ("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\", text/html;q=0.9",
         "application/ld+json"),
        ("text/turtle;q=oui, text/html;q=0.1", "text/html"),
        ("text/turtle;q=0.33333, text/html;q=0.3", "text/turtle"),
        ("text/turtle;q=1.0000", "text/turtle"),
        ("text/turtle;q=2, text/html", "text/html"),
        ("text/turtle;q=.", None),
        ("image/png", None),
        ("*/*;q=0", None),
        (";;;,,,", "text/html"),
    ],
)  # fmt: skip
def test_media_types(accept: str | None, chosen: str | None) -> None:
    assert preferred(accept, OFFERS) == chosen


@pytest.mark.parametrize(
    ("header", "language"),
    [(None, None), ("fr", "fr"), ("de, en-GB;q=0.7, fr;q=0.8", "fr"), ("en-US,en;q=0.9", "en"), ("*", None),
     ("fr;q=0", None)],
)  # fmt: skip
def test_languages(header: str | None, language: str | None) -> None:
    assert preferred_language(header) == language


@given(st.text(max_size=60))
def test_no_header_is_too_odd(header: str) -> None:
    assert preferred(header, OFFERS) in (*OFFERS, None)
    assert preferred_language(header) in ("fr", "en", None)
