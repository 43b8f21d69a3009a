"""Which column of a spreadsheet holds what: by its heading, or by what a mapping file says of it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bibliographe.errors import SourceError
from bibliographe.i18n import Text
from bibliographe.ingest.source import not_opened
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_PLURAL = re.compile(r"(?<=\w\w)s\b")
_OF_SOLR = re.compile(r"(?<=\w)_(?:s|t|i|tdate)$")
"""What the names of HAL's fields end with (`title_s`)."""
_RANKS = frozenset({"n", "no", "nb", "num", "rang", "rank", ""})
"""What the first column is called where it numbers the rows (`N°`, `#`)."""
_FULL_NAMES = frozenset({"author full name", "auth full name", "authfullname"})
"""Columns of authors beside which another one has their initials."""
NOT_READ = ""
"""What a column holds that another one says better, or that numbers the rows: it is told as unread."""
_DATABASES = "source"
"""What Scopus calls its column for itself, beside the one for periodicals (`Source title`)."""
_REMEDY = Text(
    'écrivez par exemple : [columns], puis "Titre du document" = "title"',
    'write for instance: [columns], then "Name of the document" = "title"',
)
_LEAST = 2
"""Headings that must be known for a line to be a head: the title's, and one more."""


@cache
def names_of_columns() -> dict[str, tuple[str, ...]]:
    """Return what the column of each field may be called, French and English names that an export writes first."""
    text = (files(__package__) / "tables" / "columns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {field: tuple(names.split(" | ")) for field, names in rows[1:]}


@cache
def _fields_by_name() -> dict[str, str]:
    return {_key(name): field for field, names in names_of_columns().items() for name in (*names, field)}


def _key(heading: str) -> str:
    return _PLURAL.sub("", fold(_OF_SOLR.sub("", heading)))


def read_mapping(path: Path) -> dict[str, str]:
    """Return what a mapping file says: in its table `[columns]`, the field of each heading.

    Raises `SourceError` when it cannot be read, or names a field that there is not.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8")).get("columns")
    except OSError as error:
        raise not_opened(path, error) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            Text(f"ce fichier n'est pas du TOML : {error}", f"this file is not TOML: {error}"),
            file=path,
            remedy=_REMEDY,
        ) from error
    if not isinstance(said, dict):
        raise SourceError(
            Text("il y manque la table [columns]", "it has no table [columns]"), file=path, remedy=_REMEDY
        )
    for heading, field in said.items():
        if field not in names_of_columns():
            known = ", ".join(names_of_columns())
            raise SourceError(
                Text(f"« {heading} » : champ inconnu « {field} »", f"'{heading}': unknown field '{field}'"),
                file=path,
                remedy=Text(f"champs possibles : {known}", f"known fields: {known}"),
            )
    return said


def fields_of(headings: Sequence[str], mapping: Mapping[str, str] | None = None) -> list[str | None]:
    """Return the field that each column holds, None for one that is not known.

    `mapping` gives fields by headings; what it does not name is known by its heading.
    """
    said = {_key(heading): field for heading, field in (mapping or {}).items()}
    keys = [_key(heading) for heading in headings]
    found = [said.get(key) or _fields_by_name().get(key) for key in keys]
    if found[:1] == ["issue"] and keys[0] in _RANKS and keys[0] not in said:
        found[0] = NOT_READ
    if found.count("periodical") > 1:
        pairs = zip(keys, found, strict=True)
        found = [NOT_READ if field == "periodical" and key == _DATABASES else field for key, field in pairs]
    if not _FULL_NAMES.isdisjoint(keys):
        pairs = zip(keys, found, strict=True)
        found = [NOT_READ if field == "author" and key not in _FULL_NAMES else field for key, field in pairs]
    return found


def is_head(headings: Sequence[str]) -> bool:
    """Tell whether a line names columns: one of them the title's."""
    found = fields_of(headings)
    return "title" in found and len(set(filter(None, found))) >= _LEAST
