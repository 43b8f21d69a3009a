"""One record of MODS being written: elements with text that XML can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.edtf import is_plain
from bibliographe.export.records.held import UNHELD, held
from bibliographe.export.records.marc.described import Described

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from bibliographe.config import Catalogue
    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses
    from bibliographe.export.records.xml_stream import XmlStream
    from bibliographe.model.dates import DateStatement

_NOTHING: Mapping[str, str] = {}


class ModsRecord(Described):
    """An entry, and where its elements go."""

    def __init__(self, out: XmlStream, catalogued: Catalogued, catalogue: Catalogue, losses: Losses) -> None:
        """Write to `out`."""
        super().__init__(catalogued, "mods", catalogue, losses)
        self._out = out

    def element(self, name: str, **attributes: str | None) -> AbstractContextManager[None]:
        """Write an element that holds others; attributes without a value are left out."""
        return self._out.element(name, _filled(attributes))

    def leaf(self, name: str, text: str | None, path: str = "", **attributes: str | None) -> None:
        """Write an element that holds text, and tell of characters that XML cannot hold; none where it is empty."""
        kept, is_less = held(text or "")
        if is_less:
            self.lose(path or name, text or "", UNHELD)
        if kept:
            self._out.leaf(name, kept, _filled(attributes))

    def title(self, text: str, path: str, **attributes: str | None) -> None:
        """Write the title of something else."""
        with self.element("titleInfo", **attributes):
            self.leaf("title", text, path)

    def date(self, name: str, date: DateStatement | None, path: str, *, key: bool = False, **said: str | None) -> None:
        """Write a date: its notation with the name of that, and its words where they are others."""
        if date is None:
            return
        if date.edtf:
            encoding = "w3cdtf" if is_plain(date.edtf) else "edtf"
            self.leaf(name, date.edtf, path, encoding=encoding, keyDate="yes" if key else None, **said)
        if date.verbatim != date.edtf:
            self.leaf(name, date.verbatim, path, **said)


def _filled(attributes: Mapping[str, str | None]) -> Mapping[str, str]:
    """Return the attributes that have a value; `_` stands for the colon of a prefix, none for what is a keyword."""
    if not attributes:
        return _NOTHING
    return {name.rstrip("_").replace("__", ":"): held(value)[0] for name, value in attributes.items() if value}
