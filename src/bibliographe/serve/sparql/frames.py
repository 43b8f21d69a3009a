"""What the portal and its query processes say to each other over pipes: frames, each a kind, a length and its bytes.

A job is one frame of JSON; its answer is a head, any number of pieces and an end, or one fault.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import BinaryIO

JOB, HEAD, PIECE, END, FAULT = b"J", b"H", b"P", b"E", b"F"
_PREFIX = struct.Struct("!cI")


def send(stream: BinaryIO, kind: bytes, payload: bytes | dict[str, Any] = b"") -> None:
    """Write one frame and see it off."""
    content = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    stream.write(_PREFIX.pack(kind, len(content)) + content)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[bytes, bytes]:
    """Return the next frame's kind and bytes; raises `EOFError` when the other side is gone, in mid-frame or not."""
    kind, length = _PREFIX.unpack(_exactly(stream, _PREFIX.size))
    return kind, _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content
