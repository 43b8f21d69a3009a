"""rdflib answers the same questions, its parsing included since it has no store on disk: DATA QUERIES ANSWERS."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import rdflib


def main(data: str, queries: str, answers: str) -> None:
    """Ask."""
    graph = rdflib.Graph().parse(data, format="nt")
    found: dict[str, list[float]] = {}
    for name, text in json.loads(Path(queries).read_text("utf-8")).items():
        started = time.perf_counter()
        rows = len(list(graph.query(text)))
        found[name] = [rows, time.perf_counter() - started]
    Path(answers).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
