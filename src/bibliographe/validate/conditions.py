"""Conditions of SPARQL put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def exists(patterns: Sequence[str], condition: str) -> str:
    """Return the condition that patterns, each linked with one before it, lead to what fulfils another."""
    if condition == "false":
        return "false"
    first, *others = patterns
    inner = exists(others, condition) if others else condition
    return f"EXISTS {{ {first}{f' FILTER({inner})' if inner not in ('', 'true') else ''} }}"


def any_of(conditions: Iterable[str]) -> str:
    """Return the condition that one of several holds."""
    parts = [part for part in dict.fromkeys(conditions) if part != "false"]
    if "true" in parts:
        return "true"
    return f"({' || '.join(parts)})" if parts else "false"


def all_of(conditions: Iterable[str]) -> str:
    """Return the condition that each of several holds."""
    parts = [part for part in dict.fromkeys(conditions) if part != "true"]
    if "false" in parts:
        return "false"
    return f"({' && '.join(parts)})" if parts else "true"
