"""What a query file says about itself: its words, its parameters, how to show its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bibliographe.i18n import Text

ParameterType = Literal["iri", "string", "integer", "year", "date", "language", "enum"]
ChartType = Literal["bar", "column", "line", "network", "matrix", "timeline"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that an `enum` parameter may take."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank of the question: its name is a variable of the query that has a slot.

    `kind` is the class of an `iri` (`"skos:Concept"`), `scheme` the shipped scheme that the concept must be of
    (`"type"`, `"role"`), None for the catalogue's own topics.
    """

    name: str
    type: ParameterType
    label: Text
    required: bool = False
    kind: str | None = None
    scheme: str | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a person sees; `link` names the column that holds the address of what it says."""

    name: str
    label: Text
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """How a person would rather see the answer: which column plays which part.

    `bar`, `column`, `line`, `timeline`: `label` and `value`; `network`, `matrix`: `label`, `other` and `value`.
    """

    type: ChartType
    label: str
    value: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The `#+` lines of a query file."""

    title: Text
    summary: Text
    tags: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    chart: Chart | None = None
    parameters: tuple[Parameter, ...] = ()
