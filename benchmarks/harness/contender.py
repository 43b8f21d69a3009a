"""An experiment and those who take part in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.data import BENCHMARKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Workplace

Judgement = dict[str, object]
_SCRIPTS = BENCHMARKS / "contenders"


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do the job."""

    key: str
    """What `--peers` calls it."""
    name: str
    command: Callable[[], list[str]]
    """Called before each run, so that what it writes is out of the way."""
    packages: tuple[str, ...]
    """Whose versions matter."""
    ours: bool = False
    largest: int = 1_000_000
    """Entries beyond which it is not even tried, unless it is named."""
    accepted: tuple[int, ...] = (0,)
    judge: Callable[[], Judgement] = field(default=dict)
    """Says, after the last run, what was found and whether that is right."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """One question, and all who answer it."""

    title: str
    about: str
    contenders: Callable[[Workplace], list[Contender]]
    data: str | None = "lean"
    """The kind of catalogue that it works on, None when it is something else."""
    entries: int | None = None
    """How many entries it always has, None when the command line says so."""
    rated: bool = False
    """Whether the page tells how many entries a second of processor time is enough for."""


def script(python: str, name: str, *arguments: object) -> list[str]:
    """Return the command of a contender's script."""
    return [python, str(_SCRIPTS / f"{name}.py"), *map(str, arguments)]
