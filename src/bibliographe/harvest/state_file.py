"""The file of SQLite that a source's harvests are kept in: killed at any moment, it is whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from bibliographe.errors import HarvestError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS incoming (
    identifier TEXT PRIMARY KEY, page INTEGER NOT NULL, place INTEGER NOT NULL,
    datestamp TEXT NOT NULL, deleted INTEGER NOT NULL, digest TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS records (
    identifier TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
    datestamp TEXT NOT NULL, deleted INTEGER NOT NULL, digest TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS entries (identifier TEXT NOT NULL, address TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS entries_of ON entries (identifier);
CREATE INDEX IF NOT EXISTS entries_at ON entries (address);
CREATE TABLE IF NOT EXISTS left_behind (address TEXT PRIMARY KEY);
"""


class StateFile:
    """The file, opened."""

    def __init__(self, path: Path) -> None:
        """Open it, or begin it; raises `HarvestError` when the file is damaged."""
        try:
            self.base = sqlite3.connect(path, isolation_level=None)
            self.base.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise HarvestError(
                Text(f"l'état de la moisson est illisible : {error}", f"the harvest's state cannot be read: {error}"),
                file=path,
                remedy=Text(
                    "effacez ce fichier : la prochaine moisson reprendra tout depuis le début",
                    "delete this file: the next harvest will begin again",
                ),
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self.base.close()

    @contextmanager
    def step(self) -> Iterator[sqlite3.Connection]:
        """Have several changes happen as one, or not at all."""
        self.base.execute("BEGIN IMMEDIATE")
        try:
            yield self.base
        except BaseException:
            self.base.execute("ROLLBACK")
            raise
        self.base.execute("COMMIT")

    def fact(self, name: str) -> str | None:
        """Return what was noted under a name."""
        row = self.base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def note(self, name: str, value: str) -> None:
        """Note something under a name."""
        self.base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def copy_state(path: Path, to: Path) -> None:
    """Copy a state, whole even while a harvest writes to it."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
