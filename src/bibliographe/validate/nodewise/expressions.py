"""Expressions compiled into Python's.

What SPARQL finds out as it goes, the datatype of each value and where there may be none, is told here once, as far as
the query tells it: `STR(?title)` is a `str`, compared with another by `==`, and has a value.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.nodewise import functions, terms, values
from bibliographe.validate.nodewise.calls import CALLS
from bibliographe.validate.nodewise.code import Code, as_plain, as_tagged, as_term, as_whole
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.validate.expressions import Expression

_PAIR = 2


_HELPERS: dict[str, object] = {
    **{name: getattr(functions, name) for name in (
        "same_term", "language", "datatype", "lower", "upper", "text_before", "text_after", "substring",
        "integer", "integer_of", "whole", "product", "quotient", "is_among", "either", "first", "needed",
    )},
    **{name: getattr(values, name) for name in ("equal", "before", "truth", "plain", "tagged", "string_of")},
    "Failed": values.Failed,
    "literal": terms.text,
    "floor": math.floor,
}  # fmt: skip


class Names:
    """The values that compiled code names: the functions it calls, and what a question states."""

    def __init__(self) -> None:
        """Begin with the functions."""
        self.values = dict(_HELPERS)
        self._given = 0

    def fresh(self) -> str:
        """Return a name that nothing has."""
        self._given += 1
        return f"v{self._given}"

    def add(self, value: object) -> str:
        """Return a name for a value."""
        name = f"k{len(self.values)}"
        self.values[name] = value
        return name


class ExpressionCompiler:
    """Compiles the expressions of one group.

    `variable` gives the code of a variable, `exists` that of an EXISTS.
    """

    def __init__(self, names: Names, variable: Callable[[str], Code], exists: Callable[[Expression], Code]) -> None:
        """Compile nothing yet."""
        self.names = names
        self.variable = variable
        self.exists = exists

    def truth(self, expression: Expression) -> Code:
        """Return the effective boolean value (section 17.2.2)."""
        code = self.value(expression)
        match code.kind:
            case "truth":
                return code
            case "string":
                return Code(f'({code.text} != "")', "truth", code.fails)
            case "whole" | "number":
                return Code(f"({code.text} != 0)", "truth", code.fails)
        return Code(f"truth({code.text})", "truth", fails=True)

    def value(self, expression: Expression) -> Code:
        """Return the value of an expression; raises `Unsure` for what is not compiled."""
        match expression.kind:
            case "variable":
                return self.variable(expression.text)
            case "string":
                return Code(repr(expression.text), "string")
            case "literal":
                return Code(self.names.add(expression.literal))
            case "iri":
                return Code(repr(expression.text))
            case "boolean":
                return Code(str(expression.text == "true"), "truth")
            case "number":
                if not expression.text.isdecimal():
                    raise Unsure(Text("un nombre à virgule", "a number with a point"))
                return Code(str(int(expression.text)), "whole")
            case "exists":
                return self.exists(expression)
            case "call":
                return self._call(expression)
        return self._operator(expression)

    def _operator(self, expression: Expression) -> Code:
        sign, parts = expression.text, expression.parts
        if sign in ("||", "&&"):
            return _chain([self.truth(part) for part in _chained(expression)], sign)
        if sign == "!":
            inner = self.truth(parts[0])
            return Code(f"(not {inner.text})", "truth", inner.fails)
        if sign in ("IN", "NOT IN"):
            return self._among(expression)
        if len(parts) != _PAIR:
            raise Unsure(Text("un signe devant un nombre", "a sign before a number"))
        left, right = (self.value(part) for part in parts)
        fails = left.fails or right.fails
        if sign in ("+", "-", "*", "/"):
            one, other = as_whole(left).text, as_whole(right).text
            match sign:
                case "*":
                    return Code(f"product({one}, {other})", "whole", fails)
                case "/":
                    return Code(f"quotient({one}, {other})", "number", fails)
            return Code(f"({one} {sign} {other})", "whole", fails)
        return Code(_compared(sign, left, right), "truth", fails)

    def _among(self, expression: Expression) -> Code:
        value, *others = (self.value(part) for part in expression.parts)
        inverse = "not " if expression.text == "NOT IN" else ""
        kinds = {part.kind for part in expression.parts[1:]}
        if (value.kind == "term" and kinds <= {"iri"}) or (value.kind == "string" and kinds <= {"string"}):
            among = self.names.add(frozenset(part.text for part in expression.parts[1:]))
            return Code(f"({value.text} {inverse}in {among})", "truth", value.fails)
        if any(other.fails for other in others):
            raise Unsure(Text("IN avec ce qui peut ne pas avoir de valeur", "IN with what may have no value"))
        listed = "".join(f"{as_term(other)}, " for other in others)
        return Code(f"({inverse}is_among({as_term(value)}, ({listed})))", "truth", value.fails)

    def _call(self, expression: Expression) -> Code:
        name, parts = expression.text, expression.parts
        match name:
            case "IF":
                return self._if(*parts)
            case "COALESCE":
                return self._coalesce([self.value(part) for part in parts])
            case "REGEX":
                text = as_tagged(self.value(parts[0]))
                find = self.names.add(functions.search(*map(_string, parts[1:])))
                return Code(f"({find}({text.text}) is not None)", "truth", text.fails)
            case "REPLACE":
                text = as_plain(self.value(parts[0]))
                put = self.names.add(functions.substitution(*map(_string, parts[1:])))
                return Code(f"{put}({text.text})", "string", text.fails)
        found = CALLS.get(name)
        if found is None:
            raise Unsure(Text(f"la fonction {name}", f"the function {name}"))
        return found(*(self.value(part) for part in parts))

    def _if(self, condition: Expression, then: Expression, other: Expression) -> Code:
        tested, one, two = self.truth(condition), self.value(then), self.value(other)
        kind, (first, second) = _alike([one, two])
        return Code(f"({first} if {tested.text} else {second})", kind, tested.fails or one.fails or two.fails)

    def _coalesce(self, parts: list[Code]) -> Code:
        if not parts[0].fails:
            return parts[0]
        kind, texts = _alike(parts)
        return Code(f"first({', '.join(f'lambda: {text}' for text in texts)})", kind, all(part.fails for part in parts))


def _alike(parts: list[Code]) -> tuple[str, list[str]]:
    """Return the one kind that parts have, or that strings and terms share, with their code.

    Raises `Unsure` for others: code for a term would meet a number.
    """
    kinds = {part.kind for part in parts}
    if len(kinds) == 1:
        return parts[0].kind, [part.text for part in parts]
    if kinds != {"string", "term"}:
        raise Unsure(Text("des valeurs de plusieurs sortes", "values of several kinds"))
    return "term", [as_term(part) for part in parts]


def _chained(expression: Expression) -> list[Expression]:
    """Return the parts of `a || b || c`, which is a tree of pairs."""
    left, right = expression.parts
    first = _chained(left) if (left.kind, left.text) == (expression.kind, expression.text) else [left]
    return [*first, right]


def _chain(parts: list[Code], sign: str) -> Code:
    """Return `||` or `&&`, with what cannot fail first: an error counts for less than a part that decides."""
    word = "or" if sign == "||" else "and"
    certain, others = [part.text for part in parts if not part.fails], [part.text for part in parts if part.fails]
    if len(others) > 1:
        tried = ", ".join(f"lambda: {other}" for other in others)
        others = [f"either({tried}, wanted={sign == '||'})"]
    return Code(f"({f' {word} '.join([*certain, *others])})", "truth", bool(others))


def _compared(sign: str, left: Code, right: Code) -> str:
    kinds = {left.kind, right.kind}
    if kinds == {"string"} or kinds <= {"whole", "number"}:
        return f"({left.text} {'==' if sign == '=' else sign} {right.text})"
    one, other = as_term(left), as_term(right)
    is_iri = any(code.kind == "term" and code.text[0] in "'\"" for code in (left, right))
    match sign:
        case "=" | "!=" if is_iri:
            return f"({one} {'==' if sign == '=' else '!='} {other})"
        case "=":
            return f"equal({one}, {other})"
        case "!=":
            return f"(not equal({one}, {other}))"
        case "<":
            return f"before({one}, {other})"
        case ">":
            return f"before({other}, {one})"
        case "<=":
            return f"(not before({other}, {one}))"
    return f"(not before({one}, {other}))"


def _string(expression: Expression) -> str:
    if expression.kind != "string":
        raise Unsure(Text("un motif qui n'est pas une chaîne", "a pattern that is no string"))
    return expression.text
