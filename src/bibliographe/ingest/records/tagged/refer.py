"""Refer, which EndNote's export filter and many sites write (`.enw`), and BibIX.

Source: refer(1), bibliographic databases; EndNote's table of reference types (`%0`) and its Refer/BibIX filter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.identifiers import bare_doi
from bibliographe.ingest.records.ris import Form
from bibliographe.ingest.records.tagged.dates import with_year
from bibliographe.ingest.records.tagged.lines import Syntax
from bibliographe.ingest.records.tagged.reader import TaggedReader
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.ingest.records.fields import Field, Fields

_TYPES = {
    "journal article": "JOUR", "electronic article": "EJOUR", "magazine article": "MGZN", "newspaper article": "NEWS",
    "web page": "ELEC", "electronic source": "ELEC", "blog": "BLOG", "online multimedia": "VIDEO", "book": "BOOK",
    "edited book": "EDBOOK", "electronic book": "EBOOK", "book section": "CHAP", "electronic book section": "ECHAP",
    "conference paper": "CPAPER", "conference proceedings": "CONF", "thesis": "THES", "report": "RPRT",
    "government document": "GOVDOC", "pamphlet": "PAMP", "encyclopedia": "ENCYC", "dictionary": "DICT",
    "film or broadcast": "MPCT", "audiovisual material": "ADVS", "audio": "SOUND", "music": "MUSIC", "serial": "SER",
    "classical work": "CLSWK", "ancient text": "ANCIENT", "legal rule or regulation": "LEGAL", "statute": "STAT",
    "bill": "BILL", "case": "CASE", "hearing": "HEAR", "standard": "STAND", "dataset": "DATA",
    "aggregated database": "AGGR", "online database": "DBASE", "computer program": "COMP", "manuscript": "MANSCPT",
    "unpublished work": "UNPB", "personal communication": "PCOMM", "patent": "PAT", "map": "MAP", "artwork": "ART",
    "figure": "FIGURE", "chart or table": "CHART", "equation": "EQUA", "catalog": "CTLG", "grant": "GRNT",
    "generic": "GEN",
}  # fmt: skip
_TAGS = {
    "T": "TI", "A": "AU", "Q": "AU", "E": "ED", "?": "A4", "J": "JF", "B": "T2", "S": "T3", "V": "VL", "N": "IS",
    "P": "SP", "D": "PY", "I": "PB", "C": "CY", "7": "ET", "@": "SN", "G": "LA", "K": "KW", "X": "AB", "U": "UR",
    ">": "UR", "[": "Y2", "F": "ID", "Y": "A3", "9": "M3",
}  # fmt: skip
_ROLES = {"E": "editor"}


class ReferReader(TaggedReader):
    """Reads Refer."""

    extensions = (".enw", ".refer")
    form = Form(Text("Refer (EndNote)", "Refer (EndNote)"), "%T ", "")
    syntax = Syntax(
        re.compile(r"\s{0,3}%([A-Z0-9@!?*$()+>\[~&^<.=|#])(?:\s(.*))?"),
        first="0",
        opening=frozenset("0TAQFJBE"),  # a long abstract may have empty lines, behind which others go on
        title="T",
        a_line_each=frozenset("K"),
    )
    tags = _TAGS
    roles = _ROLES
    bodies = frozenset({"Q"})

    def surely(self, tags: list[str]) -> float:
        """Return 1 for lines that begin with a type, less where there is only a title and what goes with it."""
        if not tags or not tags[0]:
            return 0.0
        said = set(tags)
        if tags[0] == "0" and "T" in said:
            return 1.0
        tagged = sum(map(bool, tags))
        return 0.95 if "T" in said and said & set("ADJIB") and tagged * 2 > len(tags) else 0.0

    def type_of(self, fields: Fields) -> str:
        """Return the type that the last `%0` names, as EndNote does, else what the fields are those of."""
        said = [field.value for field in fields.named("0")]
        if said:
            return _TYPES.get(fold(said[-1]), said[-1])
        if "J" in fields:
            return "JOUR"
        if "B" in fields:
            return "JOUR" if "V" in fields or "N" in fields else "CHAP"
        return "BOOK" if "I" in fields else "GEN"

    def role_of(self, tag: str, type_name: str) -> str | None:
        """Return the role of a contributor; `%Y` are editors of a series to EndNote, translators to others."""
        if tag == "Y":
            return "thesis-supervisor" if type_name == "THES" else "contributor"
        return super().role_of(tag, type_name)

    def fields_of(self, field: Field, type_name: str, fields: Fields) -> Iterable[tuple[str, str]]:
        """Return what a field is in RIS: a DOI where it is one, a date with its year."""
        name, value = field.name, field.value
        if name == "0":
            return () if field is fields.named("0")[-1] else ((self.own(name), value),)
        if name == "R":
            return (("DO" if bare_doi(value) else self.own(name), value),)
        if name == "8":
            return (("Y1", with_year(value, fields, "D")),)
        if name == "!" and any(one.value.startswith(value) for one in fields.named("T")):
            return ()
        return super().fields_of(field, type_name, fields)
