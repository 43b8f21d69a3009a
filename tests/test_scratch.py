"""Folders for work in hand."""

from __future__ import annotations

import errno
import gc
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bibliographe.scratch import WorkFolder, remove_left

STARTED = """
import sys, time
from pathlib import Path
from bibliographe.scratch import WorkFolder

with WorkFolder(Path(sys.argv[1])) as folder:
    (folder / "lines").write_text("much")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    remove_left.cache_clear()
    return tmp_path


def test_it_is_there_for_as_long_as_the_context(place: Path) -> None:
    with WorkFolder(place) as folder:
        assert folder.parent == place
        (folder / "lines").write_text("much", encoding="utf-8")
    assert list(place.iterdir()) == []


def test_it_goes_with_its_object(place: Path) -> None:
    folder = WorkFolder(place)
    path = folder.path
    assert path.is_dir()
    del folder
    gc.collect()
    assert not path.exists()


def test_it_is_among_temporary_files_unless_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    with WorkFolder() as folder:
        assert folder.parent == place


def test_what_a_killed_process_left_is_removed_and_what_a_living_one_has_is_not(place: Path) -> None:
    script = place / "started.py"
    script.write_text(STARTED, encoding="utf-8")
    command = [sys.executable, str(script), str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        of_another = Path(process.stdout.readline().strip())
        with WorkFolder(place) as own:
            remove_left.cache_clear()
            remove_left(place)
            assert own.is_dir()
            assert (of_another / "lines").exists()
        process.kill()
    assert of_another.is_dir()
    remove_left.cache_clear()
    with WorkFolder(place):
        assert not of_another.exists()


def test_a_disk_without_locks_has_folders_too(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("bibliographe.scratch.Lock", refuse)
    with WorkFolder(place) as folder:
        remove_left.cache_clear()
        remove_left(place)
        assert folder.is_dir()
    assert not folder.exists()


def test_folders_of_others_stay(place: Path) -> None:
    other = place / "bibliographe-of-somebody"
    other.mkdir()
    remove_left(place)
    assert other.is_dir()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_process_leaves_it_alone(place: Path) -> None:
    folder = WorkFolder(place)
    child = os.fork()
    if not child:
        folder.remove()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert folder.path.is_dir()
    remove_left.cache_clear()
    remove_left(place)
    assert folder.path.is_dir()
    folder.remove()
    assert not folder.path.exists()
