"""The portal beside other SPARQL services: queries, streams of requests at a steady rate, memory after many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporting.figures import Result, measured, ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ABOUT = """## Serving

`bibliographe serve` beside other services of SPARQL, on one catalogue, in one run: `python benchmarks/serve.py`.
Oxigraph serves the very store of the portal; rdflib-endpoint holds the same triples in memory. A query is asked over a
kept connection, one after the other: the median, and the processor time that the server took. **×** is to `oxigraph
serve-read-only`. A stream sends its requests at a steady rate whether or not the earlier ones are answered; the time of
each runs from when it was due.
"""


def section(results: Sequence[Result]) -> str:
    """Return the part of the page on servers, nothing where none was measured."""
    if not results:
        return ""
    tables = (_queries(results), _streams(results), _memory(results), (f"- {_measured(one)}" for one in results))
    return "\n".join([_ABOUT, *("\n".join(lines) + "\n" for lines in tables)])


def _measured(result: Result) -> str:
    python = result["versions"].get("python", "")
    note = f" {result['note']}" if result.get("note") else ""
    return f"{measured(result)}, Python {python}.{note}"


def _queries(results: Sequence[Result]) -> Iterable[str]:
    yield "| entries | query | who | milliseconds | × | processor |"
    yield "|--:|---|---|--:|--:|--:|"
    for result in results:
        peer = next((row for row in result["rows"] if row["name"] == "oxigraph"), None)
        for query in result["rows"][0]["queries"]:
            for row in result["rows"]:
                found = row["queries"].get(query)
                if not found:
                    yield f"| {result['entries']:,} | {query} | {row['name']} | no answer | | |"
                    continue
                best = peer["queries"].get(query) if peer else None
                times = ratio(found["ms"] / best["ms"]) if best else ""
                yield (
                    f"| {result['entries']:,} | {query} | {row['name']} | {found['ms']:,.2f} ms | {times} | "
                    f"{found['cpu_ms']:,.2f} ms |"
                )


def _streams(results: Sequence[Result]) -> Iterable[str]:
    yield "| entries | what | who | requests a second | p50 | p95 | answered | failed |"
    yield "|--:|---|---|--:|--:|--:|--:|--:|"
    for result, row in _rows(results):
        for name, load in row["streams"].items():
            times = f"{load['p50_ms']:,.1f} ms | {load['p95_ms']:,.1f} ms" if "p50_ms" in load else "|"
            yield (
                f"| {result['entries']:,} | {name} | {row['name']} | {result['rate']:g} | {times} | "
                f"{load.get('answered', 0):,} | {load['failed']:,} |"
            )


def _memory(results: Sequence[Result]) -> Iterable[str]:
    yield "| entries | who | memory before | after | requests between |"
    yield "|--:|---|--:|--:|--:|"
    for result, row in _rows(results):
        memory = row["memory"]
        yield (
            f"| {result['entries']:,} | {row['name']} | {memory['before_mb']:,} MB | {memory['after_mb']:,} MB | "
            f"{memory['requests']:,} |"
        )


def _rows(results: Sequence[Result]) -> Iterable[tuple[Result, Result]]:
    """Yield each server of each size."""
    return ((result, row) for result in results for row in result["rows"])
