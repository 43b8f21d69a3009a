"""Parsers that Lark made, kept between runs: making them takes longer than reading many a bibliography with them.

Lark keeps only its LALR parsers (`cache=True`), by the same means: a pickle in a folder of the user's.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import sys
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import lark

from bibliographe.kept import digest_of, keep, read_kept

if TYPE_CHECKING:
    from collections.abc import Callable

KIND = "parsers"


def kept_parser(make: Callable[[], lark.Lark], *made_from: str) -> lark.Lark:
    """Return what `make` returned, now or in an earlier run, for the same texts, Lark and Python."""
    digest = digest_of(map(str.encode, (lark.__version__, sys.version, *made_from)))
    found = _unpickled(read_kept(KIND, digest) or b"")
    if found is None:
        found = make()
        keep(KIND, digest, _pickled(found))
    return found


def _unpickled(content: bytes) -> lark.Lark | None:
    # As with Python's own `__pycache__`: who can write to the user's folders can run what they like anyway.
    with suppress(Exception):  # whatever a pickle of other classes may raise
        found = pickle.loads(content)  # noqa: S301
        return found if isinstance(found, lark.Lark) else None
    return None


class _Pickler(pickle.Pickler):
    """Pickles modules by name: Lark notes which module of expressions it uses."""

    dispatch_table = copyreg.dispatch_table | {ModuleType: lambda module: (import_module, (module.__name__,))}


def _pickled(parser: lark.Lark) -> bytes:
    stream = io.BytesIO()
    _Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(parser)
    return stream.getvalue()
