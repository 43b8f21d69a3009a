"""Identifiers with the right check digits, and slugs: made from a number, so that none comes twice."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GENERATORS = 2654435761
_NOT_WORD = re.compile("[^a-z0-9]+")


def scrambled(index: int, size: int, seed: int = 0) -> int:
    """Return a number under `size`, another for each `index` under `size`, in no visible order.

    `size` must have no factor in common with 2654435761, which is a prime.
    """
    return (index * _GENERATORS + seed * 40503) % size


def isbn13(index: int) -> str:
    """Return the ISBN-13 of the `index`-th book, index under 10^9."""
    digits = f"9782{scrambled(index, 100_000_000):08d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def issn(index: int) -> str:
    """Return the ISSN of the `index`-th periodical, index under 10^7."""
    digits = f"{scrambled(index, 10_000_000):07d}"
    check = -sum(int(digit) * (8 - place) for place, digit in enumerate(digits)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"


def doi(journal: int, article: int) -> str:
    """Return a DOI under 10.5555, the prefix kept for examples."""
    return f"10.5555/r{journal}.{article}"


@lru_cache(maxsize=20_000)
def slug(words: str) -> str:
    """Return words as a part of an address, without accents."""
    plain = unicodedata.normalize("NFKD", words.lower().replace("œ", "oe")).encode("ascii", "ignore").decode()
    return _NOT_WORD.sub("-", plain).strip("-")
