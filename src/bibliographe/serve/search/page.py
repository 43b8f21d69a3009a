"""One page of results, for a template or as JSON: data only, no HTML, words for people in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bibliographe.i18n import Text
    from bibliographe.serve.search.request import Parameters, SearchRequest

Matched = Literal["everything", "all", "close", "some"]
"""What the results have of the question: nothing was asked; all the words; all but for typos; half of them at least."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, marked when it is a word that was asked for."""

    text: str
    marked: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One entry that answers."""

    iri: str
    type: Text
    """The name of its document type."""
    title: Pieces
    language: str
    """That of its title and its contents."""
    people: Text
    """Who made it, on one line; empty where nobody is named."""
    citation: Text
    """Where and when it appeared, on one line."""
    year: int | None
    numbers: tuple[str, ...]
    """Its numbers in the selections that list it."""
    snippet: Pieces
    """Where the words stand in what may be shown of its contents, its keywords, its abstract; may be empty."""
    kind: str = "entry"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: how many of the results have it, and what its link asks for."""

    iri: str
    """Or the year, or the code of the language."""
    label: Text
    language: str
    """That of a label which is the same for all readers; empty for names, and where each has its own."""
    count: int
    chosen: bool
    params: Parameters
    """The question with this value chosen, or no longer chosen when it is."""


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one facet that the results have, those that most have first; years from the latest."""

    name: str
    label: Text
    values: tuple[FacetValue, ...]
    more: Parameters | None
    """The question with more values of this facet shown; None when all are shown."""
    clear: Parameters | None
    """The question with none of its values chosen; None when none is."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice that narrows the results, and the question without it."""

    facet: Text
    label: Text
    params: Parameters


@dataclass(frozen=True, slots=True)
class SortChoice:
    """An order that the results may come in."""

    name: str
    label: Text
    chosen: bool
    params: Parameters


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of the answer to a question."""

    request: SearchRequest
    matched: Matched
    total: int
    """Of all entries that answer, counted."""
    exact: int
    """How many of these have all the words as they were asked for; they come first."""
    results: tuple[Result, ...]
    facets: tuple[Facet, ...]
    chosen: tuple[Chosen, ...]
    sorts: tuple[SortChoice, ...]
    first: int
    """The place of the first result of this page, from 1; 0 when there is none."""
    last: int
    pages: int
    previous: Parameters | None
    next: Parameters | None
