"""The index of one build: its records in the order of their datestamps, asked a page at a time.

A page is found by the last record of the one before, never by counting: the last page costs what the first does.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from bibliographe.serve.oai.ledger import Told
from bibliographe.serve.oai.making import EVERYTHING, PENDING, UNKNOWN_SET
from bibliographe.serve.oai.sets import Set

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.serve.oai.ledger import Ledger

# Sought by both at once in one index, which an index of the table of records, whose key is apart, does not do.
_OF_SET = """
SELECT key, r.moment, fingerprint, sets, id FROM members m JOIN records r ON r.id = m.record
WHERE set_id = ? AND (m.moment, m.record) > (?, ?) AND m.moment <= ? ORDER BY m.moment, m.record LIMIT ?
"""
_OF_SETS = "SELECT * FROM (" + _OF_SET + ") UNION ALL SELECT * FROM (" + _OF_SET + ") ORDER BY 2, 5 LIMIT ?"  # noqa: S608
_COUNT = "SELECT COUNT(*) FROM members WHERE set_id IN (?, ?) AND moment BETWEEN ? AND ?"
_BEFORE_ALL = 0


@dataclass(frozen=True, slots=True)
class Range:
    """Which records are asked for: moments are inclusive."""

    since: int = -PENDING
    until: int = PENDING
    set: str = ""


class After(NamedTuple):
    """The last record of the page before."""

    moment: int
    key: str


class Index:
    """Reads one index; threads take turns."""

    def __init__(self, path: Path) -> None:
        """Open it; raises `sqlite3.Error` when it is none."""
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._turn = threading.Lock()

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._connection.close()

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._turn:
            return self._connection.execute(query, values).fetchall()

    def fact(self, name: str) -> str:
        """Return what the index says of itself: `series`, `ledger` (its digest), `settled`."""
        return str(self._rows("SELECT value FROM facts WHERE name = ?", name)[0][0])

    def record(self, key: str) -> Told | None:
        """Return one record."""
        rows = self._rows("SELECT key, moment, fingerprint, sets FROM records WHERE key = ?", key)
        return _told(rows[0]) if rows else None

    def page(self, of: Range, after: After | None, size: int) -> list[Told]:
        """Return at most `size` records that follow `after`."""
        moment, record = of.since - 1, PENDING
        if after:
            moment, record = after.moment, self._number(after.key)
        bounds = (moment, record, of.until, size)
        if not of.set:
            return list(map(_told, self._rows(_OF_SET, EVERYTHING, *bounds)))
        values = (self._set_number(of.set), *bounds, UNKNOWN_SET, *bounds, size)
        return list(map(_told, self._rows(_OF_SETS, *values)))

    def count(self, of: Range) -> int:
        """Return how many records there are."""
        sets = (self._set_number(of.set), UNKNOWN_SET) if of.set else (EVERYTHING, EVERYTHING)
        return int(self._rows(_COUNT, *sets, of.since, of.until)[0][0])

    def earliest(self) -> int | None:
        """Return the datestamp before which there is nothing, None when there are no records."""
        found: int | None = self._rows("SELECT MIN(moment) FROM members WHERE set_id = ?", EVERYTHING)[0][0]
        return found

    def sample(self) -> str | None:
        """Return the key of one record, None when there are none."""
        rows = self._rows("SELECT key FROM records ORDER BY id LIMIT 1")
        return str(rows[0][0]) if rows else None

    def sets(self, after: str, size: int) -> list[Set]:
        """Return at most `size` sets that follow one in the order of their paths."""
        query = "SELECT spec, name, iri FROM sets WHERE spec > ? AND name IS NOT NULL ORDER BY spec LIMIT ?"
        return [Set(*row) for row in self._rows(query, after, size)]

    def count_sets(self) -> int:
        """Return how many sets the catalogue has."""
        return int(self._rows("SELECT COUNT(*) FROM sets WHERE name IS NOT NULL")[0][0])

    def knows_set(self, spec: str) -> bool:
        """Tell whether a set is one of the catalogue, or was."""
        return bool(self._set_number(spec))

    def _set_number(self, spec: str) -> int | None:
        rows = self._rows("SELECT id FROM sets WHERE spec = ?", spec)
        return int(rows[0][0]) if rows else None

    def _number(self, key: str) -> int:
        """Return the number of a record; of one that is no more, that of the last one before it."""
        found = self._rows("SELECT id FROM records WHERE key <= ? ORDER BY key DESC LIMIT 1", key)
        return int(found[0][0]) if found else _BEFORE_ALL

    def settle(self, ledger: Ledger, now: int) -> None:
        """Date what this build changed, and write it into the ledger; both or, when it is killed, neither.

        The date is later than any that was ever told, so that no list that is being gone on with can miss it. Whoever
        calls this keeps others out. Raises `StoreError` when the ledger cannot be written.
        """
        with self._turn:
            run = self._connection.execute
            run("BEGIN IMMEDIATE")
            try:
                facts = dict(run("SELECT name, value FROM facts").fetchall())
                moment = max(now, int(facts["newest"]) + 1)
                for table in ("records", "members"):
                    run(f"UPDATE {table} SET moment = ? WHERE moment = ?", (moment, PENDING))  # noqa: S608
                if facts["news"] == "1" or not ledger.exists():
                    ledger.write(self._told(), ledger.series())
                done = {"ledger": ledger.digest(), "series": ledger.series(), "news": "0", "settled": "1"}
                for name, value in done.items():
                    run("UPDATE facts SET value = ? WHERE name = ?", (value, name))
                run("COMMIT")
            except BaseException:
                run("ROLLBACK")
                raise

    def _told(self) -> Iterator[Told]:
        return map(_told, self._connection.execute("SELECT key, moment, fingerprint, sets FROM records ORDER BY key"))


def _told(row: tuple[Any, ...]) -> Told:
    key, moment, fingerprint, sets = row[:4]
    return Told(key, moment, fingerprint, tuple(sets.split()))
