"""What is known of one source from its harvests: the one that is under way, and the records of those that ended.

A record is known by its OAI identifier; it keeps the number that it got first, and the addresses of its entries.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from bibliographe.harvest.known import Known
from bibliographe.harvest.runs import Run, Subject
from bibliographe.harvest.state_file import StateFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bibliographe.harvest.runs import Incoming


class State:
    """The state of one source's harvests."""

    def __init__(self, path: Path) -> None:
        """Open it, or begin it; raises `HarvestError` when the file is damaged."""
        self._file = StateFile(path)
        self._base = self._file.base
        self.known = Known(self._file)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @property
    def subject(self) -> Subject | None:
        """Return what was harvested here before."""
        said = self._file.fact("subject")
        return Subject(**json.loads(said)) if said else None

    @property
    def next_from(self) -> str | None:
        """Return from when on the next harvest has to ask, None for everything."""
        return self._file.fact("next_from")

    @property
    def run(self) -> Run | None:
        """Return the harvest that was begun and not ended."""
        said = self._file.fact("run")
        return Run(**json.loads(said)) if said else None

    def forget(self) -> None:
        """Begin anew: no harvest is under way, and the next one asks for everything; what is known of records stays."""
        with self._file.step() as base:
            base.execute("DELETE FROM facts WHERE name IN ('run', 'next_from')")
            base.execute("DELETE FROM incoming")

    def forget_run(self) -> None:
        """Give up the harvest that was begun, if there is one."""
        with self._file.step() as base:
            base.execute("DELETE FROM facts WHERE name = 'run'")
            base.execute("DELETE FROM incoming")

    def begin(self, since: str | None, until: str | None) -> Run:
        """Begin a harvest."""
        run = Run(int(self._file.fact("runs") or 0) + 1, since, until)
        with self._file.step() as base:
            base.execute("DELETE FROM incoming")
            self._file.note("runs", str(run.number))
            self._file.note("run", json.dumps(asdict(run)))
        return run

    def save(self, run: Run, subject: Subject, rows: Iterable[Incoming] = ()) -> int:
        """Note how far a harvest is, with the records of its last page; return how many of them are new in it.

        A record that comes again takes the place of the one before. From its first answer on the state is of `subject`.
        """
        with self._file.step() as base:
            self._file.note("subject", json.dumps(asdict(subject)))
            before = self.incoming()
            base.executemany(
                "INSERT OR REPLACE INTO incoming VALUES (?, ?, ?, ?, ?, ?)",
                [(row.identifier, run.pages, row.place, row.datestamp, row.deleted, row.digest) for row in rows],
            )
            self._file.note("run", json.dumps(asdict(run)))
            return self.incoming() - before

    def begin_again(self, run: Run) -> None:
        """Forget what a harvest has got so far."""
        run.token, run.pages, run.date = "", 0, ""
        with self._file.step() as base:
            base.execute("DELETE FROM incoming")
            self._file.note("run", json.dumps(asdict(run)))

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

    def end(self, next_from: str | None) -> None:
        """Note that the harvest under way is brought in, and from when on the next one asks."""
        with self._file.step() as base:
            base.execute("DELETE FROM facts WHERE name = 'run'")
            base.execute("DELETE FROM incoming")
            base.execute("DELETE FROM left_behind")
            if next_from is not None:
                self._file.note("next_from", next_from)
