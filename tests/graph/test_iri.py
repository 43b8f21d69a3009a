"""Addresses."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from bibliographe.graph.iri import Minter, fingerprint, slug

MINTER = Minter("https://example.org/c/")


def test_an_address_is_readable_and_the_same_everywhere() -> None:
    minted = MINTER.mint("entry", "L'œuvre d'été : « Où va l'IA ? »", "titre", "revue", "2024-06")
    assert minted.value == "https://example.org/c/id/entry/l-oeuvre-d-ete-ou-va-l-ia-5aa8ce8f"


def test_typography_does_not_make_another_thing() -> None:
    assert fingerprint("L’IA : où va-t-elle ?") == fingerprint('l\'ia "Où va t elle"')
    assert fingerprint("a b", "c") != fingerprint("a", "b c")


def test_a_slug_is_cut_between_words() -> None:
    assert slug("mot " * 40) == "-".join(["mot"] * 15)
    assert slug("…") == "x"


def test_a_record_stands_beside_its_thing() -> None:
    thing = NamedNode("https://example.org/c/id/agent/x-12345678")
    assert MINTER.record(thing).value == "https://example.org/c/doc/agent/x-12345678"
    assert MINTER.kind(thing) == "agent"
    assert MINTER.kind(NamedNode("https://elsewhere.org/id/agent/x")) is None


@given(st.text())
def test_any_text_gives_a_valid_address(name: str) -> None:
    assert re.fullmatch(r"https://example\.org/c/id/entry/[a-z0-9-]+-[0-9a-f]{8}", MINTER.mint("entry", name).value)
