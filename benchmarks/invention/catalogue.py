"""A whole catalogue, written to a folder file by file, in memory that does not grow with it."""

from __future__ import annotations

import random
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from invention import dates
from invention.agents import all_agents
from invention.containers import all_containers
from invention.entries import Maker
from invention.injection import Injection
from invention.pools import Shared
from invention.register import Register
from invention.selections import SelectionMaker, sizes
from invention.terms import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from invention.terms import Thing

LIMIT = 1_500_000
"""Entries beyond which persons would have to share names."""
SETTINGS = f"""# Un catalogue inventé / An invented catalogue: benchmarks/generate.py
base = "{BASE}"
title = {{ fr = "Catalogue inventé", en = "Invented catalogue" }}
languages = ["fr"]
"""
FAULTS_FILE = "faults.jsonl"
_FIRST_DAY, _LAST_DAY = date(2005, 1, 10).toordinal(), date(2025, 10, 20).toordinal()
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What catalogue is wanted."""

    entries: int
    seed: int = 7
    lean: bool = False
    """Without the text as printed, dates as printed, lists of authors and register: about 16 triples an entry."""
    faults: float = 0.0
    """The share of entries that get a fault."""


def generate(folder: Path, order: Order) -> dict[str, int]:
    """Write `catalogue.toml`, `graph/*.nt` and `faults.jsonl` into a folder; return how many faults of each kind.

    Each file is sorted N-Triples: `graph/selection-00001.nt` and its like one selection each; `agents.nt`,
    `periodicals.nt`, `topics.nt` and `register.nt` what is everybody's. Raises `ValueError` beyond `LIMIT` entries.
    """
    if order.entries > LIMIT:
        raise ValueError(f"no more than {LIMIT} entries: there are no more names")
    graph = folder / "graph"
    graph.mkdir(parents=True)
    (folder / "catalogue.toml").write_text(SETTINGS, encoding="utf-8")
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=folder)))
        found = stack.enter_context((folder / FAULTS_FILE).open("w", encoding="utf-8"))
        writer = _Writer(graph, None if order.lean else Register(scratch))
        chance = random.Random(order.seed)  # noqa: S311 - invented data, the same at every run
        injection = Injection(random.Random(order.seed + 1), order.faults, found)  # noqa: S311
        shared = Shared()
        maker = SelectionMaker(Maker(chance, shared, order.seed, order.lean), injection)
        with (scratch / "topics").open("w+", encoding="utf-8") as topics:
            writer.selections(maker, sizes(chance, order.entries), topics)
        last = f"{date.fromordinal(_LAST_DAY)}T09:00:00Z"
        writer.shared("agents", map(injection.thing, all_agents(shared, order.seed)), last)
        writer.shared("periodicals", map(injection.thing, all_containers(shared, order.lean)), last)
        if writer.register:
            writer.register.write(graph / "register.nt")
        return injection.counts()


@dataclass(frozen=True, slots=True)
class _Writer:
    graph: Path
    register: Register | None

    def selections(self, maker: SelectionMaker, wanted: list[int], topics: TextIO) -> None:
        """Write each selection to its own file; schemes, then topics, to theirs."""
        with (self.graph / "topics.nt").open("w", encoding="utf-8") as shared:
            for index, size in enumerate(wanted):
                day = _FIRST_DAY + index * (_LAST_DAY - _FIRST_DAY) // max(1, len(wanted))
                selection = maker.selection(index, size, day)
                things = sorted(selection.things, key=lambda thing: thing.iri)
                with (self.graph / f"{selection.name}.nt").open("w", encoding="utf-8") as own:
                    own.writelines(thing.lines() for thing in things)
                shared.write(selection.scheme.lines())
                topics.writelines(topic.lines() for topic in selection.topics)
                if self.register:
                    moment = f"{dates.on_day(day).value}T09:00:00Z"
                    self.register.note([*things, selection.scheme, *selection.topics], moment)
            topics.seek(0)
            shutil.copyfileobj(topics, shared)

    def shared(self, stem: str, things: Iterable[Thing], moment: str) -> None:
        """Write what is everybody's."""
        with (self.graph / f"{stem}.nt").open("w", encoding="utf-8") as own:
            for batch in _batches(things):
                own.writelines(thing.lines() for thing in batch)
                if self.register:
                    self.register.note(batch, moment)


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    batch: list[Thing] = []
    for thing in things:
        batch.append(thing)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def merge(folder: Path, target: Path) -> None:
    """Put the files of a catalogue's graph into one, for the peers that read one file."""
    with target.open("wb") as whole:
        for path in sorted((folder / "graph").glob("*.nt")):
            with path.open("rb") as part:
                shutil.copyfileobj(part, whole)
