"""What a file of RDF names outside itself, seen to before it is parsed: nothing is ever fetched.

Source: JSON-LD 1.1, section 3.1; Extensible Markup Language (XML) 1.0, section 4.2.
"""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import BinaryIO, cast

from bibliographe.errors import SourceError
from bibliographe.ingest.linked.contexts import OURS, REMEDY, elsewhere, own_context
from bibliographe.ingest.linked.markup import ENTITIES
from bibliographe.ingest.linked.markup import REMEDY as MEND

_PROLOG = 1_000_000
"""Bytes in which the root's tag begins; what declares more than that is no catalogue."""
_NAMED = re.compile(rb'("@context"\s*:\s*)"([^"\\]*)"')
_CHUNK = 65_536


def refuse_entities(stream: BinaryIO) -> None:
    """Go back to the beginning of a file of RDF/XML; raises `SourceError` when it declares entities.

    The catalogue's own exports have none, and a parser would expand them without bound.
    """
    head = stream.read(_PROLOG)
    stream.seek(0)
    found = head.replace(b"\0", b"").find(b"<!ENTITY")
    if found >= 0:
        raise SourceError(ENTITIES, line=head.count(b"\n", 0, found) + 1, remedy=MEND)


def with_own_context(stream: BinaryIO) -> BinaryIO:
    """Return a stream of JSON-LD with the profile's context where its beginning names it.

    Raises `SourceError` when it names another one.
    """
    head = stream.read(_CHUNK)
    found = _NAMED.search(head)
    if found is None:
        stream.seek(0)
        return stream
    address = found[2].decode("utf-8", "replace")
    if address.removesuffix("#") not in OURS:
        raise SourceError(elsewhere(address).reason, line=head.count(b"\n", 0, found.start()) + 1, remedy=REMEDY)
    context = json.dumps(own_context(), ensure_ascii=True).encode()
    return cast("BinaryIO", _Joined(head[: found.start()] + found[1] + context + head[found.end() :], stream))


class _Joined:
    """Gives the lines of a beginning, then those of the rest of a stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = BytesIO(head), rest

    def readline(self, size: int = -1) -> bytes:
        return self._head.readline(size) or self._rest.readline(size)
