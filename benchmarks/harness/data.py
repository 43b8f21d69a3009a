"""What experiments work on, made once for each size and kept."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
REPOSITORY = BENCHMARKS.parent
SHAPES = BENCHMARKS / "shapes-12.ttl"
ONTOLOGY = REPOSITORY / "ontology" / "bibliographe.ttl"
_FEWEST_FAULTS, _RATE, _HIGHEST_RATE = 50, 0.005, 0.05


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

        `kind` is `lean` (no text as printed, no register), `spoilt` (the same with faults) or `full`.
        """
        folder = self._made(kind)
        if not (folder / "merged.nt").exists():
            remove(folder)
            command = [self.interpreters.ours, str(BENCHMARKS / "generate.py"), str(self.entries), str(folder)]
            command += [] if kind == "full" else ["--lean"]
            command += ["--faults", str(fault_rate(self.entries))] if kind == "spoilt" else []
            merged = folder / "merged.part"
            self._run([*command, "--merged", str(merged)])
            merged.rename(folder / "merged.nt")
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

    def built(self) -> Path:
        """Return the lean catalogue after `bibliographe build`."""
        folder = self.catalogue("lean")
        self._run([self.interpreters.ours, "-m", "bibliographe", "build", "--catalogue", str(folder)])
        return folder

    def oxigraph_store(self) -> Path:
        """Return a store that `oxigraph load` filled from the lean catalogue."""
        store = self._made("oxigraph-store")
        if not store.exists():
            self._run(
                [self.oxigraph, "load", "--location", str(store), "--file", str(self.catalogue("lean") / "merged.nt")]
            )
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
        subprocess.run(command, check=True, env=self.interpreters.environment, stdout=subprocess.DEVNULL)


def fault_rate(entries: int) -> float:
    """Return the share of entries to spoil: half a percent, more in small catalogues so that each kind comes up."""
    return max(_RATE, min(_HIGHEST_RATE, _FEWEST_FAULTS / entries))


def remove(path: Path) -> None:
    """Take a file or a folder away, if it is there."""
    import shutil

    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def read_answers(path: Path) -> dict[str, list[float]]:
    """Return how many rows each question has, and in how many seconds they came."""
    found: dict[str, list[float]] = json.loads(path.read_text("utf-8"))
    return found
