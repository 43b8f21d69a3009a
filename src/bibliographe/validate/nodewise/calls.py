"""SPARQL's functions as Python (SPARQL 1.1, section 17.4), as far as each is one expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.validate.nodewise.code import Code, as_plain, as_tagged, as_term, as_whole
from bibliographe.validate.nodewise.terms import INTEGER

if TYPE_CHECKING:
    from collections.abc import Callable


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
    return Code(f"same_term({as_term(one)}, {as_term(other)})", "truth", one.fails or other.fails)


def _of_texts(form: str, kind: str) -> Callable[..., Code]:
    """Return a function of strings, of which the first may have a language where the answer is none itself."""

    def code(*parts: Code) -> Code:
        first = as_tagged(parts[0]) if kind != "string" else as_plain(parts[0])
        texts = [first, *map(as_plain, parts[1:])]
        return Code(form.format(*(text.text for text in texts)), kind, any(text.fails for text in texts))

    return code


def _substring(value: Code, *places: Code) -> Code:
    text, numbers = as_plain(value), [as_whole(place) for place in places]
    fails = text.fails or any(number.fails for number in numbers)
    return Code(f"substring({', '.join([text.text, *(number.text for number in numbers)])})", "string", fails)


def _concat(*parts: Code) -> Code:
    texts = [as_plain(part) for part in parts]
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


CALLS: dict[str, Callable[..., Code]] = {
    "STR": _str,
    "LANG": lambda value: Code(f"language({as_term(value)})", "string", fails=True),
    "DATATYPE": lambda value: Code(f"datatype({as_term(value)})", "term", fails=True),
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
"""By its name, what makes the code of a function from that of its arguments."""
