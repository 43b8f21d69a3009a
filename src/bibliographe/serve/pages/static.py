"""The files that every page uses, named by what is in them so that they can be kept for ever."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files

from bibliographe.query.charts.svg import STYLE

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@cache
def static_files() -> dict[str, tuple[bytes, str]]:
    """Return each file's bytes and media type by its name."""
    found = files(__package__).joinpath("static").iterdir()
    return {"charts.css": (STYLE.encode(), _TYPES["css"])} | {
        one.name: (one.read_bytes(), _TYPES[one.name.rpartition(".")[2]])
        for one in sorted(found, key=lambda one: one.name)
        if one.name.rpartition(".")[2] in _TYPES
    }


@cache
def version(name: str) -> str:
    """Return what changes in a file's address when the file does."""
    return blake2b(static_files()[name][0], digest_size=5).hexdigest()
