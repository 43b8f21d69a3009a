"""SPARQL constraints (SHACL, section 5) as questions to the whole graph.

A constraint's query is asked of all focus nodes at once by putting the targets before its patterns. It then gives
rdflib's answer wherever the store's functions and comparisons agree with rdflib's; where that hangs on the data, a
`Doubt` says on what. What never can be told is `Unsure`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.doubts import Doubt, Doubts
from bibliographe.validate.facts import ALIKE, NODES, NUMBERS, SAME, SMALL, STRINGS, UNMARKED, Requirement, agreed
from bibliographe.validate.groups import PREBOUND, Group, read_group
from bibliographe.validate.regex import is_portable, leaves_out_spaces
from bibliographe.validate.sizes import size_of
from bibliographe.validate.texts import doubt_of_text, may_replace_nothing, reading_of_cast, readings_of_pattern
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bibliographe.validate.expressions import Expression
    from bibliographe.validate.sources import Sources
    from bibliographe.validate.texts import Reading

_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_GROUP_REFERENCE = re.compile(r"(?:[^$\\]|\$[0-9](?![\w]))*")
_OF_STRINGS: dict[str, tuple[int, str]] = {
    "STRLEN": (1, "number"), "LCASE": (1, "string"), "UCASE": (1, "string"), "CONTAINS": (2, "boolean"),
    "STRSTARTS": (2, "boolean"), "STRENDS": (2, "boolean"), "STRBEFORE": (2, "string"), "STRAFTER": (2, "string"),
    "LANGMATCHES": (2, "boolean"),
}  # fmt: skip
"""Functions of strings: how many, and the kind of what they give."""
_TESTS = ("BOUND", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL")
_ROUNDED = ("FLOOR", "CEIL")
_NO_TEST = Text("une condition qui n'est pas un test", "a condition that is no test")


@dataclass(frozen=True, slots=True)
class Constraint:
    """A query as it can be asked of all focus nodes at once, and what is in doubt then."""

    group: Group
    doubts: Doubts


def read_constraint(body: str, prefixes: dict[str, str]) -> Constraint:
    """Return what stands for the inside of a query; raises `Unsure` where nothing does."""
    group, sources = read_group(body, prefixes)
    # What something is said of is no text, unless a path leads back to it.
    is_this_described = any(triple.subject == "?this" and "^" not in triple.text for triple in group.triples)
    return Constraint(group, _Reading(sources, is_this_described=is_this_described).doubts(group))


class _Reading:
    """Works out the kind of each expression: `string`, `number`, `boolean`, `node`, or `raw`, a value of the data."""

    def __init__(self, sources: Sources, *, is_this_described: bool) -> None:
        self.sources = sources
        self.kinds: dict[str, str] = {}
        self.found: list[Doubt] = []
        self._is_this_described = is_this_described
        self._special: dict[str, Callable[[Expression], str]] = {
            "STR": self._str, "LANG": self._lang, "DATATYPE": self._datatype, "REGEX": self._regex,
            "REPLACE": self._replace, "SUBSTR": self._substr, "CONCAT": self._concat, "IF": self._if,
            "COALESCE": self._coalesce, "SAMETERM": self._same_term, "YEAR": self._now, "MONTH": self._now,
            "DAY": self._now, "IRI": self._iri, _INTEGER: self._integer,
        }  # fmt: skip

    def doubts(self, group: Group) -> Doubts:
        self.found, self.kinds = [], {}
        for expression in group.tests:
            if self._kind(expression) != "boolean":
                raise Unsure(_NO_TEST)
        for binding in group.bindings:
            self._kind(binding.expression)
        own = tuple(dict.fromkeys(self.found))
        return Doubts(tuple(group.triples), own, tuple(self.doubts(inner) for inner in group.inner.values()))

    def _kind(self, expression: Expression) -> str:
        match expression.kind:
            case "variable":
                return self._variable(expression.text)
            case "string" | "number" | "boolean":
                return expression.kind
            case "iri":
                return "node"
            case "exists":
                return "boolean"
            case "operator":
                return self._operator(expression)
        return self._call(expression)

    def _variable(self, name: str) -> str:
        if name in PREBOUND:
            raise Unsure(Text(f"${name}", f"${name}"))
        if name in self.sources.bound:
            if name not in self.kinds:
                self.kinds[name] = "raw"  # while it is worked out
                self.kinds[name] = self._kind(self.sources.bound[name])
            return self.kinds[name]
        is_value = name in self.sources.objects or name in self.sources.anything
        return "raw" if is_value or name not in self.sources.nodes else "node"

    def _operator(self, expression: Expression) -> str:
        if expression.text in ("||", "&&", "!"):
            for part in expression.parts:
                if self._kind(part) != "boolean":
                    raise Unsure(_NO_TEST)
            return "boolean"
        if expression.text in ("+", "-", "*"):
            self._calculate(expression)
            return "number"
        if expression.text == "/":
            raise Unsure(Text("une division", "a division"))
        first, *others = expression.parts
        for other in others:
            self._compare(expression.text, first, other)
        return "boolean"

    def _calculate(self, expression: Expression) -> None:
        for part in expression.parts:
            self._need(part, NUMBERS, raw=SMALL)
        size_of(expression, self.sources.bound)

    def _compare(self, operator: str, first: Expression, other: Expression) -> None:
        kinds = {self._kind(first), self._kind(other)}
        if operator in ("<", ">", "<=", ">="):
            if kinds == {"raw"}:
                self._doubt(ALIKE, first, other)
            elif "raw" in kinds and kinds <= {"raw", "string", "number"}:
                self._need(first if self._kind(first) == "raw" else other, (kinds - {"raw"}).pop())
            elif len(kinds) != 1 or kinds <= {"node", "boolean"}:
                raise Unsure(Text("une comparaison de choses différentes", "a comparison of different things"))
        elif "raw" in kinds and "node" not in kinds:
            for part in (first, other):
                if self._kind(part) == "raw":
                    self._doubt(SAME, part)

    def _call(self, expression: Expression) -> str:
        name, parts = expression.text, expression.parts
        if name in self._special:
            return self._special[name](expression)
        if name in _OF_STRINGS:
            number, kind = _OF_STRINGS[name]
            self._count(expression, number)
            for part in parts:
                self._need(part, STRINGS)
            return kind
        if name in _ROUNDED:
            self._count(expression, 1)
            if parts[0].kind == "operator" and parts[0].text == "/":
                self._calculate(parts[0])
            else:
                self._need(parts[0], NUMBERS)
            return "number"
        if name in _TESTS:
            self._count(expression, 1)
            return "boolean"
        raise Unsure(Text(f"la fonction {name}", f"the function {name}"))

    def _count(self, expression: Expression, *numbers: int) -> None:
        if len(expression.parts) not in numbers:
            raise Unsure(Text(f"la fonction {expression.text}", f"the function {expression.text}"))

    def _str(self, expression: Expression) -> str:
        self._count(expression, 1)
        text = expression.parts[0]
        if self._kind(text) in ("raw", "node") and text.kind != "iri":
            self._doubt(NODES, text)
        return "string"

    def _lang(self, expression: Expression) -> str:
        self._count(expression, 1)
        if self._kind(expression.parts[0]) not in ("raw", "node"):
            raise Unsure(Text("LANG d'une expression", "LANG of an expression"))
        return "string"

    def _datatype(self, expression: Expression) -> str:
        self._count(expression, 1)
        if self._kind(expression.parts[0]) not in ("raw", "node"):
            raise Unsure(Text("DATATYPE d'une expression", "DATATYPE of an expression"))
        self._doubt(UNMARKED, expression.parts[0])
        return "node"

    def _regex(self, expression: Expression) -> str:
        self._count(expression, 2)
        self._need(expression.parts[0], STRINGS)
        self._pattern(*expression.parts)
        return "boolean"

    def _replace(self, expression: Expression) -> str:
        self._count(expression, 3)
        text, pattern, by = expression.parts
        self._need(text, STRINGS)
        self._pattern(text, pattern)
        if may_replace_nothing(pattern.text):
            raise Unsure(Text("un REPLACE de rien", "a REPLACE of nothing"))
        if by.kind != "string" or _GROUP_REFERENCE.fullmatch(by.text) is None:
            raise Unsure(Text("un REPLACE par une expression", "a REPLACE by an expression"))
        return "string"

    def _pattern(self, text: Expression, pattern: Expression) -> None:
        if pattern.kind != "string" or not is_portable(pattern.text) or leaves_out_spaces(pattern.text):
            raise Unsure(Text(f"le motif « {pattern.text} »", f"the pattern '{pattern.text}'"))
        for reading in readings_of_pattern(pattern.text):
            self._read(text, reading)

    def _substr(self, expression: Expression) -> str:
        self._count(expression, 2, 3)
        text, start, *length = expression.parts
        self._need(text, STRINGS)
        if start.kind != "number" or not start.text.isdecimal() or int(start.text) < 1:
            raise Unsure(Text("un SUBSTR à partir d'une expression", "a SUBSTR from an expression on"))
        for number in length:
            self._need(number, NUMBERS)
        return "string"

    def _concat(self, expression: Expression) -> str:
        for part in expression.parts:
            self._need(part, STRINGS)
        return "string"

    def _if(self, expression: Expression) -> str:
        self._count(expression, 3)
        if self._kind(expression.parts[0]) != "boolean":
            raise Unsure(_NO_TEST)
        return self._one_kind(expression.parts[1:])

    def _coalesce(self, expression: Expression) -> str:
        return self._one_kind(expression.parts)

    def _one_kind(self, parts: Sequence[Expression]) -> str:
        kinds = {self._kind(part) for part in parts}
        if len(kinds) != 1 or "raw" in kinds:
            raise Unsure(Text("une expression de plusieurs natures", "an expression of several kinds"))
        return kinds.pop()

    def _same_term(self, expression: Expression) -> str:
        self._count(expression, 2)
        if any(self._kind(part) not in ("raw", "node") for part in expression.parts):
            raise Unsure(Text("SAMETERM d'une expression", "SAMETERM of an expression"))
        return "boolean"

    def _now(self, expression: Expression) -> str:
        if [(part.kind, part.text, part.parts) for part in expression.parts] != [("call", "NOW", ())]:
            raise Unsure(Text(f"la fonction {expression.text}", f"the function {expression.text}"))
        return "number"

    def _iri(self, expression: Expression) -> str:
        self._count(expression, 1)
        self._need(expression.parts[0], STRINGS)
        return "node"

    def _integer(self, expression: Expression) -> str:
        """Read a cast, alike where the number is one that the store can hold."""
        self._count(expression, 1)
        text = expression.parts[0]
        self._need(text, STRINGS)
        self._read(text, reading_of_cast(text))
        return "number"

    def _read(self, text: Expression, reading: Reading) -> None:
        """Note where the engines may read a text in two ways."""
        doubt = doubt_of_text(text, reading, self.sources, self._may_be_text)
        self.found += [doubt] if doubt else []

    def _may_be_text(self, name: str) -> bool:
        return self._variable(name) == "raw" or (name == "this" and not self._is_this_described)

    def _need(self, expression: Expression, kind: str, raw: str = "") -> None:
        """Take an expression only where it is of one kind; a value of the data must be so in the data, or be `raw`."""
        found = self._kind(expression)
        if found == "raw":
            self._doubt(raw or kind, expression)
        elif found != kind:
            raise Unsure(Text(f"une expression ({found}) au lieu de {kind}", f"an expression ({found}), not {kind}"))

    def _doubt(self, kind: str, *expressions: Expression) -> None:
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
