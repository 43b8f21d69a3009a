"""Servers under measure: started on a free port, asked over kept connections, their processor time and memory taken."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import local
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_STARTS = 300.0
_PREPARES = 3600.0
_THREADS = 32


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers."""

    name: str
    port: int
    process: psutil.Process

    def cpu(self) -> float:
        """Return the seconds of processor time of its processes so far, those that ended included."""
        spent = 0.0
        for one in (self.process, *self.process.children(recursive=True)):
            times = one.cpu_times()
            spent += (
                times.user + times.system + getattr(times, "children_user", 0) + getattr(times, "children_system", 0)
            )
        return spent

    def settle(self) -> None:
        """Wait until it makes nothing more of the catalogue beside the answers: dumps, an index."""
        until = time.monotonic() + _PREPARES
        while any("preparing" in " ".join(one.cmdline()) for one in self.process.children(recursive=True)):
            if time.monotonic() > until:
                raise TimeoutError(self.name)
            time.sleep(1)

    def memory(self) -> int:
        """Return the bytes that its processes have to themselves."""
        return sum(one.memory_full_info().uss for one in (self.process, *self.process.children(recursive=True)))


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a stream of requests: seconds from when each was due to its last byte, sorted."""

    seconds: tuple[float, ...]
    failed: int

    def quantile(self, share: float) -> float:
        """Return the milliseconds within which this share of them was answered."""
        place = min(int(share * len(self.seconds)), len(self.seconds) - 1)
        return round(self.seconds[place] * 1000, 1)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@contextmanager
def serving(name: str, command: Sequence[str], port: int, probe: str, log: Path) -> Iterator[Served]:
    """Start a server, wait until `probe` is answered, and end it, and only it, afterwards."""
    with log.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=stream)
    served = Served(name, port, psutil.Process(process.pid))
    try:
        until = time.monotonic() + _STARTS
        while True:
            try:
                if ask(port, probe) < 500:
                    break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise
            time.sleep(0.2)
        yield served
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


_own = local()


def ask(port: int, path: str, accept: str = "*/*", limit: float = 120.0) -> int:
    """Read a whole answer over this thread's connection, and return its status.

    Raises `OSError` when there is none within `limit` seconds.
    """
    connections: dict[int, http.client.HTTPConnection] = _own.__dict__.setdefault("connections", {})
    kept = port in connections
    if not kept:
        connections[port] = http.client.HTTPConnection("127.0.0.1", port)
    connections[port].timeout = limit
    if connections[port].sock is not None:
        connections[port].sock.settimeout(limit)
    try:
        connections[port].request("GET", path, headers={"Accept": accept})
        with connections[port].getresponse() as answer:
            answer.read()
            return int(answer.status)
    except (OSError, http.client.HTTPException) as error:
        connections.pop(port).close()
        if kept and not isinstance(error, TimeoutError):  # the server let go of a connection that was idle for long
            return ask(port, path, accept, limit)
        raise OSError(str(error)) from error


def stream(port: int, paths: Sequence[str], rate: float, seconds: float, accept: str) -> Load:
    """Send so many requests a second, whether or not the earlier ones are answered, and return what came of them."""
    taken: list[float] = []
    failed = 0
    first = time.perf_counter() + 0.2

    def one(number: int) -> float | None:
        due = first + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        try:
            good = ask(port, paths[number % len(paths)], accept) == 200
        except OSError:
            good = False
        return time.perf_counter() - due if good else None

    with ThreadPoolExecutor(_THREADS) as crowd:
        for spent in crowd.map(one, range(int(rate * seconds))):
            if spent is None:
                failed += 1
            else:
                taken.append(spent)
    return Load(tuple(sorted(taken)), failed)
