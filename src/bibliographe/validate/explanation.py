"""How shapes are run: what is asked of the whole graph at once, and what is left to pySHACL, node by node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.i18n import Language, Text

    Explained = tuple[str, str, Text]
    """The name of a shape, that of one of its constraints, and how it is run."""


class Explains(Protocol):
    """Shapes that tell how each constraint is run."""

    def explain(self, language: Language) -> Iterable[Explained]:
        """Return how each constraint is run, in the order in which it is told."""
        ...


def explanation(shapes: Explains, language: Language) -> Iterator[str]:
    """Yield one line a shape, and one a constraint of it."""
    before = None
    for shape, constraint, how in shapes.explain(language):
        if shape != before:
            yield shape
        yield f"  {constraint}  {how(language)}"
        before = shape
