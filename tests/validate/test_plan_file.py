"""A plan that is kept is the plan that is made, and is never trusted further than it can be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.errors import ShapesError
from bibliographe.kept import keep, read_kept
from bibliographe.resources import data_directory
from bibliographe.validate import plan_file, shapes_graph
from bibliographe.validate import shapes as shapes_module
from bibliographe.validate.plan_file import KIND
from bibliographe.validate.reading import read_catalogue
from bibliographe.validate.shapes import load_shapes, read_shapes
from bibliographe.validate.validation import validate
from tests.shapes.small import SMALL

if TYPE_CHECKING:
    from bibliographe.config import Catalogue


@pytest.fixture
def catalogue(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """The small catalogue, for which two files of the shapes are all that ship: their plan is made in no time."""
    for name in ("issue.ttl", "host.ttl"):
        (tmp_path / "shapes").mkdir(exist_ok=True)
        shutil.copy(data_directory("shapes") / name, tmp_path / "shapes")
    folders = {"shapes": tmp_path / "shapes", "ontology": data_directory("ontology")}
    monkeypatch.setattr(shapes_module, "data_directory", folders.__getitem__)
    # Each time as in a process of its own, which remembers nothing.
    monkeypatch.setattr(shapes_module, "_read_once", shapes_module._read_once.__wrapped__)
    shutil.copytree(SMALL, tmp_path / "small")
    return load_catalogue(tmp_path / "small")


def kept(own_cache: Path) -> list[Path]:
    return sorted((own_cache / KIND).iterdir())


def test_a_kept_plan_is_the_plan_that_was_made(catalogue: Catalogue, own_cache: Path) -> None:
    made = load_shapes(catalogue)
    assert made.plan.questions
    (path,) = kept(own_cache)
    again = load_shapes(catalogue)
    assert again.plan == made.plan
    assert again.size == made.size == len(made.constraints)
    assert path.stat().st_size < 2_000_000


def test_a_kept_plan_saves_reading_the_shapes(
    catalogue: Catalogue, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_shapes(catalogue).plan
    monkeypatch.setattr(shapes_graph, "_triples", lambda _paths: pytest.fail("the shapes were read"))
    assert validate(read_catalogue(catalogue), load_shapes(catalogue)).results == ()


def test_a_process_reads_shapes_again_only_once_they_have_changed(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    shutil.copy(data_directory("shapes") / "issue.ttl", own)
    before = load_shapes(extra=[own])
    assert load_shapes(extra=[own]) is before
    own.write_text(own.read_text(encoding="utf-8") + "# mended\n", encoding="utf-8")
    assert load_shapes(extra=[own]) is not before


def test_other_shapes_have_another_plan(catalogue: Catalogue, own_cache: Path) -> None:
    assert load_shapes(catalogue).plan
    own = catalogue.directory / "shapes"
    own.mkdir()
    (own / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> .\n"
        "e:s a sh:NodeShape ; sh:targetClass e:C ; sh:property e:p . e:p sh:path e:q ; sh:minCount 1 .\n",
        encoding="utf-8",
    )
    assert len(load_shapes(catalogue).plan.questions) > 0
    assert len(kept(own_cache)) == 2


OWN = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<#Own> a sh:NodeShape ; sh:targetClass <http://purl.org/ontology/bibo/Article> ; sh:property <#Title> ;
  sh:property [ sh:path dcterms:bibliographicCitation ; sh:minCount 1 ; sh:message "none" ] .
<#Title> sh:path dcterms:title ; sh:maxLength 3 ; sh:message "long" .
"""


def test_plans_of_shapes_that_are_blank_nodes_are_kept(
    catalogue: Catalogue, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (catalogue.directory / "shapes").mkdir()
    (catalogue.directory / "shapes" / "own.ttl").write_text(OWN, encoding="utf-8")
    made = load_shapes(catalogue)
    before = validate(read_catalogue(catalogue), made).results
    assert {str(result.message.en) for result in before} == {"long", "none"}
    monkeypatch.setattr(shapes_graph.ShapesGraph, "plan", lambda _shapes: pytest.fail("the plan was made again"))
    again = load_shapes(catalogue)
    assert again.plan == made.plan
    assert validate(read_catalogue(catalogue), again).results == before


def test_the_same_shapes_elsewhere_have_a_plan_of_their_own(
    catalogue: Catalogue, own_cache: Path, tmp_path: Path
) -> None:
    """Addresses that are relative are others there."""
    (catalogue.directory / "shapes").mkdir()
    named = OWN.replace("[ sh:path", "<#Cited> . <#Cited> sh:path").replace(" ] .", " .")
    (catalogue.directory / "shapes" / "own.ttl").write_text(named, encoding="utf-8")
    before = validate(read_catalogue(catalogue), load_shapes(catalogue)).results
    catalogue.directory.rename(tmp_path / "moved")
    moved = load_catalogue(tmp_path / "moved")
    after = validate(read_catalogue(moved), load_shapes(moved)).results
    assert len(after) == len(before) > 0


def test_a_copy_of_the_shipped_shapes_adds_nothing(catalogue: Catalogue, own_cache: Path) -> None:
    """The project's own repository is a catalogue with shapes, whatever place the command is installed in."""
    shutil.copytree(shapes_module.data_directory("shapes"), catalogue.directory / "shapes")
    with_copy = load_shapes(catalogue)
    assert with_copy.plan == load_shapes().plan
    assert with_copy.plan.left == ()
    assert validate(read_catalogue(catalogue), with_copy).results == ()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"plan": {"questions": [1], "left": []}, "constraints": 3}'])
def test_a_plan_that_cannot_be_read_is_made_anew(catalogue: Catalogue, own_cache: Path, text: bytes) -> None:
    made = load_shapes(catalogue).plan
    (path,) = kept(own_cache)
    keep(KIND, path.name, text)
    assert load_shapes(catalogue).plan == made


@pytest.mark.parametrize("place", ["query", "prologue"])
def test_a_plan_that_would_reach_for_the_network_is_made_anew(
    catalogue: Catalogue, own_cache: Path, place: str
) -> None:
    made = load_shapes(catalogue).plan
    (path,) = kept(own_cache)
    content = json.loads(read_kept(KIND, path.name) or b"")
    for question in content["plan"]["questions"]:
        question[place] += " SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"
    keep(KIND, path.name, json.dumps(content).encode())
    assert load_shapes(catalogue).plan == made


def test_shapes_that_are_not_there_are_an_error_all_the_same(tmp_path: Path, own_cache: Path) -> None:
    with pytest.raises(ShapesError) as raised:
        read_shapes([tmp_path / "none.ttl"])
    assert raised.value.file == tmp_path / "none.ttl"


def test_the_plans_of_an_engine_that_was_changed_are_made_anew(
    own_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(Path(plan_file.__file__).parent, tmp_path / "validate")
    monkeypatch.setattr(plan_file, "__file__", str(tmp_path / "validate" / "plan_file.py"))
    shapes = [data_directory("shapes") / "issue.ttl"]
    before = plan_file.digest_of_shapes(shapes)
    assert before is not None
    assert plan_file.digest_of_shapes(shapes) == before
    with (tmp_path / "validate" / "core.py").open("a") as stream:
        stream.write("#")
    assert plan_file.digest_of_shapes(shapes) != before
