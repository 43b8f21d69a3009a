"""How far a long work is: each step is told once, to a person only."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from bibliographe.progress import Watched, told
from bibliographe.work import mapped

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.i18n import Text


class Heard:
    def __init__(self) -> None:
        self.stages: list[tuple[Text, int | None]] = []
        self.steps = 0

    def stage(self, name: Text, total: int | None = None) -> None:
        self.stages.append((name, total))

    def advance(self, steps: int = 1) -> None:
        self.steps += steps


@pytest.mark.parametrize("count", [0, 1, 19_999, 20_000, 45_001])
def test_every_line_is_told_once(count: int) -> None:
    heard = Heard()
    assert sum(1 for _ in told((f"{number}\n" for number in range(count)), heard)) == count
    assert heard.steps == count


def test_every_byte_that_is_read_is_told_once() -> None:
    heard = Heard()
    watched = Watched(io.BytesIO(b"ab\n" * 1_000_000), heard)
    while watched.read(70_000):
        pass
    assert heard.steps == 3_000_000
    assert watched.lines == 1_000_000


def twice(number: int) -> int:
    if number == 13:
        raise ValueError(number)
    return 2 * number


@pytest.mark.parametrize("kind", [None, ThreadPoolExecutor, ProcessPoolExecutor])
def test_results_come_in_the_order_of_the_pieces(
    kind: type[ThreadPoolExecutor] | type[ProcessPoolExecutor] | None,
) -> None:
    executor = kind(2) if kind else None
    try:
        assert list(mapped(twice, range(12), executor, ahead=3)) == [2 * number for number in range(12)]
        with pytest.raises(ValueError, match="13"):
            list(mapped(twice, range(20), executor))
    finally:
        if executor:
            executor.shutdown()


def test_a_terminal_sees_a_bar_and_a_pipe_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "BIBLIOGRAPHE_LANG": "en", "TERM": "xterm"}
    command = [sys.executable, "-m", "bibliographe"]
    subprocess.run([*command, "init", tmp_path], check=True, capture_output=True, env=environment)
    build = [*command, "build", "--force", "--catalogue", tmp_path]
    silent = subprocess.run(build, check=True, capture_output=True, text=True, env=environment)
    assert silent.stderr == ""
    master, slave = pty.openpty()
    subprocess.run(build, check=True, stdout=subprocess.PIPE, stderr=slave, env=environment)
    os.close(slave)
    seen = os.read(master, 1 << 16).decode(errors="replace")
    os.close(master)
    assert "the store" in seen or "graph/" in seen
