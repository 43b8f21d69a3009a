"""What follows is taken over from the build before where statements were only added, and is what a whole run gives."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.store import deriving
from bibliographe.store.access import open_store
from bibliographe.store.build import build
from bibliographe.store.names import inferred_graph
from tests.shapes.small import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.config import Catalogue

MORE = """@base <https://w3id.org/bibliographe/catalogue/> .
<id/entry/more-00000001> a <http://purl.org/ontology/bibo/Book> ;
    <http://purl.org/dc/terms/title> "Encore un titre"@fr ;
    <http://purl.org/dc/terms/hasPart> <id/entry/more-00000002> .
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    shutil.copytree(SMALL, tmp_path / "small", ignore=shutil.ignore_patterns(".bibliographe"))
    found = load_catalogue(tmp_path / "small")
    build(found)
    return found


def inferred(catalogue: Catalogue) -> set[str]:
    with open_store(catalogue) as opened:
        return {str(quad) for quad in opened.store.quads_for_pattern(None, None, None, inferred_graph(catalogue))}


def add(catalogue: Catalogue) -> None:
    (catalogue.graph / "more.ttl").write_text(MORE, encoding="utf-8")


def test_additions_are_followed_from_what_was_derived(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    before = inferred(catalogue)
    add(catalogue)
    monkeypatch.setattr(deriving, "derivations", lambda: pytest.fail("the whole was worked out"))
    assert build(catalogue).changed
    amended = inferred(catalogue)
    assert amended - before
    monkeypatch.undo()
    build(catalogue, force=True)
    assert inferred(catalogue) == amended


@pytest.mark.parametrize("damage", ["removed", "settings", "forced", "version"])
def test_anything_else_is_worked_out_whole(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    asked = []
    whole = deriving.derivations
    monkeypatch.setattr(deriving, "derivations", lambda: asked.append(damage) or whole())
    add(catalogue)
    if damage == "removed":
        path = next(path for path in sorted(catalogue.graph.glob("*.ttl")) if path.stem not in ("register", "more"))
        path.unlink()
    elif damage == "settings":
        settings = catalogue.directory / "catalogue.toml"
        settings.write_text(settings.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    elif damage == "version":
        monkeypatch.setattr(deriving, "MADE_BY", "another")
    build(catalogue, force=damage == "forced")
    assert asked == [damage]
