"""The records that a source had, each with the number that it keeps, and the entries that they were."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bibliographe.harvest.state_file import StateFile

_LIVE = "SELECT 1 FROM entries JOIN records USING (identifier) WHERE address = ? AND NOT deleted LIMIT 1"

_LOST = """
SELECT address FROM entries JOIN incoming USING (identifier) WHERE deleted UNION SELECT address FROM left_behind
"""


class Known:
    """What is known of a source's records from all of its harvests."""

    def __init__(self, file: StateFile) -> None:
        """Look it up in a file."""
        self._file, self._base = file, file.base

    def count(self) -> int:
        """Return how many records the source had, and has for all that is known."""
        return int(self._base.execute("SELECT COUNT(*) FROM records WHERE NOT deleted").fetchone()[0])

    def take_in(self, *, whole: bool) -> None:
        """Make the records of the harvest under way known ones; of a `whole` one, those that it lacks are gone."""
        with self._file.step() as base:
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
        with self._file.step() as base:
            for identifier, addresses in found.items():
                old = set(self.addresses(identifier)).difference(addresses)
                base.executemany("INSERT OR IGNORE INTO left_behind VALUES (?)", [(one,) for one in old])
                base.execute("DELETE FROM entries WHERE identifier = ?", (identifier,))
                base.executemany("INSERT INTO entries VALUES (?, ?)", [(identifier, one) for one in addresses])

    def renamed(self, aliases: Mapping[str, str]) -> None:
        """Note that the catalogue calls entries otherwise since they were merged."""
        with self._file.step() as base:
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
