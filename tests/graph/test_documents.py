"""Many documents in one go: the bytes of one after the other, whoever reads them."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import Catalogue, load_catalogue
from bibliographe.graph import documents
from bibliographe.graph.documents import Task, import_files
from tests.graph.refreshing import refresh

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCUMENT = """# Lectures {number}

Sélection bibliographique réalisée par le Centre du livre, octobre {year}

## 1. Lire à voix haute

### Les voix du soir, volume {number}

Anne Dumas, Paul Leroy {number}

Paris : Dunod, {year}, 230 p.

### Trois livres pour la route, saison {shared}

La Revue des livres, n° {shared}, juin {year}, pp. 3-9

*Un résumé inventé qui reste à la maison.*
"""

pytestmark = pytest.mark.usefixtures("held")


def written(folder: Path, count: int = 6) -> list[Path]:
    """Documents that share agents, issues and entries."""
    paths = []
    for number in range(count):
        path = folder / f"lectures-{number}.md"
        text = DOCUMENT.format(number=number, year=2015 + number % 3, shared=number // 3)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    empty = folder / "vide.md"
    empty.write_text("# Rien\n\nDes mots.\n", encoding="utf-8")
    return [*paths[:2], empty, folder / "absent.md", *paths[2:]]


def new_catalogue(folder: Path) -> Catalogue:
    folder.mkdir()
    (folder / "catalogue.toml").write_text('base = "https://example.org/c/"\ntitle = "Essai"\n')
    (folder / "graph").mkdir()
    return load_catalogue(folder)


def contents(catalogue: Catalogue) -> dict[str, bytes]:
    return {str(path.relative_to(catalogue.graph)): path.read_bytes() for path in sorted(catalogue.graph.rglob("*.*"))}


def one_by_one(catalogue: Catalogue, paths: list[Path]) -> dict[str, bytes]:
    for path in paths:
        list(import_files(catalogue, [Task(path)]))
    return contents(catalogue)


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1730000000")
    return written(tmp_path)


@pytest.mark.parametrize("batch", [1, 3, 50_000])
def test_in_one_go_is_one_after_the_other(
    tmp_path: Path, paths: list[Path], monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    expected = one_by_one(new_catalogue(tmp_path / "one"), paths)
    assert len(expected) > 8
    catalogue = new_catalogue(tmp_path / "all")
    monkeypatch.setattr(documents, "_BATCH", batch)
    found = list(import_files(catalogue, map(Task, paths)))
    assert contents(catalogue) == expected
    assert [one.path for one in found] == paths
    assert [one.path.name for one in found if one.error] == ["vide.md", "absent.md"]
    assert all(one.report and one.report.entries == 2 for one in found if not one.error)
    again = list(import_files(catalogue, map(Task, paths)))
    assert contents(catalogue) == expected
    assert not any(one.report.written for one in again if one.report)


def check_with(executor: Executor, folder: Path, paths: list[Path]) -> None:
    expected = one_by_one(new_catalogue(folder / "one"), paths)
    catalogue = new_catalogue(folder / "all")
    found = list(import_files(catalogue, map(Task, paths), executor=executor))
    assert contents(catalogue) == expected
    errors = [one.error for one in found if one.error]
    assert [(str(error.file), bool(error.remedy)) for error in errors] == [
        ("vide.md", True),
        (str(folder / "absent.md"), True),
    ]
    assert not refresh(catalogue, executor=executor).changed


def test_other_processes_read_the_same(tmp_path: Path, paths: list[Path]) -> None:
    with ProcessPoolExecutor(2) as executor:
        check_with(executor, tmp_path, paths)


@pytest.fixture(scope="module")
def dask() -> Iterator[Executor]:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client.get_executor()


def test_a_dask_cluster_reads_the_same(tmp_path: Path, paths: list[Path], dask: Executor) -> None:
    check_with(dask, tmp_path, paths)


def test_a_dry_run_reads_and_writes_nothing(tmp_path: Path, paths: list[Path]) -> None:
    catalogue = new_catalogue(tmp_path / "all")
    found = list(import_files(catalogue, map(Task, paths), dry_run=True))
    assert sum(one.report.entries for one in found if one.report) == 12
    assert contents(catalogue) == {}
    assert not catalogue.state.exists()
