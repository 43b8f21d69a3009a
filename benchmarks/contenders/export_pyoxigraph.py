"""pyoxigraph writes what a store holds as Turtle, unsorted: STORE RESULT."""

from __future__ import annotations

import sys

from pyoxigraph import DefaultGraph, RdfFormat, Store


def main(store: str, result: str) -> None:
    """Write."""
    Store.read_only(store).dump(result, format=RdfFormat.TURTLE, from_graph=DefaultGraph())


if __name__ == "__main__":
    main(*sys.argv[1:])
