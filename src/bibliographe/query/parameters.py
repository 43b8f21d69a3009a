"""The blanks of a question: check what a person wrote in them, and put it there safely.

A value becomes an RDF term, and the term's own SPARQL takes the place of `UNDEF`: no text is ever pasted
into a query.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bibliographe.errors import ParameterError
from bibliographe.i18n import LANGUAGES, Text
from bibliographe.query.resolve import resolve
from bibliographe.query.terms import XSD, XSD_INTEGER, Bindable, Literal
from bibliographe.sparql_tokens import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bibliographe.query.engines import Engine
    from bibliographe.query.header import Parameter, ParameterType
    from bibliographe.query.library import Question

_INTEGER = re.compile(r"[+-]?\d{1,18}")
_YEAR = re.compile(r"\d{4}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_EXPECTED: dict[ParameterType, Text] = {
    "iri": Text("une adresse, un nom ou un numéro", "an address, a name or a number"),
    "string": Text("un texte", "a text"),
    "integer": Text("un nombre entier", "a whole number"),
    "year": Text("une année, par exemple 2024", "a year, for instance 2024"),
    "date": Text("une date, par exemple 2024-05-31", "a date, for instance 2024-05-31"),
    "language": Text("un code de langue, par exemple fr", "a language code, for instance fr"),
    "enum": Text("l'une des valeurs proposées", "one of the values given"),
}


def bind(question: Question, values: Mapping[str, str], engine: Engine) -> str:
    """Return the question's query with its blanks filled in.

    `engine` is what names and notations are looked up in. Raises `ParameterError`, which lists what the question
    takes, for a parameter that is unknown, missing, of the wrong type, or that names several things or none.
    """
    known = {parameter.name: parameter for parameter in question.header.parameters}
    for name in values:
        if name not in known:
            raise ParameterError(
                Text(f"{question.name} n'a pas de paramètre « {name} »", f"{question.name} has no parameter '{name}'"),
                remedy=describe_parameters(question),
            )
    for parameter in known.values():
        if parameter.required and parameter.name not in values:
            raise ParameterError(
                Text(f"il manque le paramètre « {parameter.name} »", f"the parameter '{parameter.name}' is missing"),
                remedy=describe_parameters(question),
            )
    terms = {name: check_value(known[name], value, engine) for name, value in values.items()}
    return fill(question.text, {name: term.sparql() for name, term in terms.items()}, drop=True)


def with_reader_language(question: Question, values: Mapping[str, str], language: str) -> dict[str, str]:
    """Add the reader's language to the values of a question that asks for it and was not told."""
    asked = any(item.name == "lang" and item.type == "language" for item in question.header.parameters)
    return {"lang": language, **values} if asked else dict(values)


def check_value(parameter: Parameter, value: str, engine: Engine) -> Bindable:
    """Return the term that `value` stands for; raises `ParameterError` when it does not fit."""
    if parameter.type == "iri":
        return resolve(parameter, value, engine)
    try:
        return _CHECKS[parameter.type](parameter, value)
    except ValueError:
        raise ParameterError(
            Text(f"paramètre « {parameter.name} » : « {value} » ne convient pas",
                 f"parameter '{parameter.name}': '{value}' does not fit"),
            remedy=_expected(parameter),
        ) from None  # fmt: skip


def _string(_parameter: Parameter, value: str) -> Bindable:
    if not value.strip():
        raise ValueError(value)
    return Literal(value)


def _integer(_parameter: Parameter, value: str) -> Bindable:
    if not (_INTEGER.fullmatch(value) and value.isascii()):
        raise ValueError(value)
    return Literal(str(int(value)), None, XSD_INTEGER)


def _year(parameter: Parameter, value: str) -> Bindable:
    if not _YEAR.fullmatch(value):
        raise ValueError(value)
    return _integer(parameter, value)


def _date(_parameter: Parameter, value: str) -> Bindable:
    return Literal(date.fromisoformat(value).isoformat(), None, XSD + "date")


def _language(_parameter: Parameter, value: str) -> Bindable:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(value)
    return Literal(value.lower())


def _enum(parameter: Parameter, value: str) -> Bindable:
    if value not in [choice.value for choice in parameter.choices]:
        raise ValueError(value)
    return Literal(value)


_CHECKS: dict[ParameterType, Callable[[Parameter, str], Bindable]] = {
    "string": _string, "integer": _integer, "year": _year, "date": _date, "language": _language, "enum": _enum,
}  # fmt: skip


def _expected(parameter: Parameter) -> Text:
    if parameter.choices:
        return Text(*(
            f"{start} {', '.join(f'{choice.value} ({choice.label(language)})' for choice in parameter.choices)}"
            for start, language in zip(("valeurs possibles :", "possible values:"), LANGUAGES, strict=True)
        ))  # fmt: skip
    expected = _EXPECTED[parameter.type]
    return Text(f"attendu : {expected.fr}", f"expected: {expected.en}")


def describe_parameters(question: Question) -> Text:
    """Return a sentence that lists what a question takes."""
    parameters = question.header.parameters
    if not parameters:
        return Text("cette question ne prend pas de paramètre", "this question takes no parameter")
    french = [
        f"{item.name} ({item.label.fr} : {_EXPECTED[item.type].fr}{', obligatoire' if item.required else ''})"
        for item in parameters
    ]
    english = [
        f"{item.name} ({item.label.en}: {_EXPECTED[item.type].en}{', required' if item.required else ''})"
        for item in parameters
    ]
    return Text(f"paramètres : {', '.join(french)}", f"parameters: {', '.join(english)}")
