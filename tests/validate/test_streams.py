"""A catalogue too large for memory gets the findings that it gets when it is small."""

from __future__ import annotations

import shutil
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import RdfFormat, parse

from bibliographe.config import load_catalogue
from bibliographe.errors import GraphError
from bibliographe.validate import joining, noting, pieces, places, reading, scan
from bibliographe.validate.folder import observe
from bibliographe.validate.reading import BrokenFilesError, read_catalogue
from tests.sampling import some
from tests.shapes.small import SMALL, names
from tests.validate.test_damage import DAMAGES, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.validate.observation import Observation


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "catalogue")


def _parts_named_otherwise(directory: Path) -> None:
    """Give a list of authors and a record names that are not those of their things."""
    for path in (directory / "graph").glob("*.ttl"):
        text = path.read_text("utf-8").replace("id/authors/", "id/authors/x-").replace("doc/agent/anne", "doc/agent/x")
        path.write_text(text, "utf-8")


def _abstracts(directory: Path) -> None:
    folder = directory / "graph" / "abstracts"
    folder.mkdir()
    abstract = "<http://purl.org/dc/terms/abstract>"
    lines = [f'<http://a.b/c> {abstract} "x"@fr .', f'_:b {abstract} "y" .', f'<{names()["book"]}> {abstract} "z" .']
    (folder / "x.ttl").write_text("\n".join(lines), "utf-8")


MORE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda directory: None,
    "copy": lambda directory: shutil.copy(directory / "graph" / SOURCE, directory / "graph" / "a.ttl"),
    "copy of the register": lambda directory: shutil.copy(
        directory / "graph" / "register.ttl", directory / "graph" / "register-2.ttl"
    ),
    "parts named otherwise": _parts_named_otherwise,
    "abstracts": _abstracts,
}


def _as_ntriples(directory: Path) -> None:
    base = load_catalogue(directory).base
    for path in list((directory / "graph").glob("*.ttl")):
        try:
            quads = parse(path=str(path), format=RdfFormat.TURTLE, base_iri=base)
            lines = {f"{quad} .\n" for quad in quads}
        except SyntaxError:
            continue
        path.with_suffix(".nt").write_text("".join(sorted(lines)), "utf-8")
        path.unlink()


def _told(directory: Path) -> list[tuple[object, ...]] | str:
    try:
        data = read_catalogue(load_catalogue(directory))
    except GraphError as error:
        return error.describe("fr")
    found = observe(data)
    rows = [_row(observation) for observation in found.observations]
    return [*sorted(rows, key=repr), (found.statements, found.things)]


def _row(observation: Observation) -> tuple[object, ...]:
    focus = observation.focus if "/" in observation.focus or "." in observation.focus else "a blank node"
    return observation.check.name, focus, observation.file, observation.path, observation.value, observation.hint


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every catalogue for one that memory does not hold, cut into pieces of some lines."""
    monkeypatch.setattr(reading, "_SMALL", -1)
    monkeypatch.setattr(scan, "PIECE", 3000)
    monkeypatch.setattr(scan, "pieces_of", lambda number, file: pieces.pieces_of(number, file, 1500))
    monkeypatch.setattr(pieces, "_CHUNK", 700)
    monkeypatch.setattr(noting, "_CHARACTERS", 2000)
    monkeypatch.setattr(joining, "_CHARACTERS", 500)


@pytest.mark.parametrize(
    ("name", "ntriples"),
    [*((name, False) for name in [*some(DAMAGES, 2), *MORE]), *((name, True) for name in [*some(DAMAGES, 4), *MORE])],
)
def test_size_changes_nothing(name: str, ntriples: bool, catalogue: Path, request: pytest.FixtureRequest) -> None:
    {**DAMAGES, **MORE}[name](catalogue)
    if ntriples:
        _as_ntriples(catalogue)
    small = _told(catalogue)
    request.getfixturevalue("large")
    assert _told(catalogue) == small


@pytest.mark.usefixtures("large")
def test_all_broken_files_are_told_at_once(catalogue: Path) -> None:
    _as_ntriples(catalogue)
    for name in ("agents.nt", "topics.nt"):
        with (catalogue / "graph" / name).open("a", encoding="utf-8") as stream:
            stream.write("<http://a.b/> nothing .\n")
    length = len((catalogue / "graph" / "topics.nt").read_text("utf-8").splitlines())
    with pytest.raises(BrokenFilesError) as caught:
        read_catalogue(load_catalogue(catalogue))
    assert [str(error.file).rsplit("/", 1)[-1] for error in caught.value.errors] == ["agents.nt", "topics.nt"]
    assert caught.value.errors[1].line == length


class Counting(Executor):
    """Does the work in threads, and counts it."""

    def __init__(self) -> None:
        self.jobs: list[str] = []
        self._threads = ThreadPoolExecutor(2)

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        self.jobs.append(function.__name__)
        return self._threads.submit(function, *arguments, **named)


@pytest.mark.usefixtures("large")
def test_an_executor_of_ones_own_does_the_work(catalogue: Path) -> None:
    DAMAGES["block in two files"](catalogue)
    expected = _told(catalogue)
    executor = Counting()
    found = observe(read_catalogue(load_catalogue(catalogue), executor), executor)
    assert sorted(map(_row, found.observations), key=repr) == expected[:-1]
    assert executor.jobs.count("_read") > 2
    assert executor.jobs.count("join") == scan.SHELVES


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("ntriples", [False, True])
def test_things_are_found_in_their_lines(ntriples: bool, catalogue: Path) -> None:
    if ntriples:
        _as_ntriples(catalogue)
    data = read_catalogue(load_catalogue(catalogue))
    wanted = {names()["book"], names()["anne"], "http://example.org/nowhere"}
    found = places.find_places(data, wanted)
    assert set(found) == wanted - {"http://example.org/nowhere"}
    for node, place in found.items():
        assert place.line
        line = place.file.read_text("utf-8").splitlines()[place.line - 1]
        assert line.startswith(f"<{node}> " if ntriples else f"<{node.removeprefix(load_catalogue(SMALL).base)}>")


@pytest.mark.usefixtures("large")
def test_nothing_of_a_large_file_is_kept(catalogue: Path) -> None:
    data = read_catalogue(load_catalogue(catalogue))
    assert all(file.kept is None for file in data.files)
    assert data.scanned
    assert data.scanned.folder
    folder = data.scanned.folder.path
    assert all(run.parent == folder for shelf in data.scanned.shelves for run in shelf)  # type: ignore[union-attr]
