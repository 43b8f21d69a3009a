"""The templates of reports as pages, which share their looks and need nothing else."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    """Return where the templates come from; what they are given is escaped."""
    return Environment(
        loader=PackageLoader("bibliographe.validate"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
