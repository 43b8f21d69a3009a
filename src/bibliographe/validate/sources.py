"""Where the values of a query's variables come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibliographe.validate.expressions import Expression


@dataclass(slots=True)
class Sources:
    """Where the values of each variable of a query come from; one name is one variable in all its groups."""

    objects: dict[str, set[str]] = field(default_factory=dict)
    """For a variable that stands as a value: the predicates."""
    through: dict[str, set[str]] = field(default_factory=dict)
    """For one that stands as the value of a variable predicate: the names of these."""
    anything: set[str] = field(default_factory=set)
    """Variables that may be any value: after a path, or after a predicate that is itself a variable."""
    nodes: set[str] = field(default_factory=set)
    """Variables that are subjects or predicates."""
    bound: dict[str, Expression] = field(default_factory=dict)
    """What BIND gives a variable."""

    def predicates_of(self, name: str) -> set[str]:
        """Return the predicates whose values a variable has; none where they cannot be told."""
        return set() if name in self.anything else set(self.objects.get(name, ()))

    def check(self) -> None:
        """Raise `Unsure` where what BIND gives a variable leads back to it."""
        for name in self.bound:
            known, waiting = set(), [self.bound[name]]
            while waiting:
                expression = waiting.pop()
                waiting += expression.parts
                if expression.kind == "variable" and expression.text not in known:
                    known.add(expression.text)
                    waiting += [self.bound[expression.text]] if expression.text in self.bound else []
            if name in known:
                raise Unsure(Text("un BIND qui tourne en rond", "a BIND that goes round in circles"))

    def narrow(self, tests: Sequence[Expression]) -> None:
        """Take note of tests of the whole query that name the predicates that a variable may be."""
        named = {
            test.parts[0].text: {part.text for part in test.parts[1:]}
            for test in tests
            if (test.kind, test.text) == ("operator", "IN")
            and test.parts[0].kind == "variable"
            and all(part.kind == "iri" for part in test.parts[1:])
        }
        for name, predicates in self.through.items():
            if predicates <= named.keys():
                self.objects.setdefault(name, set()).update(*(named[predicate] for predicate in predicates))
            else:
                self.anything.add(name)
