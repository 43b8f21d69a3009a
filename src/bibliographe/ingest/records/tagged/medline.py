"""PubMed's format, that of `.nbib` files; ERIC writes it too.

Source: NLM, MEDLINE/PubMed Data Element (Field) Descriptions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.identifiers import bare_doi
from bibliographe.ingest.records.ris import Form
from bibliographe.ingest.records.tagged.lines import Syntax
from bibliographe.ingest.records.tagged.reader import TaggedReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.ingest.records.fields import Field, Fields

_TYPES = {
    "newspaper article": "NEWS",
    "video-audio media": "VIDEO",
    "technical report": "RPRT",
    "legislation": "STAT",
    "legal case": "CASE",
    "legal cases": "CASE",
    "dataset": "DATA",
    "book chapter": "CHAP",
    "book": "BOOK",
    "books": "BOOK",
}
_ARTICLE = ("journal article", "journal articles")
_TITLES = ("TI", "TT", "BTI", "CTI")
_OF_ERIC = re.compile(r"E[JD]\d+")
_SHORTENED = re.compile(r"\b(\d+)-(\d+)\b")
_NUMBER = re.compile(r"E?(?:ISSN|ISBN)-")
"""What ERIC puts before numbers."""
_HOUSE_KEEPING = "OWN STAT DCOM LR DA DRDT CTDT SB JID EDAT MHDA CRDT CDAT PHST PST SO"
_TAGS = {
    "PMID": "ID", "TI": "TI", "TT": "TI", "CTI": "T3", "AB": "AB", "OAB": "AB", "FAU": "AU", "AU": "AU", "CN": "AU",
    "FED": "ED", "ED": "ED", "JT": "JF", "TA": "JF", "VI": "VL", "IP": "IS", "PG": "SP", "DP": "DA", "IS": "SN",
    "ISSN": "SN", "ISBN": "SN", "LA": "LA", "MH": "KW", "OT": "KW", "KW": "KW", "PB": "PB", "EN": "ET",
}  # fmt: skip


class MedlineReader(TaggedReader):
    """Reads PubMed's format."""

    extensions = (".nbib",)
    form = Form(Text("PubMed", "PubMed"), "TI  - ", "")
    syntax = Syntax(re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,3}-(?:\s+(.*))?"), opening=None)
    tags = _TAGS
    bodies = frozenset({"CN"})
    house_keeping = frozenset(_HOUSE_KEEPING.split())

    def surely(self, tags: list[str]) -> float:
        """Return 1 for what begins with the number of a record, or who owns it, and has what stands beside."""
        first = next(filter(None, tags), "")
        return 1.0 if first in ("PMID", "OWN") and {"TI", "BTI", "JT", "FAU", "DP"} & set(tags) else 0.0

    def type_of(self, fields: Fields) -> str:
        """Return the type that `PT` names, else that of what has a book (`BTI`) or a journal (`JT`)."""
        said = {field.value.casefold(): field for field in fields.named("PT")}
        if any("dissertation" in one for one in said):
            return "THES"
        if "BTI" in fields and "TI" in fields:
            return "CHAP"
        named = next((_TYPES[one] for one in said if one in _TYPES), None)
        if named:
            return named
        is_article = any(one in said for one in _ARTICLE) or ("JT" in fields and "OWN" not in fields)
        if not is_article and any(one.startswith("reports -") for one in said):
            return "RPRT"
        if "BTI" in fields:
            return "BOOK"
        return "JOUR" if is_article or "JT" in fields else "GEN"

    def fields_of(self, field: Field, type_name: str, fields: Fields) -> Iterable[tuple[str, str]]:
        """Return what a field is in RIS: names once, where they are full; of numbers the DOI."""
        name, value = field.name, field.value
        if name in ("AU", "ED") and f"F{name}" in fields:
            return ()
        if (name == "TA" and "JT" in fields) or (name == "TI" and "TT" in fields):
            return ((self.own(name), value),)
        if name in ("LID", "AID"):
            return self._number(field, fields)
        if name == "PT" and (value.casefold() in (*_ARTICLE, *_TYPES) or "dissertation" in value.casefold()):
            return ()
        return [*_by_type(field, type_name, fields)] or ((self.tags.get(name, self.own(name)), _plain(field)),)

    def _number(self, field: Field, fields: Fields) -> Iterable[tuple[str, str]]:
        """Return the DOI, once; any other number has no place, an address is one."""
        doi, numbers = bare_doi(field.value), fields.named("LID", "AID")
        if doi:
            return (("DO", doi),) if field is next(one for one in numbers if bare_doi(one.value) == doi) else ()
        return (("UR" if field.value.startswith("http") else self.own(field.name), field.value),)


def _by_type(field: Field, type_name: str, fields: Fields) -> Iterable[tuple[str, str]]:
    """Yield what a field is in RIS where that depends on the record."""
    if field.name == "BTI":
        yield ("T2" if type_name == "CHAP" else "TI", _plain(field))
    elif field.name == "PL" and type_name in ("BOOK", "CHAP"):  # of journals, the country that they come out in
        yield ("CY", field.value)
    elif field.name == "OID" and "PMID" not in fields and _OF_ERIC.fullmatch(field.value):
        yield ("ID", field.value)


def _plain(field: Field) -> str:
    """Return a value without a title's full stop, the mark of main headings (`*`), what ERIC puts before numbers.

    Pages get the digits that NLM leaves out of the last one (`454-81`).
    """
    name, value = field.name, field.value
    if name in _TITLES and not value.endswith(".."):
        return value.removesuffix(".")
    if name == "PG":
        return _SHORTENED.sub(_whole_range, value)
    if name in ("IS", "ISSN", "ISBN"):
        return _NUMBER.sub("", value)
    return value.replace("*", "") if name == "MH" else value


def _whole_range(found: re.Match[str]) -> str:
    first, last = found.groups()
    return f"{first}-{first[: max(0, len(first) - len(last))]}{last}"
