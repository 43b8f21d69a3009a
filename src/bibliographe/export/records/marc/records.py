"""An entry as a record of UNIMARC or MARC 21."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.export.records.held import UNHELD, held
from bibliographe.export.records.marc.described import Described
from bibliographe.export.records.marc.record import MarcRecord
from bibliographe.export.records.marc.tables import rows
from bibliographe.export.records.marc.transforms import transforms
from bibliographe.export.records.marc.transforms.codes import marc21_leader, unimarc_leader
from bibliographe.export.records.marc.transforms.titles import with_article_marked

if TYPE_CHECKING:
    from bibliographe.config import Catalogue
    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.losses import Losses
    from bibliographe.export.records.marc.record import MarcField
    from bibliographe.export.records.marc.tables import MarcFormat

_TITLE = "200"
_LEADERS = {"unimarc": unimarc_leader, "marc21": marc21_leader}


def record_of(catalogued: Catalogued, name: MarcFormat, catalogue: Catalogue, losses: Losses) -> MarcRecord:
    """Return the record of an entry in a format; what does not fit is told to `losses`."""
    one = Described(catalogued, name, catalogue, losses)
    known = transforms()
    fields = (field for row in rows(name) for field in known[row.transform](one, row))
    kept = (one_field for field in fields for one_field in _held(one, field))
    if name == "unimarc" and catalogue.mark_articles:
        kept = (_marked(one, field) for field in kept)
    return MarcRecord(_LEADERS[name](one), tuple(kept))


def _marked(one: Described, field: MarcField) -> MarcField:
    """Return the field of the title with its article marked: after control characters of the catalogue are out."""
    if field.tag != _TITLE:
        return field
    (code, proper), *others = field.subfields
    return field._replace(subfields=((code, with_article_marked(proper, one.entry.language)), *others))


def _held(one: Described, field: MarcField) -> list[MarcField]:
    """Return a field with the text that records can hold; none where nothing is left of it. Codes stay as they are."""
    if not field.paths or all(value.isprintable() and "  " not in value for _, value in field.subfields):
        return [field]
    subfields = []
    for code, value in field.subfields:
        text, is_less = held(value)
        if is_less:
            one.lose(field.paths[0], value, UNHELD)
        if text:
            subfields.append((code, text))
    return [field._replace(subfields=tuple(subfields))] if subfields else []
