"""Lines come back sorted, and none is lost, however few fit into memory."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from bibliographe.sorting import RunWriter, merged

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("characters", [1, 50, 1_000_000])
@pytest.mark.parametrize("at_once", [2, 64])
@pytest.mark.parametrize("on_disk", [True, False])
def test_runs_are_merged(characters: int, at_once: int, on_disk: bool, tmp_path: Path) -> None:
    chance = random.Random(3)
    lines = [f"{chance.randint(0, 40)} é\u2028\x85 {number % 3}\n" for number in range(300)]
    runs = []
    for part in range(3):
        writer = RunWriter(tmp_path if on_disk else None, f"part{part}", characters)
        for line in lines[part::3]:
            writer.add(line)
        runs += writer.close()
    with merged(runs, at_once) as found:
        assert list(found) == sorted(lines)
    assert len(runs) == (3 if characters > 1000 or not on_disk else len(runs))
    assert len(runs) >= 3


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    with merged(RunWriter(tmp_path, "none").close()) as found:
        assert list(found) == []
