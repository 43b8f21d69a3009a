"""Subjects, as keywords: a heading and its subdivisions, parted by ` -- `."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.ingest.records.marc.record import said_by
from bibliographe.ingest.records.marc.transforms.codes import says_own_kind
from bibliographe.ingest.records.marc.values import tidy
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.meaning import Bare, Listener
    from bibliographe.ingest.records.marc.record import MarcField, Subfields
    from bibliographe.ingest.records.marc.tables import Mapping

_BETWEEN = " -- "
_BEFORE = {"b": ", ", "t": ". ", "c": ", ", "d": " "}
_PERSON, _DATES = "600", "f"
_FORMS = ("608", "655")


def unimarc_subject(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 600 to 608: $j, $x, $y and $z subdivide; parts of bodies are parted by full stops, dates are in brackets."""
    if _is_own_kind(listener, field):
        return ""
    return _keep(
        listener, _unimarc_keyword(field.subfields, row.subfields, listener.bare, is_person=field.tag == _PERSON)
    )


@lru_cache(maxsize=10_000)
def _unimarc_keyword(subfields: Subfields, codes: str, bare: Bare, *, is_person: bool) -> str:
    heading, divisions = "", []
    for code, value in said_by(subfields, codes):
        said = bare(value)
        if code in "jxyz":
            divisions.append(said)
        elif code == _DATES:
            heading += f" ({said})" if heading else said
        elif code == "b" and not is_person:
            heading += f". {said}" if heading else said
        else:
            heading += _BEFORE.get(code, " ") + said if heading else said
    return _BETWEEN.join(filter(None, [heading, *divisions]))


def marc21_subject(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read 600 to 657: $v, $x, $y and $z subdivide; the punctuation of the heading stands in it."""
    if _is_own_kind(listener, field):
        return ""
    return _keep(listener, _marc21_keyword(field.subfields, row.subfields, listener.bare))


@lru_cache(maxsize=10_000)
def _marc21_keyword(subfields: Subfields, codes: str, bare: Bare) -> str:
    heading, divisions = "", []
    for code, value in said_by(subfields, codes):
        if code in "vxyz":
            divisions.append(bare(value))
        else:
            heading += f" {tidy(value)}" if heading else tidy(value)
    return _BETWEEN.join(filter(None, [bare(heading), *divisions]))


def _is_own_kind(listener: Listener, field: MarcField) -> bool:
    """Tell whether a form is a type of document as exports of this catalogue say it, which is no keyword."""
    return field.tag in _FORMS and says_own_kind(field) and ("own", fold(field.get("a") or "")) in listener.frame.signs


def _keep(listener: Listener, keyword: str) -> str | None:
    if not keyword:
        return ""
    listener.add("keywords", keyword)
    return None


def each_keyword(listener: Listener, field: MarcField, row: Mapping) -> str | None:
    """Read terms that are a keyword each."""
    for _, value in field.all(row.subfields):
        listener.add("keywords", listener.bare(value) or tidy(value))
    return None


TRANSFORMS = {one.__name__: one for one in (unimarc_subject, marc21_subject, each_keyword)}
