"""An export is written whole, or not at all."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import ExportError
from bibliographe.files import written_whole

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
