"""Measure the portal beside `oxigraph serve-read-only` and `rdflib-endpoint`, on one catalogue, in one run.

    python benchmarks/serve.py --entries 10000 --rate 50 --seconds 20
    python benchmarks/serve.py --entries 100000 --peers oxigraph --requests 50000

Three things: each query asked again and again, with the median time and the processor time that the server took for it;
pages and searches at a steady rate, with p50 and p95; memory before and after many requests. Oxigraph serves the very
store of the portal. Results go to `benchmarks/results/serve-ENTRIES.json`, for `benchmarks/report.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import Store

from bibliographe.config import load_catalogue
from bibliographe.graph.prefixes import sparql_prologue
from bibliographe.query.library import find_question
from bibliographe.sparql_tokens import fill
from bibliographe.store.places import places
from harness.data import BENCHMARKS, REPOSITORY, Interpreters, Workplace
from harness.machine import kept_compiled, machine, versions
from harness.serving import Served, ask, free_port, serving, stream

if TYPE_CHECKING:
    from collections.abc import Sequence

PEERS = ("oxigraph", "rdflib-endpoint")
JSON = "application/sparql-results+json"
WRITTEN = {
    "ask": "ASK { ?entry dcterms:title ?title }",
    "entry": "SELECT ?p ?o { <ENTRY> ?p ?o }",
    "titles": "SELECT ?entry ?title { ?item schema:item ?entry . ?entry dcterms:title ?title } LIMIT 1000",
    "describe": "CONSTRUCT { <ENTRY> ?p ?o } WHERE { <ENTRY> ?p ?o }",
}
WORDS = ("bibliothèque", "accueil des publics", "travail", "santé", "numérique", "formation", "management", "jeunesse")
_OF_PEERS = 2000
"""Requests between two looks at the memory of the others."""
SHIPPED = (
    "publishers/entries-by-publisher",
    "statistics/entries-by-year",
    "topics/coverage",
    "catalogue/entries-by-type",
)


def main() -> None:
    """Read the command line, serve, ask, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rate", type=float, default=50.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long each stream of requests lasts")
    parser.add_argument("--repeat", type=int, default=20, help="how often each query is asked")
    parser.add_argument("--requests", type=int, default=2000, help="requests between two looks at memory")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that the first answer to a query may take")
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=PEERS)
    parser.add_argument("--note", help="what a reader of the figures should know")
    parser.add_argument("--work", type=Path, default=REPOSITORY / "build" / "bench")
    arguments = parser.parse_args()
    work = Workplace(
        arguments.work, arguments.entries, Interpreters(sys.executable, sys.executable, kept_compiled(os.environ))
    )
    build = places(load_catalogue(work.built())).current()
    assert build is not None  # noqa: S101
    entries = some_entries(build, int(arguments.rate * arguments.seconds))
    rows = []
    for name in ("bibliographe", *arguments.peers):
        port = free_port()
        with serving(
            name, command(name, port, work, build), port, asking("ASK {}"), work.scratch(f"{name}.log")
        ) as one:
            one.settle()
            rows.append(figures(one, entries, arguments))
            print(json.dumps(rows[-1]), flush=True)
    write(arguments, rows)


