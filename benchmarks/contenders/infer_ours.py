"""bibliographe works out what follows from one file by its ontology: DATA ONTOLOGY RESULT."""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from bibliographe.infer.entailment import entailed
from bibliographe.store.statements import SaidInFiles


def main(data: str, ontology: str, result: str) -> None:
    """Infer, and write what is new as N-Triples."""
    axioms = (quad.triple for quad in parse(path=ontology, format=RdfFormat.TURTLE))
    with Path(result).open("w", encoding="utf-8") as stream:
        stream.writelines(entailed(SaidInFiles([Path(data)], "https://example.org/", axioms)))


if __name__ == "__main__":
    main(*sys.argv[1:])
