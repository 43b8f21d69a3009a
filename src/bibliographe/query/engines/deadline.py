"""A time limit for queries: pyoxigraph cannot be stopped, but it lets other threads run."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bibliographe import deadline
from bibliographe.errors import QueryError
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


def within(seconds: float | None, work: Callable[[], Result]) -> Result:
    """Return what `work` returns, or raise `QueryError` when that takes more than `seconds`."""
    try:
        return deadline.within(seconds, work, "query")
    except deadline.TooLateError as error:
        raise QueryError(
            Text(f"pas de réponse en {seconds:g} s : la requête est abandonnée",
                 f"no answer within {seconds:g} s: the query is given up"),
            remedy=Text("précisez la question, ou accordez plus de temps avec --timeout",
                        "narrow the question, or give it more time with --timeout"),
        ) from error  # fmt: skip
