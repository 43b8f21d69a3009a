"""The folder of the site: written beside the one that is there, which it replaces when it is whole.

DIR                        the site that is published; site.json says of which build
.DIR.publishing            the one that is being written, and how far it is
.DIR.before                the one that was, while it is being taken away
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from bibliographe.errors import ServeError
from bibliographe.i18n import Text
from bibliographe.locks import Lock

if TYPE_CHECKING:
    from pathlib import Path

MARK = "site.json"
_PROGRESS, _LOCK = ".progress", ".lock"


class Draft:
    """A site that is being written."""

    def __init__(self, target: Path, key: str) -> None:
        """Go on with what was begun for the same `key` (build and settings), or begin anew.

        Raises `ServeError` when the target is a folder of something else, or another process is writing it.
        """
        self.target = target.resolve()
        self._key = key
        _refuse_other_things(self.target)
        self.folder = self.target.with_name(f".{self.target.name}.publishing")
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.folder / _LOCK, target)
        self.done = self._begun()

    def write(self, name: str, content: bytes) -> None:
        """Write a file by its path below the site's folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def copy(self, name: str, source: Path) -> None:
        """Write a file as a copy of another."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        shutil.copyfile(source, path)

    def reached(self, step: str) -> None:
        """Note that all is written up to a step, so that it need not be written again."""
        temporary = self.folder / f"{_PROGRESS}.new"
        temporary.write_text(json.dumps({"key": self._key, "done": step}), encoding="utf-8")
        temporary.replace(self.folder / _PROGRESS)

    def publish(self, said: dict[str, object]) -> None:
        """Put the site in the place of the one that is there; what that had and this has not is gone with it."""
        self.write(MARK, (json.dumps({"generator": "bibliographe", **said}, indent=2) + "\n").encode())
        (self.folder / _PROGRESS).unlink(missing_ok=True)
        self.close()
        (self.folder / _LOCK).unlink(missing_ok=True)
        before = self.target.with_name(f".{self.target.name}.before")
        if self.target.exists():
            shutil.rmtree(before, ignore_errors=True)
            self.target.rename(before)
        self.folder.rename(self.target)
        shutil.rmtree(before, ignore_errors=True)

    def close(self) -> None:
        """Let others write; what is written stays, to be gone on with."""
        self._lock.release()

    def _begun(self) -> str:
        """Return the last step that is whole; empties the folder when it is of something else."""
        try:
            said = json.loads((self.folder / _PROGRESS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            said = {}
        if said.get("key") == self._key:
            return str(said.get("done", ""))
        for path in self.folder.iterdir():
            if path.name == _LOCK:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        return ""


def recover(target: Path) -> None:
    """Put the site back that a process was about to replace when it was killed between the two renames."""
    target = target.resolve()
    before = target.with_name(f".{target.name}.before")
    if before.is_dir() and not target.exists():
        before.rename(target)


def _refuse_other_things(target: Path) -> None:
    if not target.exists():
        return
    if target.is_dir() and (not any(target.iterdir()) or _is_site(target)):
        return
    raise ServeError(
        Text(
            "ce dossier n'est pas un site que bibliographe a publié", "this folder is no site that bibliographe wrote"
        ),
        file=target,
        remedy=Text(
            "donnez un dossier neuf ou vide : tout ce qui s'y trouve serait remplacé",
            "give a new or an empty folder: whatever is in it would be replaced",
        ),
    )


def _is_site(target: Path) -> bool:
    try:
        said = json.loads((target / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.get("generator") == "bibliographe"


def _locked(path: Path, target: Path) -> Lock:
    try:
        return Lock(path, create=True)
    except BlockingIOError as error:
        raise ServeError(
            Text("un autre processus publie déjà ce site", "another process is publishing this site already"),
            file=target,
            remedy=Text("attendez qu'il ait fini", "wait until it is done"),
        ) from error
