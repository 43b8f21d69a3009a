"""Where a catalogue's builds lie, which one is current, and what may be swept away.

.bibliographe/current              the name of the current build
.bibliographe/builds/<digest>/     one build: a RocksDB that is never written again, and build.json
.bibliographe/builds/….tmp-<pid>/  one that is being made
.bibliographe/build.lock           held by whoever builds
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.locks import hold
from bibliographe.store.manifest import MANIFEST, Manifest, read_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.config import Catalogue

_TEMPORARY = ".tmp-"


@dataclass(frozen=True, slots=True)
class Places:
    """The files and folders under `.bibliographe/` that concern the store."""

    state: Path

    @property
    def builds(self) -> Path:
        """Return the folder of all builds."""
        return self.state / "builds"

    @property
    def pointer(self) -> Path:
        """Return the file that names the current build."""
        return self.state / "current"

    @property
    def lock(self) -> Path:
        """Return the file that whoever builds holds."""
        return self.state / "build.lock"

    def builder(self) -> str | None:
        """Return the number of the process that builds, None when it cannot be told."""
        try:
            return self.lock.read_text(encoding="ascii").strip() or None
        except (OSError, UnicodeDecodeError):
            return None

    def current(self) -> Path | None:
        """Return the folder of the current build; None when there is none or the pointer makes no sense."""
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            return None
        folder = self.builds / name
        inside = name != "" and folder.parent == self.builds and name not in (".", "..")
        return folder if inside and folder.is_dir() else None

    def sound(self, digest: str) -> Manifest | None:
        """Return what the current build says of itself when it is of these inputs and lacks no byte, else None."""
        folder = self.current()
        manifest = read_manifest(folder) if folder else None
        if folder is None or manifest is None or manifest.digest != digest or not manifest.complete(folder):
            return None
        return manifest

    def temporary(self, digest: str) -> Path:
        """Return a folder to build in, that no one takes for a build."""
        return self.builds / f"{digest}{_TEMPORARY}{os.getpid()}"

    def publish(self, temporary: Path, digest: str) -> Path:
        """Make a finished build the current one, in one rename of the pointer, and return its folder."""
        taken = {path.name for path in self.builds.iterdir()}
        names = (digest if count == 0 else f"{digest}.{count}" for count in range(len(taken) + 1))
        folder = self.builds / next(name for name in names if name not in taken)
        temporary.rename(folder)
        _sync_folder(self.builds)
        draft = self.state / f"current{_TEMPORARY}{os.getpid()}"
        with draft.open("w", encoding="ascii") as stream:
            stream.write(f"{folder.name}\n")
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(self.pointer)
        _sync_folder(self.state)
        return folder

    def sweep(self) -> None:
        """Remove all but the current build, and what a killed one left; a build that someone reads stays.

        Only whoever holds the lock may call this.
        """
        current = self.current()
        for draft in self.state.glob(f"current{_TEMPORARY}*"):
            draft.unlink(missing_ok=True)
        for folder in self.builds.iterdir():
            if folder != current:
                _remove_unless_read(folder)

    def litter(self) -> bool:
        """Tell whether `sweep` has anything to look at."""
        current = self.current()
        return any(folder != current for folder in self.builds.iterdir()) or any(
            self.state.glob(f"current{_TEMPORARY}*")
        )


def _remove_unless_read(folder: Path) -> None:
    manifest = folder / MANIFEST
    if not manifest.exists():
        shutil.rmtree(folder, ignore_errors=True)
        return
    with hold(manifest) as held:
        if held:
            shutil.rmtree(folder, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder survive a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def places(catalogue: Catalogue) -> Places:
    """Return where the builds of `catalogue` lie."""
    return Places(catalogue.state)
