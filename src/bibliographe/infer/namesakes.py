"""The names of things that have several, put in for each other while the lines about them are read.

What is said of one is true of the other (eq-sym, eq-trans, eq-rep-s, eq-rep-o). Memory grows with the things that have
two names.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from bibliographe.infer.terms import END, SAME_AS, line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple

    from bibliographe.graph.lines import Parts


class Namesakes:
    """The things that have several names, by pairs of terms that are one."""

    def __init__(self, links: Iterable[tuple[str, str]] = ()) -> None:
        found: dict[str, set[str]] = {}
        for one, other in links:
            more, fewer = found.setdefault(one, {one}), found.setdefault(other, {other})
            if more is not fewer:
                if len(more) < len(fewer):
                    more, fewer = fewer, more
                more |= fewer
                found.update(dict.fromkeys(fewer, more))
        self._names = {name: names for name, names in found.items() if len(names) > 1}

    def __eq__(self, other: object) -> bool:
        """Tell whether the same things have the same names."""
        return isinstance(other, Namesakes) and self._names == other._names

    __hash__ = None  # type: ignore[assignment]

    def renamed(self, statements: Iterable[Parts], put: Callable[[str], object]) -> Iterable[Parts]:
        """Yield the statements, each under all names of its subject and value too; `put` gets the lines of those."""
        if not self._names:
            return statements
        return self._all_renamed(statements, put)

    def _all_renamed(self, statements: Iterable[Parts], put: Callable[[str], object]) -> Iterator[Parts]:
        names = self._names
        for statement in statements:
            yield statement
            subject, predicate, rest = statement
            value = rest.removesuffix(END)
            if subject not in names and value not in names:
                continue
            for one in names.get(subject, (subject,)):
                for other in names.get(value, (value,)):
                    if (one, other) != (subject, value):
                        if line := line_of(one, predicate[1:-1], other):
                            put(line)
                        yield one, predicate, f"{other}{END}"

    def axioms(self, is_a_term: Callable[[str], bool]) -> Iterator[Triple]:
        """Yield that the names are one of each thing of which one name is a term, a literal aside."""
        for name, names in self._names.items():
            if name == min(names) and any(map(is_a_term, names)):
                resources = [name for name in sorted(names) if not name.startswith('"')]
                text = "".join(f"{one} {SAME_AS} {other}{END}" for one, other in permutations(resources, 2))
                yield from (quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))
