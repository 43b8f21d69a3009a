"""The forms in which a report is given: for a person (text, html), for machines (csv, json, sarif, junit, ttl)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.i18n import Language
    from bibliographe.validate.results import Report

FORMATS = ("text", "html", "csv", "json", "sarif", "junit", "ttl")
"""Each is the function `write(report, language) -> str` of the module of that name."""


def writer(name: str) -> Callable[[Report, Language], str]:
    """Return the function that writes a report in one of `FORMATS`."""
    write: Callable[[Report, Language], str] = import_module(f"{__name__}.{name}").write
    return write
