"""What does not fit into memory is asked in a folder, by other processes where there are any: the same report."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import BNode

from bibliographe.resources import data_directory
from bibliographe.validate import storing
from bibliographe.validate.engine import find
from bibliographe.validate.reading import Data, DataFile
from bibliographe.validate.shapes import Shapes, load_shapes, read_shapes
from tests.shapes.small import SMALL
from tests.test_progress import Heard
from tests.validate.test_engine import BROKEN, data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from bibliographe.validate.results import Finding

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


@cache
def some_shapes() -> Shapes:
    """Enough shapes for two processes to share, which each of them has to read."""
    names = ("agent.ttl", "entry.ttl", "item.ttl", "topic.ttl")
    return read_shapes([data_directory("ontology") / "prefixes.ttl", *(data_directory("shapes") / n for n in names)])


@cache
def found_in_memory(shapes: Shapes) -> Counter[tuple[object, ...]]:
    return rows(find(data(BROKEN), shapes))


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Data:
    """The broken data of the engine's tests, as N-Triples that are taken to be too long for memory."""
    path = tmp_path / "data.nt"
    path.write_text("".join(f"{triple} .\n" for triple in data(BROKEN).triples), encoding="utf-8")
    monkeypatch.setattr(storing, "_FITS", 0)
    return Data("large", (DataFile(path),))


def rows(findings: Iterator[Finding]) -> Counter[tuple[object, ...]]:
    """Findings without the names of blank nodes, which change at each reading."""

    def named(term: object) -> object:
        return None if isinstance(term, BNode) else term

    return Counter(
        (named(f.focus), named(f.path), named(f.value), f.component, f.severity, f.shape, f.constraint)
        for f in findings
    )


def test_the_report_is_the_same_from_a_folder(large: Data, shapes: Shapes) -> None:
    path = large.stored.path
    assert path is not None
    assert path.is_dir()
    assert rows(find(large, shapes)) == found_in_memory(shapes)


def test_the_folder_goes_when_nobody_uses_it(large: Data) -> None:
    path = large.stored.path
    assert path is not None
    del large.__dict__["stored"]
    assert not path.exists()


def test_how_far_it_is_is_told(large: Data, shapes: Shapes) -> None:
    heard = Heard()
    list(find(replace(large, progress=heard), shapes))
    names = [name.en for name, _ in heard.stages]
    assert names == [
        "Filling a store",
        "Tidying the store",
        "Passing over what is described",
        "Questions to the whole store",
    ]
    size, questions = (total for _, total in heard.stages if total is not None)
    assert heard.steps == size + questions


def test_the_folder_is_made_where_it_is_told(tmp_path: Path, large: Data) -> None:
    own = storing.store_files(large.files, tmp_path)
    assert own.folder is not None
    assert own.folder.path.parent == tmp_path


def test_processes_give_the_same_report(large: Data) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert_same(large, executor)


def test_a_dask_cluster_gives_the_same_report(large: Data) -> None:
    distributed = pytest.importorskip("distributed", reason="distributed is not installed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert_same(large, client.get_executor())


def test_the_example_of_the_page_on_scale_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Client:
        """Stands for a cluster."""

        def __init__(self, address: str) -> None:
            self._executor = ThreadPoolExecutor(2)

        def __enter__(self) -> Client:
            return self

        def __exit__(self, *_: object) -> None:
            self._executor.shutdown()

        def get_executor(self) -> Executor:
            return self._executor

    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=Client))
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, tmp_path / "million")
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "scale.md").read_text(encoding="utf-8"), re.DOTALL)
    scope: dict[str, Any] = {}
    exec(code, scope)
    assert scope["report"].counts.entries


def assert_same(large: Data, executor: Executor) -> None:
    shapes = some_shapes()
    assert len(found_in_memory(shapes)) > 20
    assert rows(find(large, shapes, executor=executor)) == found_in_memory(shapes)
