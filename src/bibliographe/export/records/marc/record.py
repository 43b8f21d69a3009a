"""A record to write: its leader and its fields, each with the properties that it says."""

from __future__ import annotations

from typing import NamedTuple

Subfields = tuple[tuple[str, str], ...]


class MarcField(NamedTuple):
    """A field: a control field has a `value`, a data field two indicators and its subfields in their order."""

    tag: str
    value: str = ""
    indicators: str = ""
    subfields: Subfields = ()
    paths: tuple[str, ...] = ()
    """The properties (`Catalogued.said`) that it says."""


class MarcRecord(NamedTuple):
    """A record; the lengths that its leader tells are blank."""

    leader: str
    fields: tuple[MarcField, ...]
