"""The `oxigraph` command answers the same questions a process a question: STORE QUERIES ANSWERS."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path


def main(store: str, queries: str, answers: str) -> None:
    """Ask."""
    command = [str(Path(sys.executable).with_name("oxigraph")), "query", "--location", store, "--results-format", "tsv"]
    found: dict[str, list[float]] = {}
    for name, text in json.loads(Path(queries).read_text("utf-8")).items():
        started = time.perf_counter()
        done = subprocess.run([*command, "--query", text], capture_output=True, check=True)
        found[name] = [done.stdout.count(b"\n") - 1, time.perf_counter() - started]
    Path(answers).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
