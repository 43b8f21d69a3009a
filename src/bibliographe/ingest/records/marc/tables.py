"""The tables of `tables/`, compiled once: which rule reads which field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from bibliographe.model.text import fold

Format = Literal["marc21", "unimarc"]
FORMATS: tuple[Format, ...] = ("marc21", "unimarc")
CONTROL = "-"
OWN = 6
"""The rank of a type of document that an export of this catalogue says."""
_HEADS = {
    "fields": ("field", "indicators", "subfields", "property", "transform", "argument", "direction", "note"),
    "relators": ("role", "unimarc", "marc21", "terms", "nearness"),
    "kinds": ("format", "place", "code", "kind", "rank", "note"),
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row of the table of a format."""

    tags: tuple[str, ...]
    indicators: str
    subfields: str
    property: str
    transform: str
    argument: str
    direction: str
    note: str

    def holds_for(self, indicators: str) -> bool:
        """Tell whether a field with these indicators is meant."""
        return not self.indicators or any(_matches(one, indicators) for one in self.indicators.split(","))


class Relation(NamedTuple):
    """What a relator says: a role, and whether the role says all of it."""

    role: str
    is_exact: bool


class KindSign(NamedTuple):
    """What something that a record says makes of it: a kind, and how much this counts."""

    rank: int
    kind: str


def _matches(pattern: str, indicators: str) -> bool:
    return all(
        sign == "*" or sign.replace("#", " ") == one for sign, one in zip(pattern, indicators.ljust(2), strict=False)
    )


def _rows(name: str, head: str) -> list[tuple[str, ...]]:
    text = (files(__package__) / "tables" / f"{name}.tsv").read_text(encoding="utf-8")
    rows = [tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")]
    if rows[0] != _HEADS[head] or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError(f"{name}.tsv: the columns must be {' '.join(_HEADS[head])}, separated by tabs")
    return rows[1:]


@cache
def mappings(format_name: Format) -> tuple[Mapping, ...]:
    """Return the rows of the table of a format, in its order."""
    return tuple(Mapping(tuple(row[0].split(",")), *row[1:]) for row in _rows(format_name, "fields"))


@cache
def title_of(format_name: Format) -> str:
    """Return what the first line of the table of a format says of it: its standard."""
    text = (files(__package__) / "tables" / f"{format_name}.tsv").read_text(encoding="utf-8")
    return text.splitlines()[0].removeprefix("# ")


@cache
def relator_rows() -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table of relators."""
    return tuple(_rows("relators", "relators"))


@cache
def relators(format_name: Format) -> dict[str, Relation]:
    """Return what the codes of a format say, and the terms of both.

    Catalogues of UNIMARC also have the codes of MARC 21 (`aut`), which are letters where its own are figures.
    """
    found: dict[str, Relation] = {}
    for role, unimarc, marc21, terms, nearness in relator_rows():
        relation = Relation(role, nearness == "exact")
        for code in (f"{unimarc} {marc21}" if format_name == "unimarc" else marc21).split():
            found.setdefault(code, relation)
        for term in filter(None, terms.split(" | ")):
            found.setdefault(fold(term), relation)
    return found


@cache
def kind_rows() -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table of kinds."""
    return tuple(_rows("kinds", "kinds"))


@cache
def kind_signs(format_name: Format) -> dict[tuple[str, str], KindSign]:
    """Return what codes make of a record, by the place and the code."""
    return {
        (place, code): KindSign(int(rank), kind)
        for known, place, code, kind, rank, _ in kind_rows()
        if known in ("*", format_name)
    }


@cache
def lesser_degrees() -> tuple[str, ...]:
    """Return words, folded, of degrees other than a doctorate."""
    return tuple(code for _, place, code, *_ in kind_rows() if place == "degree")


@cache
def left_out(format_name: Format) -> dict[str, str]:
    """Return the subfields that are abstracts, by tag: they stand in no record's text."""
    return {tag: row.subfields for row in mappings(format_name) if row.property == "annotation" for tag in row.tags}
