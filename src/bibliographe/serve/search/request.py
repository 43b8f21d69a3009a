"""What is asked of the search, as typed and checked parameters of an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from bibliographe.errors import ParameterError
from bibliographe.i18n import Text
from bibliographe.serve.search.facets import FACET_OF, FACETS
from bibliographe.serve.search.syntax import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

Sort = Literal["relevance", "newest", "oldest", "title"]
SORTS: dict[Sort, Text] = {
    "relevance": Text("Pertinence", "Relevance"),
    "newest": Text("Date, les plus récents d'abord", "Date, newest first"),
    "oldest": Text("Date, les plus anciens d'abord", "Date, oldest first"),
    "title": Text("Titre", "Title"),
}
Choice = TypeVar("Choice", bound=str)
Parameters = tuple[tuple[str, str], ...]
"""Names and values in the order in which an address has them, not encoded."""
USUAL_SIZE, LARGEST_SIZE = 20, 100
FARTHEST = 100_000
"""The last result that can be paged to."""
_MOST_CHOSEN = 50
_LONGEST_VALUE = 1_000
_YEAR = re.compile(r"[0-9]{1,4}")
_NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question: words, chosen values of facets, order, page. Immutable: each change gives another one."""

    text: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    """Pairs of facet and value, as addresses have them, in the order of the facets."""
    first_year: int | None = None
    last_year: int | None = None
    sort: Sort | None = None
    """None for the usual one: by relevance where there are words, else the newest first."""
    page: int = 1
    size: int = USUAL_SIZE
    more: tuple[str, ...] = ()
    """Facets of which more values than usual are wanted."""

    @classmethod
    def from_params(cls, params: Iterable[tuple[str, str]]) -> SearchRequest:
        """Read the parameters of an address, each name as often as it comes; those of others are passed over.

        Raises `ParameterError`, with what is possible, for a value that its parameter cannot have.
        """
        by_name: dict[str, list[str]] = {}
        for name, value in params:
            if value.strip():
                by_name.setdefault(name, []).append(value.strip())
        last = {name: values[-1] for name, values in by_name.items()}
        request = cls(
            text=read_text(last.get("q", "")),
            chosen=_chosen(by_name),
            first_year=_year("from", last.get("from")),
            last_year=_year("to", last.get("to")),
            sort=one_of("sort", last.get("sort"), SORTS),
            page=number("page", last.get("page"), 1, FARTHEST),
            size=number("size", last.get("size"), USUAL_SIZE, LARGEST_SIZE),
            more=_more(by_name.get("more", ())),
        )
        most = FARTHEST // request.size
        if request.page > most:
            narrow = Text(f"au plus {most} : précisez la question", f"at most {most}: narrow the question")
            raise _refused("page", narrow)
        return request

    @property
    def order(self) -> Sort:
        """Return the order that the results come in."""
        usual: Sort = "relevance" if self.text else "newest"
        return self.sort or usual

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the chosen values of a facet."""
        return tuple(value for name, value in self.chosen if name == facet)

    def params(self) -> Parameters:
        """Return the parameters of this request without those that are as usual: the same request, the same address."""
        said: list[tuple[str, object]] = [("q", self.text), *self.chosen]
        said += [("from", self.first_year), ("to", self.last_year), ("sort", self.sort)]
        said += [("page", self.page if self.page > 1 else None)]
        said += [("size", self.size if self.size != USUAL_SIZE else None), *(("more", name) for name in self.more)]
        return tuple((name, str(value)) for name, value in said if value not in ("", None))

    def at(self, page: int) -> SearchRequest:
        """Return the same question on another page."""
        return replace(self, page=page)

    def sorted_by(self, sort: Sort) -> SearchRequest:
        """Return the same question in another order, from its beginning."""
        return replace(self, sort=sort, page=1)

    def toggled(self, facet: str, value: str) -> SearchRequest:
        """Return the question with a value chosen that was not, or no longer chosen; from its beginning."""
        pair = (facet, value)
        chosen = [one for one in self.chosen if one != pair] if pair in self.chosen else [*self.chosen, pair]
        return replace(self, chosen=_in_order(chosen), page=1)

    def without(self, facet: str) -> SearchRequest:
        """Return the question with no value of a facet chosen."""
        return replace(self, chosen=tuple(pair for pair in self.chosen if pair[0] != facet), page=1)

    def without_years(self) -> SearchRequest:
        """Return the question with no span of years."""
        return replace(self, first_year=None, last_year=None, page=1)

    def with_more(self, facet: str) -> SearchRequest:
        """Return the question with more values of a facet shown, or no longer more."""
        more = tuple(one for one in self.more if one != facet) if facet in self.more else (*self.more, facet)
        return replace(self, more=more)


def _chosen(by_name: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    pairs = [(facet.name, value) for facet in FACETS for value in by_name.get(facet.name, ())]
    if len(pairs) > _MOST_CHOSEN:
        raise _refused(
            pairs[-1][0], Text(f"au plus {_MOST_CHOSEN} valeurs choisies", f"at most {_MOST_CHOSEN} chosen values")
        )
    for name, value in pairs:
        if len(value) > _LONGEST_VALUE:
            raise _refused(name, Text("cette valeur est trop longue", "this value is too long"))
        if name == "year":
            _year(name, value)
    return _in_order(pairs)


def _more(names: Iterable[str]) -> tuple[str, ...]:
    found = (one_of("more", name, FACET_OF) for name in names)
    return tuple(dict.fromkeys(name for name in found if name))


def _in_order(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    names = list(FACET_OF)
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: names.index(pair[0])))


def _year(name: str, value: str | None) -> int | None:
    if value is None:
        return None
    if not _YEAR.fullmatch(value):
        raise _refused(name, Text("une année, par exemple 2024", "a year, for instance 2024"))
    return int(value)


def number(name: str, value: str | None, usual: int, most: int) -> int:
    """Return a parameter that is a whole number from 1 to `most`; raises `ParameterError` for any other."""
    if not value:
        return usual
    if not _NUMBER.fullmatch(value) or not 1 <= int(value) <= most:
        raise _refused(name, Text(f"un nombre de 1 à {most}", f"a number from 1 to {most}"))
    return int(value)


def one_of(name: str, value: str | None, possible: Iterable[Choice]) -> Choice | None:
    """Return a parameter that is one of the words that are possible; raises `ParameterError` for any other."""
    if not value:
        return None
    found = next((one for one in possible if one == value), None)
    if found is None:
        listed = ", ".join(possible)
        raise _refused(name, Text(f"valeurs possibles : {listed}", f"possible values: {listed}"))
    return found


def _refused(name: str, remedy: Text) -> ParameterError:
    return ParameterError(
        Text(f"le paramètre « {name} » n'a pas une valeur possible", f"the parameter '{name}' has no possible value"),
        remedy=remedy,
    )
