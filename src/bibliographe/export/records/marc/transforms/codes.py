"""Leaders and coded fields.

Source: UNIMARC Manual, record label, 100, 101, 105, 110, 181; MARC 21 Format for Bibliographic Data, leader, 008, 041,
336.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.export.records.edtf import coded
from bibliographe.export.records.held import held
from bibliographe.export.records.marc.tables import language_code
from bibliographe.export.records.marc.transforms.scripts import script_code
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.marc.described import Described
    from bibliographe.export.records.marc.record import MarcField
    from bibliographe.export.records.marc.tables import Row

_UNIMARC_TYPES = {"single": "d", "detailed": "j", "range": "g", "uncertain": "f", "unknown": "u"}
_MARC21_TYPES = {"single": "s", "detailed": "e", "range": "m", "uncertain": "q", "unknown": "n"}
_UNIMARC_LEVELS = {"part": "a", "whole": "m", "site": "i"}
_CONTENTS = {"txt": "text", "tdi": "two-dimensional moving image", "spw": "spoken word", "cod": "computer dataset"}
_SORTS = {"website": "w", "newspaper": "n"}
_TEXTUAL = "a"
_REGION = Text("les codes de langue des notices n'ont pas de région", "codes of languages in records have no region")


def unimarc_leader(one: Described) -> str:
    """Return the label of a record, its lengths blank; made without the document in hand (position 17)."""
    level = _UNIMARC_LEVELS[one.level]
    rank = "2" if one.stands_in else "0"
    return f"     {_status(one)}{one.codes.unimarc}{level}{rank} 22     1  450 "


def marc21_leader(one: Described) -> str:
    """Return the leader of a record, its lengths blank: Unicode, minimal level, punctuation of ISBD."""
    return f"     {_status(one)}{one.codes.marc21}{_marc21_level(one)} a22     7i 4500"


def _status(one: Described) -> str:
    """Return whether a record is new or corrected, as the register tells."""
    return "c" if one.catalogued.modified > one.catalogued.created else "n"


def _marc21_level(one: Described) -> str:
    if one.level != "part":
        return "i" if one.level == "site" else "m"
    return "a" if one.citation.host and not one.citation.periodical else "b"


def _day(moment: str) -> str:
    """Return the day of a moment as eight digits, blanks for none."""
    return re.sub(r"\D", "", moment)[:8].ljust(8)


def last_change(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 005: when the record last changed, as the register says."""
    digits = re.sub(r"\D", "", one.catalogued.modified or one.catalogued.created)
    return row.control(f"{digits[:14]:0<14}.0" if digits else "")


def unimarc_processing(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 100: dates of entry and of publication, language and script of cataloguing, Unicode (50)."""
    when = coded(_edtf(one))
    second = "    " if when.certainty in ("single", "unknown") else when.second
    text = (
        f"{_day(one.catalogued.created)}{_UNIMARC_TYPES[when.certainty]}{when.first:4}{second:4}"
        f"u  u0{language_code(one.language)}y50      {script_code(one.entry.title)}"
    )
    return row.field(("a", text))


def _edtf(one: Described) -> str | None:
    return one.citation.issued.edtf if one.citation.issued else None


def marc21_codes(one: Described, row: Row) -> Iterable[MarcField]:
    """Write 008: the same, and what the type of record asks for (positions 18-34)."""
    when = coded(_edtf(one))
    sure = when.certainty != "uncertain" or when.first != when.second
    first, second, sign = when.first, when.second, _MARC21_TYPES[when.certainty if sure else "single"]
    if when.certainty == "unknown":
        first = second = "uuuu"
    language = language_code(one.entry.language)
    text = (
        f"{_day(one.catalogued.created)[2:]}{sign}{first:4}{second if sure else '':4}xx "
        f"{_MATERIALS.get(one.codes.marc21, _book)(one)}{language} d"
    )
    return row.control(text)


def _book(one: Described) -> str:
    if _marc21_level(one) in "bi":
        return _continuing(one)
    nature = f"{one.codes.nature}   " if one.codes.nature else "||||"
    return f"||||||{nature}|{one.codes.conference}|| ||"


def _continuing(one: Described) -> str:
    """Return the codes of what an article stands in; of a site, that it is an updating one, online."""
    periodical = one.citation.periodical
    kind = "w" if one.level == "site" else _SORTS.get(periodical.kind, "p") if periodical else "|"
    alphabet = "b" if script_code(one.entry.title) == "ba" else "|"
    return f"|| {kind}|{'o' if kind == 'w' else '|'}|||||0   {alphabet}|"


def _visual(_one: Described) -> str:
    return "||| |     ||   v|"


def _sound(_one: Described) -> str:
    return "nnn |||||||||| n "


def _data(_one: Described) -> str:
    return "    ||  a |      "


_MATERIALS = {"g": _visual, "i": _sound, "m": _data}


def languages(one: Described, row: Row) -> Iterable[MarcField]:
    """Write the code of the language of the text (ISO 639-2/B)."""
    language = one.entry.language
    if "-" in language:
        one.lose("dcterms:language", language, _REGION)
    return row.field(("a", language_code(language)))


def unimarc_textual(one: Described, row: Row) -> Iterator[MarcField]:
    """Write 105: form of contents, conference; for texts that are whole."""
    if one.codes.unimarc == _TEXTUAL and one.level == "whole":
        yield from row.field(("a", f"||||{one.codes.form or '|':4}{one.codes.conference}0|||"))


def unimarc_continuing(one: Described, row: Row) -> Iterator[MarcField]:
    """Write 110: an updating website."""
    if one.level == "site":
        yield from row.field(("a", "guu    0|||"))


def content_type(one: Described, row: Row) -> Iterable[MarcField]:
    """Write the content type of RDA: its code, in MARC 21 its term too."""
    code = one.codes.content
    if row.argument == "coded":
        return row.field(("c", code), ("2", "rdacontent"))
    return row.field(("a", _CONTENTS[code]), ("b", code), ("2", "rdacontent"))


def source(one: Described, row: Row) -> Iterable[MarcField]:
    """Write whose record it is: the catalogue's publisher, and in which language; in UNIMARC when it last changed."""
    name, _ = held(one.catalogue.publisher.name or next(iter(one.catalogue.title.values()), ""))
    if row.argument == "801":
        return row.field(("b", name), ("c", _day(one.catalogued.modified or one.catalogued.created).strip()))
    return row.field(("a", name), ("b", language_code(one.language)), ("c", name))


TRANSFORMS = (
    last_change, unimarc_processing, marc21_codes, languages, unimarc_textual, unimarc_continuing, content_type, source,
)  # fmt: skip
