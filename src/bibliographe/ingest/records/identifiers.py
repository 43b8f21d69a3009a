"""Standard numbers and addresses, wherever in a field they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(r"\d[\dXx-]{6,16}(?<=[\dXx])")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_NOTED = re.compile(r"\s*DOI\s*:", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|^`/?#][^\s<>\"{}|^`\\]*", re.IGNORECASE)


def numbers_in(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the ISBN and the ISSN that texts hold.

    What has the form of one counts: whether its check digit is right is the shapes' affair. A part of a DOI is none;
    an ISBN with hyphens and without them is one.
    """
    isbns: dict[str, str] = {}
    issns: list[str] = []
    for text in texts:
        for found in _NUMBER.findall(_DOI.sub(" ", text) if "10." in text else text):
            compact = found.replace("-", "")
            if len(compact) in (10, 13):
                isbns.setdefault(compact.upper(), found)
            elif len(compact) == 8:
                issns.append(f"{compact[:4]}-{compact[4:]}".upper())
    return list(isbns.values()), list(dict.fromkeys(issns))


def bare_doi(text: str) -> str | None:
    """Return the DOI of `doi:10.1000/182` and `https://doi.org/10.1000/182`, None where there is none."""
    found = _DOI.search(text) if "10." in text else None
    return found[0].rstrip(".,;") if found else None


def doi_noted(text: str) -> str | None:
    """Return the DOI of a line `DOI: …` of a note: Zotero has it there for types that have no field for it."""
    return next((doi for line in text.split("\n") if _NOTED.match(line) and (doi := bare_doi(line))), None)


def web_address(text: str) -> str | None:
    """Return a text that is an address of the web, None for anything else."""
    address = text.strip()
    return address if _ADDRESS.fullmatch(address) else None
