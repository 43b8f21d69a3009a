"""Suspects put together by what they may break, in batches that pySHACL is shown at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from bibliographe.validate.plan import Part, Solving
    from bibliographe.validate.suspects import Suspects
    from bibliographe.validate.written import Term

_BATCH = 2_000
"""Suspects in a batch: enough to pay for reading the shapes, few enough to forget."""


@dataclass(frozen=True, slots=True)
class Suspected:
    """The nodes that may break one part of a shape."""

    part: Part
    nodes: tuple[Term, ...] = ()
    solving: Solving | None = None
    """How what is wrong with them is found; None where pySHACL looks for it."""
    doubt: str = ""
    """Where the engines may not agree about the values that are wrong, as a condition."""


def batches(
    suspects: Iterable[Suspects], left: Collection[Part], targets_among: Callable[[Suspects], set[Term]]
) -> Iterator[tuple[Suspected, ...]]:
    """Yield suspects in batches, in a stable order; those of breaking a part that is `left` to pySHACL are left out.

    `targets_among` tells which nodes a shape is meant for, where the store is not certain.
    """
    found: dict[Part, set[Term]] = defaultdict(set)
    asked: dict[Part, Suspected] = {}
    for one in suspects:
        nodes = targets_among(one) if one.are_targets_doubtful else one.nodes
        for part in one.question.parts:
            if part not in left:
                found[part] |= nodes
                asked[part] = Suspected(part, solving=one.question.solving, doubt=one.doubt)
    pairs = ((part, node) for part, nodes in found.items() for node in sorted(nodes, key=lambda node: node.value))
    while some := list(islice(pairs, _BATCH)):
        by_part = groupby(some, key=itemgetter(0))
        yield tuple(replace(asked[part], nodes=tuple(node for _, node in group)) for part, group in by_part)
