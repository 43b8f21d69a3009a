"""What is said of an entry, field by field, as a page shows it: a label, and values that may lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from babel import Locale, UnknownLocaleError

from bibliographe.export.card_text import LABELS
from bibliographe.export.records.citations import containers_of
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, FABIO, SCHEMA
from bibliographe.i18n import Text
from bibliographe.serve.pages.named import Named, date_said, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.nodes import Node, Nodes
    from bibliographe.i18n import Language

_PERIODICAL = Text("Dans", "In")
_BOOK = Text("Livre", "Book")
_SERIES = Text("Collection", "Series")
_PLACE = Text("Lieu", "Place")
_LANGUAGE = Text("Langue", "Language")
_SIMPLE = {
    "pages": BIBO.pages, "numPages": BIBO.numPages, "edition": BIBO.edition, "medium": BIBL.mediumStatement,
}  # fmt: skip
_LINKED = {
    "publisher": DCTERMS.publisher, "institution": BIBO.issuer, "event": BIBO.presentedAt,
    "mentions": SCHEMA.mentions, "references": DCTERMS.references,
}  # fmt: skip


class Fact(NamedTuple):
    """One field."""

    label: str
    values: tuple[Named, ...]


def facts_of(nodes: Nodes, entry: Node, language: Language) -> list[Fact]:
    """Return the fields of an entry that its page tells in a table, those with something in them."""
    fields = _fields(nodes, entry, language)
    return [Fact(label, values) for label, values in fields if any(one.name for one in values)]


def _fields(nodes: Nodes, entry: Node, language: Language) -> Iterator[tuple[str, tuple[Named, ...]]]:
    within = containers_of(nodes, entry)
    yield _PERIODICAL(language), _all(nodes, [within.periodical, within.issue], language)
    yield _BOOK(language), _all(nodes, [within.host], language)
    yield LABELS["publisher"](language), _linked(nodes, entry, "publisher", language)
    yield _PLACE(language), _texts(entry.texts(BIBL.placeOfPublication))
    yield LABELS["institution"](language), _linked(nodes, entry, "institution", language)
    yield LABELS["degree"](language), _texts(entry.texts(BIBL.degreeStatement))
    yield LABELS["date"](language), (Named(date_said(entry, language)),)
    yield LABELS["available"](language), _texts(entry.texts(DCTERMS.available))
    accessed = entry.texts(BIBL.verbatimAccessDate) or entry.texts(FABIO.hasAccessDate)
    yield LABELS["accessed"](language), _texts(accessed)
    yield LABELS["event"](language), _linked(nodes, entry, "event", language)
    for name in ("pages", "numPages", "edition", "medium"):
        texts = entry.texts(_SIMPLE[name])
        if name == "numPages":  # a number alone does not say of what; `p.` is the same in both languages
            texts = tuple(f"{one}\xa0p." if one.isdecimal() else one for one in texts)
        yield LABELS[name](language), _texts(texts)
    number = entry.text(BIBO.number)
    series = _all(nodes, [within.series], language)
    yield _SERIES(language), (*series, Named(number)) if number and series else series
    yield "ISBN", _texts((*entry.texts(BIBO.isbn13), *entry.texts(BIBO.isbn10)))
    yield "DOI", tuple(Named(doi, f"https://doi.org/{doi}") for doi in entry.texts(BIBO.doi))
    yield "ISSN", _texts(within.periodical.texts(BIBO.issn) if within.periodical else ())
    yield _LANGUAGE(language), tuple(Named(language_name(one, language)) for one in entry.texts(DCTERMS.language))
    yield LABELS["keywords"](language), _texts(entry.texts(SCHEMA.keywords))
    for name in ("mentions", "references"):
        yield LABELS[name](language), _linked(nodes, entry, name, language)


def language_name(code: str, language: Language) -> str:
    """Return what a language is called, its code where nobody knows."""
    try:
        return str(Locale.parse(code, sep="-").get_display_name(language) or code)
    except (UnknownLocaleError, ValueError):
        return code


def _all(nodes: Nodes, found: list[Node | None], language: Language) -> tuple[Named, ...]:
    return tuple(named(nodes, node.iri, language) for node in found if node)


def _linked(nodes: Nodes, entry: Node, name: str, language: Language) -> tuple[Named, ...]:
    return tuple(named(nodes, value, language) for value in entry.values(_LINKED[name]))


def _texts(texts: tuple[str, ...]) -> tuple[Named, ...]:
    return tuple(map(Named, texts))
