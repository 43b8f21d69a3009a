"""rdflib parses a file into its memory: DATA."""

from __future__ import annotations

import sys

import rdflib


def main(data: str) -> None:
    """Parse, and say how many triples there are."""
    print(len(rdflib.Graph().parse(data, format="nt")))


if __name__ == "__main__":
    main(*sys.argv[1:])
