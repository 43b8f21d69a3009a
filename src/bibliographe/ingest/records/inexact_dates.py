"""Dates that cataloguers could not say exactly: `[between 1906 and 1912]`, `[18--]`, `1982 [i.e. 1983]`.

Source: AACR2, 1.4F; RDA 1.9.2 and 2.8.6; the notation of the answers is EDTF (ISO 8601-2:2019).
"""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"(?:between|entre|zwischen)\s+(\d{4})\s+(?:and|et|und)\s+(\d{4})\s*\??", re.IGNORECASE)
_EITHER = re.compile(r"(\d{4})\s+(?:ou|or|oder)\s+(\d{4})\s*\??", re.IGNORECASE)
_CENTURY = re.compile(r"(\d{2})(?:--|\.\.|\?\?|uu|__)\s*(\?)?")
_DECADE = re.compile(r"(\d{3})[-.u_]\s*(\?)?")
_CORRECTED = re.compile(r"\d{4}\s*\[?\s*(?:i\.\s?e\.|c\.-à-d\.)\s*(\d{4})", re.IGNORECASE)
_BESIDE_COPYRIGHT = re.compile(r"(\d{4})\s*,\s*(?:c|cop\.?|©|p|℗|impr\.?|dl)\s*\d{4}", re.IGNORECASE)
_COPYRIGHT = re.compile(r"c\s?(\d{4})")
_UNTIL = re.compile(r"[-–]\s?((?:1[5-9]|20)\d{2})")
"""The end of a serial whose beginning the cataloguer did not see: `-1997`."""
_SINCE = re.compile(r"((?:1[5-9]|20)\d{2})\s?–")
_ABOUT = re.compile(r"(?:um|circa|env\.|environ|vers)\s+(\d{4})|(\d{4})\s*\(?(?:ca\.?|circa|env\.)\)?", re.IGNORECASE)


def inexact_date(said: str) -> str | None:
    """Return what a cataloguer's date means, in EDTF; None where it is of no such form."""
    core = said.strip("[]() ").strip()
    for pattern, edtf in (
        (_BETWEEN, "[{0}..{1}]"),
        (_EITHER, "[{0},{1}]"),
        (_CENTURY, "{0}XX{1}"),
        (_DECADE, "{0}X{1}"),
        (_CORRECTED, "{0}"),
        (_BESIDE_COPYRIGHT, "{0}"),
        (_COPYRIGHT, "{0}"),
        (_UNTIL, "../{0}"),
        (_SINCE, "{0}/.."),
        (_ABOUT, "{0}{1}~"),
    ):
        found = pattern.fullmatch(core)
        if found:
            return edtf.format(*(part or "" for part in found.groups()))
    return None
