"""Where a thing belongs, as far as its address says."""

from __future__ import annotations

import re

from bibliographe.graph.records import REGISTER, RESERVED_STEMS, SHARED_FILES

_HASH = re.compile(r"-[0-9a-f]{8}$")
_SOURCE_FORMAT = re.compile(r"-(?:md|markdown|txt|text)$")


def kind_of(address: str, base: str) -> str | None:
    """Return the kind that an address of the catalogue names, None for any other address."""
    start = f"{base}id/"
    return address[len(start) :].split("/", 1)[0] if address.startswith(start) else None


def misplaced(address: str, stem: str, base: str) -> str | None:
    """Return the file in which a thing described in `stem` should be instead; None when it is where it belongs."""
    wanted = REGISTER if address.startswith(f"{base}doc/") else SHARED_FILES.get(kind_of(address, base) or "")
    if wanted is None:
        return "" if stem in RESERVED_STEMS else None
    return f"{wanted}.ttl" if stem != wanted else None


def missed_file(address: str, base: str) -> str | None:
    """Return the stem of the file that a thing belongs to; a source names its own."""
    kind = kind_of(address, base)
    if kind == "source":
        return _HASH.sub("", address.rsplit("/", 1)[-1])
    return SHARED_FILES.get(kind or "")


def without_format(stem: str) -> str:
    """Return a stem without the format of the source that it is called by: `a-md` is `a`."""
    return _SOURCE_FORMAT.sub("", stem)
