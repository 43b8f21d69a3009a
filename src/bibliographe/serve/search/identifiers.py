"""Standard numbers in a question: ISBN, ISSN and DOI, in whatever form people copy them."""

from __future__ import annotations

import re

from stdnum import isbn, issn

from bibliographe.ingest.records.identifiers import bare_doi

_SIGNS = re.compile(r"[\s\-‐‑–]+")
_NUMBER = re.compile(r"\b\d(?:[\s\-‐‑–]?[\dXx]){7,12}\b")


def plain(identifier: str) -> str:
    """Return an identifier as the index has it: small letters, without what only parts its digits."""
    doi = bare_doi(identifier)
    return doi.lower() if doi else _SIGNS.sub("", identifier).lower()


def forms(identifier: str) -> list[str]:
    """Return all that an identifier may be looked for by: an ISBN in 10 digits by its 13 too, and by 10 for 13."""
    bare = plain(identifier)
    found = [bare]
    if isbn.is_valid(bare):
        found.append(isbn.to_isbn13(bare).replace("-", "").lower())
        if found[-1].startswith("978"):
            found.append(isbn.to_isbn10(bare).replace("-", "").lower())
    return list(dict.fromkeys(found))


def identifiers_in(text: str) -> list[str]:
    """Return the identifiers that stand in a text, as the index has them; numbers only with the right check digit."""
    doi = bare_doi(text)
    found = [doi.lower().rstrip(".,;)")] if doi else []
    for match in _NUMBER.finditer(text):
        bare = plain(match[0])
        if isbn.is_valid(bare) or issn.is_valid(bare):
            found.append(bare)
    return list(dict.fromkeys(found))
