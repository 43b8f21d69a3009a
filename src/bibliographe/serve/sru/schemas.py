"""The schemas that records are given in.

Sources: <https://www.loc.gov/standards/sru/recordSchemas/>; the records themselves are those of the exports.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from bibliographe.export.records.dublin_core import simple_elements
from bibliographe.export.records.held import held
from bibliographe.export.records.xml_stream import XmlStream
from bibliographe.serve.oai.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.serve.oai.formats import Source

_DC = {"xmlns:srw_dc": "info:srw/schema/1/dc-schema", "xmlns:dc": "http://purl.org/dc/elements/1.1/"}


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema: its short name, its identifier, its title, and what writes a record."""

    name: str
    identifier: str
    title: str
    write: Callable[[XmlStream, Source, str], None]

    def record(self, source: Source, iri: str) -> str:
        """Return the record of an entry as XML without a declaration."""
        stream = BytesIO()
        out = XmlStream(stream)
        self.write(out, source, iri)
        return stream.getvalue().decode().partition("?>\n")[2]


def _write_dc(out: XmlStream, source: Source, iri: str) -> None:
    catalogued, job = source.read(iri)
    with out.element("srw_dc:dc", _DC):
        for said in simple_elements(catalogued, job):
            text = held(said.text)[0]
            if text:
                out.leaf(f"dc:{said.name}", text, {"xml:lang": said.language} if said.language else {})


def _as_harvested(prefix: str) -> Callable[[XmlStream, Source, str], None]:
    """Return what writes a record as OAI-PMH gives it."""

    def write(out: XmlStream, source: Source, iri: str) -> None:
        FORMATS[prefix].write(out, source, iri, FORMATS[prefix])

    return write


SCHEMAS = (
    Schema("dc", "info:srw/schema/1/dc-v1.1", "Dublin Core", _write_dc),
    Schema("marcxml", "info:srw/schema/1/marcxml-v1.1", "UNIMARC (MARCXML)", _as_harvested("marcxml")),
    Schema("mods", "info:srw/schema/1/mods-v3.8", "MODS 3.8", _as_harvested("mods")),
)


def schema_of(name: str) -> Schema | None:
    """Return a schema by its short name or its identifier; None when there is none."""
    return next((one for one in SCHEMAS if name in (one.name, one.identifier)), None)
