"""What is made once beside a build: whole or not at all, by one maker at a time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import StoreError
from bibliographe.i18n import Text
from bibliographe.store.besides import Beside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    refused = Text("rien ne peut être écrit : {reason}", "nothing can be written: {reason}")
    return Beside(tmp_path / "thing-2", tmp_path / "thing.lock", "thing-*", refused)


def test_it_is_made_once_whoever_asks(beside: Beside) -> None:
    made: list[Path] = []

    def make(draft: Path) -> None:
        made.append(draft)
        draft.write_text("whole", encoding="utf-8")

    threads = [threading.Thread(target=beside.made, args=(make,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert beside.path.read_text(encoding="utf-8") == "whole"


def test_what_is_made_half_is_not_there_and_is_swept_away(beside: Beside, tmp_path: Path) -> None:
    def interrupted(draft: Path) -> None:
        draft.mkdir()
        (draft / "first").write_text("half", encoding="utf-8")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        beside.made(interrupted)
    assert {path.name for path in tmp_path.iterdir()} == {"thing.lock"}
    # One that was killed could sweep nothing; an earlier layout and its draft are there, too.
    for name in ("thing-2.tmp-1", "thing-1", "thing-1.tmp-7"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rubbish").write_text("x", encoding="utf-8")
    beside.made(lambda draft: draft.mkdir())
    assert {path.name for path in tmp_path.iterdir()} == {"thing-2", "thing.lock"}


def test_one_that_is_not_whole_is_made_again(beside: Beside) -> None:
    beside.path.write_text("damaged", encoding="utf-8")
    beside.made(lambda draft: draft.write_text("whole"), lambda: beside.path.read_text() == "whole")
    assert beside.path.read_text(encoding="utf-8") == "whole"


def test_what_the_disk_refuses_is_said(beside: Beside) -> None:
    def full(_draft: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="nothing can be written") as caught:
        beside.made(full)
    assert caught.value.message.fr.startswith("rien ne peut être écrit")
    assert caught.value.remedy
