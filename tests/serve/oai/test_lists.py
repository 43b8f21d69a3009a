"""Lists in pages: tokens, and what happens to a list while the catalogue changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.serve.oai import describing, giving
from bibliographe.serve.oai.index import _OF_SET, _OF_SETS, After, Index, Range
from bibliographe.serve.oai.ledger import FILE_NAME, Ledger
from bibliographe.serve.oai.making import make_index
from bibliographe.serve.oai.refusals import UnmetError
from bibliographe.serve.oai.sets import Set
from bibliographe.serve.oai.shown import Shown
from bibliographe.serve.oai.tokens import Token, read_token

from .conftest import OAI, error_of
from .test_dates import OTHER, TITLE

if TYPE_CHECKING:
    from .conftest import Repository


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving, "RECORDS", 3)
    monkeypatch.setattr(giving, "HEADERS", 3)
    monkeypatch.setattr(describing, "SETS", 4)


def token_of(oai: Repository, verb: str = "ListIdentifiers", **arguments: str) -> str:
    page = oai.ask(verb, **({"metadataPrefix": "oai_dc"} if verb != "ListSets" else {}), **arguments)
    return str(page.findtext(f".//{OAI}resumptionToken"))


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords", "ListSets"])
def test_a_list_in_pages(still: Repository, verb: str) -> None:
    arguments = {"metadataPrefix": "oai_dc"} if verb != "ListSets" else {}
    page, total, size = still.ask(verb, **arguments), 0, 4 if verb == "ListSets" else 3
    tokens = []
    while True:
        *items, token = page.find(f"{OAI}{verb}")
        assert token.get("cursor") == str(total)
        total += len(items)
        tokens.append(token)
        if not token.text:
            break
        assert len(items) == size
        page = still.ask(verb, resumptionToken=token.text)
    assert {one.get("completeListSize") for one in tokens} == {str(total)}
    assert len(tokens) > 1


def test_a_list_in_one_page_has_no_token(still: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving, "HEADERS", 9)
    assert still.ask("ListIdentifiers", metadataPrefix="oai_dc").find(f".//{OAI}resumptionToken") is None


def test_a_token_answers_the_same_twice(still: Repository) -> None:
    token = token_of(still)
    first, second = (list(still.harvest("ListIdentifiers", resumptionToken=token)) for _ in range(2))
    assert [one[0].text for one in first] == [one[0].text for one in second]


def test_a_token_keeps_what_was_asked(still: Repository) -> None:
    within = still.headers(set="topic:le-travail-en-mediatheque-29b2e08b", from_="2025-01-01", until="2026-01-01")
    assert 3 < len(within) < 9


@pytest.mark.parametrize("harm", ["cut", "changed", "other verb", "longer", "not base64"])
def test_a_harmed_token_is_refused(still: Repository, harm: str) -> None:
    token, verb = token_of(still), "ListIdentifiers"
    harmed = {
        "cut": token[:-2], "changed": f"{token[:-3]}{'A' if token[-3] != 'A' else 'B'}{token[-2:]}",
        "other verb": token, "longer": token + "A" * 5000, "not base64": f"{token}é",
    }[harm]  # fmt: skip
    assert still.error("ListRecords" if harm == "other verb" else verb, resumptionToken=harmed) == "badResumptionToken"


def test_a_list_goes_on_after_a_build(oai: Repository) -> None:
    everything = set(oai.headers())
    page = oai.ask("ListIdentifiers", metadataPrefix="oai_dc")
    found = [one.text for one in page.iter(f"{OAI}identifier")]
    token = str(page.findtext(f".//{OAI}resumptionToken"))
    oai.later()
    oai.edit(TITLE, OTHER)  # one of the first page
    oai.build()
    rest = [str(one[0].text) for one in oai.harvest("ListIdentifiers", resumptionToken=token)]
    assert set(found) | set(rest) == everything
    assert [name for name in rest if name in found] == [rest[-1]], "what changed comes again, at the end"


def test_a_period_whose_rest_has_changed_is_not_gone_on_with(oai: Repository) -> None:
    token = token_of(oai, until="2025-03-31")
    oai.later(10**7)
    oai.edit("base =", 'licence = "https://example.org/licence"\nbase =', "../catalogue.toml")
    oai.build()
    assert oai.error("ListIdentifiers", resumptionToken=token) == "badResumptionToken"


def test_dates_set_anew_end_a_list(oai: Repository) -> None:
    token = token_of(oai)
    (oai.catalogue.directory / FILE_NAME).unlink()
    oai.build()
    answered = oai.ask("ListIdentifiers", resumptionToken=token)
    assert error_of(answered) == "badResumptionToken"
    assert "begin this list again" in answered.findtext(f"{OAI}error")


@pytest.mark.parametrize("query", [_OF_SET, _OF_SETS])
def test_a_page_is_sought_not_counted(tmp_path: Path, query: str) -> None:
    make_index(tmp_path / "index", [Shown("a", "0" * 16, 7, ())], [], Ledger(tmp_path / "ledger"), 7)
    with closing(sqlite3.connect(tmp_path / "index")) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", [0] * query.count("?")).fetchall()
    steps = [step for *_numbers, step in plan if step.startswith("SEARCH m ")]
    assert steps
    assert all("(moment,record)>(?,?)" in step for step in steps)


@given(text=st.text(max_size=80))
def test_no_text_is_a_token_by_chance(text: str) -> None:
    with pytest.raises(UnmetError):
        read_token(text, "ListRecords", "s")


words = st.text(max_size=12)
numbers = st.integers(-(2**50), 2**50)


@given(token=st.builds(Token, words, words, words, words, numbers, numbers, numbers, words, numbers, numbers))
def test_a_token_comes_back_as_it_went(token: Token) -> None:
    assert read_token(str(token), token.verb, token.series) == token


@dataclass
class Changing:
    """Entries that change between the pages of a list, and an index for each state of them."""

    folder: Path
    entries: dict[str, tuple[int, tuple[str, ...]]]

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.folder / "ledger.tsv")
        self.clock = count(1_760_000_000)
        self.builds = count()

    def index(self) -> Index:
        path = self.folder / f"{next(self.builds)}.sqlite"
        shown = [Shown(key, f"{version:016x}", 7, sets) for key, (version, sets) in sorted(self.entries.items())]
        sets = [Set(spec, spec) for spec in ("a", "a:b", "c")]
        make_index(path, shown, sets, self.ledger, next(self.clock))
        index = Index(path)
        index.settle(self.ledger, next(self.clock))
        return index


keys = st.sampled_from([f"id/entry/{letter}" for letter in "abcdefghij"])
states = st.tuples(st.integers(0, 3), st.lists(st.sampled_from(["a", "a:b", "c"]), max_size=2, unique=True).map(tuple))
changes = st.lists(st.tuples(keys, st.one_of(st.none(), states)), max_size=4)


@settings(deadline=None)
@given(
    entries=st.dictionaries(keys, states, min_size=1),
    rounds=st.lists(changes, max_size=4),
    of=st.sampled_from(["", "a", "a:b"]),
    size=st.integers(1, 3),
)
def test_no_change_makes_a_list_miss_anything(
    entries: dict[str, tuple[int, tuple[str, ...]]],
    rounds: list[list[tuple[str, tuple[int, tuple[str, ...]] | None]]],
    of: str,
    size: int,
) -> None:
    """A list that is read while entries come, change and go ends with what the catalogue then has."""
    with TemporaryDirectory() as folder:
        changing = Changing(Path(folder), entries)
        index, after, known, left = changing.index(), None, {}, list(rounds)
        while page := index.page(Range(set=of), after, size):
            known.update({one.key: one.fingerprint for one in page})
            after = After(page[-1].moment, page[-1].key)
            if left:
                for key, state in left.pop(0):
                    changing.entries.pop(key, None)
                    changing.entries |= {key: state} if state else {}
                index.close()
                index = changing.index()
        index.close()
        expected = {
            key: f"{version:016x}"
            for key, (version, sets) in changing.entries.items()
            if not of or any(one == of or one.startswith(f"{of}:") for one in sets)
        }
        assert {key: known.get(key) for key in expected} == expected
        if not of:
            assert {key for key, fingerprint in known.items() if fingerprint} == set(expected)
