"""Whether a file of RDF follows the profile, by what it begins with: what does not is read by `ingest.linked`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.linked.contexts import OURS

if TYPE_CHECKING:
    from pathlib import Path

LOOKED_AT = 1_000_000
"""Bytes; a file of a catalogue names an address of it in its first lines."""
SUFFIXES = {
    ".nt": ".nt",
    ".ttl": ".ttl",
    ".rdf": ".rdf",
    ".owl": ".rdf",
    ".xml": ".rdf",
    ".jsonld": ".jsonld",
    ".json": ".jsonld",
    ".nq": ".nq",
    ".trig": ".trig",
}
"""The syntax that files are written in, by their extension."""
_KINDS = "entry|item|agent|topic|scheme|issue|periodical|website|series|event|selection|source|note|contribution|list"
_THING = re.compile(rf"""[<"](?:[^<>"\s]*/)?(?:id|doc)/(?:{_KINDS})/[a-z0-9-]*-[0-9a-f]{{8}}[>"]""".encode())
_TERMS = re.compile(rb"w3id\.org/bibliographe/ns|schema\.org/ListItem|schema:ListItem")
_CONTEXTS = tuple(f'"{address}"'.encode() for address in OURS)
_RDF = {
    ".rdf": re.compile(rb"22-rdf-syntax-ns#"),
    ".jsonld": re.compile(rb'"@(?:context|graph|id)"'),
}
"""What a file that may hold anything else must have."""


def profile_syntax(path: Path, base: str) -> str | None:
    """Return the syntax (an extension) of a file of RDF that follows the profile, None for any other file.

    `base` is what the catalogue's addresses begin with. A file that cannot be opened is none: whoever reads it says so.
    """
    suffix = SUFFIXES.get(path.suffix.lower())
    if suffix is None:
        return None
    try:
        with path.open("rb") as stream:
            head = stream.read(LOOKED_AT)
    except OSError:
        return None
    needed = _RDF.get(suffix)
    if needed and not needed.search(head):
        return None
    is_ours = (
        any(f"{base}{kind}/".encode() in head for kind in ("id", "doc"))
        or _TERMS.search(head)
        or _THING.search(head)
        or any(context in head for context in _CONTEXTS)
    )
    return suffix if is_ours else None
