"""What a person typed, as what is to be found. Nothing that is typed is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.model.text import clean, fold
from bibliographe.serve.search.fields import (
    AUTHOR,
    IDENTIFIER,
    LONGEST,
    NUMBER,
    PERIODICAL,
    PUBLISHER,
    TITLE,
    TOPIC,
    YEAR,
)
from bibliographe.serve.search.identifiers import identifiers_in, plain
from bibliographe.serve.search.words import STOP_WORDS, composed, folded_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 40
"""Words of a question that are looked for."""
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")
_QUOTES = str.maketrans("“”„‟«»″", '"' * 7)
_PIECE = re.compile(r'(?P<minus>-)?(?:(?P<field>\w+):\s?)?(?P<text>"[^"]*"?|\S+)')
_YEARS = re.compile(r"(?P<first>\d{1,4})?(?P<sign>-|–|—|\.\.|/)?(?P<last>\d{1,4})?")
FIELDS = {
    "titre": TITLE, "title": TITLE, "auteur": AUTHOR, "author": AUTHOR, "theme": TOPIC, "topic": TOPIC,
    "subject": TOPIC, "sujet": TOPIC, "editeur": PUBLISHER, "publisher": PUBLISHER, "revue": PERIODICAL,
    "periodical": PERIODICAL, "annee": YEAR, "year": YEAR, "numero": NUMBER, "number": NUMBER, "isbn": IDENTIFIER,
    "issn": IDENTIFIER, "doi": IDENTIFIER,
}  # fmt: skip
"""What may stand before a colon, folded."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found: one, or several that follow each other."""

    words: tuple[str, ...]
    """Folded."""
    field: str | None = None
    excluded: bool = False

    @property
    def is_stop(self) -> bool:
        """Tell whether this is a word that many documents have, asked for in no field."""
        return self.field is None and not self.excluded and len(self.words) == 1 and self.words[0] in STOP_WORDS


@dataclass(frozen=True, slots=True)
class Years:
    """A span of years, both ends included; None for an end that is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a question asks for."""

    text: str
    """As it was typed, but for control characters, cut to a length that can be read."""
    terms: tuple[Term, ...] = ()
    years: tuple[Years, ...] = ()
    identifiers: tuple[str, ...] = ()
    """Standard numbers that stand among the words."""

    @property
    def required(self) -> tuple[Term, ...]:
        """Return the terms that an entry must have: all but stop words, unless there is nothing else."""
        wanted = tuple(term for term in self.terms if not term.excluded)
        return tuple(term for term in wanted if not term.is_stop) or wanted

    @property
    def optional(self) -> tuple[Term, ...]:
        """Return the terms that are good to have."""
        required = self.required
        return tuple(term for term in self.terms if not term.excluded and term not in required)

    @property
    def excluded(self) -> tuple[Term, ...]:
        """Return the terms that an entry must not have."""
        return tuple(term for term in self.terms if term.excluded)


def read_text(text: str) -> str:
    """Return what counts of a typed text: no control characters, no more than can be read."""
    return composed(clean(text[:LONGEST].translate(_CONTROLS)))


def read_wish(text: str) -> Wish:
    """Return what a typed text asks for."""
    text = read_text(text)
    terms: list[Term] = []
    years: list[Years] = []
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        field = FIELDS.get(fold(piece["field"] or ""))
        span = _years(piece["text"]) if field == YEAR else None
        if span:
            years.append(span)
        else:
            terms += _terms(piece, None if field == YEAR else field)
    return Wish(text, tuple(dict.fromkeys(terms))[:_MOST], tuple(years), tuple(identifiers_in(text)))


def _terms(piece: re.Match[str], field: str | None) -> Iterator[Term]:
    excluded, text = bool(piece["minus"]), piece["text"]
    if field in (IDENTIFIER, NUMBER):
        value = plain(text.strip('"'))
        if value:
            yield Term((value,), field, excluded)
        return
    if field is None and piece["field"]:
        yield from (Term((word,)) for word in folded_words(piece["field"]))
    words = folded_words(text)[:_MOST]
    if text.startswith('"') and words:
        yield Term(tuple(words), field, excluded)
    else:
        # `-` before several words that a sign joins is no more than a dash: `-porte-monnaie`.
        yield from (Term((word,), field, excluded and len(words) == 1) for word in words)


def _years(text: str) -> Years | None:
    found = _YEARS.fullmatch(text.strip('"'))
    if found is None or not (found["first"] or found["last"]):
        return None
    first, last = (int(found[end]) if found[end] else None for end in ("first", "last"))
    if not found["sign"]:
        return Years(first, first)
    return Years(last, first) if first is not None and last is not None and last < first else Years(first, last)
