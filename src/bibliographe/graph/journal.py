"""Several files of `graph/` replaced as one: all of them or none, whenever the process dies.

The new contents are written beside the old ones, then a journal that names them; from that moment on whoever comes next
finishes what was begun. Before it, nothing has happened.
"""

from __future__ import annotations

import filecmp
import json
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bibliographe.errors import GraphError, system_reason
from bibliographe.files import half_written, replacing
from bibliographe.i18n import Text
from bibliographe.locks import Lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bibliographe.config import Catalogue

JOURNAL = ".journal.json"
_NEXT = ".next"
_LOCK = "graph.lock"
DRAFTS = "drafts"
"""Where what is too large for memory waits for its commit; whatever a killed writer left there is of no use."""
Content = str | Path | None
"""What a file must hold: a text, the bytes of another file (which is moved), or None when there must be no file."""


@contextmanager
def writing(catalogue: Catalogue) -> Iterator[None]:
    """Keep other writers out from the reading of `graph/` to its writing; what one of them left unfinished is finished.

    Raises `GraphError` when the folder cannot be written.
    """
    try:
        catalogue.state.mkdir(parents=True, exist_ok=True)
        lock = Lock(catalogue.state / _LOCK, wait=True, create=True)
    except OSError as error:
        raise _refused(catalogue.state, error) from error
    try:
        _finish(catalogue.graph)
        _sweep(catalogue.graph)
        _clear(catalogue.state / DRAFTS)
        yield
    finally:
        _clear(catalogue.state / DRAFTS)
        lock.release()


def recover(catalogue: Catalogue) -> None:
    """Finish what a writer began before it was killed; does nothing, and writes nothing, when there is nothing."""
    if (catalogue.graph / JOURNAL).exists():
        with writing(catalogue):
            pass


def commit(catalogue: Catalogue, contents: Mapping[Path, Content]) -> list[Path]:
    """Give each file its new content (None: delete it) in one step, and return the files that this changed.

    Raises `GraphError` when the system refuses; the files are then as they were.
    """
    changes = {path: content for path, content in contents.items() if _differs(path, content)}
    if not changes:
        return []
    folder = catalogue.graph
    try:
        for path, content in changes.items():
            if content is not None:
                _write(_beside(path), content, path)
        with replacing(folder / JOURNAL) as stream:
            json.dump({str(path.relative_to(folder)): content is not None for path, content in changes.items()}, stream)
    except OSError as error:
        for path in changes:
            with suppress(OSError):
                _beside(path).unlink(missing_ok=True)
        raise _refused(folder, error) from error
    _finish(folder)
    return list(changes)


def _finish(folder: Path) -> None:
    """Do what the journal says, as often as it takes: each step may have been done already."""
    journal = folder / JOURNAL
    if not journal.exists():
        return
    try:
        for path, kept in _begun(journal).items():
            if not kept:
                path.unlink(missing_ok=True)
            elif _beside(path).exists():
                _beside(path).replace(_behind(path))
        journal.unlink()
    except OSError as error:
        raise _refused(folder, error) from error


def _begun(journal: Path) -> dict[Path, bool]:
    """Return the files that a journal names; raises `GraphError` on one that no commit of this folder has written."""
    folder = journal.parent
    try:
        names = dict(json.loads(journal.read_text(encoding="utf-8")))
        paths = {folder / name: bool(kept) for name, kept in names.items()}
    except (ValueError, TypeError):
        raise _not_ours(journal) from None
    places = (folder, folder / "abstracts")
    if not all(path.parent in places and path.name not in ("", "..") for path in paths):
        raise _not_ours(journal)
    return paths


def _sweep(folder: Path) -> None:
    """Remove what a writer that was killed before its journal had written: it would be committed with `graph/`."""
    for pattern in (f".*{_NEXT}", f".*{_NEXT}.????????", f".{JOURNAL}.????????"):
        for left in (*folder.glob(pattern), *folder.glob(f"*/{pattern}")):
            with suppress(OSError):
                left.unlink()
    for link in (*folder.glob("*"), *folder.glob("*/*")):
        if link.is_symlink():
            with suppress(OSError, RuntimeError):  # the latter for a link that leads to itself
                beside = _beside(link)
                for left in (beside, *half_written(beside)):
                    left.unlink(missing_ok=True)


def _differs(path: Path, content: Content) -> bool:
    if content is None:
        return path.exists()
    if isinstance(content, Path):
        return not path.exists() or not filecmp.cmp(path, content, shallow=False)
    return not path.exists() or path.read_bytes() != content.encode()


def _behind(path: Path) -> Path:
    """Return the file that a link leads to, so that a link stays one; any other file is itself."""
    return path.resolve() if path.is_symlink() else path


def _beside(path: Path) -> Path:
    behind = _behind(path)
    return behind.with_name(f".{behind.name}{_NEXT}")


def _write(path: Path, content: str | Path, like: Path) -> None:
    like.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        content.chmod(0o644)
        shutil.move(content, path)
    else:
        with replacing(path) as stream:
            stream.write(content)
    if like.exists():
        path.chmod(like.stat().st_mode & 0o777)


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


def _not_ours(journal: Path) -> GraphError:
    return GraphError(
        Text("ce journal d'une écriture interrompue est abîmé", "this journal of an interrupted writing is damaged"),
        file=journal,
        remedy=Text(
            "supprimez-le, puis « bibliographe validate » dit si graph/ est entier ; sinon, reprenez la dernière "
            "version enregistrée",
            "delete it, then 'bibliographe validate' says whether graph/ is whole; if not, take its last saved version",
        ),
    )


def _refused(place: Path, error: OSError) -> GraphError:
    reason = system_reason(error)
    return GraphError(
        Text(f"le catalogue ne peut pas être écrit : {reason.fr}", f"the catalogue cannot be written: {reason.en}"),
        file=error.filename if isinstance(error.filename, str) else place,
        remedy=Text(
            "rien n'a été changé ; vérifiez vos droits et la place sur le disque, puis recommencez",
            "nothing was changed; check your rights and the room on the disk, then do it again",
        ),
    )
