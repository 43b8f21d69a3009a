"""Some of many like cases: `make test` has ten minutes on two cores for everything, `make fuzz` tries them all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
ALL = bool(os.environ.get("BIBLIOGRAPHE_EXAMPLES"))


def some(cases: Iterable[T], one_in: int) -> list[T]:
    """Return one case in so many, the first always; all of them under `make fuzz`."""
    return list(cases)[:: 1 if ALL else one_in]
