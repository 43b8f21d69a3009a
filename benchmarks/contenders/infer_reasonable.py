"""Reasonable (Rust) closes one file under its ontology: DATA ONTOLOGY RESULT."""

from __future__ import annotations

import sys
from pathlib import Path

import reasonable


def main(data: str, ontology: str, result: str) -> None:
    """Infer, and write everything as N-Triples."""
    reasoner = reasonable.PyReasoner()
    reasoner.load_file(data)
    reasoner.load_file(ontology)
    with Path(result).open("w", encoding="utf-8") as stream:
        stream.writelines(" ".join(term.n3() for term in triple) + " .\n" for triple in reasoner.reason())


if __name__ == "__main__":
    main(*sys.argv[1:])
