"""The ontology's closure is kept beside the store, and believed only when it is of this very ontology."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from bibliographe.infer import closure
from bibliographe.infer.closure import axioms_among, close

if TYPE_CHECKING:
    from pathlib import Path

ONTOLOGY = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Poem rdfs:subClassOf :Book ; rdfs:label "Poème"@fr .
:Book rdfs:subClassOf :Document .
"""


def axioms(text: str = ONTOLOGY) -> frozenset[Triple]:
    return axioms_among(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))


def refuse(_axioms: object) -> frozenset[Triple]:
    raise AssertionError("owlrl was asked again")


def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows with each question to owlrl."""
    count: list[int] = []
    real = closure._by_owlrl

    def counting(stated: frozenset[Triple]) -> frozenset[Triple]:
        count.append(len(stated))
        return real(stated)

    monkeypatch.setattr(closure, "_by_owlrl", counting)
    return count


def test_the_second_time_owlrl_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = close(axioms(), tmp_path / "closure.nt")
    monkeypatch.setattr(closure, "_by_owlrl", refuse)
    assert close(axioms(), tmp_path / "closure.nt") == first
    assert [path.name for path in tmp_path.iterdir()] == ["closure.nt"]
    poem, document = NamedNode("https://example.org/Poem"), NamedNode("https://example.org/Document")
    assert Triple(poem, NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf"), document) in first


def test_labels_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = close(axioms(), tmp_path / "closure.nt")
    monkeypatch.setattr(closure, "_by_owlrl", refuse)
    assert close(axioms(ONTOLOGY.replace("Poème", "Poésie")), tmp_path / "closure.nt") == first


def test_another_axiom_is_another_closure(tmp_path: Path) -> None:
    path = tmp_path / "closure.nt"
    close(axioms(), path)
    more = axioms(ONTOLOGY + ":Document rdfs:subClassOf :Thing .")
    assert close(more, path) == close(more)
    assert close(axioms(), path) == close(axioms())


def test_another_owlrl_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close(axioms(), tmp_path / "closure.nt")
    monkeypatch.setattr(closure, "version", lambda name: f"{name} of tomorrow")
    count = asked(monkeypatch)
    close(axioms(), tmp_path / "closure.nt")
    assert count == [2]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"Document", b"Monument"),
        lambda data: data + b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n",
        lambda data: data.split(b"\n", 1)[1],
        lambda data: b"\xff\x00" * 40,
    ],
    ids=["empty", "cut", "halved", "altered", "lengthened", "headless", "noise"],
)
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path, damage, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "closure.nt"
    first = close(axioms(), path)
    sound = path.read_bytes()
    assert damage(sound) != sound
    path.write_bytes(damage(sound))
    count = asked(monkeypatch)
    assert close(axioms(), path) == first
    assert count == [2]
    assert path.read_bytes() == sound


def test_a_folder_that_is_not_there_costs_time_only(tmp_path: Path) -> None:
    assert close(axioms(), tmp_path / "nowhere" / "closure.nt") == close(axioms())


def test_blank_nodes_are_known_by_no_name(tmp_path: Path) -> None:
    close(axioms(ONTOLOGY + "[] rdfs:subClassOf :Book ."), tmp_path / "closure.nt")
    assert list(tmp_path.iterdir()) == []


def test_a_kept_closure_spares_the_import_of_owlrl(tmp_path: Path, repository: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from pyoxigraph import RdfFormat, parse
from bibliographe.infer.schema import read_schema
ontology = [q.triple for q in parse(path={str(repository / "ontology/bibliographe.ttl")!r}, format=RdfFormat.TURTLE)]
assert read_schema(ontology, Path({str(tmp_path / "closure.nt")!r})).axioms
print("owlrl" in sys.modules, "rdflib" in sys.modules)
"""
    first, second = (
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
        for _ in range(2)
    )
    assert first == ["True", "True"]
    assert second == ["False", "False"]
