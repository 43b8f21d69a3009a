"""What one query may take: nothing that a client sends can take more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """What is allowed."""

    seconds: float = 30.0
    """From the moment a process takes the query up to the last byte of its answer."""
    memory: int = 1024 * 1024 * 1024
    """Bytes that a process may take beside what the open store does."""
    size: int = 64 * 1024 * 1024
    """Bytes of an answer."""
    rows: int = 500_000
    """Rows or triples of an answer."""
    processes: int = 2
    """Queries that run at once."""
    waiting: int = 16
    """Queries that wait for a process, first come first served; what comes after them is refused at once."""
    patience: float = 60.0
    """Seconds that one waits at most."""
