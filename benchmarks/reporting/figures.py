"""How figures are written: what a result is, and seconds, ratios and cells in the words of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Result = dict[str, Any]


def in_seconds(value: float) -> str:
    """Return a duration with about three digits."""
    return f"{value:,.0f} s" if value >= 100 else f"{value:.1f} s" if value >= 10 else f"{value:.2f} s"


def ratio(value: float) -> str:
    """Return how many times as long, with about two digits."""
    return f"×{value:.0f}" if value >= 10 else f"×{value:.2g}"


def cell(text: str) -> str:
    """Return a text that a cell of a table can hold."""
    return text.replace("|", "\\|").replace("\n", " ")[:80]


def points(sizes: Iterable[Result]) -> list[tuple[str, int, float]]:
    """Return who took how many seconds for how many entries."""
    return [
        (row["contender"], result["entries"], row["seconds"])
        for result in sizes
        for row in result["rows"]
        if "failure" not in row
    ]


def measured(result: Result, rest: str = "") -> str:
    """Return when and on what machine a result was measured, as an item of a list; `rest` follows the entries."""
    machine = result["machine"]
    return (
        f"{result['entries']:,} entries: {rest}{result['date']}, {machine['cores']} cores of "
        f"{machine['processor']}, {machine['memory_gb']} GB, {machine['system']}"
    )
