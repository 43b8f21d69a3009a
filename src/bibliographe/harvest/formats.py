"""Which reader reads which metadata: by the namespace of what stands in a record, since prefixes are free names.

A reader of another package says with an attribute `namespaces` (strings) what it reads.
Source: OAI-PMH 2.0, section 3.4 (metadataPrefix and metadata schema): only `oai_dc` means the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.registry import load_reader, reader_names

if TYPE_CHECKING:
    from bibliographe.ingest.reader import Reader
    from bibliographe.ingest.records.xml_nodes import Node
    from bibliographe.ingest.source import Source

_DUBLIN_CORE, _MODS, _MARC = ("dublin-core",), ("mods",), ("marc21", "unimarc")
_BY_NAMESPACE = {
    "http://www.openarchives.org/OAI/2.0/oai_dc/": _DUBLIN_CORE,
    "http://www.openarchives.org/OAI/2.0/oai_dc": _DUBLIN_CORE,
    "http://purl.org/dc/elements/1.1/": _DUBLIN_CORE,
    "http://purl.org/dc/terms/": _DUBLIN_CORE,
    "http://www.bl.uk/namespaces/oai_dcq/": _DUBLIN_CORE,
    "http://epubs.cclrc.ac.uk/xmlns/qdc/": _DUBLIN_CORE,
    "http://worldcat.org/xmlschemas/qdc-1.0/": _DUBLIN_CORE,
    "http://dspace.org/qualifieddc/": _DUBLIN_CORE,
    "http://www.loc.gov/mods/v3": _MODS,
    "http://www.loc.gov/MARC21/slim": _MARC,
    "info:lc/xmlns/marcxchange-v1": _MARC,
    "info:lc/xmlns/marcxchange-v2": _MARC,
}
_UNIMARC = "unimarc"


@dataclass(slots=True)
class Formats:
    """The readers of one harvest, each loaded once; `prefix` is asked only where a namespace leaves a choice."""

    prefix: str
    _loaded: dict[str, Reader] = field(default_factory=dict)
    _known: dict[str, list[str]] = field(default_factory=dict)

    def reader_of(self, metadata: Node, source: Source) -> Reader | None:
        """Return the reader of the element in a record's `metadata`, None when there is none for its namespace."""
        names = self.names(metadata.space)
        if len(names) > 1:
            return self._load(self._which_marc(names, metadata, source))
        return self._load(names[0]) if names else None

    def names(self, space: str) -> list[str]:
        """Return the names of the readers that may read metadata of a namespace."""
        if space not in self._known:
            readers = reader_names()
            names = [name for name in _BY_NAMESPACE.get(space, ()) if name in readers]
            self._known[space] = names or [
                name for name in readers if space in getattr(self._load(name), "namespaces", ())
            ]
        return self._known[space]

    def _which_marc(self, names: list[str], metadata: Node, source: Source) -> str:
        """Tell one MARC from another: by what the record says of itself, by the prefix, by what its fields are."""
        said = " ".join(node.attributes.get("format", "") for node in metadata.walk() if node.name == "record")
        for words in (said.lower(), self.prefix.lower()):
            if _UNIMARC in words:
                return _UNIMARC
            if "marc21" in words.replace(" ", ""):
                return "marc21"
        return max(names, key=lambda name: self._load(name).recognises(source))

    def _load(self, name: str) -> Reader:
        if name not in self._loaded:
            self._loaded[name] = load_reader(name)
        return self._loaded[name]
