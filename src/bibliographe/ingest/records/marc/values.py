"""Values of subfields as cataloguers write them: without the punctuation of ISBD at their ends, brackets, dates.

Source: ISBD (IFLA, consolidated edition); MARC 21 Format for Bibliographic Data, input conventions of 245, 260, 300.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bibliographe.ingest.records.dates import date_said
from bibliographe.ingest.records.languages import language_code
from bibliographe.ingest.records.parts import without_others
from bibliographe.model.dates import DateStatement
from bibliographe.model.text import clean

_MARKS = "/:;=, "
_ABBREVIATIONS = frozenset(
    """
    etc al vol vols t p pp ed eds éd éds rev augm aufl bd hrsg n no nos nr inc ltd co corp jr sr st ste dr mr mrs ms
    prof
    cie bros univ univ dept dép dir coll coord trad ill fig introd préf publ pub cm min sec ca cop fasc suppl ser sér
    verl ges ph bibliogr assoc soc inst acad int nat u.a usw
    """.split()  # noqa: SIM905 - a list to read
)
_BRACKETS = str.maketrans("", "", "[]")
_UNKNOWN = re.compile(
    r"\[?\s*(?:s\.?\s*[ln]\.?|sine (?:loco|nomine)|(?:place|lieu)[^\]]*not identified|[^\]]*non identifiée?"
    r"|publisher not identified|[^\]]*not identified|o\.\s*[ov]\.)\s*\]?",
    re.IGNORECASE,
)
_SIMPLE_DATE = re.compile(
    r"(?P<sign>(?:c|cop|copyright|©|p|℗|dl|d\.\s?l|impr|printed|[ée]d|gedr)?\.?\s*)"
    r"(?P<about>(?:ca|circa|vers|about|um)\.?\s*|)(?P<year>\d{4})(?P<doubt>\s*\?)?",
    re.IGNORECASE,
)
_INTERVAL = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})?")
_ONE_OF = re.compile(r"\[\d{4}(?:(?:,|\.\.)\d{4})+\]")
"""EDTF's brackets, which are no cataloguer's: `[1562,1563]`."""
_LONGEST_WORD = 12
NO_LANGUAGE = ("und", "mul", "zxx", "mis", "|||")


def tidy(text: str) -> str:
    """Return a value, which is in NFC, with single plain blanks and without invisible characters."""
    text = text.strip()
    return text if "  " not in text and text.isprintable() else clean(text)


def trimmed(text: str) -> str:
    """Return a value without the punctuation that introduces the next one: ` /`, ` :`, ` ;`, ` =`, `,`."""
    text = text.strip()
    if "  " in text or not text.isprintable():
        text = clean(text)
    return text.rstrip(_MARKS) if text and text[-1] in _MARKS else text


def bare(text: str) -> str:
    """Return a value without the punctuation that introduces the next one, nor the full stop that ends an area.

    The full stop of an abbreviation (`etc.`, `vol.`), an initial (`A.`) or an ellipsis stays.
    """
    text = text.strip()
    if "  " in text or not text.isprintable():
        text = clean(text)
    if text and text[-1] in _MARKS:
        text = text.rstrip(_MARKS)
    if text and text[-1] == "." and not _is_abbreviated(text):
        return text[:-1].rstrip()
    return text


def _is_abbreviated(text: str) -> bool:
    word = text[:-1].rpartition(" ")[2].lstrip("([\"'«")
    return (
        (len(word) <= 1 and not word.isdigit())
        or ("." in word and len(word) <= _LONGEST_WORD)
        or word.endswith(".")
        or word.lower() in _ABBREVIATIONS
    )


def without_brackets(said: str) -> str | None:
    """Return a place or a name without the brackets of what a cataloguer supplied, None for `[s.l.]` and `[s.n.]`."""
    if _UNKNOWN.fullmatch(said):
        return None
    said = without_others(said)
    return trimmed(said.translate(_BRACKETS)) if "[" in said or "]" in said else said or None


@lru_cache(maxsize=20_000)
def printed_date(text: str) -> DateStatement | None:
    """Return a date as cataloguers write it: `cop. 2004`, `[2004?]`, `[ca 1998]`, `[1562 or 1563]`, `2004-2008`."""
    said = bare(text)
    if not any(map(str.isdigit, said)):
        return None
    if _ONE_OF.fullmatch(said):
        return DateStatement(said, said)
    core = said.translate(_BRACKETS).strip(" ().,;")
    found = _SIMPLE_DATE.fullmatch(core)
    if found:
        return DateStatement(said, found["year"] + ("~" if found["about"] else "?" if found["doubt"] else ""))
    interval = _INTERVAL.fullmatch(core)
    if interval and (not interval[2] or interval[2] >= interval[1]):
        return DateStatement(
            said, f"{interval[1]}/{interval[2] or '..'}" if interval[2] != interval[1] else interval[1]
        )
    read = date_said(core)
    return DateStatement(said, read.edtf if read else None)


@lru_cache(maxsize=1000)
def language(code: str) -> str | None:
    """Return the language of a code of MARC (ISO 639-2/B), None for those that stand for none or several."""
    return None if code in NO_LANGUAGE or not code.strip() else language_code(code)
