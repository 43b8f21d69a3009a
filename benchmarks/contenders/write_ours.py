"""bibliographe writes a file again as canonical Turtle: DATA RESULT."""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from bibliographe.graph.canonical import write_turtle


def main(data: str, result: str) -> None:
    """Parse and write."""
    quads = parse(path=data, format=RdfFormat.N_TRIPLES)
    triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    Path(result).write_text(write_turtle(triples, "https://example.org/catalogue/"), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
