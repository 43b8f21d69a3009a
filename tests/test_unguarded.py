"""What stays of a frozen dataclass that is made without its guard."""

from __future__ import annotations

import copy
import pickle
from dataclasses import fields, replace

import pytest

from bibliographe.model.entry import Agent, Citation, Entry, Span


def _entry() -> Entry:
    return Entry("Un titre", "book", 1, Span(1, 2), "Un titre", citation=Citation(publishers=(Agent("Éditions"),)))


def test_it_is_a_value_as_before() -> None:
    entry = _entry()
    assert entry == _entry()
    assert hash(entry) == hash(_entry())
    assert replace(entry, title="Autre") != entry
    assert copy.deepcopy(entry) == entry
    assert pickle.loads(pickle.dumps(entry)) == entry
    assert not hasattr(entry, "__dict__")


def test_what_is_not_said_has_its_default() -> None:
    entry = Entry("Un titre", kind="book", position=1, span=Span(1, 2), text="")
    assert (entry.language, entry.citation, entry.key) == ("fr", Citation(), None)
    assert [one.name for one in fields(Entry)][:2] == ["title", "kind"]


def test_what_must_be_said_is_asked_for() -> None:
    with pytest.raises(TypeError, match="name"):
        Agent()  # type: ignore[call-arg]
