"""Which reader reads which file: formats by name, each loaded when it is needed.

A format is one module and one line here; others come in through the entry points of the group `bibliographe.readers`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from operator import itemgetter
from typing import TYPE_CHECKING, cast

from bibliographe.errors import SourceError
from bibliographe.i18n import Text
from bibliographe.ingest.conversion.refusals import refuse
from bibliographe.ingest.hints import may_be
from bibliographe.ingest.reader import Converter, Reader, Streamer
from bibliographe.ingest.source import SIZE_LIMIT, Source, not_opened
from bibliographe.ingest.unread_formats import refuse_unread
from bibliographe.plugins import brought, brought_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.metadata import EntryPoint
    from pathlib import Path

    from bibliographe.model.entry import Item

GROUP = "bibliographe.readers"
_HEAD = 1_000_000
"""Bytes of a large file that tell its format."""


_READERS = {
    "bibo-rdf": "bibliographe.ingest.linked.bibo:BiboRdfReader",
    "bibtex": "bibliographe.ingest.records.bibtex:BibtexReader",
    "csl-json": "bibliographe.ingest.records.csl:CslReader",
    "csv": "bibliographe.ingest.records.tabular:CsvReader",
    "docx": "bibliographe.ingest.conversion.docx:DocxReader",
    "dublin-core": "bibliographe.ingest.records.dublin_core:DublinCoreReader",
    "endnote-xml": "bibliographe.ingest.records.endnote_xml:EndnoteXmlReader",
    "html": "bibliographe.ingest.conversion.html:HtmlReader",
    "lobid": "bibliographe.ingest.records.lobid:LobidReader",
    "marc21": "bibliographe.ingest.records.marc.reader:Marc21Reader",
    "markdown": "bibliographe.ingest.document:MarkdownReader",
    "medline": "bibliographe.ingest.records.tagged.medline:MedlineReader",
    "mods": "bibliographe.ingest.records.mods:ModsReader",
    "ods": "bibliographe.ingest.records.ods:OdsReader",
    "odt": "bibliographe.ingest.conversion.odt:OdtReader",
    "pdf": "bibliographe.ingest.conversion.pdf:PdfReader",
    "refer": "bibliographe.ingest.records.tagged.refer:ReferReader",
    "refworks": "bibliographe.ingest.records.tagged.refworks:RefworksReader",
    "ris": "bibliographe.ingest.records.ris:RisReader",
    "skos": "bibliographe.ingest.linked.skos:SkosReader",
    "unimarc": "bibliographe.ingest.records.marc.reader:UnimarcReader",
    "web-of-science": "bibliographe.ingest.records.tagged.web_of_science:WebOfScienceReader",
    "xlsx": "bibliographe.ingest.records.xlsx:XlsxReader",
    "zotero-rdf": "bibliographe.ingest.linked.zotero:ZoteroRdfReader",
}

_DOCUMENTS = "markdown"
_FOREIGN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE), "HTML"),
    (re.compile(r"\s*<\?xml"), "XML"),
    (re.compile(r"\s*\{\\rtf"), "RTF"),
    (re.compile(r"%PDF-"), "PDF"),
    (re.compile(r"(?:\s|#[^\n]*\n)*(?:@?prefix\s+[\w.-]*:|@base)\s*<", re.IGNORECASE), "Turtle"),
)
"""Formats known by their first characters, whatever the file is called."""


def foreign_format(source: Source) -> str | None:
    """Return the name of the format that the first characters announce, None for a written document."""
    head = source.text[:2000]
    return next((name for pattern, name in _FOREIGN if pattern.match(head)), None)


def reader_names() -> list[str]:
    """Return the names of the formats that can be read, sorted."""
    return sorted({*_READERS, *(point.name for point in brought(GROUP))})


def load_reader(name: str) -> Reader:
    """Load the reader called `name`.

    Raises `SourceError` when there is none, or when the package that it comes from is broken.
    """
    if name in _READERS:
        module, reader = _READERS[name].split(":")
        return cast("Reader", getattr(import_module(module), reader)())
    point = brought_as(GROUP, name)
    if point is not None:
        return _of_package(point)
    known = ", ".join(reader_names())
    raise SourceError(
        Text(f"format de lecture inconnu : « {name} »", f"unknown reader: '{name}'"),
        remedy=Text(f"formats possibles : {known}", f"known readers: {known}"),
    )


def _of_package(point: EntryPoint) -> Reader:
    try:
        return cast("Reader", point.load()())
    except Exception as error:  # whatever another package may do when it is loaded
        package = point.dist.name if point.dist else point.value
        raise SourceError(
            Text(
                f"le lecteur « {point.name} » du paquet {package} ne se charge pas : {error}",
                f"the reader '{point.name}' of the package {package} does not load: {error}",
            ),
            remedy=Text(
                "réinstallez ou désinstallez ce paquet ; --format NOM lit sans lui",
                "install that package again or uninstall it; --format NAME reads without it",
            ),
        ) from error


def recognise(source: Source) -> Reader:
    """Return the reader that is surest of `source`.

    Raises `SourceError` when none recognises it, or when it is of a format that is known and not read.
    """
    refuse(source)
    readers = {name: load_reader(name) for name in reader_names() if may_be(source, name)}
    # Those of bytes first: what they are sure of need not be text.
    of_bytes = [name for name, one in readers.items() if isinstance(one, Converter)]
    for group in (of_bytes, [name for name in readers if name not in of_bytes]):
        sure, best = max(
            ((readers[name].recognises(source), name) for name in group), key=itemgetter(0), default=(0, "")
        )
        if best == _DOCUMENTS:  # which takes any text
            refuse_unread(source)
        if sure > 0:
            return readers[best]
    refuse_unread(source)
    known = ", ".join(sorted({extension for name in reader_names() for extension in load_reader(name).extensions}))
    foreign = foreign_format(source)
    raise SourceError(
        Text(
            f"aucun lecteur pour ce fichier{f' (format {foreign})' if foreign else ''}",
            f"no reader for this file{f' ({foreign} format)' if foreign else ''}",
        ),
        file=source.file_name,
        line=1,
        remedy=Text(
            f"donnez une bibliographie en texte, Markdown, Word, LibreOffice, HTML ou PDF, ou des notices ({known})",
            f"give a bibliography in plain text, Markdown, Word, LibreOffice, HTML or PDF, or records ({known})",
        ),
    )


def pass_through(path: Path, name: str | None = None, mapping: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Read the file at `path`, of any size where the reader called `name`, or the one that recognises it, streams.

    Others read it whole. Raises `SourceError` as `read_file` does, before the first item where it can.
    """
    whole = None if name else _whole(path)
    reader = load_reader(name) if name else recognise(whole or _beginning(path))
    if isinstance(reader, Streamer):
        return reader.read_stream(path)
    return _read(reader, replace(whole or Source.from_path(path), mapping=mapping))[1]


