"""The kind of each expression of a query, and what must be so in the data for both engines to take it for that."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.doubts import Doubt
from bibliographe.validate.facts import ALIKE, NODES, NUMBERS, SAME, SMALL, Requirement, agreed
from bibliographe.validate.groups import PREBOUND
from bibliographe.validate.sizes import size_of
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from bibliographe.validate.expressions import Expression
    from bibliographe.validate.sources import Sources

NO_TEST = Text("une condition qui n'est pas un test", "a condition that is no test")


class Kinds(ABC):
    """Works out the kind of each expression: `string`, `number`, `boolean`, `node`, or `raw`, a value of the data.

    What must be so in the data is `found`, as doubts.
    """

    def __init__(self, sources: Sources) -> None:
        """Begin with what the patterns of the query give."""
        self.sources = sources
        self.kinds: dict[str, str] = {}
        self.found: list[Doubt] = []

    @abstractmethod
    def call(self, expression: Expression) -> str:
        """Return the kind of what a function gives."""

    def begin(self) -> None:
        """Forget what was found: another part of the query is read."""
        self.found, self.kinds = [], {}

    def kind(self, expression: Expression) -> str:
        """Return the kind of an expression; raises `Unsure` where the engines may take it for different things."""
        match expression.kind:
            case "variable":
                return self.variable_kind(expression.text)
            case "string" | "number" | "boolean":
                return expression.kind
            case "iri":
                return "node"
            case "exists":
                return "boolean"
            case "operator":
                return self._operator(expression)
        return self.call(expression)

    def variable_kind(self, name: str) -> str:
        """Return the kind of a variable: of what it is bound to, or of what the data say."""
        if name in PREBOUND:
            raise Unsure(Text(f"${name}", f"${name}"))
        if name in self.sources.bound:
            if name not in self.kinds:
                self.kinds[name] = "raw"  # while it is worked out
                self.kinds[name] = self.kind(self.sources.bound[name])
            return self.kinds[name]
        is_value = name in self.sources.objects or name in self.sources.anything
        return "raw" if is_value or name not in self.sources.nodes else "node"

    def _operator(self, expression: Expression) -> str:
        if expression.text in ("||", "&&", "!"):
            for part in expression.parts:
                if self.kind(part) != "boolean":
                    raise Unsure(NO_TEST)
            return "boolean"
        if expression.text in ("+", "-", "*"):
            self.calculate(expression)
            return "number"
        if expression.text == "/":
            raise Unsure(Text("une division", "a division"))
        first, *others = expression.parts
        for other in others:
            self._compare(expression.text, first, other)
        return "boolean"

    def calculate(self, expression: Expression) -> None:
        """Take numbers that are small enough for both engines to calculate alike."""
        for part in expression.parts:
            self.need(part, NUMBERS, raw=SMALL)
        size_of(expression, self.sources.bound)

    def _compare(self, operator: str, first: Expression, other: Expression) -> None:
        kinds = {self.kind(first), self.kind(other)}
        if operator in ("<", ">", "<=", ">="):
            if kinds == {"raw"}:
                self.doubt(ALIKE, first, other)
            elif "raw" in kinds and kinds <= {"raw", "string", "number"}:
                self.need(first if self.kind(first) == "raw" else other, (kinds - {"raw"}).pop())
            elif len(kinds) != 1 or kinds <= {"node", "boolean"}:
                raise Unsure(Text("une comparaison de choses différentes", "a comparison of different things"))
        elif "raw" in kinds and "node" not in kinds:
            for part in (first, other):
                if self.kind(part) == "raw":
                    self.doubt(SAME, part)

    def need(self, expression: Expression, kind: str, raw: str = "") -> None:
        """Take an expression only where it is of one kind; a value of the data must be so in the data, or be `raw`."""
        found = self.kind(expression)
        if found == "raw":
            self.doubt(raw or kind, expression)
        elif found != kind:
            raise Unsure(Text(f"une expression ({found}) au lieu de {kind}", f"an expression ({found}), not {kind}"))

    def doubt(self, kind: str, *expressions: Expression) -> None:
        """Note that values of the data must be of a kind, or, for several expressions, of one."""
        names = [self._name(expression) for expression in expressions]
        predicates = [self.sources.predicates_of(name) for name in names]
        together = tuple(sorted(set().union(*predicates))) if all(predicates) else None
        requirement = Requirement(kind, () if kind == NODES else together)
        condition = agreed(kind, *(f"?{name}" for name in names))
        self.found.append(Doubt(requirement, f"!COALESCE({condition}, false)"))

    def _name(self, expression: Expression) -> str:
        """Return the variable of the data that an expression is."""
        seen = set()
        while expression.kind == "variable" and expression.text in self.sources.bound and expression.text not in seen:
            seen.add(expression.text)
            expression = self.sources.bound[expression.text]
        if expression.kind != "variable":
            raise Unsure(Text("une expression trop libre", "an expression that may be anything"))
        return expression.text
