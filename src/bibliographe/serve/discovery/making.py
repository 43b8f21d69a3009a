"""Making what stands beside a build, as a process of its own, so that the portal goes on answering at its usual pace.

python -m bibliographe.serve.discovery.making DIR BUILD
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bibliographe.config import load_catalogue
from bibliographe.errors import BibliographeError
from bibliographe.i18n import preferred_language
from bibliographe.serve.discovery.beside import ensure_beside
from bibliographe.store.access import open_last

_POLITE = 10


def main(directory: str, build: str) -> int:
    """Make it for the build of that name; 0 when it is there, 1 when the build is no longer the current one."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    try:
        opened = open_last(load_catalogue(Path(directory)))
        if opened is None:
            return 1
        with opened:
            if opened.folder.name != build:
                return 1
            ensure_beside(opened)
    except BibliographeError as error:
        sys.stderr.write(error.describe(preferred_language()) + "\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
