"""The Web of Science's format, that of its plain text and `.ciw` files.

Source: Clarivate, Web of Science Core Collection Field Tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.records.ris import Form
from bibliographe.ingest.records.tagged.dates import with_year
from bibliographe.ingest.records.tagged.lines import Syntax
from bibliographe.ingest.records.tagged.reader import TaggedReader
from bibliographe.ingest.records.tagged.tables import is_table, table_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.ingest.records.fields import Field, Fields
    from bibliographe.ingest.records.ris_lines import RisRecord
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Furniture, Reject

_OF_BOOKS = {"D2": "DO", "PG": "SP"}
_IN_BOOKS = ("B", "S")
_ANONYMOUS = "[anonymous]"
_TAGS = {
    "TI": "TI", "AF": "AU", "AU": "AU", "BF": "AU", "BA": "AU", "CA": "AU", "BE": "ED", "ED": "ED", "LA": "LA",
    "DE": "KW", "ID": "KW", "AB": "AB", "SN": "SN", "EI": "SN", "BN": "SN", "VL": "VL", "IS": "IS", "BP": "SP",
    "PS": "SP", "EP": "EP", "AR": "C7", "DI": "DO", "UT": "ID", "PU": "PB", "PI": "CY", "SE": "T3", "PY": "PY",
}  # fmt: skip


class WebOfScienceReader(TaggedReader):
    """Reads the Web of Science's format."""

    extensions = (".ciw", ".isi")
    form = Form(Text("Web of Science", "Web of Science"), "TI ", "ER")
    syntax = Syntax(
        re.compile(r"([A-Z][A-Z0-9])(?: (.*))?"),
        first="PT",
        last="ER",
        around=frozenset({"FN", "VR", "EF"}),
        a_line_each=frozenset({"AU", "AF", "BA", "BF", "BE", "ED", "CA", "CR"}),
    )
    tags = _TAGS
    bodies = frozenset({"CA"})
    house_keeping = frozenset({"DT", "PT", "NR", "TC", "Z9", "U1", "U2", "GA", "DA", "FN", "VR"})

    def recognises(self, source: Source) -> float:
        """Return how surely a text is of this form, in lines or in a table with tags for headings."""
        return 1.0 if is_table(source.lines) else super().recognises(source)

    def records(self, source: Source) -> Iterator[RisRecord | Furniture | Reject]:
        """Yield the records of a file, those of a table with the fields that its cells are."""
        if is_table(source.lines):
            return table_records(source.lines, self.syntax.a_line_each)
        return super().records(source)

    def surely(self, tags: list[str]) -> float:
        """Return 1 for lines that begin as a file of the Web of Science does, or as one of its records."""
        first = next((tag for tag in tags if tag not in self.syntax.around), "")
        return 1.0 if first == "PT" and "ER" in tags and {"AU", "TI", "SO"} & set(tags) else 0.0

    def type_of(self, fields: Fields) -> str:
        """Return the type that `PT` and `DT` tell, and of what a book holds whether it has a title of its own."""
        publication, document = fields.take("PT") or "", (fields.take("DT") or "").casefold()
        if publication.startswith("P"):
            return "PAT"
        if not publication.startswith(_IN_BOOKS):
            return "JOUR"
        if "proceedings paper" in document and "TI" in fields:
            return "CPAPER"
        source, title = ((fields.take(name) or "").casefold() for name in ("SO", "TI"))
        is_book = not title or source in ("", title) or document == "book"
        return "BOOK" if is_book and "chapter" not in document else "CHAP"

    def fields_of(self, field: Field, type_name: str, fields: Fields) -> Iterable[tuple[str, str]]:
        """Return what a field is in RIS: names where they are full, a date with its year, what a paper stands in."""
        name, value = field.name, field.value
        if name in ("AU", "AF", "BA", "BF") and not self._names(name, value, type_name, fields):
            is_again = name in ("AU", "AF") or (name == "BA" and "BF" in fields)
            return () if is_again else ((self.own(name), value),)
        if name == "PD":
            return (("Y1", with_year(value, fields, "PY")),)
        if type_name == "BOOK" and name in _OF_BOOKS:
            return ((_OF_BOOKS[name], value),)
        if name in ("SO", "CT"):
            return self._standing_in(name, value, type_name, fields)
        return () if name == "PG" else super().fields_of(field, type_name, fields)

    def _names(self, name: str, value: str, type_name: str, fields: Fields) -> bool:
        """Tell whether these names are those of the authors: the full ones, of a book also those of books."""
        if value.casefold() == _ANONYMOUS:
            return False
        if name in ("AU", "AF"):
            return name == "AF" or "AF" not in fields
        of_book = type_name == "BOOK" and "AU" not in fields and "AF" not in fields
        return of_book and (name == "BF" or "BF" not in fields)

    def _standing_in(self, name: str, value: str, type_name: str, fields: Fields) -> Iterable[tuple[str, str]]:
        is_paper = type_name == "CPAPER"
        if name == "CT":
            return (("T2" if is_paper and "SO" in fields else self.own(name), value),)
        if type_name == "BOOK":
            title = next((one.value for one in fields.named("TI")), None)
            return () if title and title.casefold() == value.casefold() else (("TI" if not title else "T3", value),)
        return (({"CPAPER": "C3" if "CT" in fields else "T2", "CHAP": "T2"}.get(type_name, "JF"), value),)
