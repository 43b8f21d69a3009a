"""The tables of `tables/`: which field says what, the codes of kinds, roles and languages, and articles.

The tables of fields have the columns of those of the readers (`bibliographe.ingest.records.marc.tables`);
docs/crosswalks.md shows both. A row's `property` names paths of `Catalogued.said`: all of them together are what
the format carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, NamedTuple

from bibliographe.export.records.marc.record import MarcField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MarcFormat = Literal["unimarc", "marc21"]
FORMATS: tuple[MarcFormat, ...] = ("unimarc", "marc21")
HEAD = ("field", "indicators", "subfields", "property", "transform", "argument", "direction", "note")


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a format, and what it says."""

    tag: str
    indicators: str
    subfields: str
    paths: tuple[str, ...]
    transform: str
    argument: str
    note: str

    def field(
        self, *subfields: tuple[str, str | None], tag: str | None = None, indicators: str | None = None
    ) -> Iterable[MarcField]:
        """Yield the field with the subfields that have a value; none where none has."""
        filled = tuple((code, value) for code, value in subfields if value)
        if filled:
            yield MarcField(tag or self.tag, "", indicators or self.indicators, filled, self.paths)

    def control(self, value: str) -> Iterable[MarcField]:
        """Yield a control field; none where it is empty."""
        if value:
            yield MarcField(self.tag, value, paths=self.paths)


def punctuated(parts: Sequence[tuple[str, str]], marks: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return subfields, each followed by the mark that introduces the next one: the punctuation of ISBD in MARC 21."""
    following = [marks.get(code, "") for code, _ in parts[1:]]
    return [(code, text + mark) for (code, text), mark in zip(parts, [*following, ""], strict=False)]


class Role(NamedTuple):
    """How a role is coded and worded."""

    unimarc: str
    marc21: str
    term: str
    near: tuple[str, ...]
    fr: str
    en: str


class KindCodes(NamedTuple):
    """How the kind of a document is coded."""

    unimarc: str
    marc21: str
    level: str
    form: str
    nature: str
    conference: str
    content: str


def _lines(name: str) -> list[list[str]]:
    text = (files(__package__) / "tables" / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]


@cache
def rows(name: MarcFormat) -> tuple[Row, ...]:
    """Return the fields of a format in the order in which they are written."""
    return tuple(
        Row(line[0], line[1].replace("#", " "), line[2], tuple(line[3].split()), line[4], line[5], line[7])
        for line in _lines(name)
    )


@cache
def carried(name: MarcFormat) -> frozenset[str]:
    """Return the properties that a format has fields for."""
    return frozenset(path for row in rows(name) for path in row.paths)


@cache
def roles() -> dict[str, Role]:
    """Return how each role is coded."""
    found: dict[str, Role] = {}
    for name, unimarc, marc21, term, near, french, english in _lines("roles"):
        found[name] = Role(unimarc, marc21, term, tuple(near.split()), french, english)
    return found


@cache
def kinds() -> dict[str, KindCodes]:
    """Return how each kind of document is coded."""
    return {line[0]: KindCodes(*line[1:]) for line in _lines("kinds")}


@cache
def _languages() -> dict[str, str]:
    return {line[0]: line[1] for line in _lines("languages")}


def language_code(language: str) -> str:
    """Return the code of ISO 639-2/B of a language of BCP 47, `und` for what has none."""
    base = language.partition("-")[0].lower()
    return _languages().get(base, base if len(base) == 3 else "und")


@cache
def articles(language: str) -> tuple[str, ...]:
    """Return the articles of a language, the longest first."""
    found = next((line[1] for line in _lines("articles") if line[0] == language.partition("-")[0]), "")
    return tuple(sorted(found.split(), key=len, reverse=True))
