"""The readings of an import of RDF side by side: what is brought, what is there, what the registers know."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from bibliographe.graph.bulk.decisions import Decision, Sides, decide_all
from bibliographe.graph.files import existing_file, graph_files
from bibliographe.graph.record_lines import record_blocks
from bibliographe.graph.records import REGISTER
from bibliographe.graph.register_lines import Registered, by_thing, registered, registrations
from bibliographe.graph.side_by_side import side_by_side
from bibliographe.graph.sorted_files import sorted_files
from bibliographe.work import mapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from bibliographe.config import Catalogue
    from bibliographe.graph.bulk.incoming import Incoming
    from bibliographe.graph.sorted_files import SortedFiles
    from bibliographe.progress import Progress

_AT_ONCE = 1000
"""Records decided on in one call."""
_EMPTY = Registered("", None, [])  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Merging:
    """The sorted files of one import."""

    catalogue: Catalogue
    found: Incoming
    current: SortedFiles
    """The source's own file, as an earlier import or a person left it."""
    elsewhere: SortedFiles
    lost: bool
    """There is no such file."""

    def decided(
        self, executor: Executor | None, progress: Progress, *, in_order: bool
    ) -> Iterator[tuple[Sides, Decision, list[str]]]:
        """Yield each thing's sides, the decision on it, and its lines in the register where these are ours.

        Raises `MisnamedError` as `bibliographe.graph.register_lines.registered` does.
        """
        with ExitStack() as stack:
            sides = self._sides(stack, progress, in_order=in_order)
            chunks = iter(lambda: list(islice(sides, _AT_ONCE)), [])
            # The sides are sent and the decisions come back: the chunks wait here meanwhile, in the same order.
            waiting: list[list[tuple[Sides, list[str]]]] = []

            def sent() -> Iterator[list[Sides]]:
                for chunk in chunks:
                    waiting.append(chunk)
                    yield [side for side, _lines in chunk]

            for decisions in mapped(decide_all, sent(), executor):
                for (side, lines), decision in zip(waiting.pop(0), decisions, strict=True):
                    yield side, decision, lines

    def _sides(self, stack: ExitStack, progress: Progress, *, in_order: bool) -> Iterator[tuple[Sides, list[str]]]:
        base = self.catalogue.base
        new = stack.enter_context(record_blocks(self.found.records, base, progress))
        current = stack.enter_context(record_blocks(self.current, base))
        elsewhere = stack.enter_context(record_blocks(self.elsewhere, base))
        known = stack.enter_context(registered(self.catalogue, in_order=in_order))
        brought = registrations(self.found.register, base, in_order=in_order)
        for thing, what in side_by_side(new, current, elsewhere, by_thing(known), by_thing(brought)):
            here, there = what.get(3, _EMPTY), what.get(4, _EMPTY)
            said = what.get(0, []), what.get(1, []), what.get(2, [])
            yield Sides(thing, *said, here.registration, there.registration, self.lost), here.lines


@contextmanager
def merging(catalogue: Catalogue, source_id: str, found: Incoming) -> Iterator[Merging]:
    """Give the sorted files of one import; raises `GraphError` when a file of `graph/` is not RDF."""
    own = existing_file(catalogue.graph, source_id)
    others = [path for path in graph_files(catalogue) if path.stem not in (REGISTER, source_id)]
    with (
        sorted_files([own] if own.exists() else [], catalogue.base) as current,
        sorted_files(others, catalogue.base) as elsewhere,
    ):
        yield Merging(catalogue, found, current, elsewhere, not own.exists())
