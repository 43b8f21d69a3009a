"""A file given to `import`: its bytes, and the text that they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from bibliographe.errors import SourceError, system_reason
from bibliographe.i18n import Text
from bibliographe.ingest.encodings import decode, empty
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes; a bibliography written by people is a thousand times smaller."""
_UNDECODABLE = "\ufffd"
_MEDIA_TYPES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".ris": "application/x-research-info-systems",
    ".nbib": "application/nbib",
    ".enw": "application/x-endnote-refer",
    ".ciw": "application/x-inst-for-scientific-info",
    ".bib": "text/x-bibtex",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".csljson": "application/vnd.citationstyles.csl+json",
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".fodt": "application/vnd.oasis.opendocument.text-flat-xml",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".fods": "application/vnd.oasis.opendocument.spreadsheet-flat-xml",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".mods": "application/mods+xml",
    ".mrc": "application/marc",
    ".iso": "application/marc",
    ".marc": "application/marc",
    ".mrk": "text/plain",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".owl": "application/rdf+xml",
    ".ttl": "text/turtle",
    ".n3": "text/n3",
    ".trig": "application/trig",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
}


@dataclass(frozen=True)
class Source:
    """A source file: `text` has a line feed for every line end, and lines are counted from 1."""

    file_name: str
    source_id: str
    data: bytes = field(repr=False)
    """What the file holds; empty once it was converted."""
    sha256: str
    mapping: Mapping[str, str] | None = None
    """What the columns of a table hold, by their headings, as a person says it."""
    converted: tuple[str, str] | None = field(default=None, repr=False)
    """The text that a reader made of bytes that are none, and what they were."""

    @classmethod
    def from_bytes(cls, data: bytes, file_name: str, source_id: str | None = None) -> Source:
        """Hold `data`; the source's id is made from the file's name unless it is given.

        Raises `SourceError` when the bytes are too many, or none.
        """
        if len(data) > SIZE_LIMIT:
            raise _too_large(file_name)
        if not data:
            raise empty(file_name)
        return cls(file_name, source_id or identifier_of(file_name), data, hashlib.sha256(data).hexdigest())

    @classmethod
    def from_path(cls, path: Path, source_id: str | None = None) -> Source:
        """Read the file at `path`.

        Raises `SourceError` when it cannot be opened, and as `from_bytes` does.
        """
        try:
            if path.stat().st_size > SIZE_LIMIT:
                raise _too_large(path.name)
            data = path.read_bytes()
        except OSError as error:
            raise not_opened(path, error) from error
        return cls.from_bytes(data, path.name, source_id)

    def as_text(self, text: str, encoding: str) -> Source:
        """Return this source with the text that a reader made of its bytes, and what they were (`"DOCX"`)."""
        return replace(self, data=b"", converted=(text, encoding))

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return self.converted or decode(self.data, self.file_name)

    @property
    def text(self) -> str:
        """Return the text; raises `SourceError` when the bytes are none."""
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        """Return the name of the encoding that the bytes are in, or of the format that they were converted from."""
        return self._decoded[1]

    @property
    def extension(self) -> str:
        """Return the file name's extension in lower case, with its dot."""
        return PurePath(self.file_name).suffix.lower()

    @property
    def media_type(self) -> str:
        """Return the media type that the extension tells, `text/plain` for others."""
        return media_type_of(self.file_name)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Return the lines; line `n` of the source is `lines[n - 1]`."""
        return tuple(self.text.split("\n"))

    @cached_property
    def damaged_lines(self) -> tuple[int, ...]:
        """Return the lines with bytes that are no character of the encoding: the file was cut, or badly copied."""
        return tuple(number for number, line in enumerate(self.lines, start=1) if _UNDECODABLE in line)


def media_type_of(file_name: str) -> str:
    """Return the media type that the extension of a file tells, `text/plain` for others."""
    return _MEDIA_TYPES.get(PurePath(file_name).suffix.lower(), "text/plain")


def identifier_of(file_name: str) -> str:
    """Return the id of a source: its name without extension, in lower case ASCII words joined by hyphens."""
    words = fold(PurePath(file_name).stem).encode("ascii", "ignore").decode().split()
    return "-".join(words) or "source"


def not_opened(path: Path, error: OSError) -> SourceError:
    """Return what to say of a source that the system does not open."""
    reason = system_reason(error)
    return SourceError(
        Text(f"fichier illisible : {reason.fr}", f"the file cannot be opened: {reason.en}"),
        file=path,
        remedy=Text("vérifiez le chemin et les droits de lecture", "check the path and the right to read it"),
    )


def _too_large(file_name: str) -> SourceError:
    megabytes = SIZE_LIMIT // (1024 * 1024)
    return SourceError(
        Text(f"fichier de plus de {megabytes} Mo", f"file of more than {megabytes} MB"),
        file=file_name,
        remedy=Text(
            "vérifiez que c'est bien une bibliographie ; si oui, coupez-la en plusieurs fichiers",
            "check that it is a bibliography; if it is, cut it into several files",
        ),
    )
