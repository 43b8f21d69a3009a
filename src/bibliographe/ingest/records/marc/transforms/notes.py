"""Notes that say what an entry has a place for: theses, contents, abstracts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.marc.tables import KindSign, lesser_degrees
from bibliographe.ingest.records.marc.values import printed_date, tidy
from bibliographe.model.entry import ContentsLine
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.meaning import Listener
    from bibliographe.ingest.records.marc.record import MarcField
    from bibliographe.ingest.records.marc.tables import Mapping

_PARTS = re.compile(r"\s+:\s+|\.\s*--?\s+|\s+--?\s+|;\s+")
_YEAR = re.compile(r"(.*?)[\s,.(]*\b(\d{4})\b\)?\.?")
_ENGLISH = re.compile(r"(?P<degree>.*?)\s*--\s*(?P<institution>.*?)(?:,\s*(?P<date>[^,]*\d{4}))?\.?")
_THESIS_RANK = 5
_LEAST = 2


def unimarc_thesis(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 328: $b degree, $c discipline, $e institution, $d date; or all of them in $a, parted by colons."""
    if listener.has("degree"):
        return ""
    degree, discipline = listener.bare(field.get("b") or ""), listener.bare(field.get("c") or "")
    if degree or discipline:
        said = " : ".join(filter(None, (degree, discipline)))
        return "bc" + _thesis(listener, field, said, ("e", field.get("e")), ("d", field.get("d")))
    parts = [part for part in _PARTS.split(tidy(field.get("a") or "")) if part]
    if not parts:
        return ""
    date = parts.pop() if len(parts) > 1 and printed_date(parts[-1]) else None
    institution = parts.pop() if len(parts) > _LEAST - (date is None) and len(parts) > 1 else None
    _thesis(listener, field, " : ".join(parts), ("", institution), ("", date))
    return "a"


def marc21_thesis(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 502: $b degree, $c institution, $d year; or `Thesis (Ph. D.)--University, 2012.` in $a."""
    if listener.has("degree"):
        return ""
    note, degree = tidy(field.get("a") or ""), listener.bare(field.get("b") or "")
    if degree:
        return "b" + _thesis(listener, field, degree, ("c", field.get("c")), ("d", field.get("d")))
    found = _ENGLISH.fullmatch(note)
    if found is None:
        if note:
            _thesis(listener, field, listener.bare(note), ("", None), ("", None))
        return "a" if note else ""
    _thesis(listener, field, found["degree"], ("", found["institution"]), ("", found["date"]))
    return "a"


def _thesis(
    listener: Listener, field: MarcField, degree: str, institution: tuple[str, str | None], date: tuple[str, str | None]
) -> str:
    """Note a thesis; return the codes of what was used."""
    listener.set("degree", degree)
    words = f" {fold(degree)} "
    is_less = any(f" {word} " in words for word in lesser_degrees())
    listener.add("signs", KindSign(_THESIS_RANK, "dissertation" if is_less else "thesis"))
    used = ""
    if institution[1]:
        listener.put("institution", listener.bare(institution[1]), field, institution[0])
        used += institution[0]
    when = printed_date(date[1]) if date[1] else None
    if when:
        listener.set("degree_date", when)
        used += date[0]
    return used


def contents(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read contents: a note cut at the first of the marks in the argument that it has, or titles with their authors."""
    for _, value in field.all("a"):
        mark = next((mark for mark in row.argument.split("|") if mark in value), None)
        parts = value.split(mark) if mark else [value]
        for part in parts:
            if said := listener.bare(part.strip(" -")):
                listener.add("contents", ContentsLine(said))
    line = last = ""
    for code, value in field.all(row.subfields.replace("a", "")):
        said = listener.bare(value.strip(" -"))
        if line and (code == "g" or (code == "t" and last != "g")):
            listener.add("contents", ContentsLine(line))
            line = ""
        line += (" / " if code == "r" and line else " " if line else "") + said
        last = code
    if line:
        listener.add("contents", ContentsLine(line))
    return None


def annotation(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read an abstract."""
    said = " ".join([tidy(value) for _, value in field.all(row.subfields)])
    if said:
        listener.put("annotation", said, field, "")
    return None


TRANSFORMS = {one.__name__: one for one in (unimarc_thesis, marc21_thesis, contents, annotation)}
