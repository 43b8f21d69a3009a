"""The ledger: what harvesters were told of each record, and when. A file of lines beside the catalogue.

The register knows when a record changed; only who gives records away knows since when the change can be harvested. A
harvester that asked between the two would miss it for ever if the record bore the first date (docs/decisions/0074).
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.errors import StoreError, system_reason
from bibliographe.files import replacing
from bibliographe.i18n import Text
from bibliographe.serve.oai.moments import asked, is_day, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE_NAME = "oai-datestamps.tsv"
_DELETED = "-"
_TITLE = "# OAI-PMH: the records of this catalogue as harvesters know them; keep this file with graph/\t"
_HEAD = "# record\tdatestamp\tfingerprint (- when deleted)\tsets\n"
_FINGERPRINT = re.compile(r"[0-9a-f]{16}|-")
_REMEDY = Text(
    "reprenez ce fichier d'une sauvegarde ; sans lui, supprimez-le : les dates repartiront de celles du registre",
    "take this file from a backup; without one, delete it: dates then start again from those of the register",
)


class Told(NamedTuple):
    """What harvesters know of one record."""

    key: str
    moment: int
    fingerprint: str
    """Empty once it is deleted."""
    sets: tuple[str, ...]


class Ledger:
    """The ledger's file, in the order of its records' keys."""

    def __init__(self, path: Path) -> None:
        """Read nothing yet."""
        self.path = path

    def exists(self) -> bool:
        """Tell whether anything was ever told."""
        return self.path.exists()

    def digest(self) -> str:
        """Return the SHA-256 of the file, empty when there is none; raises `StoreError` when it cannot be read."""
        try:
            with self.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise _refused(self.path, error) from error

    def series(self) -> str:
        """Return the name that this ledger got when it was begun; lists of another one cannot be gone on with."""
        if not self.exists():
            return ""
        with self.path.open(encoding="utf-8", errors="replace") as stream:
            before, _tab, series = stream.readline().rstrip("\n").partition("\t")
        if f"{before}\t" != _TITLE or not series:
            raise self._damaged(1)
        return series

    def read(self) -> Iterator[Told]:
        """Yield what was told of each record; raises `StoreError` with the line that cannot be read."""
        if not self.exists():
            return
        self.series()
        before = ""
        with self.path.open(encoding="utf-8", errors="replace", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                if line.startswith("#"):
                    continue
                told = _told(line)
                if told is None or told.key <= before:
                    raise self._damaged(number)
                before = told.key
                yield told

    def write(self, told: Iterable[Told], series: str = "") -> None:
        """Replace the file in one step; raises `StoreError` when the system refuses."""
        try:
            with replacing(self.path) as stream:
                stream.write(f"{_TITLE}{series or secrets.token_hex(4)}\n{_HEAD}")
                for one in told:
                    fields = (one.key, written(one.moment), one.fingerprint or _DELETED, " ".join(one.sets))
                    stream.write("\t".join(fields) + "\n")
        except OSError as error:
            raise _refused(self.path, error) from error

    def _damaged(self, line: int) -> StoreError:
        return StoreError(
            Text("cette ligne n'est pas telle que le serveur OAI-PMH l'écrit",
                 "this line is not as the OAI-PMH server writes it"),
            file=self.path, line=line, remedy=_REMEDY,
        )  # fmt: skip


def _told(line: str) -> Told | None:
    fields = line.rstrip("\n").split("\t")
    if len(fields) != len(Told._fields) or not fields[0] or not _FINGERPRINT.fullmatch(fields[2]):
        return None
    moment = asked(fields[1])
    if moment is None or is_day(fields[1]):
        return None
    return Told(fields[0], moment, fields[2].replace(_DELETED, ""), tuple(fields[3].split()))


def _refused(path: Path, error: OSError) -> StoreError:
    reason = system_reason(error)
    return StoreError(
        Text(
            f"le serveur OAI-PMH ne peut ni lire ni écrire ce fichier : {reason.fr}",
            f"the OAI-PMH server cannot read or write this file: {reason.en}",
        ),
        file=path,
        remedy=Text("vérifiez vos droits sur ce dossier", "check your rights on this folder"),
    )
