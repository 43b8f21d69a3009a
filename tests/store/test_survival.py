"""A store that is killed, read while it is replaced, or damaged on the disk."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from bibliographe.errors import StoreError
from bibliographe.store.access import open_store
from bibliographe.store.build import build
from bibliographe.store.places import places

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.store.access import OpenedStore

ROUNDS = int(os.environ.get("BIBLIOGRAPHE_KILLS", "8"))
BUILDER = """
import sys
from pathlib import Path
from bibliographe.config import load_catalogue
from bibliographe.store.build import build
from bibliographe.store.derivations import derivations
list(derivations())
catalogue = load_catalogue(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
build(catalogue)
print("built", flush=True)
"""
NAME = NamedNode("https://schema.org/alternateName")


def set_name(catalogue: Catalogue, name: str) -> None:
    """Correct one statement of the catalogue by hand."""
    agents = catalogue.graph / "agents.ttl"
    lines = agents.read_text(encoding="utf-8").splitlines()
    index = next(number for number, line in enumerate(lines) if "schema:alternateName" in line)
    lines[index] = f'    schema:alternateName "{name}" .'
    agents.write_text("\n".join(lines) + "\n", encoding="utf-8")


def names(opened: OpenedStore) -> set[str]:
    return {quad.object.value for quad in opened.store.quads_for_pattern(None, NAME, None, None)}


def start_builder(catalogue: Catalogue) -> subprocess.Popen[str]:
    """Start a process that builds when a line is written to it, all its modules loaded."""
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(catalogue.directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def _seconds_to_build(catalogue: Catalogue) -> float:
    started = time.monotonic()
    build(catalogue, force=True)
    return time.monotonic() - started


def test_a_build_that_is_killed_leaves_a_store_that_answers(catalogue: Catalogue) -> None:
    whole = min(_seconds_to_build(catalogue) for _ in range(3))  # the first one, or a busy disk, takes longer
    chance = random.Random(1869)
    killed = 0
    for count in range(ROUNDS):
        set_name(catalogue, f"BDVC {count}")
        answering = places(catalogue).current()
        process = start_builder(catalogue)
        go(process)
        time.sleep(chance.uniform(0, whole))
        process.kill()
        output = process.communicate()[0]
        killed += "built" not in output

        # Whatever moment it was, the pointer names a whole build: the one before, or the new one.
        where = places(catalogue)
        current = where.current()
        assert current is not None
        assert answering is not None
        assert (current / "build.json").exists()
        if current == answering:
            assert where.sound(current.name.split(".")[0]) is not None

        with open_store(catalogue, notify=lambda _stage: None) as opened:
            assert names(opened) == {f"BDVC {count}"}
        build(catalogue)
        assert list(where.builds.iterdir()) == [where.current()]
        kept = {"builds", "build.lock", "current", "graph.lock"}
        assert {path.name for path in where.state.iterdir()} == kept
    assert killed >= ROUNDS // 4, "most builds ended before they were killed: this proved little"


def test_a_reader_is_not_disturbed_by_a_new_build(catalogue: Catalogue) -> None:
    with open_store(catalogue) as old:
        rows = old.store.quads_for_pattern(None, None, None, None)
        first = [next(rows) for _ in range(10)]
        for count in range(3):
            set_name(catalogue, f"BDVC {count}")
            process = start_builder(catalogue)
            go(process)
            assert process.communicate()[0].endswith("built\n")
            assert names(old) == {"BDVC"}
            with open_store(catalogue) as new:
                assert names(new) == {f"BDVC {count}"}
        assert len(first) + len(list(rows)) == len(old.store)
        kept = list(places(catalogue).builds.iterdir())
        assert len(kept) == 2, "the reader's build and the current one"
    build(catalogue)
    assert list(places(catalogue).builds.iterdir()) == [places(catalogue).current()]


def test_several_processes_may_read(catalogue: Catalogue) -> None:
    read = (
        "import sys; from pathlib import Path; from bibliographe.config import load_catalogue;"
        "from bibliographe.store.access import open_store;"
        "print(len(open_store(load_catalogue(Path(sys.argv[1]))).store))"
    )
    with open_store(catalogue) as opened:
        command = [sys.executable, "-c", read, str(catalogue.directory)]
        others = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        counts = [int(process.communicate()[0]) for process in others]
        assert counts == [len(opened.store)] * 2


def _truncate(folder: Path) -> None:
    for path in folder.glob("*.sst"):
        path.write_bytes(path.read_bytes()[:100])


def _scramble(folder: Path) -> None:
    """Same sizes, other bytes: only the engine can tell."""
    for path in folder.glob("MANIFEST-*"):
        path.write_bytes(b"\xff" * path.stat().st_size)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _lose_one(folder: Path) -> None:
    next(folder.glob("*.sst")).unlink()


def _forget_manifest(folder: Path) -> None:
    (folder / "build.json").write_text("{", encoding="utf-8")


@pytest.mark.parametrize("damage", [_truncate, _scramble, _empty, _lose_one, _forget_manifest])
def test_a_damaged_store_is_built_again(catalogue: Catalogue, damage: object) -> None:
    build(catalogue)
    folder = places(catalogue).current()
    assert folder is not None
    assert callable(damage)
    damage(folder)
    said: list[object] = []
    with open_store(catalogue, notify=said.append) as opened:
        assert names(opened) == {"BDVC"}
        assert len(list(opened.store.quads_for_pattern(None, None, None, None))) > 1000
    assert said, "a reader is told why this takes time"
    assert not build(catalogue).changed


@pytest.mark.parametrize("pointer", [b"", b"..\n", b"../../graph\n", b"\xff\xfe", b"0" * 64, b"nothing here\n"])
def test_a_pointer_that_makes_no_sense_is_no_store(catalogue: Catalogue, pointer: bytes) -> None:
    build(catalogue)
    places(catalogue).pointer.write_bytes(pointer)
    with open_store(catalogue, notify=lambda _stage: None) as opened:
        assert names(opened) == {"BDVC"}
    assert (catalogue.graph / "agents.ttl").exists()


def test_a_bad_block_that_is_found_while_reading_is_said_with_its_remedy(catalogue: Catalogue) -> None:
    with pytest.raises(StoreError, match="--force"), open_store(catalogue):
        raise RuntimeError("Corruption: block checksum mismatch: stored = 1, computed = 2")
    with pytest.raises(RuntimeError, match=r"^else$"), open_store(catalogue):
        raise RuntimeError("else")
