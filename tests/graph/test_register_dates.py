"""Dates of the register go forward only, whatever the clock of the machine does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.graph.register import Register, observed

if TYPE_CHECKING:
    import pytest

    from bibliographe.config import Catalogue

LATER, EARLIER = "1730000000", "1000000000"


def test_a_clock_that_was_set_back_makes_no_record_older(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    first = observed(None, "a")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EARLIER)
    second = observed(first, "b")
    assert (second.content_hash, second.modified, second.created) == ("b", first.modified, first.created)


def test_nor_a_tombstone(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    thing = NamedNode("https://example.org/c/id/entry/a")
    register = Register(catalogue)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    register._put(thing, observed(None, "a"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EARLIER)
    register.withdrawn(thing)
    found = register.get(thing)
    assert found is not None
    assert found.withdrawn == found.modified == found.created
