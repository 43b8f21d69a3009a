"""A time limit for what has none of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class TooLateError(Exception):
    """Work took more time than it was given."""


def within(seconds: float | None, work: Callable[[], Result], name: str = "work") -> Result:
    """Return what `work` returns, or raise `TooLateError` when that takes more than `seconds`.

    What comes too late goes on in a daemon thread called `name`, which does not keep the command from ending.
    """
    if seconds is None:
        return work()
    results: list[Result] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # given to the thread that waits
            failures.append(error)

    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    thread.join(seconds)
    if failures:
        raise failures[0]
    if not results:
        raise TooLateError(f"not done within {seconds:g} s")
    return results[0]
