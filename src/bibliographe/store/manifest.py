"""What a build says of itself: its digest, its counts, and the size of each of its files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "build.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last file that a build writes, so that a build without it is not one."""

    digest: str
    triples: int
    """Said, without abstracts and without the profile."""
    inferred: int
    entries: int
    graphs: dict[str, int] = field(default_factory=dict)
    """Triples of each file of `graph/`, by stem; abstracts as `abstracts/<stem>`."""
    sizes: dict[str, int] = field(default_factory=dict)
    """Bytes of each file of the store."""
    digests: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of each input, by its name."""
    made_by: str = ""
    """The version that made it, and the layout of its stores."""

    def complete(self, folder: Path) -> bool:
        """Tell whether all files of the store are there in their full length."""
        return all(_size(folder / name) == size for name, size in self.sizes.items())

    def write(self, folder: Path) -> None:
        """Write the manifest into the folder of its build."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a build, None when it has none that can be read."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def file_sizes(folder: Path) -> dict[str, int]:
    """Return the bytes of each file of a closed store, but for the engine's own diary."""
    return {
        path.name: path.stat().st_size
        for path in sorted(folder.iterdir())
        if not path.name.startswith(("LOG", MANIFEST))
    }
