"""Where the harvest of one source keeps what it needs to go on, under the catalogue's `.bibliographe/`.

harvest/<source>/state.sqlite             which records came when, and how far a list is read
harvest/<source>/lock                     held by whoever harvests this source
harvest/<source>/runs/0001/000001.xml     the answers of one harvest as they came, page by page
harvest/<source>/runs/0001/quarantine/    the records in them that could not be read
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.errors import HarvestError, system_reason
from bibliographe.files import replacing_bytes
from bibliographe.i18n import Text
from bibliographe.locks import Lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one source's harvests."""

    folder: Path

    @property
    def state(self) -> Path:
        """Return the file of the state."""
        return self.folder / "state.sqlite"

    @property
    def runs(self) -> Path:
        """Return the folder of all harvests."""
        return self.folder / "runs"

    def run(self, number: int) -> Path:
        """Return the folder of one harvest."""
        return self.runs / f"{number:04}"

    def page(self, run: int, page: int) -> Path:
        """Return the file of one answer, both counted from 1."""
        return self.run(run) / f"{page:06}.xml"

    def keep_page(self, run: int, page: int, body: bytes) -> None:
        """Write an answer as it came, in one step."""
        path = self.page(run, page)
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing_bytes(path) as stream:
            stream.write(body)

    def quarantine(self, run: int, page: int, line: int, text: str) -> Path:
        """Write down a record that could not be read, beside the page that it stands in."""
        folder = self.run(run) / "quarantine"
        folder.mkdir(parents=True, exist_ok=True)
        taken = {path.name for path in folder.glob(f"{page:06}-{line}*.xml")}
        names = (f"{page:06}-{line}{f'-{count}' if count else ''}.xml" for count in range(len(taken) + 1))
        path = folder / next(name for name in names if name not in taken)
        path.write_bytes(text.encode(errors="surrogatepass"))
        return path

    def clear_quarantine(self, run: int) -> None:
        """Forget what could not be read, because it is about to be read again."""
        shutil.rmtree(self.run(run) / "quarantine", ignore_errors=True)

    def drop(self, run: int) -> None:
        """Remove the answers of one harvest."""
        shutil.rmtree(self.run(run), ignore_errors=True)

    def drop_before(self, run: int) -> None:
        """Remove the answers of all harvests before this one, which has got everything anew."""
        for path in self.runs.iterdir() if self.runs.is_dir() else ():
            if path.name.isdigit() and int(path.name) < run:
                shutil.rmtree(path, ignore_errors=True)


def places(catalogue: Catalogue, source_id: str) -> Places:
    """Return where the harvests of a source are kept."""
    return Places(catalogue.state / "harvest" / source_id)


@contextmanager
def held(place: Places) -> Iterator[None]:
    """Keep every other harvest of the same source out.

    Raises `HarvestError` when there is one, or when the folder cannot be written.
    """
    path = place.folder / "lock"
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(path, create=True)
    except BlockingIOError as error:
        holder = ""
        with suppress(OSError, UnicodeDecodeError):
            holder = path.read_text(encoding="ascii").strip()
        raise HarvestError(
            Text(
                f"cette source est déjà en cours de moisson (processus {holder or '?'})",
                f"this source is being harvested already (process {holder or '?'})",
            ),
            remedy=Text("attendez que l'autre moisson finisse", "wait until the other harvest has ended"),
        ) from error
    except OSError as error:
        reason = system_reason(error)
        raise HarvestError(
            Text(
                f"la moisson ne peut rien garder ici : {reason.fr}", f"the harvest can keep nothing here: {reason.en}"
            ),
            file=place.folder,
            remedy=Text("vérifiez vos droits sur ce dossier", "check your rights on this folder"),
        ) from error
    try:
        lock.sign()
        yield
    finally:
        lock.release()
