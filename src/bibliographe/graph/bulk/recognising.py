"""Whether a file of RDF follows the profile, by what it begins with: what does not is read by `ingest.linked`."""

from __future__ import annotations

import re
from collections import Counter
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
_WHERE = re.compile(rf"""[<"](https?://[^<>"\s]*/)(?:id|doc)/(?:{_KINDS})/[^<>"/\s]*[>"]""".encode())
"""Where the catalogue of a thing is, or of a prefix for things of one kind."""
_DECLARED = re.compile(rb"""(?:@?\bbase\s*<|xml:base=["']|"@base"\s*:\s*")(https?://[^<>"'\s]*/)[>"']""", re.IGNORECASE)
_TERMS = re.compile(rb"w3id\.org/bibliographe/ns|schema\.org/ListItem|schema:ListItem")
_CONTEXTS = tuple(f'"{address}"'.encode() for address in OURS)
_RDF = {
    ".rdf": re.compile(rb"22-rdf-syntax-ns#"),
    ".jsonld": re.compile(rb'"@(?:context|graph|id)"'),
}
"""What a file that may hold anything else must have."""


def own_syntax(path: Path, base: str) -> str | None:
    """Return the syntax (an extension) of a file of RDF of this catalogue, None for any other file.

    It follows the profile, and has no addresses of another catalogue alone; `base` is what this catalogue's addresses
    begin with. A file that cannot be opened is none.
    """
    suffix = SUFFIXES.get(path.suffix.lower())
    if suffix is None:
        return None
    head = _head(path)
    return suffix if in_the_profile(head, suffix, base) and other_base(head, base) is None else None


def in_the_profile(head: bytes, suffix: str, base: str = "") -> bool:
    """Tell whether what begins like this follows the profile; `base` is what this catalogue's addresses begin with."""
    needed = _RDF.get(suffix)
    if needed and not needed.search(head):
        return False
    is_named = bool(base) and any(f"{base}{kind}/".encode() in head for kind in ("id", "doc"))
    return is_named or bool(_TERMS.search(head) or _THING.search(head)) or any(context in head for context in _CONTEXTS)


def other_base(head: bytes, base: str) -> str | None:
    """Return what the addresses begin with where RDF of another catalogue begins so; None for that of this one."""
    found = Counter(one.decode("utf-8", "replace") for one in (*_DECLARED.findall(head), *_WHERE.findall(head)))
    return found.most_common(1)[0][0] if found and base not in found else None


def _head(path: Path) -> bytes:
    """Return what a file begins with, nothing of one that cannot be opened: whoever reads it says so."""
    try:
        with path.open("rb") as stream:
            return stream.read(LOOKED_AT)
    except OSError:
        return b""
