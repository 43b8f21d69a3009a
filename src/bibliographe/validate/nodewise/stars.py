"""What is said of nodes, as the pass holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bibliographe.validate.nodewise.terms import Term

Star: TypeAlias = "dict[str, list[Term]]"
"""What is said of one node: the values of each predicate."""
Window: TypeAlias = "dict[str, Star]"
"""Some nodes with all that is said of each."""


def add_to(star: Star, predicate: str, value: Term) -> None:
    """Add one statement to a star."""
    if predicate in star:
        star[predicate].append(value)
    else:
        star[predicate] = [value]
