"""A plan that is kept is the plan that is made, and is never trusted further than it can be."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.validate import shapes as shapes_module
from bibliographe.validate.plan_file import FOLDER
from bibliographe.validate.reading import read_catalogue
from bibliographe.validate.shapes import load_shapes
from bibliographe.validate.validation import validate
from tests.shapes.small import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.config import Catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    shutil.copytree(SMALL, tmp_path / "small")
    found = load_catalogue(tmp_path / "small")
    found.state.mkdir(exist_ok=True)
    return found


def kept(catalogue: Catalogue) -> list[Path]:
    return sorted((catalogue.state / FOLDER).glob("*.json"))


def test_a_kept_plan_is_the_plan_that_was_made(catalogue: Catalogue) -> None:
    made = load_shapes(catalogue)
    assert made.plan.questions
    (path,) = kept(catalogue)
    again = load_shapes(catalogue)
    assert again.plan == made.plan
    assert again.size == made.size == len(made.constraints)
    assert path.stat().st_size < 2_000_000


def test_a_kept_plan_saves_reading_the_shapes(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_shapes(catalogue).plan
    monkeypatch.setattr(shapes_module, "_triples", lambda _paths: pytest.fail("the shapes were read"))
    assert validate(read_catalogue(catalogue), load_shapes(catalogue)).results == ()


def test_other_shapes_have_another_plan(catalogue: Catalogue) -> None:
    assert load_shapes(catalogue).plan
    own = catalogue.directory / "shapes"
    own.mkdir()
    (own / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> .\n"
        "e:s a sh:NodeShape ; sh:targetClass e:C ; sh:property e:p . e:p sh:path e:q ; sh:minCount 1 .\n",
        encoding="utf-8",
    )
    assert len(load_shapes(catalogue).plan.questions) > 0
    assert len(kept(catalogue)) == 2


@pytest.mark.parametrize("text", ["", "{", "[]", '{"plan": {"questions": [1], "left": []}, "constraints": 3}'])
def test_a_plan_that_cannot_be_read_is_made_anew(catalogue: Catalogue, text: str) -> None:
    made = load_shapes(catalogue).plan
    (path,) = kept(catalogue)
    path.write_text(text, encoding="utf-8")
    assert load_shapes(catalogue).plan == made


@pytest.mark.parametrize("place", ["query", "prologue"])
def test_a_plan_that_would_reach_for_the_network_is_made_anew(catalogue: Catalogue, place: str) -> None:
    made = load_shapes(catalogue).plan
    (path,) = kept(catalogue)
    content = json.loads(path.read_text(encoding="utf-8"))
    for question in content["plan"]["questions"]:
        question[place] += " SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert load_shapes(catalogue).plan == made


def test_a_catalogue_that_cannot_be_written_goes_without(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small", ignore=shutil.ignore_patterns(".bibliographe"))
    found = load_catalogue(tmp_path / "small")
    assert load_shapes(found).plan.questions
    assert not found.state.exists()
