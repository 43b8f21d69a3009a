"""Writing a file: whole, or not at all."""

from __future__ import annotations

import glob
import io
import os
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from bibliographe.errors import ExportError, system_reason
from bibliographe.i18n import Text
from bibliographe.locks import Lock, hold

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT_ALONE = 60.0
"""Seconds for which a file that is being written is nobody's but its writer's, who may not have locked it yet."""


@contextmanager
def written_whole(path: Path | None) -> Iterator[TextIO]:
    """Give a UTF-8 stream whose text takes the place of `path` in one rename when the context ends well.

    None stands for standard output. Raises `ExportError` when the file cannot be written; what stood there stays.
    """
    if path is None:
        with _standard_output() as stream:
            yield stream
        return
    if path.is_dir() or not path.resolve().parent.is_dir():
        raise _refused(path, Text("ce dossier n'existe pas, ou c'est un dossier", "no such folder, or it is a folder"))
    if path.exists() and not path.is_file():
        # A device or a pipe takes text as it comes, and must not be replaced by a file.
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    _remove_left(path.resolve())
    try:
        with replacing(path.resolve()) as stream:
            yield stream
    except OSError as error:
        raise _refused(path, system_reason(error)) from error


@contextmanager
def bytes_written_whole(path: Path | None) -> Iterator[BinaryIO]:
    """Give a stream of bytes as `written_whole` gives one of text."""
    with written_whole(path) as stream:
        yield stream.buffer
        stream.buffer.flush()


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Give a UTF-8 stream beside `path`, which takes its place in one rename; when it fails, `path` stays.

    Raises `OSError` when the folder or the disk refuses.
    """
    with replacing_bytes(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
        yield text
        text.flush()
        text.detach()


@contextmanager
def replacing_bytes(path: Path) -> Iterator[BinaryIO]:
    """Give a stream of bytes that does the same."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    lock = _locked(temporary)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
        if lock:
            lock.release()


def _locked(path: Path) -> Lock | None:
    """Return a lock on a file that is being written, None on a disk that has no locks."""
    with suppress(OSError):
        return Lock(path, shared=True)
    return None


def half_written(path: Path) -> Iterator[Path]:
    """Yield what is being written of a file, and what killed processes could not put in its place."""
    return path.parent.glob(f".{glob.escape(path.name)}.????????")


def _remove_left(path: Path) -> None:
    """Remove what killed processes had written of a file."""
    for left in half_written(path):
        with suppress(OSError), hold(left) as is_left:
            if is_left and time.time() - left.stat().st_mtime > _LEFT_ALONE:
                left.unlink()


def _umask() -> int:
    """Return the mask of new files, which can be read only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Give standard output as UTF-8 with plain line ends, whatever the terminal's settings."""
    stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=False)
    try:
        yield stream
        stream.flush()
    finally:
        stream.detach()


def _refused(path: Path, reason: Text) -> ExportError:
    return ExportError(
        Text(f"ce fichier ne peut pas être écrit : {reason.fr}", f"this file cannot be written: {reason.en}"),
        file=path,
        remedy=Text(
            "choisissez un fichier dans un dossier où vous pouvez écrire",
            "choose a file in a folder that you may write to",
        ),
    )
