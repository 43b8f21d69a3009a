"""Where the shipped profile is: `ontology/`, `shapes/` and `queries/`.

In a wheel they lie in `bibliographe/_data/`; in a checkout, at the top of the repository.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parent.parent


def data_directory(name: str) -> Path:
    """Return the folder of shipped data called `name` (`"ontology"`, `"shapes"`, `"queries"`)."""
    root = _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT
    return root / name
