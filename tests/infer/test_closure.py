"""The ontology's closure is kept, and believed only when it is of this very ontology."""

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

pytestmark = pytest.mark.usefixtures("own_cache")

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


def test_the_second_time_owlrl_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    first = close(axioms())
    monkeypatch.setattr(closure, "_by_owlrl", refuse)
    assert close(axioms()) == first
    poem, document = NamedNode("https://example.org/Poem"), NamedNode("https://example.org/Document")
    assert Triple(poem, NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf"), document) in first


def test_labels_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    first = close(axioms())
    monkeypatch.setattr(closure, "_by_owlrl", refuse)
    assert close(axioms(ONTOLOGY.replace("Poème", "Poésie"))) == first


def test_another_axiom_is_another_closure() -> None:
    first = close(axioms())
    more = axioms(ONTOLOGY + ":Document rdfs:subClassOf :Thing .")
    assert first < close(more) == closure._by_owlrl(more)
    assert close(axioms()) == first


def test_another_owlrl_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    close(axioms())
    monkeypatch.setattr(closure, "installed", lambda *names: [f"{name} of tomorrow".encode() for name in names])
    count = asked(monkeypatch)
    close(axioms())
    assert count == [2]


def test_blank_nodes_are_known_by_no_name(own_cache: Path) -> None:
    close(axioms(ONTOLOGY + "[] rdfs:subClassOf :Book ."))
    assert not own_cache.exists()


def test_a_kept_closure_spares_the_import_of_owlrl(repository: Path) -> None:
    program = f"""
import sys
from pyoxigraph import RdfFormat, parse
from bibliographe.infer.schema import read_schema
ontology = [q.triple for q in parse(path={str(repository / "ontology/bibliographe.ttl")!r}, format=RdfFormat.TURTLE)]
assert read_schema(ontology).axioms
print("owlrl" in sys.modules, "rdflib" in sys.modules)
"""
    first, second = (
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
        for _ in range(2)
    )
    assert first == ["True", "True"]
    assert second == ["False", "False"]
