"""The files of `graph/` as a revision of git has them: asked of git itself, which is told nothing but a commit."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from bibliographe.errors import BibliographeError
from bibliographe.graph.files import ABSTRACTS, FORMATS
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_CHUNK = 1_000_000
_SHA1 = 40


class RevisionError(BibliographeError):
    """A revision cannot be compared with: no git, no repository, no such revision."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit of the repository that `graph` lies in."""

    graph: Path
    name: str
    """As somebody wrote it."""
    commit: str

    def files(self) -> dict[str, str]:
        """Return the blob of each RDF file of `graph/`, those of abstracts as `abstracts/<name>`."""
        found = dict(self._listed("./"))
        abstracts = self._listed(f"./{ABSTRACTS}/") if found.pop(ABSTRACTS, None) else ()
        found |= dict(abstracts)
        return {name: blob for name, blob in found.items() if name.endswith(tuple(FORMATS))}

    def _listed(self, folder: str) -> Iterator[tuple[str, str]]:
        for entry in (
            _git(self.graph, "ls-tree", "-z", self.commit, folder).decode("utf-8", "surrogateescape").split("\0")
        ):
            if entry:
                facts, name = entry.split("\t", 1)
                _mode, kind, blob = facts.split(" ")
                if kind == "blob" or name == ABSTRACTS:
                    yield name, blob

    def ignored(self, names: Iterable[str]) -> set[str]:
        """Return those of some files of `graph/` that git is told to ignore, and does not keep all the same."""
        given = "".join(f"./{name}\0" for name in names).encode("utf-8", "surrogateescape")
        try:
            answer = _git(self.graph, "check-ignore", "--stdin", "-z", given=given) if given else b""
        except RevisionError:  # git answers 1 where it ignores none
            return set()
        return {name.removeprefix("./") for name in answer.decode("utf-8", "surrogateescape").split("\0") if name}

    def write(self, blob: str, path: Path) -> None:
        """Write a file as it was to `path`."""
        with path.open("wb") as stream:
            _run(self.graph, ("cat-file", "blob", blob), stream)


def same_as(path: Path, blob: str) -> bool:
    """Tell whether a file has, byte for byte, the content that git calls `blob` (SHA-1, or SHA-256 of 64 digits)."""
    name = "sha1" if len(blob) == _SHA1 else "sha256"
    digest = hashlib.new(name, f"blob {path.stat().st_size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as stream:
        while content := stream.read(_CHUNK):
            digest.update(content)
    return digest.hexdigest() == blob


def find_revision(graph: Path, name: str) -> Revision:
    """Return the revision called `name` (a commit, tag or branch) of the repository that `graph` lies in.

    Raises `RevisionError` when git is missing, when the folder is in no repository, or when there is no such revision.
    """
    _git(graph, "rev-parse", "--is-inside-work-tree")
    commit = _commit(graph, name)
    if not commit:
        raise RevisionError(
            Text(f"il n'y a pas de révision « {name} »", f"there is no revision '{name}'"),
            file=graph,
            remedy=Text(
                "donnez un commit, une étiquette ou une branche : « git log --oneline » les montre",
                "give a commit, a tag or a branch: 'git log --oneline' shows them",
            ),
        )
    return Revision(graph, name, commit)


def _commit(graph: Path, name: str) -> str:
    """Return the commit that a name stands for, empty when it stands for none."""
    if not name or name.startswith("-") or "\0" in name:  # git allows no such names either
        return ""
    try:
        return _git(graph, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode("ascii").strip()
    except RevisionError:
        return ""


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    return _run(folder, arguments, subprocess.PIPE, given)


def _run(folder: Path, arguments: Sequence[str], output: IO[bytes] | int, given: bytes | None = None) -> bytes:
    with _errors(folder):
        program = shutil.which("git")
        if program is None:
            raise FileNotFoundError("git")
        # No shell; the only word of a user's is a name that does not begin like an option.
        command = [program, *arguments]
        done = subprocess.run(command, cwd=folder, input=given, stdout=output, stderr=subprocess.PIPE, check=True)  # noqa: S603
        return done.stdout or b""


@contextmanager
def _errors(folder: Path) -> Iterator[None]:
    """Turn what goes wrong with git into a `RevisionError`."""
    try:
        yield
    except FileNotFoundError as error:
        raise RevisionError(
            Text("git n'est pas installé", "git is not installed"),
            file=folder,
            remedy=Text(
                "installez git, ou contrôlez tout le catalogue, sans --since",
                "install git, or check the whole catalogue, without --since",
            ),
        ) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        words = said[0] if said else str(error.returncode)
        raise RevisionError(
            Text(f"git ne connaît pas ce dossier ({words})", f"git does not know this folder ({words})"),
            file=folder,
            remedy=Text(
                "--since demande un catalogue tenu dans git ; --changed se passe de git",
                "--since asks for a catalogue that is kept in git; --changed does without git",
            ),
        ) from error
