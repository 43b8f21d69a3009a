"""RefWorks's tagged format.

Source: RefWorks, Tagged Format: reference types (`RT`) and field tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.ris import Form
from bibliographe.ingest.records.tagged.dates import with_year
from bibliographe.ingest.records.tagged.lines import Syntax
from bibliographe.ingest.records.tagged.reader import TaggedReader
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.ingest.records.fields import Field, Fields

_TYPES = {
    "abstract": "ABST", "artwork": "ART", "bills resolutions": "BILL", "bills": "BILL", "resolutions": "BILL",
    "book edited": "EDBOOK", "book section": "CHAP", "book whole": "BOOK", "case court decisions": "CASE",
    "case": "CASE", "court decisions": "CASE", "computer program": "COMP", "conference proceeding": "CONF",
    "conference proceedings": "CONF", "dissertation thesis": "THES", "dissertation thesis unpublished": "THES",
    "dissertation": "THES", "thesis": "THES", "thesis unpublished": "THES", "generic": "GEN", "grant": "GRNT",
    "hearing": "HEAR", "journal article": "JOUR", "journal electronic": "EJOUR", "laws statutes": "STAT",
    "laws": "STAT", "statutes": "STAT", "magazine article": "MGZN", "map": "MAP", "monograph": "BOOK",
    "motion picture": "MPCT", "music score": "MUSIC", "newspaper article": "NEWS",
    "online discussion forum electronic": "BLOG", "online discussion forum": "BLOG", "patent": "PAT",
    "personal communication": "PCOMM", "report": "RPRT", "sound recording": "SOUND", "unpublished material": "UNPB",
    "video dvd": "VIDEO", "video": "VIDEO", "dvd": "VIDEO", "web page": "ELEC",
}  # fmt: skip
_KNOWN = (
    "A1 A2 A3 A4 A5 A6 AB AD AN AV CL CN DB DO DS ED FD FL FN ID IL IS JF JO K1 LA LK LL LS NO OL OP OT PB PMID PN PP "
    "PU RD RP RT SD SF SL SN SP SR ST T1 T2 T3 TA U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15 UL VO WP WT WV YR"
)
_TAGS = {
    "ID": "ID", "A1": "AU", "A2": "ED", "A3": "A3", "A4": "A4", "A5": "A4", "A6": "ED", "T1": "TI", "T2": "T2",
    "T3": "T3", "JF": "JF", "JO": "JO", "YR": "PY", "VO": "VL", "IS": "IS", "SP": "SP", "OP": "EP", "K1": "KW",
    "AB": "AB", "PB": "PB", "PP": "CY", "ED": "ET", "SN": "SN", "LA": "LA", "DO": "DO", "LK": "UR", "UL": "UR",
    "RD": "Y2",
}  # fmt: skip
_ROLES = {"A2": "editor", "A3": "director", "A4": "translator", "A5": "compiler", "A6": "editor"}


class RefworksReader(TaggedReader):
    """Reads RefWorks's tagged format."""

    form = Form(Text("RefWorks", "RefWorks"), "T1 ", "")
    syntax = Syntax(re.compile(rf"({_KNOWN.replace(' ', '|')})(?:\s+(.*))?"), first="RT")
    tags = _TAGS
    roles = _ROLES
    house_keeping = frozenset({"RT", "SR", "OL"})

    def surely(self, tags: list[str]) -> float:
        """Return 1 for records that begin with a type and have a title and somebody or a date."""
        said = set(tags)
        return 1.0 if {"RT", "T1"} <= said and said & {"A1", "YR", "JF", "PB", "K1"} else 0.0

    def type_of(self, fields: Fields) -> str:
        """Return the type that `RT` names; one that RefWorks does not have stands for itself."""
        said = fields.take("RT") or ""
        return _TYPES.get(fold(said), said)

    def fields_of(self, field: Field, type_name: str, fields: Fields) -> Iterable[tuple[str, str]]:
        """Return what a field is in RIS: a date with its year, the degree of a thesis."""
        if field.name == "FD":
            return (("Y1", with_year(field.value, fields, "YR")),)
        if field.name == "CL" and type_name == "THES":
            return (("M3", field.value),)
        return super().fields_of(field, type_name, fields)
