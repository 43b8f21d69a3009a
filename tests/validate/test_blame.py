"""Shapes that pySHACL refuses are named, with their file and line."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import ShapesError
from bibliographe.validate.blame import RefusedError
from bibliographe.validate.engine import find
from bibliographe.validate.plan import Part
from bibliographe.validate.shapes import read_shapes
from tests.validate.conformance.adapter import NAMES, data_of, triples_of

if TYPE_CHECKING:
    from pathlib import Path

PROLOGUE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMES.items())
FIRST = len(PROLOGUE.splitlines()) + 1
DATA = triples_of('e:x a e:C ; e:p "a" , "b" ; e:q [] .')
SOUND = "e:sound a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] .\n"
ASKED = "e:s a sh:NodeShape ; sh:targetClass e:C ;\n"
REFUSED = {
    # name: (what is said, what it is called, words of the reason)
    "a number as text": ('sh:property [ sh:path e:p ; sh:minCount "1" ]', "s/http://example.org/p", "sh:minCount"),
    "no path": ("sh:property [ sh:minCount 1 ]", "s/property", "'s/property' exists but"),
    "no such shape": ("sh:property e:nowhere", "nowhere", "not a well-formed"),
    "a pattern that is none": ('sh:property [ sh:path e:p ; sh:pattern "[a" ]', "s/http://example.org/p", "unterm"),
    "a prefix that is not declared": ('sh:sparql [ sh:select "SELECT $this { $this no:p ?v }" ]', "s/sparql", "no"),
    "a query that is none": ('sh:sparql [ sh:select "SELECT $this { $this ?p " ]', "s/sparql", "Expected"),
    "MINUS": ('sh:sparql [ sh:select "SELECT $this { $this ?p ?v MINUS { ?v ?p $this } }" ]', "s/sparql", "MINUS"),
    "only some values": ('sh:property [ sh:path e:q ; sh:lessThan e:p ]', "s/http://example.org/q", "Node"),
}  # fmt: skip


def refusal(path: Path) -> ShapesError:
    with pytest.raises(ShapesError) as caught:
        list(find(data_of(DATA), read_shapes([path])))
    return caught.value


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_named_with_its_file_and_line(name: str, tmp_path: Path) -> None:
    said, called, words = REFUSED[name]
    path = tmp_path / "own.ttl"
    path.write_text(f"{PROLOGUE}{SOUND}{ASKED}    {said} .\n", "utf-8")
    error = refusal(path)
    assert f"« {called} »" in error.message.fr
    assert f"'{called}'" in error.message.en
    assert words in error.message.en
    assert (error.file, error.line) == (path, FIRST + 1)


def test_rules_are_refused_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(f'{PROLOGUE}{ASKED} sh:rule [ a sh:TripleRule ] ; sh:property [ sh:path "p" ] .\n', "utf-8")
    assert refusal(path).message.en.startswith("these shapes cannot be used: ")


def test_a_query_that_reaches_out_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    query = "SELECT $this { SERVICE <urn:x> { $this ?p ?v } }"
    path.write_text(f'{PROLOGUE}{ASKED} sh:sparql [ sh:select "{query}" ] .\n', "utf-8")
    error = refusal(path)
    assert error.message.en.startswith("s/sparql asks another server")
    assert error.file == path


def test_a_refusal_crosses_from_one_process_to_another() -> None:
    refused = pickle.loads(pickle.dumps(RefusedError("why", Part("s", "property", "p"))))
    assert (refused.reason, refused.part) == ("why", Part("s", "property", "p"))
    assert refused.message.en == "these shapes cannot be used: why"
