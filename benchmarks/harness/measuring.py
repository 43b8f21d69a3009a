"""One run of one command: wall time, processor time, and peak memory of the largest process that it took."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LONG = 120.0
"""Seconds from which one run is enough."""
_UNIT = 1024 if sys.platform != "darwin" else 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took. `peak_mb` counts the largest single process, Java's included."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    failure: str | None = None
    """Why it did not end well: what it said last, or that it took too long."""


def run_once(
    command: Sequence[str], log: Path, environment: dict[str, str], limit: float, accepted: Sequence[int] = (0,)
) -> Run:
    """Run a command to its end; its output goes to `log`. It is stopped after `limit` seconds.

    An exit code that is not among `accepted` is a failure.
    """
    started = time.perf_counter()
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, stdout=stream, stderr=subprocess.STDOUT, env=environment, start_new_session=True
        )
        late = threading.Event()
        timer = threading.Timer(limit, _stop, (process.pid, late))
        timer.start()
        # wait4 counts what this process and all its children took, and no other run's.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        timer.cancel()
    failure = None
    if late.is_set():
        failure = f"stopped after {limit:.0f} s"
    elif process.returncode not in accepted:
        failure = _last_words(log) or f"exit code {process.returncode}"
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / _UNIT / 1024, failure)


def _stop(pid: int, late: threading.Event) -> None:
    late.set()
    # The session that was started for it, so that no child outlives it.
    os.killpg(pid, 9)


def _last_words(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else ""


def medians(runs: Sequence[Run]) -> dict[str, object]:
    """Return the figures to keep."""
    failure = runs[-1].failure
    return {
        "seconds": round(statistics.median(run.seconds for run in runs), 3),
        "cpu_seconds": round(statistics.median(run.cpu_seconds for run in runs), 3),
        "peak_mb": round(statistics.median(run.peak_mb for run in runs)),
        "runs": [round(run.seconds, 3) for run in runs],
        **({"failure": failure} if failure else {}),
    }
