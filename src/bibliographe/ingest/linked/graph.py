"""The statements of one source, by what they are about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from bibliographe.ingest.linked.terms import class_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.ingest.linked.statements import Statement
    from bibliographe.ingest.linked.terms import Term


class Graph:
    """A graph in memory, in the order of its source; statements that come twice count once."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Sort the statements by subject and by object."""
        self._about: dict[Term, dict[tuple[Term, Term], Statement]] = {}
        self._to: dict[Term, list[Statement]] = defaultdict(list)
        for one in statements:
            own = self._about.setdefault(one.subject, {})
            is_new = own.setdefault((one.predicate, one.object), one) is one
            if is_new and isinstance(one.object, NamedNode | BlankNode):
                self._to[one.object].append(one)

    def __len__(self) -> int:
        """Return the number of statements."""
        return sum(map(len, self._about.values()))

    def subjects(self) -> Iterator[Term]:
        """Yield what statements are about, in the order of the source."""
        yield from self._about

    def statements(self) -> Iterator[Statement]:
        """Yield all statements, those about one thing together."""
        for own in self._about.values():
            yield from own.values()

    def about(self, subject: Term) -> list[Statement]:
        """Return the statements about a thing, in the order of the source."""
        return list(self._about.get(subject, {}).values())

    def to(self, value: Term) -> list[Statement]:
        """Return the statements that refer to a thing."""
        return self._to.get(value, [])

    def describes(self, term: Term) -> bool:
        """Tell whether anything is said of a term."""
        return term in self._about

    def classes(self, subject: Term) -> list[str]:
        """Return the classes of a thing by their compact names."""
        return [class_of(value) for value in self.objects(subject, "rdf:type")]

    def objects(self, subject: Term, *names: str) -> list[Term]:
        """Return what a thing has by some properties, in the order of the names."""
        statements = self.about(subject)
        return [one.object for name in names for one in statements if name_of(one.predicate) == name]
