"""bibliographe works out what follows from one file by its ontology: DATA ONTOLOGY RESULT."""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from bibliographe.config import Catalogue
from bibliographe.infer.entailment import entailed
from bibliographe.store.names import ONTOLOGY


def main(data: str, ontology: str, result: str) -> None:
    """Infer, and write what is new as N-Triples."""
    store = Store()
    store.bulk_load(path=data, format=RdfFormat.N_TRIPLES)
    store.load(path=ontology, format=RdfFormat.TURTLE, to_graph=ONTOLOGY)
    with Path(result).open("w", encoding="utf-8") as stream:
        stream.writelines(f"{triple} .\n" for triple in entailed(store, Catalogue(Path(), "https://example.org/", {})))


if __name__ == "__main__":
    main(*sys.argv[1:])
