"""What can answer a query: one port, an adapter per kind of store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bibliographe.query.answer import Answer


class Engine(Protocol):
    """Anything that answers a SPARQL 1.1 query over its default graph."""

    def ask(self, query: str) -> Answer:
        """Return the answer; raises `QueryError` when the query cannot be answered as it stands."""
        ...
