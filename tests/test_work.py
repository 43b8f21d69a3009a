"""Processes that share work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STARTED = """
import os, sys, time
from bibliographe.work import process_pool

if __name__ == "__main__":
    with process_pool(2, sys.argv[1]) as executor:
        waiting = [executor.submit(time.sleep, seconds) for seconds in (0.2, 0.2, 60)]
        waiting[0].result()
        print(*executor._processes, flush=True)
        time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and kills as POSIX does")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_the_processes_of_a_pool_end_when_the_one_that_started_them_is_killed(method: str, tmp_path: Path) -> None:
    script = tmp_path / "started.py"
    script.write_text(STARTED, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script), method], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        workers = [int(number) for number in process.stdout.readline().split()]
        assert len(workers) == 2
        assert all(map(is_running, workers))
        process.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while any(map(is_running, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    left = [number for number in workers if is_running(number)]
    for number in left:
        os.kill(number, signal.SIGKILL)
    assert left == []


def is_running(number: int) -> bool:
    """Tell whether a process runs, one that ended and was not waited for left out."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_every_pool_is_made_there() -> None:
    package = Path(__file__).parent.parent / "src/bibliographe"
    pools = [
        line.strip()
        for path in package.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "ProcessPoolExecutor(" in line
    ]
    assert len(pools) == 1
    assert [line for line in pools if "initializer=_end_with_parent" not in line] == []
