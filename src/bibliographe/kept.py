"""What takes long to make and depends on programs and their files alone: made once, kept in the user's cache folder.

A file says first the digest of its own content, so that one that is cut short or altered is as if it were not there.
A folder that cannot be written costs the time, nothing else.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from bibliographe.files import replacing_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER_VARIABLE = "BIBLIOGRAPHE_CACHE"
"""The environment variable that names another folder; set and empty, it says to keep nothing."""
_MOST = 16
"""Files of one kind; those that were not used for longest go."""


def cache_folder() -> Path | None:
    """Return the folder of what is kept, which need not exist; None when nothing is to be kept."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named is None:
        return user_cache_path("bibliographe", appauthor=False)
    return Path(named) if named else None


def digest_of(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 of some parts in their order, as 64 hexadecimal digits: no other parts have the same."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(f"{len(part)}\0".encode() + part)
    return whole.hexdigest()


def stamps(paths: Iterable[Path]) -> Iterator[bytes]:
    """Yield the name, size and date of files, which are others once somebody worked on them."""
    for path in paths:
        facts = path.stat()
        yield f"{path.name} {facts.st_size} {facts.st_mtime_ns}".encode()


def installed(*names: str) -> Iterator[bytes]:
    """Yield what tells one installed version of each package from another, without importing any.

    `importlib.metadata` would say it too, and takes longer than reading what is kept.
    """
    for name in names:
        found = find_spec(name)
        if found is not None and found.origin is not None:
            path = Path(found.origin)
            yield from stamps([path])
            yield from sorted(entry.name.encode() for entry in path.parent.parent.glob(f"{name}-*-info"))


def read_kept(kind: str, digest: str) -> bytes | None:
    """Return what was kept under `digest`; None when it is not there or not whole."""
    folder = cache_folder()
    if folder is None:
        return None
    path = folder / kind / digest
    try:
        head, content = path.read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return None
    if head != _head(content):
        return None
    with suppress(OSError):
        path.touch()
    return content


def keep(kind: str, digest: str, content: bytes) -> None:
    """Keep some bytes under `digest`, in one step."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        with replacing_bytes(folder / kind / digest) as stream:
            stream.write(_head(content) + b"\n" + content)
        for path in sorted((folder / kind).iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[_MOST:]:
            path.unlink(missing_ok=True)


def _head(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