def _whole(path: Path) -> Source | None:
    """Return a file as a source, None for one that is too large to be one."""
    try:
        return Source.from_path(path) if path.stat().st_size <= SIZE_LIMIT else None
    except OSError as error:
        raise not_opened(path, error) from error


def _beginning(path: Path) -> Source:
    """Return as much of a large file as tells its format."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise not_opened(path, error) from error
    # A character that is cut would make another encoding of it.
    return Source.from_bytes(head[: head.rfind(b"\n") + 1] or head, path.name)


def read_file(path: Path, source_id: str | None = None, reader: str | None = None) -> Iterator[Item]:
    """Read the bibliography at `path`, with the reader called `reader` or the one that recognises it.

    Raises `SourceError` when the file cannot be read as a whole; what cannot be read in it is yielded as `Reject`.
    """
    source = Source.from_path(path, source_id)
    yield from open_source(source, reader)[1]


def open_source(source: Source, name: str | None = None) -> tuple[Source, Iterator[Item]]:
    """Return a source as text, and what the reader called `name`, or the one that recognises it, finds in it.

    Raises `SourceError` when there is no such reader, or when it cannot read the file as a whole.
    """
    return _read(load_reader(name) if name else recognise(source), source)


def _read(reader: Reader, source: Source) -> tuple[Source, Iterator[Item]]:
    if isinstance(reader, Converter):
        source = reader.convert(source)
    return source, reader.read(source)
