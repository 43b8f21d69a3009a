"""What is kept between runs comes back whole or not at all, and is never in the way."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bibliographe import kept
from bibliographe.kept import FOLDER_VARIABLE, cache_folder, digest_of, installed, keep, read_kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DIGEST = digest_of([b"made of this"])
CONTENT = b"first line\nsecond line\n\x00\xff"


def test_what_is_kept_comes_back(own_cache: Path) -> None:
    assert read_kept("things", DIGEST) is None
    keep("things", DIGEST, CONTENT)
    assert read_kept("things", DIGEST) == CONTENT
    assert read_kept("others", DIGEST) is None
    assert read_kept("things", digest_of([b"made of", b" this"])) is None
    assert [path.name for path in (own_cache / "things").iterdir()] == [DIGEST]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"second", b"third"),
        lambda data: data + b"more",
        lambda data: data.split(b"\n", 1)[1],
        lambda data: b"\xff\x00" * 40,
    ],
    ids=["empty", "cut", "halved", "altered", "lengthened", "headless", "noise"],
)
def test_a_damaged_file_is_as_if_it_were_not_there(own_cache: Path, damage: Callable[[bytes], bytes]) -> None:
    keep("things", DIGEST, CONTENT)
    path = own_cache / "things" / DIGEST
    sound = path.read_bytes()
    assert damage(sound) != sound
    path.write_bytes(damage(sound))
    assert read_kept("things", DIGEST) is None
    keep("things", DIGEST, CONTENT)
    assert path.read_bytes() == sound


def test_only_what_was_used_lately_stays(own_cache: Path) -> None:
    for number in range(kept._MOST):
        keep("things", f"{number}", CONTENT)
        os.utime(own_cache / "things" / f"{number}", (number, number))
    assert read_kept("things", "0") == CONTENT
    keep("things", "one more", CONTENT)
    left = {path.name for path in (own_cache / "things").iterdir()}
    assert len(left) == kept._MOST
    assert {"0", "one more"} <= left
    assert "1" not in left


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "file" / "cache"))
    keep("things", DIGEST, CONTENT)
    assert read_kept("things", DIGEST) is None


def test_nothing_is_kept_when_the_variable_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(FOLDER_VARIABLE, "")
    keep("things", DIGEST, CONTENT)
    assert read_kept("things", DIGEST) is None
    assert list(tmp_path.iterdir()) == []


def test_by_default_it_is_the_folder_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE)
    monkeypatch.setattr(kept, "user_cache_path", lambda name, **_: tmp_path / name)
    assert cache_folder() == tmp_path / "bibliographe"


def test_another_version_of_a_package_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "some_package").mkdir()
    start = tmp_path / "some_package" / "__init__.py"
    start.write_text("raise ImportError('nobody imports it')")
    (tmp_path / "some_package-1.0.dist-info").mkdir()
    (tmp_path / "some_package_of_another-1.0.dist-info").mkdir()
    first = list(installed("some_package"))
    assert first == list(installed("some_package"))
    (tmp_path / "some_package-1.0.dist-info").rename(tmp_path / "some_package-1.1.dist-info")
    second = list(installed("some_package"))
    os.utime(start, (0, 0))
    assert len({*map(tuple, (first, second, list(installed("some_package"))))}) == 3
    assert list(installed("no_such_package")) == []
