"""Time the main job beside its peers: reading, writing, loading, checking and asking.

    python benchmarks/main_job.py [--entries 1000] [--repeat 3]

Each figure is the median of `--repeat` runs, each in a process of its own: seconds of wall time, and peak memory.
Prints a table, and writes `benchmarks/results.json` and `docs/benchmarks.md`.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).resolve().parent.parent
BASE = "https://example.org/canton/"


def _catalogue(folder: Path):  # type: ignore[no-untyped-def]
    from bibliographe.config import load_catalogue

    return load_catalogue(folder)


def _merged(folder: Path) -> Path:
    return folder / "merged.nt"


def read_document(folder: Path) -> None:
    """Read the document into items."""
    from bibliographe.ingest.registry import read_file

    for _ in read_file(folder / "selection.md"):
        pass


def write_ours(folder: Path) -> None:
    """Write canonical Turtle."""
    from pyoxigraph import RdfFormat, Triple, parse

    from bibliographe.graph.canonical import write_turtle

    quads = parse(path=str(_merged(folder)), format=RdfFormat.N_TRIPLES)
    write_turtle([Triple(q.subject, q.predicate, q.object) for q in quads], BASE)


def write_rdflib(folder: Path) -> None:
    """Write rdflib's `longturtle`, its nearest to one statement a line."""
    import rdflib

    rdflib.Graph().parse(_merged(folder), format="nt").serialize(format="longturtle")


def build_ours(folder: Path) -> None:
    """Build the store, inference included."""
    from bibliographe.store.build import build

    build(_catalogue(folder), force=True)


def load_rdflib(folder: Path) -> None:
    """Parse the same graph into rdflib's memory, without inference."""
    import rdflib

    rdflib.Graph().parse(_merged(folder), format="nt")


def ask_ours(folder: Path) -> None:
    """Ask for entries by publisher, of the built store."""
    from bibliographe.query.engines.embedded import EmbeddedEngine
    from bibliographe.query.library import find_question
    from bibliographe.store.access import open_store

    with open_store(_catalogue(folder)) as opened:
        EmbeddedEngine(opened.store).ask(find_question("entries-by-publisher").text)


def ask_rdflib(folder: Path) -> None:
    """Ask rdflib the same, its parsing included: it has no store on disk."""
    import rdflib

    from bibliographe.query.library import find_question

    graph = rdflib.Graph().parse(_merged(folder), format="nt")
    list(graph.query(find_question("entries-by-publisher").text))


def _small_catalogue():  # type: ignore[no-untyped-def]
    from bibliographe.validate.reading import read_catalogue

    return read_catalogue(_catalogue(REPOSITORY / "tests" / "fixtures" / "catalogue-small"))


def check_ours(_folder: Path) -> None:
    """Check the small catalogue of the tests against the shipped shapes: set-wise questions, pySHACL on suspects."""
    from bibliographe.validate.engine import find
    from bibliographe.validate.shapes import load_shapes

    find(_small_catalogue(), load_shapes())


def check_pyshacl(_folder: Path) -> None:
    """Check the same with pySHACL alone."""
    from pyshacl import validate

    from bibliographe.validate.shapes import load_shapes

    validate(_small_catalogue().graph, shacl_graph=load_shapes().graph, inference="none", advanced=True)


EXPERIMENTS: dict[str, list[tuple[str, Callable[[Path], None]]]] = {
    "read a document": [("bibliographe", read_document)],
    "write Turtle (parsing included)": [("bibliographe", write_ours), ("rdflib longturtle", write_rdflib)],
    "build the store": [("bibliographe, with inference", build_ours), ("rdflib, parse only", load_rdflib)],
    "check 8 entries": [("bibliographe", check_ours), ("pySHACL alone", check_pyshacl)],
    "entries by publisher": [("bibliographe", ask_ours), ("rdflib, parsing included", ask_rdflib)],
}


def prepare(folder: Path, entries: int) -> int:
    """Make the catalogue that all experiments work on, and return how many triples it has."""
    from pyoxigraph import parse

    from bibliographe.graph.files import FORMATS, graph_files
    from invent import invent

    (folder / "selection.md").write_text("\n\n".join(invent(entries)) + "\n", encoding="utf-8")
    (folder / "catalogue.toml").write_text(f'base = "{BASE}"\n', encoding="utf-8")
    (folder / "graph").mkdir()
    command = [sys.executable, "-m", "bibliographe", "import", str(folder / "selection.md"), "--catalogue", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    catalogue = _catalogue(folder)
    lines = [
        f"{quad.triple} .\n"
        for path in graph_files(catalogue)
        for quad in parse(path=str(path), format=FORMATS[path.suffix], base_iri=BASE)
    ]
    _merged(folder).write_text("".join(sorted(set(lines))), encoding="utf-8")
    return len(set(lines))


def run_one(experiment: str, contender: int, folder: Path) -> None:
    """Run one contender in this process and print its time and peak memory."""
    before = time.perf_counter()
    EXPERIMENTS[experiment][contender][1](folder)
    spent = time.perf_counter() - before
    print(json.dumps([spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def measure(folder: Path, repeat: int) -> list[dict[str, object]]:
    """Run every contender `repeat` times, side by side, and return the medians."""
    rows = []
    for experiment, contenders in EXPERIMENTS.items():
        first = None
        for index, (name, _) in enumerate(contenders):
            runs = []
            for _ in range(repeat):
                command = [sys.executable, __file__, "--one", experiment, str(index), str(folder)]
                runs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
            seconds = statistics.median(run[0] for run in runs)
            first = first or seconds
            memory = statistics.median(run[1] for run in runs)
            rows.append(
                {
                    "experiment": experiment,
                    "contender": name,
                    "seconds": round(seconds, 3),
                    "ratio": round(seconds / first, 2),
                    "peak_mb": round(memory),
                }
            )
            print(f"{experiment:34} {name:30} {seconds:8.3f} s  ×{seconds / first:<6.2f} {memory:6.0f} MB")
    return rows


def main() -> None:
    """Measure, and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        experiment, contender, folder = arguments.one
        run_one(experiment, int(contender), Path(folder))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        triples = prepare(folder, arguments.entries)
        rows = measure(folder, arguments.repeat)
    found = {"entries": arguments.entries, "triples": triples, "python": platform.python_version(), "rows": rows}
    (REPOSITORY / "benchmarks" / "results.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    (REPOSITORY / "docs" / "benchmarks.md").write_text(page(found), encoding="utf-8")


def page(found: dict) -> str:  # type: ignore[type-arg]
    """Return the results as a page."""
    lines = [
        "# Benchmarks",
        "",
        "<!-- Written by benchmarks/main_job.py: run it again rather than editing this page. -->",
        "",
        f"An invented bibliography of {found['entries']:,} entries ({found['triples']:,} triples), two cores, Python "
        f"{found['python']}; medians; each run in a process of its own. The ratio is to the first line of each group.",
        "",
        "| what | who | seconds | ratio | peak memory |",
        "|---|---|--:|--:|--:|",
        *(
            f"| {row['experiment']} | {row['contender']} | {row['seconds']} | ×{row['ratio']} | {row['peak_mb']} MB |"
            for row in found["rows"]
        ),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
