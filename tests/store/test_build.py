"""Building: what lands where, when nothing happens, what is refused."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from bibliographe.errors import GraphError, StoreError
from bibliographe.graph.files import graph_files, read_triples
from bibliographe.locks import Lock
from bibliographe.store.access import open_store
from bibliographe.store.build import build
from bibliographe.store.places import places

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store

    from bibliographe.config import Catalogue

BASE = "https://w3id.org/bibliographe/catalogue/"
ABSTRACT = """\
<id/entry/amenager-une-banque-d-accueil-83165d41>
    <http://purl.org/dc/terms/abstract> "Ce que tait le plan."@fr .
"""


def triples_in(store: Store, graph: NamedNode | DefaultGraph) -> set[tuple[object, object, object]]:
    return {(quad.subject, quad.predicate, quad.object) for quad in store.quads_for_pattern(None, None, None, graph)}


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file under `folder`: when it was written, and its bytes."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }


def say_abstract(catalogue: Catalogue) -> None:
    folder = catalogue.graph / "abstracts"
    folder.mkdir()
    (folder / "mediatheques-2025.ttl").write_text(f"@base <{BASE}> .\n{ABSTRACT}", encoding="utf-8")


def test_the_default_graph_holds_what_every_file_says_once(catalogue: Catalogue) -> None:
    said = set()
    with open_store(catalogue) as opened:
        for path in graph_files(catalogue):
            triples = {(t.subject, t.predicate, t.object) for t in read_triples(path, catalogue.base)}
            assert opened.manifest.graphs[path.stem] == len(triples)
            said |= triples
        schemes = triples_in(opened.store, NamedNode("https://w3id.org/bibliographe/ns/type")) | triples_in(
            opened.store, NamedNode("https://w3id.org/bibliographe/ns/role")
        )
        assert len(said) == opened.manifest.triples > 600
        assert len(schemes) > 400
        assert triples_in(opened.store, DefaultGraph()) == said | schemes
        assert len(triples_in(opened.store, NamedNode("https://w3id.org/bibliographe/ns"))) > 1000


def test_abstracts_stay_in_a_graph_of_their_own(catalogue: Catalogue) -> None:
    say_abstract(catalogue)
    with open_store(catalogue) as opened:
        abstract = NamedNode("http://purl.org/dc/terms/abstract")
        graphs = [quad.graph_name for quad in opened.store.quads_for_pattern(None, abstract, None, None)]
        assert graphs == [NamedNode(f"{BASE}graph/abstracts/mediatheques-2025")]
        assert opened.manifest.graphs["abstracts/mediatheques-2025"] == 1


def test_a_second_build_touches_no_byte(catalogue: Catalogue) -> None:
    assert build(catalogue).changed
    before = snapshot(catalogue.directory)
    report = build(catalogue)
    assert not report.changed
    with open_store(catalogue):
        pass
    assert snapshot(catalogue.directory) == before


def test_a_forced_build_replaces_a_sound_one(catalogue: Catalogue) -> None:
    build(catalogue)
    first = places(catalogue).current()
    assert build(catalogue, force=True).changed
    second = places(catalogue).current()
    assert second is not None
    assert second != first
    assert list(places(catalogue).builds.iterdir()) == [second]


@pytest.mark.parametrize("name", ["graph/agents.ttl", "graph/register.ttl", "catalogue.toml"])
def test_a_changed_input_makes_a_new_build(catalogue: Catalogue, name: str) -> None:
    build(catalogue)
    path = catalogue.directory / name
    path.write_text(path.read_text(encoding="utf-8") + "\n# another line\n", encoding="utf-8")
    assert build(catalogue).changed
    assert not build(catalogue).changed


def test_a_new_abstract_makes_a_new_build(catalogue: Catalogue) -> None:
    build(catalogue)
    say_abstract(catalogue)
    assert build(catalogue).changed


def test_a_correction_by_hand_reaches_the_register_and_the_store(catalogue: Catalogue) -> None:
    build(catalogue)
    path = catalogue.graph / "agents.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace('"BDVC"', '"B.D.V.C."'), encoding="utf-8")
    report = build(catalogue)
    assert report.register_changed
    assert not build(catalogue).changed
    agent = NamedNode(f"{BASE}id/agent/bibliotheque-departementale-du-val-clair-0d992ec1")
    with open_store(catalogue) as opened:
        names = opened.store.quads_for_pattern(agent, NamedNode("https://schema.org/alternateName"), None, None)
        assert {quad.object.value for quad in names} == {"B.D.V.C."}


def test_ntriples_are_taken_too(catalogue: Catalogue) -> None:
    with open_store(catalogue) as opened:
        before = triples_in(opened.store, DefaultGraph())
    path = catalogue.graph / "agents.ttl"
    lines = [f"{t.subject} {t.predicate} {t.object} .\n" for t in read_triples(path, catalogue.base)]
    path.unlink()
    path.with_suffix(".nt").write_text("".join(sorted(lines)), encoding="utf-8")
    with open_store(catalogue) as opened:
        assert triples_in(opened.store, DefaultGraph()) == before
        assert opened.manifest.graphs["agents"] == len(lines)


def test_two_files_of_one_name_are_refused(catalogue: Catalogue) -> None:
    (catalogue.graph / "agents.nt").write_text("", encoding="utf-8")
    with pytest.raises(GraphError, match=r"agents\.ttl"):
        build(catalogue)


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("agents.ttl", b'<a:b> <a:c> "x" .\n<a:b> <a:c> <<< .\n', 2),
        ("topics.ttl", b"@prefix : <http://x/> .\n\n:a :b", 3),
        ("periodicals.ttl", b'<a:b> <a:c> "\xe9" .\n', 1),
        ("agents.ttl", b"\x00\x01\x02", 1),
        ("abstracts/mediatheques-2025.ttl", b"<a:b> <a:c>\n\n.", 3),
        ("register.ttl", b"<a:b> a <a:c> ;;; undeclared:x 3 .", 1),
    ],
)
def test_a_damaged_file_is_named_with_its_line_and_replaces_nothing(
    catalogue: Catalogue, name: str, content: bytes, line: int
) -> None:
    (catalogue.graph / "abstracts").mkdir()
    build(catalogue)
    current = places(catalogue).current()
    (catalogue.graph / name).write_bytes(content)
    with pytest.raises(GraphError) as caught:
        build(catalogue)
    assert str(caught.value.file).endswith(name)
    assert caught.value.line == line
    assert caught.value.remedy
    assert places(catalogue).current() == current
    assert list(places(catalogue).builds.iterdir()) == [current]


def test_an_empty_catalogue_is_built(catalogue: Catalogue) -> None:
    shutil.rmtree(catalogue.graph)
    with open_store(catalogue) as opened:
        assert opened.manifest.triples == opened.manifest.entries == 0
        assert triples_in(opened.store, NamedNode("https://w3id.org/bibliographe/ns/role"))


def test_two_builds_at_once_are_refused_and_one_may_wait(catalogue: Catalogue) -> None:
    where = places(catalogue)
    where.builds.mkdir(parents=True)
    lock = Lock(where.lock, create=True)
    lock.sign()
    with pytest.raises(StoreError, match=r"build\.lock"):
        build(catalogue)
    lock.release()
    assert build(catalogue, wait=True).changed


def test_a_folder_that_cannot_be_written_is_said(catalogue: Catalogue) -> None:
    catalogue.state.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        build(catalogue)
    assert caught.value.remedy
