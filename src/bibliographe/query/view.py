"""An answer as a person reads it: chosen columns, headings in their language, short names for addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.graph.prefixes import prefixes
from bibliographe.i18n import Language, Text
from bibliographe.query.answer import Rows, Triples
from bibliographe.query.header import Column
from bibliographe.query.terms import XSD, Iri, Literal, Term

if TYPE_CHECKING:
    from bibliographe.query.answer import Row
    from bibliographe.query.reply import Reply

_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float", "int", "long"))
_BOOLEAN = XSD + "boolean"
_GROUPED_FROM = 5
_YES_NO = (Text("oui", "yes"), Text("non", "no"))
_TRIPLE = tuple(
    Column(name, Text(french, english))
    for name, french, english in (
        ("subject", "Sujet", "Subject"), ("predicate", "Propriété", "Property"), ("object", "Valeur", "Value"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says; `link` is an `http(s)` address to go to, `number` says that it is a figure.

    `language` is that of a text which has one.
    """

    text: str
    link: str | None = None
    number: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A table for a person; every row is as long as `headings`."""

    names: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def make_view(reply: Reply) -> View:
    """Return the table of an answer: the columns that the header names, or all of them; yes or no as one cell."""
    answer, language = reply.answer, reply.language
    if isinstance(answer, Rows):
        return _of_rows(answer, reply.question.header.columns, language)
    if isinstance(answer, Triples):
        columns = tuple(column.name for column in _TRIPLE)
        return _of_rows(Rows(columns, answer.triples), _TRIPLE, language)
    heading = Text("Réponse", "Answer")(language)
    return View(("answer",), (heading,), ((Cell(_YES_NO[not answer.value](language)),),))


def _of_rows(answer: Rows, described: tuple[Column, ...], language: Language) -> View:
    places = {name: place for place, name in enumerate(answer.columns)}
    columns = [column for column in described if column.name in places]
    if not columns:
        columns = [Column(name, Text(name, name)) for name in answer.columns]
    return View(
        tuple(column.name for column in columns),
        tuple(column.label(language) for column in columns),
        tuple(tuple(_cell(column, row, places, language) for column in columns) for row in answer.rows),
    )


def _cell(column: Column, row: Row, places: dict[str, int], language: Language) -> Cell:
    term = row[places[column.name]]
    target = row[places[column.link]] if column.link in places else term
    link = target.value if isinstance(target, Iri) and target.value.startswith(("http://", "https://")) else None
    number = isinstance(term, Literal) and term.datatype in _NUMBERS
    spoken = term.language if isinstance(term, Literal) else None
    return Cell(readable(term, language), link, number, spoken or "")


def readable(term: Term | None, language: Language) -> str:
    """Return a term as a person of that language would write it; nothing for None."""
    if term is None:
        return ""
    if isinstance(term, Iri):
        return shorten(term.value)
    if isinstance(term, Literal):
        if term.datatype in _NUMBERS:
            return readable_number(term.value, language)
        if term.datatype == _BOOLEAN:
            return _YES_NO[term.value not in ("true", "1")](language)
    return term.value


def readable_number(value: str, language: Language) -> str:
    """Return a figure with its thousands apart from five digits on (`12 345` in French); years stay whole."""
    sign = "-" if value.startswith("-") else ""
    whole, point, decimals = value.lstrip("+-").partition(".")
    if not whole.isdecimal() or (point and not decimals.isdecimal()):
        return value
    if len(whole) >= _GROUPED_FROM:
        whole = f"{int(whole):,}".replace(",", "\u202f" if language == "fr" else ",")
    return f"{sign}{whole}{(',' if language == 'fr' else '.') + decimals if point else ''}"


def shorten(address: str) -> str:
    """Return the prefixed name of a term of a known vocabulary, any other address whole."""
    for prefix, namespace in prefixes().items():
        local = address.removeprefix(namespace)
        if local != address and local and not set(local) & set("/#?"):
            return f"{prefix}:{local}"
    return address
