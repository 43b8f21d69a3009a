"""Time each question that the shipped shapes leave to a store in a folder: what grows faster than the catalogue shows.

    python benchmarks/left.py 10000 30000

Invents a full catalogue of each size, faults and all, validates it as one that is too large for memory is, and prints
the slowest questions with the seconds that they took at each size: by the constraints that they are for, or by the end
of their text where they ask what the engines may read in two ways. From some thousands of entries on: files are
N-Triples then.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bibliographe.config import load_catalogue
from bibliographe.validate import passing, storing
from bibliographe.validate.asking import ask
from bibliographe.validate.engine import find
from bibliographe.validate.plan import SUBCLASSES, TYPE
from bibliographe.validate.reading import read_catalogue
from bibliographe.validate.shapes import load_shapes
from harness.data import BENCHMARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from bibliographe.validate.written import Term

FAULTS = "0.005"
SHOWN = 12


def main(sizes: list[int]) -> None:
    """Validate at each size and print what took longest at the last."""
    storing._FITS = 1  # all catalogues are too large for memory
    spent: dict[str, Counter[int]] = defaultdict(Counter)
    size = 0
    shapes = load_shapes()
    called = {
        question.query.replace(SUBCLASSES, path): ", ".join(shapes.called(part.name) for part in question.parts)
        for question in shapes.plan.questions
        for path in (SUBCLASSES, TYPE)
    }

    def timed(store: Store, queries: Iterable[str]) -> Iterator[set[Term]]:
        for query in queries:
            began = time.perf_counter()
            found = ask(store, query)
            spent[called.get(query, query[-150:])][size] += time.perf_counter() - began
            yield found

    passing.ask_all = timed  # type: ignore[assignment]
    for size in sizes:
        with TemporaryDirectory() as folder:
            command = [sys.executable, str(BENCHMARKS / "generate.py"), str(size), folder, "--faults", FAULTS]
            subprocess.run(command, check=True, capture_output=True)
            findings = sum(1 for _ in find(read_catalogue(load_catalogue(Path(folder))), shapes))
            print(f"{size} entries: {findings} findings", flush=True)
    print(*sizes, "constraint", sep="\t")
    for name, seconds in sorted(spent.items(), key=lambda one: -one[1][sizes[-1]])[:SHOWN]:
        print(*(f"{seconds[one]:.2f}" for one in sizes), name, sep="\t")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
