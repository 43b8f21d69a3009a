"""Making the index of one build: what is shown, beside what was told."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.graph.side_by_side import side_by_side
from bibliographe.serve.oai.sets import within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bibliographe.serve.oai.ledger import Ledger, Told
    from bibliographe.serve.oai.sets import Set
    from bibliographe.serve.oai.shown import Shown

PENDING = 2**40
"""Stands for the moment at which a build is first asked for anything, which dates what it changed."""
EVERYTHING, UNKNOWN_SET = 0, -1
"""Stand for sets: of all records, and of the deleted ones of which nobody remembers the sets: each set tells them."""
_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sets (id INTEGER PRIMARY KEY, spec TEXT NOT NULL UNIQUE, name TEXT, iri TEXT);
CREATE TABLE records (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, moment INTEGER NOT NULL, fingerprint TEXT NOT NULL, sets TEXT NOT NULL
);
CREATE TABLE members (
  set_id INTEGER, moment INTEGER, record INTEGER, PRIMARY KEY (set_id, moment, record)
) WITHOUT ROWID;
"""
_INDEXES = """
CREATE UNIQUE INDEX records_by_key ON records (key);
"""


class _Dated(NamedTuple):
    key: str
    moment: int
    fingerprint: str
    sets: tuple[str, ...]
    told: int
    """When harvesters were last told of it."""
    is_news: bool
    """Whether the ledger does not say this yet."""


def make_index(path: Path, entries: Iterable[Shown], sets: Iterable[Set], ledger: Ledger, now: int) -> None:
    """Write the index of what is shown, dated as the ledger has it; `path` must not exist.

    Without a ledger the dates are those of the register. One that is replaced meanwhile is not what the index says
    that it goes by.
    """
    digest, series, first = ledger.digest(), ledger.series(), None if ledger.exists() else now
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")
        connection.execute("BEGIN")
        filling = _Filling(connection, sets)
        for one in _dated(entries, ledger.read(), first, now):
            filling.add(one)
        facts = {"ledger": digest, "series": series, "settled": "0"}
        facts |= {"news": str(int(filling.news)), "newest": str(filling.newest)}
        connection.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
        connection.execute("COMMIT")
        connection.executescript(_INDEXES)
    finally:
        connection.close()


def _dated(entries: Iterable[Shown], told: Iterable[Told], first: int | None, now: int) -> Iterator[_Dated]:
    pairs = side_by_side(((one.key, one) for one in entries), ((one.key, one) for one in told))
    for key, what in pairs:
        mine, before = what.get(0), what.get(1)
        fingerprint = mine.fingerprint if mine else ""
        sets = mine.sets if mine and fingerprint else before.sets if before else ()
        if before and before.fingerprint == fingerprint:
            yield _Dated(key, before.moment, fingerprint, sets, before.moment, False)
        elif first is None and (fingerprint or before):
            yield _Dated(key, PENDING, fingerprint, sets, before.moment if before else 0, True)
        else:
            # Nobody was told anything of it yet: the register's word is as good as any.
            moment = min((mine.changed if mine else 0) or now, now)
            yield _Dated(key, moment, fingerprint, sets, moment, True)


class _Filling:
    """Fills the tables."""

    def __init__(self, connection: sqlite3.Connection, sets: Iterable[Set]) -> None:
        self._connection = connection
        self._sets: dict[str, int] = {}
        self._records = 0
        self.news = False
        self.newest = 0
        for one in sets:
            if one.spec not in self._sets:
                self._set(one.spec, one.name, one.iri)

    def add(self, one: _Dated) -> None:
        self.news |= one.is_news
        self.newest = max(self.newest, one.told)
        self._records += 1
        values = (self._records, one.key, one.moment, one.fingerprint, " ".join(one.sets))
        self._connection.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?)", values)
        wholes = {self._sets.get(whole) or self._set(whole) for spec in one.sets for whole in within(spec)}
        members = {EVERYTHING, *wholes} if wholes or one.fingerprint else {EVERYTHING, UNKNOWN_SET}
        self._connection.executemany(
            "INSERT INTO members VALUES (?, ?, ?)", ((one_set, one.moment, self._records) for one_set in members)
        )

    def _set(self, spec: str, name: str | None = None, iri: str | None = None) -> int:
        """Give a set its number; one without a name is known only of deleted records."""
        number = self._sets[spec] = len(self._sets) + 1
        self._connection.execute("INSERT INTO sets VALUES (?, ?, ?, ?)", (number, spec, name, iri))
        return number
