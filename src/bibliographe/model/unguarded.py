"""Frozen dataclasses without the guard that they have at run time."""

from __future__ import annotations

from dataclasses import field, fields, make_dataclass
from typing import Any, TypeVar

Class = TypeVar("Class")


def unguarded(frozen: type[Class]) -> type[Class]:
    """Return a frozen dataclass whose objects are made in a third of the time: that nothing changes them, mypy sees.

    The constructor of a frozen dataclass goes around its own guard for each field, which costs as much as reading one
    of a record. All else stays: equality, hash, slots, `replace`, copies.
    """
    said: list[Any] = [
        (one.name, Any, field(default=one.default, default_factory=one.default_factory))
        for one in fields(frozen)  # type: ignore[arg-type]
    ]
    plain: Any = make_dataclass(frozen.__name__, said, eq=False, repr=False)
    setattr(frozen, "__init__", plain.__init__)  # noqa: B010 - for type checkers, a class has the one that it has
    for guard in ("__setattr__", "__delattr__"):
        delattr(frozen, guard)
    return frozen
