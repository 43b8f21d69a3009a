"""What this server can be asked, as a ZeeRex record.

Source: ZeeRex 2.0, <https://zeerex.z3950.org/dtd/>, which SRU's explain has for its record.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bibliographe.export.records.held import held
from bibliographe.export.records.xml_stream import XmlStream
from bibliographe.i18n import LANGUAGES
from bibliographe.serve.sru.indexes import ALL, INDEXES, SETS
from bibliographe.serve.sru.request import MOST, USUAL
from bibliographe.serve.sru.schemas import SCHEMAS

if TYPE_CHECKING:
    from bibliographe.config import Catalogue

NAMESPACE = "http://explain.z3950.org/dtd/2.0/"
_PORTS = {"https": "443", "http": "80"}


def write_explanation(catalogue: Catalogue, address: str, version: str) -> str:
    """Return the record; `address` is where the request came to."""
    stream = BytesIO()
    out = XmlStream(stream)
    parts = urlsplit(address)
    with out.element("explain", {"xmlns": NAMESPACE}):
        with out.element(
            "serverInfo", {"protocol": "SRU", "version": version, "transport": parts.scheme, "method": "GET POST"}
        ):
            out.leaf("host", parts.hostname or "localhost")
            out.leaf("port", str(parts.port or _PORTS.get(parts.scheme, "80")))
            out.leaf("database", parts.path.lstrip("/"))
        _database(out, catalogue)
        _indexes(out)
        with out.element("schemaInfo"):
            for schema in SCHEMAS:
                with out.element("schema", {"identifier": schema.identifier, "name": schema.name}):
                    out.leaf("title", schema.title)
        with out.element("configInfo"):
            out.leaf("default", str(USUAL), {"type": "numberOfRecords"})
            out.leaf("default", SCHEMAS[0].name, {"type": "retrieveSchema"})
            out.leaf("setting", str(MOST), {"type": "maximumRecords"})
            for relation in ("=", "all", "any", "exact", "<", ">", "<=", ">=", "within"):
                out.leaf("supports", relation, {"type": "relation"})
            for kind in ("maskingCharacter", "sort"):
                out.leaf("supports", "*?" if kind == "maskingCharacter" else "dc.date dc.title", {"type": kind})
    return stream.getvalue().decode().partition("?>\n")[2]


def _database(out: XmlStream, catalogue: Catalogue) -> None:
    with out.element("databaseInfo"):
        for language, title in catalogue.title.items():
            out.leaf("title", held(title)[0], {"lang": language})
        for language, text in catalogue.description.items():
            out.leaf("description", held(text)[0], {"lang": language})
        if catalogue.publisher.email:
            out.leaf("contact", held(catalogue.publisher.email)[0])


def _indexes(out: XmlStream) -> None:
    with out.element("indexInfo"):
        for name, identifier in SETS.items():
            out.leaf("set", "", {"name": name, "identifier": identifier})
        for index in INDEXES:
            scan = "false" if index.field == ALL else "true"
            with out.element("index", {"search": "true", "scan": scan, "sort": "false"}):
                for language in LANGUAGES:
                    out.leaf("title", index.title(language), {"lang": language})
                for name in index.names:
                    prefix, _dot, local = name.partition(".")
                    with out.element("map"):
                        out.leaf("name", local, {"set": prefix})
