"""What experiments work on, made once for each size and kept."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BENCHMARKS = Path(__file__).resolve().parent.parent
REPOSITORY = BENCHMARKS.parent
SHAPES = BENCHMARKS / "shapes-12.ttl"
SCHEMES = REPOSITORY / "ontology" / "schemes"
ONTOLOGY = REPOSITORY / "ontology" / "bibliographe.ttl"
_FEWEST_FAULTS, _RATE, _HIGHEST_RATE = 50, 0.005, 0.05
SPOILT = ("spoilt", "faulty")
"""The kinds of catalogue that have faults."""
GIVEN_UP = -2
"""Rows of a question that a contender gave up."""


@dataclass(frozen=True, slots=True)
class Interpreters:
    """Which Python runs bibliographe, and which its peers."""

    ours: str
    peers: str
    environment: dict[str, str]


@dataclass(frozen=True, slots=True)
class Workplace:
    """A folder with the data of one size; `folder` of the experiment's own files."""

    root: Path
    entries: int
    interpreters: Interpreters

    def _made(self, name: str) -> Path:
        return self.root / f"{name}-{self.entries}"

    def scratch(self, name: str) -> Path:
        """Return a path for what a contender writes; its folder exists, it does not."""
        folder = self._made("scratch")
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        remove(path)
        return path

    def written(self, name: str) -> Path:
        """Return where `scratch(name)` was written."""
        return self._made("scratch") / name

    def catalogue(self, kind: str) -> Path:
        """Return a catalogue's folder, with `merged.nt` beside `graph/`.

        `kind` is `lean` (no text as printed, no register), `spoilt` (the same with faults), `full`, or `faulty`
        (that with faults).
        """
        folder = self._made(kind)
        if not (folder / "merged.nt").exists():
            remove(folder)
            command = [self.interpreters.ours, str(BENCHMARKS / "generate.py"), str(self.entries), str(folder)]
            command += [] if kind in ("full", "faulty") else ["--lean"]
            command += ["--faults", str(fault_rate(self.entries))] if kind in SPOILT else []
            merged = folder / "merged.part"
            self._run([*command, "--merged", str(merged)])
            merged.rename(folder / "merged.nt")
        return folder

    def new_catalogue(self, name: str) -> Path:
        """Make an empty catalogue among what contenders write, under the address of the invented ones."""
        folder = self.scratch(name)
        (folder / "graph").mkdir(parents=True)
        (folder / "catalogue.toml").write_text('base = "https://example.org/catalogue/"\n', encoding="utf-8")
        return folder

    def document(self) -> Path:
        """Return an invented selection as a documentation centre writes it, in Markdown."""
        path = self._made("document") / "selection.md"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            done = subprocess.run(
                [sys.executable, str(BENCHMARKS / "invent.py"), str(self.entries)], check=True, capture_output=True
            )
            path.write_bytes(done.stdout)
        return path

    def records(self, extension: str) -> Path:
        """Return invented records in the format of an extension, `mrc` or `ris`."""
        from invention.records import FORMATS

        path = self._made("records") / f"invented.{extension}"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.part")
            with part.open("wb") as stream:
                stream.writelines(FORMATS[extension](self.entries))
            part.rename(path)
        return path

    def built(self) -> Path:
        """Return a copy of the lean catalogue after `bibliographe build`, which adds a register to it."""
        folder, lean = self._made("built"), self.catalogue("lean")
        if not folder.exists():
            part = folder.with_suffix(".part")
            remove(part)
            part.mkdir()
            shutil.copy(lean / "catalogue.toml", part)
            shutil.copytree(lean / "graph", part / "graph")
            part.rename(folder)
        self._run([self.interpreters.ours, "-m", "bibliographe", "build", "--catalogue", str(folder)])
        return folder

    def small_catalogue(self) -> Path:
        """Return a copy of the tests' small catalogue, since a command may write beside it."""
        folder = self.scratch("small")
        shutil.copytree(REPOSITORY / "tests" / "fixtures" / "catalogue-small", folder)
        return folder

    def shipped_shapes(self) -> Path:
        """Return all shipped shapes as one file."""
        pieces = [REPOSITORY / "ontology" / "prefixes.ttl", *sorted((REPOSITORY / "shapes").glob("*.ttl"))]
        return _joined(pieces, self.scratch("shapes.ttl"))

    def together(self, name: str, graph: Path) -> Path:
        """Return the files of `graph` and the shipped schemes as one file."""
        return _joined([*sorted(graph.iterdir()), *sorted(SCHEMES.glob("*.ttl"))], self.scratch(name))

    def answering(self) -> Path:
        """Return one Turtle file with what the store of the built catalogue answers from: graph files and schemes."""
        path = self._made("built") / "answering.ttl"
        if not path.exists():
            part = self.together("answering.ttl", self.built() / "graph")
            part.rename(path)
        return path

    def as_turtle(self) -> Path:
        """Return the lean catalogue's one file under a name that says Turtle, for those who go by names."""
        path = self.catalogue("lean") / "merged.ttl"
        if not path.exists():
            path.hardlink_to(path.with_suffix(".nt"))
        return path

    def oxigraph_store(self) -> Path:
        """Return a store that `oxigraph load` filled with what the built store answers from."""
        store = self._made("oxigraph-store")
        if not store.exists():
            self._run([self.oxigraph, "load", "--location", str(store), "--file", str(self.answering())])
        return store

    def queries(self) -> Path:
        """Return a JSON file with the text of every shipped question that asks for rows and needs no parameter."""
        path = self.scratch("queries.json")
        self._run([self.interpreters.ours, str(BENCHMARKS / "harness" / "questions.py"), str(path)])
        return path

    @property
    def oxigraph(self) -> str:
        """Return the `oxigraph` command of the peers' interpreter."""
        return str(Path(self.interpreters.peers).with_name("oxigraph"))

    def triples(self, kind: str) -> int:
        """Return how many triples a catalogue has."""
        with (self.catalogue(kind) / "merged.nt").open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))

    def _run(self, command: list[str]) -> None:
        subprocess.run(command, check=True, env=self.interpreters.environment, capture_output=True)


def fault_rate(entries: int) -> float:
    """Return the share of entries to spoil: half a percent, more in small catalogues so that each kind comes up."""
    return max(_RATE, min(_HIGHEST_RATE, _FEWEST_FAULTS / entries))


def _joined(pieces: Iterable[Path], path: Path) -> Path:
    """Put files one after the other: N-Triples is Turtle, and each Turtle file brings its own base and prefixes."""
    with path.open("wb") as whole:
        for piece in pieces:
            with piece.open("rb") as stream:
                shutil.copyfileobj(stream, whole)
            whole.write(b"\n")
    return path


def remove(path: Path) -> None:
    """Take a file or a folder away, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def read_answers(path: Path) -> dict[str, list[float]]:
    """Return how many rows each question has, and in how many seconds they came."""
    found: dict[str, list[float]] = json.loads(path.read_text("utf-8"))
    return found
