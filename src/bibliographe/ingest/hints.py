"""Which formats a file cannot be of, told from its first bytes: their readers need not be loaded to be asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibliographe.ingest.source import Source

_LOOKED_AT = 16_384
_MARK = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"
_PACKAGE = re.compile(rb"PK")
_OPEN_DOCUMENT = re.compile(rb"PK|" + _MARK + rb"\s*<[\s\S]*?application/vnd\.oasis\.opendocument\.")
_PDF = re.compile(rb"[\s\S]{0,1024}%PDF")
_TAG = re.compile(_MARK + rb"\s*<")
_JSON = re.compile(_MARK + rb"\s*[\[{]")
_MARC = re.compile(_MARK + rb"\s*(?:<|=(?:LDR|000) )|[^\x1d\x1e]*[\x1d\x1e]")
_RDF = re.compile(_MARK + rb"(?:<|_:|[\[{]|@?(?:prefix|base|graph)[ \t])", re.IGNORECASE)
"""What the first line of a syntax of RDF may begin with, behind comments."""
_HINTS = {
    "docx": _PACKAGE, "odt": _OPEN_DOCUMENT, "xlsx": _PACKAGE, "ods": _OPEN_DOCUMENT, "pdf": _PDF, "html": _TAG,
    "mods": _TAG, "endnote-xml": _TAG, "dublin-core": _TAG, "marc21": _MARC, "unimarc": _MARC, "csl-json": _JSON,
    "lobid": _JSON, "bibo-rdf": _RDF, "catalogue-rdf": _RDF, "zotero-rdf": _RDF, "skos": _RDF,
}  # fmt: skip
"""What each of these formats has in its first bytes."""
_SCANNED = 400_000
_ANYWHERE = {
    "bibtex": re.compile(rb"@[ \t]*[A-Za-z]+[ \t]*[{(]"),
    "medline": re.compile(rb"(?:PMID|OWN) {0,2}-"),
    "refer": re.compile(rb"%T[ \t]"),
    "refworks": re.compile(rb"RT[ \t]+[A-Za-z]"),
    "ris": re.compile(rb"(?:TY|ER)[ \t]{1,4}-"),
    "web-of-science": re.compile(rb"PT(?: [A-Z]|\t[A-Z][A-Z0-9]\t)"),
}
"""What each of these formats has somewhere in its first 100,000 characters, or its first 2,000 lines."""


def may_be(source: Source, name: str) -> bool:
    """Tell whether a file may be of a format, as far as its first bytes tell."""
    if name in _ANYWHERE:
        scanned = source.data[:_SCANNED].replace(b"\0", b"")
        return len(source.data) > _SCANNED or _ANYWHERE[name].search(scanned) is not None
    hint = _HINTS.get(name)
    if hint is None:
        return True
    # Without the zero bytes, the letters of UTF-16 stand together as those of ASCII do.
    head = source.data[:_LOOKED_AT].replace(b"\0", b"")
    return hint.match(_first_line(head) if hint is _RDF else head) is not None


def _first_line(head: bytes) -> bytes:
    """Return the first line that is no comment."""
    lines = (line.strip() for line in head.splitlines())
    return next((line for line in lines if line and not line.startswith(b"#")), b"")
