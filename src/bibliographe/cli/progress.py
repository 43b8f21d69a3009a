"""A bar with rate and time left for a person at a terminal; a pipe hears nothing."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from bibliographe.i18n import Language, Text, preferred_language
from bibliographe.progress import SILENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from bibliographe.progress import Progress

_RATE = Text("{rate}/s", "{rate}/s")
_THOUSAND = 1000
_LONG = 16_000_000


@contextmanager
def shown() -> Iterator[Progress]:
    """Give a progress that is drawn on standard error while it is a terminal, and wiped at the end."""
    if not sys.stderr.isatty():
        yield SILENCE
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Bar(bar, preferred_language())


def shown_for(size: int) -> AbstractContextManager[Progress]:
    """Give the same for work on so many bytes, if it takes long enough for a person to wonder."""
    return shown() if size >= _LONG else nullcontext(SILENCE)


class Bar:
    """One line a stage; the stage before is taken away."""

    def __init__(self, bar: RichProgress, language: Language) -> None:
        self._bar, self._language = bar, language
        self._task: TaskID | None = None

    def stage(self, name: Text, total: int | None = None) -> None:
        """Begin a new line."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(name(self._language), total=total, rate="")

    def advance(self, steps: int = 1) -> None:
        """Move the bar, and say how fast it goes."""
        if self._task is None:
            return
        self._bar.advance(self._task, steps)
        speed = self._bar.tasks[-1].speed
        self._bar.update(self._task, rate=_RATE(self._language).format(rate=_short(speed)) if speed else "")


def _short(number: float) -> str:
    """Return a number as a person takes it in at a glance: `950`, `12k`, `3.4M`."""
    for unit in ("", "k", "M", "G"):
        if number < _THOUSAND:
            return f"{number:.0f}{unit}" if number >= 10 or not unit else f"{number:.1f}{unit}"
        number /= _THOUSAND
    return f"{number:.0f}T"
