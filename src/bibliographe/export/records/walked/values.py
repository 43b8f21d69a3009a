"""Expressions of crosswalks as Python functions (SPARQL 1.1, section 17)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.terms import RDF, XSD
from bibliographe.i18n import Text
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.export.records.walked.reading import Term
    from bibliographe.validate.expressions import Expression

    Solution: TypeAlias = dict[str, Term]
    Value = Callable[[Solution], Term]
    Test = Callable[[Solution], bool]

_TEXTS = (XSD.string, RDF.langString)
_CLASSES = re.compile(r"\^((?:\[[0-9A-Za-z-]+\][+*]?)+)\$")
"""Patterns that every engine reads alike."""
_PLAIN = re.compile(r"[\w%/: -]+", re.ASCII)


class NoValue(Exception):  # noqa: N818 - the error of an expression, which is no fault
    """What stands for an error of an expression (section 17.2)."""


def value_of(expression: Expression) -> Value:
    """Return what works out a term, and raises `NoValue` where there is none; raises `Unsure` for what is not known."""
    if expression.kind == "variable":
        return _variable(expression.text)
    if expression.kind == "string":
        return _constant(Literal(expression.text))
    if expression.kind == "iri":
        return _constant(NamedNode(expression.text))
    known = _FUNCTIONS.get(expression.text) if expression.kind == "call" else None
    if known is None:
        raise _unknown(expression)
    return known(expression)


def test_of(expression: Expression) -> Test:
    """Return what tells whether a test holds, and raises `NoValue` where it fails; raises `Unsure` as above."""
    parts = expression.parts
    match expression.kind, expression.text:
        case "call", "BOUND":
            name = parts[0].text
            return lambda solution: name in solution
        case "call", "STRSTARTS" if parts[1].kind == "string":
            whole, beginning = _text(value_of(parts[0])), parts[1].text
            return lambda solution: whole(solution).startswith(beginning)
        case "call", "REGEX" if len(parts) == 2 and (read := _CLASSES.fullmatch(parts[1].text)):
            found, pattern = _text(value_of(parts[0])), re.compile(read[1])
            return lambda solution: bool(pattern.fullmatch(found(solution)))
    compared = _compared(expression)
    if compared is None:
        raise _unknown(expression)
    value, among = value_of(parts[0]), compared
    return lambda solution: value(solution) in among


def _compared(expression: Expression) -> frozenset[NamedNode] | None:
    """Return the addresses that a test compares with, None for another test: of these, equal terms are the same."""
    others = expression.parts[1:]
    if expression.kind != "operator" or expression.text not in ("=", "IN") or any(one.kind != "iri" for one in others):
        return None
    return frozenset(NamedNode(one.text) for one in others)


def _variable(name: str) -> Value:
    def value(solution: Solution) -> Term:
        found = solution.get(name)
        if found is None:
            raise NoValue
        return found

    return value


def _constant(term: Term) -> Value:
    return lambda _solution: term


def _if(expression: Expression) -> Value:
    """Return a chain of conditions: as a table, as long as all of them compare one variable with addresses."""
    condition = expression.parts[0]
    name = condition.parts[0].text if condition.parts and condition.parts[0].kind == "variable" else None
    table: dict[NamedNode, Value] = {}
    rest = expression
    while rest.kind == "call" and rest.text == "IF":
        test, then, otherwise = rest.parts
        among = _compared(test)
        if among is None or test.parts[0].kind != "variable" or test.parts[0].text != name:
            break
        table = dict.fromkeys(among, value_of(then)) | table  # the first that holds
        rest = otherwise
    if not table or name is None:
        return _choice(test_of(condition), value_of(expression.parts[1]), value_of(expression.parts[2]))
    compared, others = _variable(name), value_of(rest)
    return lambda solution: table.get(compared(solution), others)(solution)  # type: ignore[arg-type]


def _choice(test: Test, then: Value, otherwise: Value) -> Value:
    return lambda solution: then(solution) if test(solution) else otherwise(solution)


def _coalesce(expression: Expression) -> Value:
    options = [value_of(part) for part in expression.parts]

    def value(solution: Solution) -> Term:
        for option in options:
            try:
                return option(solution)
            except NoValue:
                continue
        raise NoValue

    return value


def _str(expression: Expression) -> Value:
    inner = value_of(expression.parts[0])
    return lambda solution: Literal(inner(solution).value)


def _iri(expression: Expression) -> Value:
    inner = value_of(expression.parts[0])

    def value(solution: Solution) -> Term:
        try:
            return NamedNode(inner(solution).value)
        except ValueError as error:
            raise NoValue from error

    return value


def _concat(expression: Expression) -> Value:
    parts = [_text(value_of(part), plain=True) for part in expression.parts]
    return lambda solution: Literal("".join([part(solution) for part in parts]))


def _encode(expression: Expression) -> Value:
    text = _text(value_of(expression.parts[0]))
    return lambda solution: Literal(quote(text(solution), safe=""))


def _replace(expression: Expression) -> Value:
    whole, *rest = expression.parts
    if len(rest) != 2 or any(one.kind != "string" or not _PLAIN.fullmatch(one.text) for one in rest):
        raise _unknown(expression)
    text, (old, new) = _text(value_of(whole), plain=True), (one.text for one in rest)
    return lambda solution: Literal(text(solution).replace(old, new))


def _text(value: Value, *, plain: bool = False) -> Callable[[Solution], str]:
    """Return what gives the characters of a text; with `plain`, a language is more than is known here."""

    def text(solution: Solution) -> str:
        found = value(solution)
        if not isinstance(found, Literal) or found.datatype not in _TEXTS:
            raise NoValue
        if plain and found.language:
            raise Unsure(Text("un texte dans une langue", "a text in a language"))
        return found.value

    return text


def _unknown(expression: Expression) -> Unsure:
    return Unsure(Text(f"« {expression.text} »", f"'{expression.text}'"))


_FUNCTIONS: dict[str, Callable[[Expression], Value]] = {
    "IF": _if, "COALESCE": _coalesce, "STR": _str, "IRI": _iri, "CONCAT": _concat, "ENCODE_FOR_URI": _encode,
    "REPLACE": _replace,
}  # fmt: skip
