"""An import replaces several files as one, whatever kills it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import Catalogue, load_catalogue
from bibliographe.errors import GraphError
from bibliographe.graph.journal import JOURNAL, commit, writing
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.register import Register
from tests.graph.conftest import Importer, article

if TYPE_CHECKING:
    from bibliographe.model.entry import Item

MOST_STEPS = 40


class Killed(BaseException):
    """What `kill -9` is to a process: nothing after it runs."""


class Countdown:
    """Lets so many files be renamed, then kills."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
        self.left = steps
        replace = Path.replace

        def counted(path: Path, target: Path) -> Path:
            if self.left == 0:
                raise Killed
            self.left -= 1
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", counted)


def _copy(catalogue: Catalogue, folder: Path) -> Catalogue:
    shutil.copytree(catalogue.directory, folder, ignore=shutil.ignore_patterns("copies"))
    return load_catalogue(folder)


def test_an_import_killed_at_any_moment_has_happened_or_has_not(
    importer: Importer, items: list[Item], tmp_path: Path
) -> None:
    importer(items)
    before = importer.bytes()
    changed = [*items, article("Une page de plus", 5, number="13")]
    whole = Importer(_copy(importer.catalogue, tmp_path / "copies" / "whole"))
    whole(changed)
    after = whole.bytes()

    seen = set()
    for steps in range(MOST_STEPS):
        interrupted = Importer(_copy(importer.catalogue, tmp_path / "copies" / str(steps)))
        with pytest.MonkeyPatch.context() as monkeypatch:
            countdown = Countdown(monkeypatch, steps)
            try:
                interrupted(changed)
            except Killed:
                pass
            else:
                break
        assert countdown.left == 0
        list(GraphFolder(interrupted.catalogue))  # whoever reads next finishes what was begun
        found = {name: content for name, content in interrupted.bytes().items() if not Path(name).name.startswith(".")}
        assert found in (before, after)
        seen.add(found == after)
        interrupted(changed)
        assert not [name for name in interrupted.bytes() if Path(name).name.startswith(".")]
        register = Register(interrupted.catalogue)
        folder = GraphFolder(interrupted.catalogue)
        assert all(register.untouched(folder.record(thing)) for thing in folder)
    else:
        pytest.fail("the import never ended")
    assert seen == {True, False}


def test_a_full_disk_leaves_everything_as_it_was(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [catalogue.graph / name for name in ("a.ttl", "b.ttl")]
    commit(catalogue, dict.fromkeys(files, "# before\n"))

    def refuse(_path: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(GraphError, match=r"disque est plein|disk is full"):
            commit(catalogue, dict.fromkeys(files, "# after\n"))
    assert [path.read_text() for path in files] == ["# before\n", "# before\n"]
    assert sorted(path.name for path in catalogue.graph.iterdir()) == ["a.ttl", "b.ttl"]


def test_one_commit_writes_and_deletes(catalogue: Catalogue) -> None:
    kept, gone = catalogue.graph / "kept.ttl", catalogue.graph / "gone.ttl"
    commit(catalogue, {kept: "# one\n", gone: "# two\n"})
    assert commit(catalogue, {kept: "# one\n", gone: None}) == [gone]
    assert not gone.exists()
    assert not (catalogue.graph / JOURNAL).exists()
    assert commit(catalogue, {kept: "# one\n", gone: None}) == []


@pytest.mark.parametrize(
    "journal",
    ["", "{", "[1]", '"a.ttl"', '{"../catalogue.toml": false}', '{"/etc/hosts": false}', "<<<<<<< HEAD\n{}"],
)
def test_a_journal_that_no_commit_wrote_touches_nothing(journal: str, catalogue: Catalogue) -> None:
    (catalogue.graph / JOURNAL).write_text(journal, encoding="utf-8")
    with pytest.raises(GraphError) as refused:
        list(GraphFolder(catalogue))
    assert refused.value.remedy is not None
    assert (catalogue.directory / "catalogue.toml").exists()


def test_a_link_stays_one_and_its_file_is_replaced(catalogue: Catalogue, tmp_path: Path) -> None:
    elsewhere = tmp_path / "shared"
    elsewhere.mkdir()
    (elsewhere / "a.ttl").write_text("# before\n")
    link = catalogue.graph / "linked.ttl"
    link.symlink_to(elsewhere / "a.ttl")
    (elsewhere / "b.nt").write_text("")
    (catalogue.graph / "linked.nt").symlink_to(elsewhere / "b.nt")
    (catalogue.graph / "round.ttl").symlink_to(catalogue.graph / "round.ttl")
    left = [elsewhere / name for name in (".a.ttl.next", "..a.ttl.next.abcdefgh", ".b.nt.next")]
    for path in left:
        path.write_text("# of a writer that was killed")
    with writing(catalogue):
        assert not [path for path in left if path.exists()]
        (elsewhere / "b.nt").unlink()
        assert commit(catalogue, {link: "# after\n"}) == [link]
    assert link.is_symlink()
    assert [(path.name, path.read_text()) for path in elsewhere.iterdir()] == [("a.ttl", "# after\n")]
    shutil.rmtree(elsewhere)
    with pytest.raises(GraphError):
        commit(catalogue, {link: "# lost\n"})
    assert not elsewhere.exists()
