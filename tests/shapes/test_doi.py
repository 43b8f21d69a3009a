"""Which DOI the profile takes: those of the nineties have pointed brackets in them."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, parse

from bibliographe.resources import data_directory


@pytest.fixture(scope="module")
def pattern() -> re.Pattern[str]:
    said = {
        quad.object.value
        for quad in parse(path=data_directory("shapes") / "entry.ttl")
        if isinstance(quad.object, Literal)
        and str(quad.subject).endswith("entry-doi>")
        and str(quad.predicate).endswith("pattern>")
    }
    return re.compile(*said)


@pytest.mark.parametrize(
    ("doi", "is_one"),
    [
        ("10.1234/abcd", True),
        ("10.1234.56/abcd", True),
        ("10.5555/(SICI)1234-5679(199806)49:8<693::AID-XYZ4>3.0.CO;2-O", True),
        ("10.1234/ab cd", False),
        ("10.1234/abcd</a>", False),
        ("10.1234/abcd>", False),
        ("<10.1234/abcd>", False),
        ("10.12/abcd", False),
        ("https://doi.org/10.1234/abcd", False),
    ],
)
def test_a_doi(pattern: re.Pattern[str], doi: str, is_one: bool) -> None:
    assert bool(pattern.search(doi)) == is_one
