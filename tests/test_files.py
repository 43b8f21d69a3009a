"""An export is written whole, or not at all."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import ExportError
from bibliographe.files import written_whole
from bibliographe.locks import Lock

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_replaced_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("old", encoding="utf-8")
    with written_whole(path) as stream:
        stream.write("é\n" * 100_000)
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_bytes() == "é\n".encode() * 100_000
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError), written_whole(path) as stream:
        stream.writelines(["half", "\ud800"])
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["missing/x.ttl", "."])
def test_no_such_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError) as caught, written_whole(tmp_path / name):
        raise AssertionError("nothing can be written")
    assert caught.value.remedy


def test_a_disk_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("bibliographe.files.tempfile.mkstemp", refuse)
    with pytest.raises(ExportError) as caught, written_whole(tmp_path / "x.ttl"):
        raise AssertionError("nothing can be written")
    assert "vous n'en avez pas le droit" in caught.value.message.fr


def test_a_link_is_written_through(tmp_path: Path) -> None:
    target, link = tmp_path / "target.ttl", tmp_path / "link.ttl"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    with written_whole(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_what_a_killed_process_had_written_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    dead, written, young, other = (
        tmp_path / name for name in (".x.ttl.abcdefgh", ".x.ttl.ijklmnop", ".x.ttl.qrstuvwx", ".y.ttl.abcdefgh")
    )
    for one in (dead, written, young, other):
        one.write_text("half", encoding="utf-8")
    for one in (dead, written, other):
        os.utime(one, (time.time() - 3600,) * 2)
    lock = Lock(written, shared=True)
    with written_whole(path) as stream:
        stream.write("whole")
    lock.release()
    assert sorted(tmp_path.iterdir()) == sorted([written, young, other, path])


def test_a_file_that_is_being_written_is_not_removed_by_another(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    with written_whole(path) as slow:
        (unfinished,) = tmp_path.iterdir()
        os.utime(unfinished, (time.time() - 3600,) * 2)
        with written_whole(path) as quick:
            quick.write("second")
        slow.write("first")
    assert path.read_text(encoding="utf-8") == "first"
