"""Which addresses of the web an IRI can hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliographe.graph.terms import address


@pytest.mark.parametrize(
    "url", ["https://example.org/été?a=b#c", "HTTP://example.org", "http://[::1]/x", "http://a:8/"]
)
def test_addresses_of_the_web_are_kept_as_they_are(url: str) -> None:
    found = address(f" {url} ")
    assert found is not None
    assert found.value == url


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "ftp://example.org/", "http://", "https:///x", "http://[abc/x", "http://a b/", "http://a<b"],
)
def test_what_no_address_is_or_no_iri_can_hold_is_none(url: str) -> None:
    assert address(url) is None


@given(st.text(max_size=20))
def test_no_address_is_an_error(rest: str) -> None:
    for beginning in ("http://", "https://a", "http://["):
        found = address(beginning + rest)
        assert found is None or found.value == (beginning + rest).strip()
