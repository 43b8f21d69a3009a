"""The questions of a plan as trees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bibliographe.validate.expressions import Expression
    from bibliographe.validate.nodewise.terms import Term


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable, by its name without the question mark."""

    name: str


THIS = Variable("this")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern with one step; `subject` and `object` are turned round for an inverse one."""

    subject: Variable | Term
    predicate: Variable | str
    object: Variable | Term
    repeats: bool = False
    """Whether the step may be taken any number of times, none included."""

    @property
    def variables(self) -> frozenset[str]:
        """Return the names of its variables."""
        terms = (self.subject, self.predicate, self.object)
        return frozenset(term.name for term in terms if isinstance(term, Variable))


@dataclass(frozen=True, slots=True)
class Filter:
    """A test."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class Bind:
    """A value worked out for a variable."""

    expression: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Values:
    """The values that a variable may have."""

    name: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Union:
    """Groups of which one must have a solution."""

    branches: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Inner:
    """A group within, of which `shown` variables are seen outside; None for all."""

    group: Group
    shown: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Minus:
    """A group whose solutions are taken away."""

    group: Group


Element: TypeAlias = Pattern | Filter | Bind | Values | Union | Inner | Minus


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between braces, in its order."""

    elements: tuple[Element, ...]

    def variables(self) -> frozenset[str]:
        """Return what the group may give a value to, as it is seen outside."""
        found: set[str] = set()
        for element in self.elements:
            match element:
                case Pattern():
                    found |= element.variables
                case Bind() | Values():
                    found.add(element.name)
                case Union():
                    found = found.union(*(branch.variables() for branch in element.branches))
                case Inner(group, shown):
                    found |= group.variables() if shown is None else group.variables() & shown
                case _:
                    pass
        return frozenset(found)