def command(name: str, port: int, work: Workplace, build: Path) -> list[str]:
    """Return what starts a contender; each gets its best, and the same triples."""
    tools = Path(sys.executable).parent
    return {
        "bibliographe": [
            sys.executable, "-m", "bibliographe", "serve", "--catalogue", str(work.built()), "--rate", "0",
            "--port", str(port),
        ],
        "oxigraph": [
            str(tools / "oxigraph"), "serve-read-only", "--location", str(build), "--bind", f"127.0.0.1:{port}",
        ],
        "rdflib-endpoint": [
            str(tools / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(port), str(work.answering()),
        ],
    }[name]  # fmt: skip


def some_entries(build: Path, many: int) -> list[str]:
    """Return the addresses of so many entries from all over the store: each page is then asked for once."""
    found = Store.read_only(str(build)).query(
        f"SELECT DISTINCT ?entry {{ ?item <https://schema.org/item> ?entry }} ORDER BY SHA1(STR(?entry)) LIMIT {many}"
    )
    return [row["entry"].value for row in found]  # type: ignore[union-attr]


def queries(entry: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return a few small queries by name, and shipped ones that read most of the catalogue."""
    shipped = {name: fill(find_question(name).text, {"lang": '"fr"'}, drop=True) for name in SHIPPED}
    return {name: sparql_prologue() + text.replace("ENTRY", entry) for name, text in WRITTEN.items()}, shipped


def asking(query: str, server: str = "bibliographe") -> str:
    """Return the path with its query that asks a server; rdflib-endpoint and Oxigraph have their own."""
    path = {"oxigraph": "/query", "rdflib-endpoint": "/"}.get(server, "/sparql")
    return f"{path}?{urlencode({'query': query})}"


def figures(served: Served, entries: Sequence[str], arguments: argparse.Namespace) -> dict[str, object]:
    """Return what was measured of one server; the questions last, one of which may keep a server busy for minutes."""
    small, shipped = queries(entries[0])
    asked = {name: each(served, query, arguments) for name, query in small.items()}
    read = what_is_read(served.name, entries)
    streams = {}
    for name, (paths, accept) in read.items():
        load = stream(served.port, paths, arguments.rate, arguments.seconds, accept)
        streams[name] = {
            "p50_ms": load.quantile(0.5), "p95_ms": load.quantile(0.95), "answered": len(load.seconds),
            "failed": load.failed,
        } if load.seconds else {"failed": load.failed}  # fmt: skip
    mixed = [(path, accept) for paths, accept in read.values() for path in paths]
    requests = arguments.requests if served.name == "bibliographe" else min(arguments.requests, _OF_PEERS)
    before = served.memory()
    for number in range(requests):
        ask(served.port, *mixed[number % len(mixed)])
    memory = {"before_mb": before >> 20, "after_mb": served.memory() >> 20, "requests": requests}
    asked |= {name: each(served, query, arguments) for name, query in shipped.items()}
    return {"name": served.name, "queries": asked, "streams": streams, "memory": memory}


def what_is_read(server: str, entries: Sequence[str]) -> dict[str, tuple[list[str], str]]:
    """Return the streams of a server by name: addresses and the `Accept` that goes with them."""
    lookups = [asking(f"SELECT ?p ?o {{ <{entry}> ?p ?o }}", server) for entry in entries]
    read = {"lookup": (lookups, JSON)}
    if server == "bibliographe":
        read["entry page"] = ([f"/doc/{entry.partition('/id/')[2]}" for entry in entries], "text/html")
        asked = [*WORDS, *(f"{one} {other}" for one, other in permutations(WORDS, 2))]
        read["search"] = ([f"/search.json?{urlencode({'q': words})}" for words in asked], "application/json")
    return read


def each(served: Served, query: str, arguments: argparse.Namespace) -> dict[str, float]:
    """Ask one query again and again; return the median milliseconds, and those of processor time that one takes.

    Nothing where the first answer, which also fills caches, is not there in time.
    """
    path, repeat = asking(query, served.name), arguments.repeat
    accept = "text/turtle" if "CONSTRUCT" in query else JSON
    try:
        if ask(served.port, path, accept, arguments.limit) != 200:
            return {}
    except OSError:
        return {}
    before, spent = served.cpu(), []
    for _ in range(repeat):
        began = time.perf_counter()
        ask(served.port, path, accept)
        spent.append(time.perf_counter() - began)
    cpu = (served.cpu() - before) / repeat
    return {"ms": round(statistics.median(spent) * 1000, 2), "cpu_ms": round(cpu * 1000, 2)}


def write(arguments: argparse.Namespace, rows: list[dict[str, object]]) -> None:
    """Write the figures where the others are."""
    said = {
        "experiment": "serve",
        "entries": arguments.entries,
        "rate": arguments.rate,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        **({"note": arguments.note} if arguments.note else {}),
        "versions": versions(sys.executable, kept_compiled(os.environ)),
        "rows": rows,
    }
    path = BENCHMARKS / "results" / f"serve-{arguments.entries}.json"
    path.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
