"""bibliographe reads a document into items, and writes nothing: DOCUMENT."""

from __future__ import annotations

import sys
from collections import deque
from pathlib import Path

from bibliographe.ingest.registry import read_file


def main(document: str) -> None:
    """Read."""
    deque(read_file(Path(document)), maxlen=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
