"""Expressions compiled into Python's.

What SPARQL finds out as it goes, the datatype of each value and where there may be none, is told here once, as far as
the query tells it: `STR(?title)` is a `str`, compared with another by `==`, and has a value.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.validate.nodewise import functions, terms, values
from bibliographe.validate.nodewise.terms import INTEGER
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.validate.expressions import Expression

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of Python: what its value is, and whether working it out may raise `Failed`.

    `kind` is `term` (see `bibliographe.validate.nodewise.terms`), `string` (the characters of a plain one), `truth`,
    `whole` (a number), `number` (or a fraction).
    """

    text: str
    kind: str = "term"
    fails: bool = False


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
    """The values that compiled code names: the functions above, and what a question states."""

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
            one, other = _whole(left).text, _whole(right).text
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
        listed = "".join(f"{_term(other)}, " for other in others)
        return Code(f"({inverse}is_among({_term(value)}, ({listed})))", "truth", value.fails)

    def _call(self, expression: Expression) -> Code:
        name, parts = expression.text, expression.parts
        match name:
            case "IF":
                return self._if(*parts)
            case "COALESCE":
                return self._coalesce([self.value(part) for part in parts])
            case "REGEX":
                text = _tagged(self.value(parts[0]))
                find = self.names.add(functions.search(*map(_string, parts[1:])))
                return Code(f"({find}({text.text}) is not None)", "truth", text.fails)
            case "REPLACE":
                text = _plain(self.value(parts[0]))
                put = self.names.add(functions.substitution(*map(_string, parts[1:])))
                return Code(f"{put}({text.text})", "string", text.fails)
        found = _FUNCTIONS.get(name)
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
    return "term", [_term(part) for part in parts]


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
    one, other = _term(left), _term(right)
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


def _term(code: Code) -> str:
    """Return code for the value as functions of any value take it."""
    return f"literal({code.text})" if code.kind == "string" else code.text


def _plain(code: Code) -> Code:
    return code if code.kind == "string" else Code(f"plain({code.text})", "string", fails=True)


def _tagged(code: Code) -> Code:
    return code if code.kind == "string" else Code(f"tagged({code.text})", "string", fails=True)


def _whole(code: Code) -> Code:
    return code if code.kind == "whole" else Code(f"whole({_term(code)})", "whole", code.fails)


def _string(expression: Expression) -> str:
    if expression.kind != "string":
        raise Unsure(Text("un motif qui n'est pas une chaîne", "a pattern that is no string"))
    return expression.text


def _str(value: Code) -> Code:
    match value.kind:
        case "string":
            return value
        case "whole":
            return Code(f"str({value.text})", "string", value.fails)
        case "term" if value.text.isidentifier():
            return Code(f"({value.text} if type({value.text}) is str else {value.text}[0])", "string", value.fails)
    return Code(f"string_of({value.text})", "string", value.fails)


def _is(kind: str) -> Callable[[Code], Code]:
    def code(value: Code) -> Code:
        if value.kind != "term":
            return Code(f"({value.text}, {kind == 'tuple'})[1]", "truth", value.fails)
        return Code(f"(type({value.text}) is {kind})", "truth", value.fails)

    return code


def _same(one: Code, other: Code) -> Code:
    return Code(f"same_term({_term(one)}, {_term(other)})", "truth", one.fails or other.fails)


def _of_texts(form: str, kind: str) -> Callable[..., Code]:
    """Return a function of strings, of which the first may have a language where the answer is none itself."""

    def code(*parts: Code) -> Code:
        first = _tagged(parts[0]) if kind != "string" else _plain(parts[0])
        texts = [first, *map(_plain, parts[1:])]
        return Code(form.format(*(text.text for text in texts)), kind, any(text.fails for text in texts))

    return code


def _substring(value: Code, *places: Code) -> Code:
    text, numbers = _plain(value), [_whole(place) for place in places]
    fails = text.fails or any(number.fails for number in numbers)
    return Code(f"substring({', '.join([text.text, *(number.text for number in numbers)])})", "string", fails)


def _concat(*parts: Code) -> Code:
    texts = [_plain(part) for part in parts]
    return Code(f"({' + '.join(text.text for text in texts)})", "string", any(text.fails for text in texts))


def _integer(value: Code) -> Code:
    match value.kind:
        case "whole":
            return value
        case "string":
            return Code(f"integer_of({value.text})", "whole", fails=True)
    return Code(f"integer({value.text})", "whole", fails=True)


def _floor(value: Code) -> Code:
    return value if value.kind != "number" else Code(f"floor({value.text})", "whole", value.fails)


_FUNCTIONS: dict[str, Callable[..., Code]] = {
    "STR": _str,
    "LANG": lambda value: Code(f"language({_term(value)})", "string", fails=True),
    "DATATYPE": lambda value: Code(f"datatype({_term(value)})", "term", fails=True),
    "SAMETERM": _same,
    "ISIRI": _is("str"),
    "ISURI": _is("str"),
    "ISLITERAL": _is("tuple"),
    "ISBLANK": lambda value: Code(f"({value.text}, False)[1]", "truth", value.fails),
    "CONTAINS": _of_texts("({1} in {0})", "truth"),
    "STRSTARTS": _of_texts("{0}.startswith({1})", "truth"),
    "STRENDS": _of_texts("{0}.endswith({1})", "truth"),
    "STRLEN": _of_texts("len({0})", "whole"),
    "LCASE": _of_texts("lower({0})", "string"),
    "UCASE": _of_texts("upper({0})", "string"),
    "STRBEFORE": _of_texts("text_before({0}, {1})", "string"),
    "STRAFTER": _of_texts("text_after({0}, {1})", "string"),
    "SUBSTR": _substring,
    "CONCAT": _concat,
    "FLOOR": _floor,
    INTEGER: _integer,
}
