"""A time limit for what has none of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from bibliographe.errors import QueryError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


def within(seconds: float | None, work: Callable[[], Result]) -> Result:
    """Return what `work` returns, or raise `QueryError` when that takes more than `seconds`.

    pyoxigraph cannot be stopped, but it lets other threads run: what comes too late goes on in a daemon thread,
    which does not keep the command from ending.
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

    thread = threading.Thread(target=run, name="query", daemon=True)
    thread.start()
    thread.join(seconds)
    if failures:
        raise failures[0]
    if not results:
        raise QueryError(
            Text(f"pas de réponse en {seconds:g} s : la requête est abandonnée",
                 f"no answer within {seconds:g} s: the query is given up"),
            remedy=Text("précisez la question, ou accordez plus de temps avec --timeout",
                        "narrow the question, or give it more time with --timeout"),
        )  # fmt: skip
    return results[0]
