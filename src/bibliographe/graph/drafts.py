"""New contents of a large file, gathered on disk before they take its place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bibliographe.graph import files
from bibliographe.graph.canonical import write_turtle
from bibliographe.graph.journal import DRAFTS
from bibliographe.graph.lines import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.config import Catalogue
    from bibliographe.graph.journal import Content


class Draft:
    """Sorted lines for one file of `graph/`: in memory while they are few, then in a file of their own."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Begin one; only who holds the lock of `writing`, which clears the drafts away at its end, may do so."""
        self._folder = catalogue.state / DRAFTS
        self.lines: list[str] = []
        """What is in memory: all, unless the file is one of lines."""
        self._path: Path | None = None
        self.count = 0

    def extend(self, lines: Iterable[str]) -> None:
        """Add lines, which come in their order."""
        before = len(self.lines)
        self.lines.extend(lines)
        self.count += len(self.lines) - before
        if len(self.lines) > files.TURTLE_LIMIT:
            self._spill()

    def _spill(self) -> None:
        if self._path is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".nt")
            os.close(handle)
            self._path = Path(name)
        with self._path.open("a", encoding="utf-8", newline="\n") as stream:
            stream.writelines(self.lines)
            stream.flush()
            os.fsync(stream.fileno())
        self.lines.clear()

    def contents(self, folder: Path, stem: str, base: str) -> dict[Path, Content]:
        """Return what the files of one graph must hold, as `bibliographe.graph.files.contents_of` does."""
        path = files.existing_file(folder, stem)
        if not self.count:
            return {path: None}
        turtle, plain = path.with_suffix(".ttl"), path.with_suffix(".nt")
        if self._path is None:
            if path == turtle:
                return {turtle: write_turtle(statements_of(self.lines), base)}
            return {plain: "".join(self.lines)}
        self._spill()
        written: dict[Path, Content] = {plain: self._path}
        return written | ({turtle: None} if path == turtle else {})
