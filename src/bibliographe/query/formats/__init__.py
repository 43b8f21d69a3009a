"""The forms that an answer can be written in: one module each, `write(reply) -> str`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from bibliographe.errors import QueryError
from bibliographe.i18n import Text
from bibliographe.plugins import brought, brought_as

if TYPE_CHECKING:
    from bibliographe.query.reply import Reply

_HERE = "bibliographe.query.formats"
_MODULES = {
    "table": f"{_HERE}.table",
    "csv": f"{_HERE}.csv_results",
    "tsv": f"{_HERE}.tsv_results",
    "json": f"{_HERE}.json_results",
    "xml": f"{_HERE}.xml_results",
    "md": f"{_HERE}.markdown",
    "html": f"{_HERE}.page",
    "ttl": f"{_HERE}.turtle",
    "svg": f"{_HERE}.drawing",
}
ENTRY_POINTS = "bibliographe.answer_formats"
"""The entry point group by which other packages add forms: a name, and a module with `write`."""


class _Writer(Protocol):
    def write(self, reply: Reply) -> str: ...


def format_names() -> tuple[str, ...]:
    """Return the names of the forms, those of other packages last."""
    added = sorted(point.name for point in brought(ENTRY_POINTS))
    return (*_MODULES, *(name for name in added if name not in _MODULES))


def write(reply: Reply, form: str) -> str:
    """Return the answer in one form.

    Raises `QueryError` when there is no such form, or when this answer cannot be written in it.
    """
    if form in _MODULES:
        return cast("_Writer", import_module(_MODULES[form])).write(reply)
    point = brought_as(ENTRY_POINTS, form)
    if point is not None:
        return cast("_Writer", point.load()).write(reply)
    names = ", ".join(format_names())
    raise QueryError(
        Text(f"format inconnu : « {form} »", f"unknown format: '{form}'"),
        remedy=Text(f"formats possibles : {names}", f"possible formats: {names}"),
    )


def default_format(reply: Reply) -> str:
    """Return the form to use when nobody chose one: a table, or Turtle for a graph."""
    return "ttl" if reply.form in ("CONSTRUCT", "DESCRIBE") else "table"


def unfit(form: str, reply: Reply, instead: str) -> QueryError:
    """Return the error for an answer that a form cannot hold."""
    return QueryError(
        Text(f"la réponse d'une requête {reply.form} ne s'écrit pas en {form}",
             f"the answer of a {reply.form} query cannot be written as {form}"),
        remedy=Text(f"employez --format {instead}", f"use --format {instead}"),
    )  # fmt: skip
