"""bibliographe loads the files of a catalogue into a store on disk, as the first stage of a build: FOLDER STORE."""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import Store

from bibliographe.config import load_catalogue
from bibliographe.store.inputs import find_inputs
from bibliographe.store.loading import load_said


def main(folder: str, store: str) -> None:
    """Load."""
    catalogue = load_catalogue(Path(folder))
    filled = Store(store)
    load_said(filled, catalogue, find_inputs(catalogue))
    filled.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
