"""rdflib writes a file again: DATA RESULT [FORMAT]; `longturtle` is its nearest to one statement a line."""

from __future__ import annotations

import sys

import rdflib


def main(data: str, result: str, form: str = "longturtle") -> None:
    """Parse and write."""
    graph = rdflib.Graph().parse(data, format="turtle" if data.endswith(".ttl") else "nt")
    graph.serialize(result, format=form, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
