"""What functions of SPARQL give and take, as far as rdflib's and the store's do the same.

Source: SPARQL 1.1 Query Language, section 17.4, <https://www.w3.org/TR/sparql11-query/#SparqlOps>.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.expression_kinds import NO_TEST, Kinds
from bibliographe.validate.facts import NODES, NUMBERS, STRINGS, UNMARKED
from bibliographe.validate.regex import is_portable, leaves_out_spaces
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


class FunctionKinds(Kinds):
    """Works out the kind of expressions with the functions that both engines know."""

    def __init__(self, sources: Sources, *, is_this_described: bool) -> None:
        """Begin; something `is_this_described` by the patterns, so that the focus node is no text."""
        super().__init__(sources)
        self._is_this_described = is_this_described
        self._special: dict[str, Callable[[Expression], str]] = {
            "STR": self._str, "LANG": self._lang, "DATATYPE": self._datatype, "REGEX": self._regex,
            "REPLACE": self._replace, "SUBSTR": self._substr, "CONCAT": self._concat, "IF": self._if,
            "COALESCE": self._coalesce, "SAMETERM": self._same_term, "YEAR": self._now, "MONTH": self._now,
            "DAY": self._now, "IRI": self._iri, _INTEGER: self._integer,
        }  # fmt: skip

    def call(self, expression: Expression) -> str:
        """Return the kind of what a function gives."""
        name, parts = expression.text, expression.parts
        if name in self._special:
            return self._special[name](expression)
        if name in _OF_STRINGS:
            number, kind = _OF_STRINGS[name]
            self._count(expression, number)
            for part in parts:
                self.need(part, STRINGS)
            return kind
        if name in _ROUNDED:
            self._count(expression, 1)
            if parts[0].kind == "operator" and parts[0].text == "/":
                self.calculate(parts[0])
            else:
                self.need(parts[0], NUMBERS)
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
        if self.kind(text) in ("raw", "node") and text.kind != "iri":
            self.doubt(NODES, text)
        return "string"

    def _lang(self, expression: Expression) -> str:
        self._count(expression, 1)
        if self.kind(expression.parts[0]) not in ("raw", "node"):
            raise Unsure(Text("LANG d'une expression", "LANG of an expression"))
        return "string"

    def _datatype(self, expression: Expression) -> str:
        self._count(expression, 1)
        if self.kind(expression.parts[0]) not in ("raw", "node"):
            raise Unsure(Text("DATATYPE d'une expression", "DATATYPE of an expression"))
        self.doubt(UNMARKED, expression.parts[0])
        return "node"

    def _regex(self, expression: Expression) -> str:
        self._count(expression, 2)
        self.need(expression.parts[0], STRINGS)
        self._pattern(*expression.parts)
        return "boolean"

    def _replace(self, expression: Expression) -> str:
        self._count(expression, 3)
        text, pattern, by = expression.parts
        self.need(text, STRINGS)
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
        self.need(text, STRINGS)
        if start.kind != "number" or not start.text.isdecimal() or int(start.text) < 1:
            raise Unsure(Text("un SUBSTR à partir d'une expression", "a SUBSTR from an expression on"))
        for number in length:
            self.need(number, NUMBERS)
        return "string"

    def _concat(self, expression: Expression) -> str:
        for part in expression.parts:
            self.need(part, STRINGS)
        return "string"

    def _if(self, expression: Expression) -> str:
        self._count(expression, 3)
        if self.kind(expression.parts[0]) != "boolean":
            raise Unsure(NO_TEST)
        return self._one_kind(expression.parts[1:])

    def _coalesce(self, expression: Expression) -> str:
        return self._one_kind(expression.parts)

    def _one_kind(self, parts: Sequence[Expression]) -> str:
        kinds = {self.kind(part) for part in parts}
        if len(kinds) != 1 or "raw" in kinds:
            raise Unsure(Text("une expression de plusieurs natures", "an expression of several kinds"))
        return kinds.pop()

    def _same_term(self, expression: Expression) -> str:
        self._count(expression, 2)
        if any(self.kind(part) not in ("raw", "node") for part in expression.parts):
            raise Unsure(Text("SAMETERM d'une expression", "SAMETERM of an expression"))
        return "boolean"

    def _now(self, expression: Expression) -> str:
        if [(part.kind, part.text, part.parts) for part in expression.parts] != [("call", "NOW", ())]:
            raise Unsure(Text(f"la fonction {expression.text}", f"the function {expression.text}"))
        return "number"

    def _iri(self, expression: Expression) -> str:
        self._count(expression, 1)
        self.need(expression.parts[0], STRINGS)
        return "node"

    def _integer(self, expression: Expression) -> str:
        """Read a cast, alike where the number is one that the store can hold."""
        self._count(expression, 1)
        text = expression.parts[0]
        self.need(text, STRINGS)
        self._read(text, reading_of_cast(text))
        return "number"

    def _read(self, text: Expression, reading: Reading) -> None:
        """Note where the engines may read a text in two ways."""
        doubt = doubt_of_text(text, reading, self.sources, self._may_be_text)
        self.found += [doubt] if doubt else []

    def _may_be_text(self, name: str) -> bool:
        return self.variable_kind(name) == "raw" or (name == "this" and not self._is_this_described)
