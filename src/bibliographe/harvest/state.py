"""What is known of one source from its harvests, in one file of SQLite: killed at any moment, it is whole.

A record is known by its OAI identifier; it keeps the number that it got first, and the addresses of its entries.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bibliographe.errors import HarvestError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
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
_LIVE = "SELECT 1 FROM entries JOIN records USING (identifier) WHERE address = ? AND NOT deleted LIMIT 1"

_LOST = """
SELECT address FROM entries JOIN incoming USING (identifier) WHERE deleted UNION SELECT address FROM left_behind
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is harvested: a repository without its protocol (`example.org/oai`), a format, a set."""

    repository: str
    prefix: str
    set: str | None = None


@dataclass(slots=True)
class Run:
    """One harvest, begun and not yet brought in."""

    number: int
    since: str | None = None
    """The `from` and the `until` of its request, in the repository's granularity."""
    until: str | None = None
    date: str = ""
    """The server's time when it answered first."""
    token: str = ""
    pages: int = 0
    complete: bool = False
    """All pages are there."""

    @property
    def whole(self) -> bool:
        """Tell whether it asks for all that the repository has."""
        return self.since is None and self.until is None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record of a page, by its header."""

    identifier: str
    place: int
    datestamp: str
    deleted: bool
    digest: str


class State:
    """The state of one source's harvests; a context."""

    def __init__(self, path: Path) -> None:
        """Open it, or begin it; raises `HarvestError` when the file is damaged."""
        try:
            self._base = sqlite3.connect(path, isolation_level=None)
            self._base.executescript(_SCHEMA)
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
        self._base.close()

    @contextmanager
    def _step(self) -> Iterator[sqlite3.Connection]:
        """Have several changes happen as one, or not at all."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield self._base
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def _fact(self, name: str) -> str | None:
        row = self._base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def _note(self, name: str, value: str) -> None:
        self._base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    @property
    def subject(self) -> Subject | None:
        """Return what was harvested here before."""
        said = self._fact("subject")
        return Subject(**json.loads(said)) if said else None

    @property
    def next_from(self) -> str | None:
        """Return from when on the next harvest has to ask, None for everything."""
        return self._fact("next_from")

    @property
    def run(self) -> Run | None:
        """Return the harvest that was begun and not ended."""
        said = self._fact("run")
        return Run(**json.loads(said)) if said else None

    def forget(self) -> None:
        """Begin anew: no harvest is under way, and the next one asks for everything; what is known of records stays."""
        with self._step() as base:
            base.execute("DELETE FROM facts WHERE name IN ('run', 'next_from')")
            base.execute("DELETE FROM incoming")

    def forget_run(self) -> None:
        """Give up the harvest that was begun, if there is one."""
        with self._step() as base:
            base.execute("DELETE FROM facts WHERE name = 'run'")
            base.execute("DELETE FROM incoming")

    def begin(self, since: str | None, until: str | None) -> Run:
        """Begin a harvest."""
        run = Run(int(self._fact("runs") or 0) + 1, since, until)
        with self._step() as base:
            base.execute("DELETE FROM incoming")
            self._note("runs", str(run.number))
            self._note("run", json.dumps(asdict(run)))
        return run

    def save(self, run: Run, subject: Subject, rows: Iterable[Incoming] = ()) -> int:
        """Note how far a harvest is, with the records of its last page; return how many of them are new in it.

        A record that comes again takes the place of the one before. From its first answer on the state is of `subject`.
        """
        with self._step() as base:
            self._note("subject", json.dumps(asdict(subject)))
            before = self.incoming()
            base.executemany(
                "INSERT OR REPLACE INTO incoming VALUES (?, ?, ?, ?, ?, ?)",
                [(row.identifier, run.pages, row.place, row.datestamp, row.deleted, row.digest) for row in rows],
            )
            self._note("run", json.dumps(asdict(run)))
            return self.incoming() - before

    def begin_again(self, run: Run) -> None:
        """Forget what a harvest has got so far."""
        run.token, run.pages, run.date = "", 0, ""
        with self._step() as base:
            base.execute("DELETE FROM incoming")
            self._note("run", json.dumps(asdict(run)))

    def incoming(self, *, deleted: bool | None = None) -> int:
        """Return how many records the harvest under way has got, those that are deleted or the others if asked."""
        wanted = "" if deleted is None else " WHERE deleted" if deleted else " WHERE NOT deleted"
        return int(self._base.execute(f"SELECT COUNT(*) FROM incoming{wanted}").fetchone()[0])  # noqa: S608

    def last_datestamp(self) -> str | None:
        """Return the latest datestamp of the harvest under way."""
        found = self._base.execute("SELECT MAX(datestamp) FROM incoming").fetchone()[0]
        return str(found) if found else None

    def is_latest(self, identifier: str, page: int, place: int) -> bool:
        """Tell whether a record did not come again later in this harvest."""
        found = self._base.execute("SELECT page, place FROM incoming WHERE identifier = ?", (identifier,)).fetchone()
        return bool(found == (page, place))

    def known(self) -> int:
        """Return how many records the source had, and has for all that is known."""
        return int(self._base.execute("SELECT COUNT(*) FROM records WHERE NOT deleted").fetchone()[0])

    def take_in(self, *, whole: bool) -> None:
        """Make the records of the harvest under way known ones; of a `whole` one, those that it lacks are gone."""
        with self._step() as base:
            (last,) = base.execute("SELECT COALESCE(MAX(number), 0) FROM records").fetchone()
            base.execute(
                """INSERT INTO records
                SELECT identifier, ? + ROW_NUMBER() OVER (ORDER BY page, place), datestamp, deleted, digest
                FROM incoming WHERE identifier NOT IN (SELECT identifier FROM records)""",
                (last,),
            )
            base.execute(
                """UPDATE records SET datestamp = new.datestamp, deleted = new.deleted, digest = new.digest
                FROM incoming AS new WHERE new.identifier = records.identifier"""
            )
            if whole:
                base.execute("UPDATE records SET deleted = 1 WHERE identifier NOT IN (SELECT identifier FROM incoming)")

    def digest(self) -> str:
        """Return the SHA-256 of all records that the source has, whatever the harvests that they came by."""
        whole = hashlib.sha256()
        for identifier, digest in self._base.execute(
            "SELECT identifier, digest FROM records WHERE NOT deleted ORDER BY identifier"
        ):
            whole.update(f"{identifier}\0{digest}\n".encode())
        return whole.hexdigest()

    def number(self, identifier: str) -> int:
        """Return the number of a record, which it keeps."""
        return int(self._base.execute("SELECT number FROM records WHERE identifier = ?", (identifier,)).fetchone()[0])

    def addresses(self, identifier: str) -> list[str]:
        """Return the addresses of the entries that a record was."""
        found = self._base.execute("SELECT address FROM entries WHERE identifier = ? ORDER BY rowid", (identifier,))
        return [address for (address,) in found]

    def note_addresses(self, found: Mapping[str, list[str]]) -> None:
        """Note which entries records are; the addresses that they were before may have lost their record."""
        with self._step() as base:
            for identifier, addresses in found.items():
                old = set(self.addresses(identifier)).difference(addresses)
                base.executemany("INSERT OR IGNORE INTO left_behind VALUES (?)", [(one,) for one in old])
                base.execute("DELETE FROM entries WHERE identifier = ?", (identifier,))
                base.executemany("INSERT INTO entries VALUES (?, ?)", [(identifier, one) for one in addresses])

    def renamed(self, aliases: Mapping[str, str]) -> None:
        """Note that the catalogue calls entries otherwise since they were merged."""
        with self._step() as base:
            base.executemany(
                "UPDATE entries SET address = ? WHERE address = ?", [(new, old) for old, new in aliases.items()]
            )

    def is_listed(self, address: str) -> bool:
        """Tell whether a record that the source has is this entry."""
        return self._base.execute(_LIVE, (address,)).fetchone() is not None

    def any_entry(self) -> bool:
        """Tell whether any record is or was an entry."""
        return self._base.execute("SELECT 1 FROM entries LIMIT 1").fetchone() is not None

    def is_lost(self, address: str) -> bool:
        """Tell whether the harvest under way calls the records of this entry deleted, or made them into other ones."""
        found = self._base.execute(f"SELECT 1 FROM ({_LOST}) WHERE address = ?", (address,)).fetchone()  # noqa: S608
        return found is not None and not self.is_listed(address)

    def lost(self) -> bool:
        """Tell whether there may be such entries."""
        return self._base.execute(f"{_LOST} LIMIT 1").fetchone() is not None

    def end(self, next_from: str | None) -> None:
        """Note that the harvest under way is brought in, and from when on the next one asks."""
        with self._step() as base:
            base.execute("DELETE FROM facts WHERE name = 'run'")
            base.execute("DELETE FROM incoming")
            base.execute("DELETE FROM left_behind")
            if next_from is not None:
                self._note("next_from", next_from)


def copy_state(path: Path, to: Path) -> None:
    """Copy a state, whole even while a harvest writes to it."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
