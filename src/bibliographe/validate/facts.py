"""What a store's literals are like, as far as the answer of a question hangs on it.

rdflib and the store agree on how to compare two numbers, two strings, two days; not on a year with a day, or on what
is no value of its datatype. Where the data is not such that they agree, the nodes in doubt are asked for as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, cast

from bibliographe.validate.kinds import KINDS, of_kind
from bibliographe.validate.regex import ODD_SPACES
from bibliographe.validate.written import MARK, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pyoxigraph

    from bibliographe.validate.reading import DataFile

NODES, UNMARKED, STRINGS, NUMBERS, SMALL, SAME, ALIKE = (
    "nodes", "unmarked", "string", "number", "small", "same", "alike",
)  # fmt: skip
UNENDED, UNBROKEN, UNSPACED, ASCII, NUMERALS, SHORT = "unended", "unbroken", "unspaced", "ascii", "numerals", "short"
NEVER = "never"
_OF_ANY = (UNENDED, UNSPACED)
"""What the bytes of files tell of all their texts (`bibliographe.validate.escapes`)."""
SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


@dataclass(frozen=True, slots=True, order=True)
class Requirement:
    """What must be true of the data for a question to stand for its constraint.

    `kind` is `nodes` (the graph has no blank nodes), `unmarked` (all objects of the predicates are stored as they were
    written), `string` or `number` (they are that), `small` (integers of at most six digits), `same` (all can be told
    equal or not) or `alike` (all are of one kind that has an order). Of their texts: `unended` (none ends in a line
    break), `unbroken` (none has any), `unspaced` (none has a space that Python alone knows), `ascii`, `numerals` (none
    has what Python alone reads in a number) or `short` (that, and no number of more than fifteen digits). `never` is
    what no data is like. `predicates` is None where the values may be those of any predicate.
    """

    kind: str
    predicates: tuple[str, ...] | None = ()


def agreed(kind: str, *values: str) -> str:
    """Return the condition under which the engines agree about values in the way that `kind` tells."""
    if kind == ALIKE:
        alike = (" && ".join(of_kind(name, value) for value in values) for name in KINDS)
        return "(" + " || ".join(f"({part})" for part in alike) + ")"
    return " && ".join(f"({_CONDITIONS[kind].replace('?o', value)})" for value in values)


UNLIKE = "[^!-^`-~]"
"""What Python takes in a number and the store does not, and more: spaces, low lines, the digits of other scripts."""
_MARKED = f'STRSTARTS(STR(DATATYPE(?o)), "{MARK}")'
_CONDITIONS = {
    NODES: "!ISBLANK(?o)",
    UNMARKED: f"!ISLITERAL(?o) || !{_MARKED}",
    UNENDED: '!STRENDS(STR(?o), "\\n")',
    UNBROKEN: '!CONTAINS(STR(?o), "\\n")',
    UNSPACED: f'!REGEX(STR(?o), "{ODD_SPACES}")',
    ASCII: '!REGEX(STR(?o), "[^\\\\x00-\\\\x7F]")',
    NUMERALS: f'!REGEX(STR(?o), "{UNLIKE}")',
    SHORT: f'!REGEX(STR(?o), "[0-9]{{16}}|{UNLIKE}")',
    STRINGS: of_kind("string", "?o"),
    NUMBERS: of_kind("number", "?o"),
    SMALL: f'DATATYPE(?o) = <{XSD}integer> && REGEX(STR(?o), "^-?[0-9]{{1,6}}$")',
    SAME: "!ISLITERAL(?o) || LANG(?o) != '' || " + " || ".join(f"({of_kind(k, '?o')})" for k in (*KINDS, "truth")),
}


class Facts:
    """Answers about some data, each worked out once."""

    def __init__(self, matches_nothing: Callable[[str], bool], files: Sequence[DataFile] = ()) -> None:
        """Look at nothing yet.

        `matches_nothing` tells of a group whether nothing in the data matches it; `files` are the data, where these may
        be quicker to look through.
        """
        self._matches_nothing, self._files = lru_cache(maxsize=None)(matches_nothing), files
        self._nowhere: dict[str, bool] = {}
        self._has_names_only = False

    def note_names_only(self) -> None:
        """Take note that there are no blank nodes, which takes a scan of the whole store to find out."""
        self._has_names_only = True

    def unmet(self, requirements: Iterable[Requirement]) -> frozenset[Requirement]:
        """Return those of `requirements` that the data does not meet."""
        return frozenset(requirement for requirement in requirements if not self._meets(requirement))

    def groups(self, requirements: Iterable[Requirement]) -> Iterator[str]:
        """Yield what may have to be looked for to tell whether `requirements` are met, by what is said of `?this`."""
        for requirement in requirements:
            if not (requirement.kind in _OF_ANY and self._is_nowhere(requirement.kind)):
                yield from chain.from_iterable(_disproofs(requirement))

    def has_subclasses(self) -> bool:
        """Tell whether the graph says of any class that it is narrower than another."""
        return not self._matches_nothing(f"?this <{SUBCLASS}> ?o")

    def _meets(self, requirement: Requirement) -> bool:
        if requirement.kind == NODES:
            return self._has_names_only or self._matches_nothing("?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o))")
        if requirement.kind in _OF_ANY and self._is_nowhere(requirement.kind):
            return True
        return any(all(map(self._matches_nothing, groups)) for groups in _disproofs(requirement))

    def _is_nowhere(self, kind: str) -> bool:
        """Tell whether no text of any predicate is such that the engines read it in two ways."""
        if not self._files or not all(file.is_text for file in self._files):
            return self._matches_nothing(f"?s ?p ?o FILTER(ISLITERAL(?o) && !({_CONDITIONS[kind]}))")
        if kind not in self._nowhere:
            from bibliographe.validate.escapes import may_hold

            self._nowhere[kind] = not any(may_hold(file.path, kind) for file in self._files)
        return self._nowhere[kind]


def facts_of(store: pyoxigraph.Store, files: Sequence[DataFile] = ()) -> Facts:
    """Return the facts about a store; `files` are what it was made of."""
    return Facts(lambda group: not cast("pyoxigraph.QueryBoolean", store.query(f"ASK {{ {group} }}")), files)


def _disproofs(requirement: Requirement) -> list[list[str]]:
    """Return groups, all of one list of which must match nothing for a requirement of values to be met."""
    if requirement.predicates is None or requirement.kind in (NODES, NEVER):
        return []
    conditions = (
        [of_kind(kind, "?o") for kind in KINDS] if requirement.kind == ALIKE else [_CONDITIONS[requirement.kind]]
    )
    return [
        [f"?this <{predicate}> ?o FILTER(!COALESCE({condition}, false))" for predicate in requirement.predicates]
        for condition in conditions
    ]
