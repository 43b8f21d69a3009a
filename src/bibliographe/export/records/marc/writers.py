"""The writers of UNIMARC and MARC 21."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, ClassVar

from bibliographe.export.records.marc.iso2709 import iso2709
from bibliographe.export.records.marc.records import record_of
from bibliographe.export.records.marc.tables import carried
from bibliographe.export.records.xml_stream import XmlStream

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.export.records.marc.record import MarcRecord
    from bibliographe.export.records.marc.tables import MarcFormat
    from bibliographe.export.records.writing import Job

NAMESPACE = "http://www.loc.gov/MARC21/slim"
_NOTHING: Mapping[str, str] = {}


class _Iso2709Writer:
    format_name: ClassVar[MarcFormat]

    @property
    def carries(self) -> frozenset[str]:
        """Return the properties that the table of the format has fields for."""
        return carried(self.format_name)

    def write(self, entries: Iterable[Catalogued], stream: BinaryIO, job: Job) -> None:
        """Write a record for each entry, one after the other.

        Raises `ExportError` when one is longer than ISO 2709 allows.
        """
        for catalogued in entries:
            record = record_of(catalogued, self.format_name, job.opened.catalogue, job.losses)
            stream.write(iso2709(record, catalogued.iri, job.losses))


class _MarcXmlWriter:
    format_name: ClassVar[MarcFormat]

    @property
    def carries(self) -> frozenset[str]:
        """Return the properties that the table of the format has fields for."""
        return carried(self.format_name)

    def write(self, entries: Iterable[Catalogued], stream: BinaryIO, job: Job) -> None:
        """Write a collection of records; its namespace is MARCXML's for UNIMARC too, as Koha and PMB have it."""
        out = XmlStream(stream)
        with out.element("collection", {"xmlns": NAMESPACE}):
            for catalogued in entries:
                write_record(out, record_of(catalogued, self.format_name, job.opened.catalogue, job.losses))


def write_record(out: XmlStream, record: MarcRecord, attributes: Mapping[str, str] = _NOTHING) -> None:
    """Write the element of one record; `attributes` declare its namespace where it stands in no collection."""
    with out.element("record", attributes):
        out.leaf("leader", record.leader)
        for field in record.fields:
            if not field.subfields:
                out.leaf("controlfield", field.value, {"tag": field.tag})
                continue
            attributes = {"tag": field.tag, "ind1": field.indicators[0], "ind2": field.indicators[1]}
            with out.element("datafield", attributes):
                for code, value in field.subfields:
                    out.leaf("subfield", value, {"code": code})


class UnimarcWriter(_Iso2709Writer):
    """Writes UNIMARC in ISO 2709."""

    format_name = "unimarc"


class Marc21Writer(_Iso2709Writer):
    """Writes MARC 21 in ISO 2709."""

    format_name = "marc21"


class UnimarcXmlWriter(_MarcXmlWriter):
    """Writes UNIMARC in MARCXML."""

    format_name = "unimarc"


class MarcXmlWriter(_MarcXmlWriter):
    """Writes MARC 21 in MARCXML."""

    format_name = "marc21"
