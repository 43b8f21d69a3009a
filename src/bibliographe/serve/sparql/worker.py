"""The process that answers queries, one after the other: `python -m … FOLDER MEMORY SIZE`.

It holds the store read-only, and ends when the portal closes its pipe, or by an alarm when a query takes too long and
nobody is left to end it. It loads little, as it is started anew whenever a query had to be stopped.
"""

from __future__ import annotations

import json
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

from bibliographe.serve.sparql.frames import END, FAULT, HEAD, PIECE, receive, send
from bibliographe.serve.sparql.running import TooLargeError, fault_of, run

if TYPE_CHECKING:
    from typing import BinaryIO

_PIECE = 256 * 1024
_GRACE = 5.0
"""Seconds that the portal has to stop a query before the alarm does."""
_STATUS = Path("/proc/self/status")


class _Pieces:
    """Where an answer is written: bounded in size, sent off in pieces."""

    def __init__(self, stream: BinaryIO, largest: int) -> None:
        self._stream = stream
        self._largest = self._left = largest
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        """Take some bytes; raises `TooLargeError` when the answer may not have so many."""
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError(self._largest)
        self._held += data
        if len(self._held) >= _PIECE:
            self.flush_held()
        return len(data)

    def flush(self) -> None:
        """Do nothing: who serialises flushes more often than there is something to send."""

    def flush_held(self) -> None:
        """Send what is held."""
        if self._held:
            send(self._stream, PIECE, bytes(self._held))
            self._held.clear()


def _answer(store: Store, job: dict[str, Any], stream: BinaryIO, largest: int) -> None:
    pieces = _Pieces(stream, min(largest, job["largest"] or largest))
    _alarm(job["seconds"] + _GRACE)
    try:
        more = run(store, job, pieces, lambda form, kind: send(stream, HEAD, {"form": form, "type": kind}))
        pieces.flush_held()
    except Exception as error:  # whatever it is, the one who asked is told
        try:
            fault = fault_of(error, job)
        finally:
            _alarm(0)
        send(stream, FAULT, fault)
        return
    _alarm(0)
    send(stream, END, {"more": more})


def _alarm(seconds: float) -> None:
    """Have the system end this process in so many seconds, 0 for never; the store's engine hears of nothing else."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _bound_memory(allowed: int) -> None:
    """Let this process take so much more than it has; beyond that, allocation fails and the process ends."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    with suppress(ValueError, OSError):
        if _STATUS.exists():
            taken = next(int(line.split()[1]) * 1024 for line in _STATUS.open() if line.startswith("VmData:"))
            resource.setrlimit(resource.RLIMIT_DATA, (taken + allowed, taken + allowed))
        else:
            resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(folder: str, memory: int, size: int) -> None:
    """Answer until there is nobody to answer to."""
    for name in ("SIGINT", "SIGTERM"):  # the portal lets running queries finish when it is told to stop
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    store = Store.read_only(folder)
    _bound_memory(memory)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    send(target, END)
    with suppress(EOFError, BrokenPipeError):
        while True:
            _kind, content = receive(source)
            _answer(store, json.loads(content), target, size)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
