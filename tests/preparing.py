"""Queries that rdflib reads once, not each time that they are asked."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.plugins.sparql.sparql import Query


@contextmanager
def queries_prepared_once() -> Iterator[None]:
    """Let rdflib, and pySHACL with it, read a query once: it takes a tenth of a second, for each focus node again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", lambda query: query)
        patch.setattr(
            processor, "translateQuery", lambda query, base, names: _prepared(query, base, tuple(sorted(names.items())))
        )
        yield


@lru_cache(maxsize=512)
def _prepared(query: str, base: str | None, names: tuple[tuple[str, str], ...]) -> Query:
    return translateQuery(parseQuery(query), base, dict(names))
