"""Addresses of an entry of BibTeX: those that it has, and those of the archives that it names (`eprinttype = {arxiv}`).

Source: The biblatex Package, 3.14.7, "Electronic Publishing Information".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.model.entry import Link

if TYPE_CHECKING:
    from bibliographe.ingest.records.fields import Fields

_ARCHIVES = {
    "arxiv": "https://arxiv.org/abs/{}",
    "jstor": "https://www.jstor.org/stable/{}",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "hdl": "https://hdl.handle.net/{}",
    "googlebooks": "https://books.google.com/books?id={}",
    "hal": "https://hal.science/{}",
}
"""Where the archives that biblatex knows, and HAL, have what they hold."""
_IDENTIFIER = re.compile(r"[\w.:/()-]{3,100}")
_NAMED = re.compile(r"arxiv:\s*", re.IGNORECASE)
_TYPES = ("eprinttype", "archiveprefix")
_CLASSES = ("eprintclass", "primaryclass")


def links_of(fields: Fields) -> tuple[Link, ...]:
    """Take the addresses of an entry; that of an archive is added unless one of its own already says it."""
    own = fields.links("url", "pdf", "howpublished", "note")
    said = next((field.value for field in fields.named("eprint")), None)
    archive = next((field.value.casefold() for field in fields.named(*_TYPES)), None)
    identifier = _NAMED.sub("", said or "", count=1)
    pattern = _ARCHIVES.get(archive or "")
    if pattern is None or not _IDENTIFIER.fullmatch(identifier):
        return own
    fields.take_all("eprint", *_TYPES, *(_CLASSES if archive == "arxiv" else ()))
    if any(identifier in (link.url or "") for link in own):
        return own
    address = pattern.format(identifier)
    return (*own, Link(address, address))
