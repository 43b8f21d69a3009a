"""bibliographe answers its own questions from the store of a catalogue: FOLDER QUERIES ANSWERS.

QUERIES is a JSON file with the text of each question; ANSWERS gets how many rows each has, and in how many seconds.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from bibliographe.config import load_catalogue
from bibliographe.query.answer import Rows
from bibliographe.query.engines.embedded import EmbeddedEngine
from bibliographe.store.access import open_store


def main(folder: str, queries: str, answers: str) -> None:
    """Ask."""
    found: dict[str, list[float]] = {}
    with open_store(load_catalogue(Path(folder))) as opened:
        engine = EmbeddedEngine(opened.store, timeout=None)
        for name, text in json.loads(Path(queries).read_text("utf-8")).items():
            started = time.perf_counter()
            answer = engine.ask(text)
            rows = len(answer.rows) if isinstance(answer, Rows) else -1
            found[name] = [rows, time.perf_counter() - started]
    Path(answers).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
