"""One query process as the portal holds it: started, asked, ended."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from bibliographe.serve.sparql.answered import IN_MEMORY, Answered
from bibliographe.serve.sparql.deadlines import Deadlines
from bibliographe.serve.sparql.frames import END, FAULT, HEAD, JOB, PIECE, receive, send

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.serve.sparql.answered import Job
    from bibliographe.serve.sparql.limits import QueryLimits

_MODULE = "bibliographe.serve.sparql.worker"
_DEADLINES = Deadlines()
_STARTS = 60.0
"""Seconds that a process may take to open the store on a machine that is very busy."""


class FaultError(Exception):
    """The process told that a query has no answer: `said` has the kind of fault, and more."""

    def __init__(self, said: dict[str, Any]) -> None:
        super().__init__(said["kind"])
        self.said = said


class EndedError(Exception):
    """The process ended before its answer did: by us when `late`, else by itself, for want of memory or stack."""

    def __init__(self, *, late: bool) -> None:
        super().__init__("late" if late else "ended")
        self.late = late


class QueryProcess:
    """A process that answers one query after the other until it is ended."""

    def __init__(self, folder: Path, limits: QueryLimits) -> None:
        """Start it; raises `EndedError` when it does not come up."""
        self._limits = limits
        self._late = False
        self.answered = 0
        """How many queries it was asked."""
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and a folder of ours
            [sys.executable, "-m", _MODULE, str(folder), str(limits.memory), str(limits.size)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._in = cast("BinaryIO", self._process.stdin)
        self._out = cast("BinaryIO", self._process.stdout)
        try:
            with _DEADLINES.within(_STARTS, self._stop):
                receive(self._out)
        except (EOFError, OSError) as error:
            self.end()
            raise EndedError(late=self._late) from error
        except BaseException:
            self.end()
            raise

    @property
    def alive(self) -> bool:
        """Tell whether it can be asked."""
        return self._process.poll() is None

    @property
    def number(self) -> int:
        """Return the system's number of the process."""
        return self._process.pid

    def ask(self, job: Job) -> Answered:
        """Return the answer; raises `FaultError`, or `EndedError` when the process is to be replaced."""
        self.answered += 1
        seconds = self._limits.seconds
        try:
            with _DEADLINES.within(seconds, self._stop):
                send(self._in, JOB, job.as_dict(seconds, self._limits.rows))
                return self._read()
        except (EOFError, OSError) as error:
            raise EndedError(late=self._late) from error

    def end(self) -> None:
        """End it at once, and wait for that."""
        with suppress(OSError):
            self._process.kill()
        for pipe in (self._in, self._out):
            with suppress(OSError):
                pipe.close()
        self._process.wait()

    def _stop(self) -> None:
        self._late = True
        with suppress(OSError):
            self._process.kill()

    def _read(self) -> Answered:
        head: dict[str, Any] = {}
        content = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by who sends it
        try:
            while True:
                kind, payload = receive(self._out)
                if kind == HEAD:
                    head = json.loads(payload)
                elif kind == PIECE:
                    content.write(payload)
                elif kind == FAULT:
                    raise FaultError(json.loads(payload))
                elif kind == END:
                    more = json.loads(payload)["more"]
                    return Answered(head["form"], head["type"], content.tell(), cast("BinaryIO", content), more)
        except BaseException:
            content.close()
            raise
