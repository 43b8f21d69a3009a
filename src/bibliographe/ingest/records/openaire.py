"""What repositories say in addresses of the `info` scheme, or in URN: numbers with their scheme, dates with their kind.

Source: OpenAIRE Guidelines for Literature Repositories 3: Alternative Identifier, Publication Reference, Embargo End
Date.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?:info:eu-repo/semantics/altIdentifier/|urn:|info:eu-repo/semantics/reference/(?!doi))"
    r"(?P<scheme>doi|[ep]?isbn|[ep]?issn)[/:](?P<said>\S+)",
    re.IGNORECASE,
)
"""A DOI in a reference is that of a work that is cited; OpenEdition has the ISSN of its own journal there."""
_DATE = re.compile(r"info:eu-repo/date/(?P<kind>\w+)/(?P<said>.*)", re.IGNORECASE)


def number_named(text: str) -> tuple[str, str] | None:
    """Return `doi`, `isbn` or `issn`, and the number: of `urn:eissn:1777-5450`, say; None for anything else."""
    found = _NUMBER.fullmatch(text)
    return (found["scheme"].lower().lstrip("ep"), found["said"]) if found else None


def date_named(text: str) -> tuple[str, str] | None:
    """Return what a date is of (`publication`, `embargoend`), and the date; None for one that does not say."""
    found = _DATE.fullmatch(text)
    return (found["kind"].lower(), found["said"]) if found else None
