"""Make docs/benchmarks.md and its charts of the figures in `benchmarks/results/`.

python benchmarks/report.py            # write them
python benchmarks/report.py --check    # exit code 1 when they are not what the figures say
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

BENCHMARKS = Path(__file__).resolve().parent
sys.path.insert(0, str(BENCHMARKS.parent / "src"))

from harness.experiments import EXPERIMENTS  # noqa: E402
from reporting.chart import chart  # noqa: E402
from reporting.figures import Result, points  # noqa: E402
from reporting.served import section  # noqa: E402
from reporting.tables import notes, table  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTRODUCTION = """# Benchmarks

<!-- Written by benchmarks/report.py from benchmarks/results/: run it again rather than editing this page. -->

Every figure can be measured again: `make bench` makes an environment with all the peers (`benchmarks/requirements.txt`
names their versions) and runs the smallest size; `python benchmarks/run.py validate --entries 100000` runs one
experiment at one size. The catalogues are invented (`benchmarks/generate.py`), the same on every machine, and come with
the list of the faults that were put in.

How to read the figures: seconds are wall time of a whole process, its start and the reading of its data included, and
the median of the runs (one run where it takes over two minutes); memory is the peak of its largest process. **×** is
how many times as long as bibliographe it took in the same run. Who is missing at a size was not tried there, because it
would take hours or more memory than the machine has.
"""
SERVING = "serve"


def read_results(folder: Path) -> dict[str, list[Result]]:
    """Return the results of each experiment, smallest first, experiments in the order of `run.py --help`."""
    found: dict[str, list[Result]] = defaultdict(list)
    for path in sorted(folder.glob("*.json")):
        result: Result = json.loads(path.read_text("utf-8"))
        found[result["experiment"]].append(result)
    order = [name for name in (*EXPERIMENTS, SERVING) if name in found]
    return {name: sorted(found[name], key=lambda result: result["entries"]) for name in order}


def page(results: dict[str, list[Result]]) -> str:
    """Return the page in Markdown."""
    parts = [_INTRODUCTION]
    for name, sizes in results.items():
        if name == SERVING:
            parts.append(section(sizes))
            continue
        experiment = EXPERIMENTS[name]
        parts.append(f"## {experiment.title}\n\n{experiment.about}\n")
        if len(points(sizes)) > 1:
            parts.append(f"![{experiment.title}: seconds by contender and size](benchmarks/{name}.svg)\n")
        parts.append("\n".join(table(sizes, rated=experiment.rated)) + "\n")
        parts.append("\n".join(f"- {note}" for note in notes(sizes)) + "\n")
    return "\n".join(parts)


def written(results: dict[str, list[Result]], docs: Path) -> dict[Path, str]:
    """Return what each file of the documentation must hold."""
    found = {docs / "benchmarks.md": page(results)}
    for name, sizes in results.items():
        if name != SERVING and len(points(sizes)) > 1:
            found[docs / "benchmarks" / f"{name}.svg"] = chart(name, EXPERIMENTS[name].title, sizes)
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Write the files, or compare them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when something is stale")
    parser.add_argument("--results", type=Path, default=BENCHMARKS / "results")
    parser.add_argument("--docs", type=Path, default=BENCHMARKS.parent / "docs")
    arguments = parser.parse_args(argv)
    wanted = written(read_results(arguments.results), arguments.docs)
    left_over = set((arguments.docs / "benchmarks").glob("*.svg")) - set(wanted)
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    if arguments.check:
        for path in sorted([*stale, *left_over]):
            print(f"{path.name} is not what benchmarks/results/ says: run python benchmarks/report.py", file=sys.stderr)
        return 1 if stale or left_over else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    for path in left_over:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
