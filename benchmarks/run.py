"""Run one experiment: every contender in a process of its own, the figures into `benchmarks/results/`.

    python benchmarks/run.py validate --entries 10000
    python benchmarks/run.py load --entries 1000000 --peers oxigraph --repeat 1
    python benchmarks/run.py all --entries 1000

Each figure is the median of `--repeat` runs, one where a run takes over two minutes. Time is wall time of the whole
process, its start and reading the data included; memory is the peak of its largest process. `make bench` makes an
environment that has all the peers; `benchmarks/report.py` makes docs/benchmarks.md of the results.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from harness.data import BENCHMARKS, REPOSITORY, SPOILT, Interpreters, Workplace, fault_rate
from harness.experiments import EXPERIMENTS, Contender, Experiment
from harness.machine import kept_compiled, machine, versions
from harness.measuring import LONG, Run, medians, run_once

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULTS = BENCHMARKS / "results"
LIMIT = 1800.0
"""Seconds after which a contender is stopped, unless `--limit` says otherwise."""


def run(name: str, work: Workplace, arguments: argparse.Namespace) -> dict[str, object]:
    """Run the experiment called `name` and return what to keep of it."""
    experiment = EXPERIMENTS[name]
    contenders = chosen(experiment, work, arguments.peers, arguments.only)
    known = {
        True: versions(work.interpreters.ours, work.interpreters.environment),
        False: versions(work.interpreters.peers, work.interpreters.environment),
    }
    rows = []
    for contender in contenders:
        rows.append(row(contender, work, known[contender.ours], arguments))
        print(line(name, rows[-1]), flush=True)
    spoilt = experiment.data in SPOILT
    return {
        "experiment": name,
        "entries": work.entries,
        **({"triples": work.triples(experiment.data)} if experiment.data else {}),
        **({"fault_rate": fault_rate(work.entries)} if spoilt else {}),
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "python": known[True]["python"],
        **({"note": arguments.note} if arguments.note else {}),
        "rows": rows,
    }


def chosen(experiment: Experiment, work: Workplace, peers: str | None, only: str | None = None) -> list[Contender]:
    """Return the contenders asked for: all who can bear the size, bibliographe and those named, or only those named."""
    found = experiment.contenders(work)
    wanted = only if only is not None else peers
    if wanted is None:
        return [contender for contender in found if work.entries <= contender.largest]
    named = set(filter(None, wanted.split(",")))
    unknown = named - {contender.key for contender in found}
    if unknown:
        sys.exit(f"no such contender: {', '.join(sorted(unknown))}; there are: {', '.join(c.key for c in found)}")
    return [contender for contender in found if contender.key in named or (only is None and contender.ours)]


def row(
    contender: Contender, work: Workplace, known: dict[str, str], arguments: argparse.Namespace
) -> dict[str, object]:
    """Run one contender as often as asked, then judge what it found."""
    runs: list[Run] = []
    log = work.scratch(f"{contender.key}.log")
    for _ in range(arguments.repeat):
        command = contender.command()
        runs.append(run_once(command, log, work.interpreters.environment, arguments.limit, contender.accepted))
        if runs[-1].failure or runs[-1].seconds > LONG:
            break
    found = medians(runs)
    return {
        "contender": contender.name,
        "key": contender.key,
        "versions": {package: known[package] for package in contender.packages if package in known},
        **found,
        **({} if "failure" in found else contender.judge()),
    }


def line(name: str, row: dict[str, object]) -> str:
    """Return one row for a person."""
    if "failure" in row:
        return f"{name:9} {row['contender']:42} failed: {row['failure']}"
    agreement = {
        True: ", agrees",
        False: f", DIFFERS: {row.get('missing', '?')} missing, {row.get('extra', '?')} extra",
    }
    findings = f"{row['findings']} findings{agreement[bool(row['agrees'])]}" if "findings" in row else ""
    return f"{name:9} {row['contender']:42} {row['seconds']:>9} s {row['peak_mb']:>7} MB  {findings}"


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line, run, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("experiment", choices=[*EXPERIMENTS, "all"])
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peers", help="keys of the peers wanted, with commas between; an empty text for none")
    parser.add_argument(
        "--only", help="keys of all contenders wanted, with commas between, bibliographe's own among them"
    )
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds after which a contender is stopped")
    parser.add_argument("--note", help="a sentence about this run, for the page")
    parser.add_argument("--python", default=sys.executable, help="the Python that has bibliographe")
    parser.add_argument("--peers-python", default=sys.executable, help="the Python that has the peers")
    parser.add_argument(
        "--work", type=Path, default=REPOSITORY / "build" / "benchmarks", help="where data is kept between runs"
    )
    parser.add_argument("--results", type=Path, default=RESULTS)
    arguments = parser.parse_args(argv)
    environment = kept_compiled(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join([str(REPOSITORY / "src"), str(BENCHMARKS)])
    interpreters = Interpreters(arguments.python, arguments.peers_python, environment)
    for name in EXPERIMENTS if arguments.experiment == "all" else [arguments.experiment]:
        entries = EXPERIMENTS[name].entries or arguments.entries
        work = Workplace(arguments.work.resolve(), entries, interpreters)
        found = run(name, work, arguments)
        arguments.results.mkdir(parents=True, exist_ok=True)
        path = arguments.results / f"{name}-{entries}.json"
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
