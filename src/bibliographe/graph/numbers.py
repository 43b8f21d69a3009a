"""Standard numbers in the one form that they are compared in, however each source writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from bibliographe.graph.terms import BIBO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.graph.terms import Statement

ISBN, DOI = "isbn", "doi"
NUMBERED = {BIBO.isbn13: ISBN, BIBO.isbn10: ISBN, BIBO.doi: DOI}
"""The properties that hold the number of one document, and which number it is."""
_DOI_SIGNS = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:")
_ISBN_10_LENGTH = 10


def isbn_key(value: str) -> str:
    """Return an ISBN as thirteen digits: the ten of before 2007 are the same number (ISO 2108, annex A).

    One whose check digit is wrong is compared as it is written.
    """
    bare = value.replace("-", "").replace(" ", "").upper()
    if len(bare) != _ISBN_10_LENGTH:
        return bare
    from stdnum import isbn  # a twentieth of a command's time to load, for numbers of before 2007 alone

    return str(isbn.to_isbn13(bare)) if isbn.is_valid(bare) else bare


def doi_key(value: str) -> str:
    """Return a DOI bare and in small letters: case makes no difference in it (DOI Handbook, section 2.4)."""
    bare = value.strip().casefold()
    for sign in _DOI_SIGNS:
        bare = bare.removeprefix(sign)
    return bare.strip()


def number_key(kind: str, value: str) -> str:
    """Return what a number of this kind is compared by, as `isbn:9782070368228`."""
    return f"{kind}:{doi_key(value) if kind == DOI else isbn_key(value)}"


def stated_keys(identifiers: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the keys of a citation's ISBN and DOI."""
    kinds = {"isbn": ISBN, "isbn10": ISBN, "isbn13": ISBN, "doi": DOI}
    return frozenset(number_key(kinds[name], value) for name, value in identifiers if name in kinds and value)


def said_key(statement: Statement) -> str | None:
    """Return the key of a statement of a number, None for any other statement."""
    kind = NUMBERED.get(statement.predicate)
    return number_key(kind, statement.object.value) if kind and isinstance(statement.object, Literal) else None
