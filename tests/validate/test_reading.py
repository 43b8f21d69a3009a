"""Any RDF file can be validated, and none makes the program fetch, hang or fail."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import GraphError
from bibliographe.validate.reading import read_file

if TYPE_CHECKING:
    from pathlib import Path

PERSON = "http://example.org/id/agent/x-00000001"
NAME = "http://xmlns.com/foaf/0.1/name"
GOOD = {
    "x.ttl": f'<{PERSON}> <{NAME}> "Anne" .',
    "x.nt": f'<{PERSON}> <{NAME}> "Anne" .',
    "x.nq": f'<{PERSON}> <{NAME}> "Anne" <http://example.org/g> .',
    "x.trig": f'<http://example.org/g> {{ <{PERSON}> <{NAME}> "Anne" }}',
    "x.rdf": f'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:f="http://xmlns.com/foaf/0.1/">'
    f'<r:Description r:about="{PERSON}"><f:name>Anne</f:name></r:Description></r:RDF>',
    "x.jsonld": f'{{"@id": "{PERSON}", "{NAME}": "Anne"}}',
}


@pytest.mark.parametrize("name", GOOD)
def test_every_format_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(GOOD[name], encoding="utf-8")
    (triple,) = read_file(path).triples
    assert (triple.subject.value, triple.predicate.value, triple.object.value) == (PERSON, NAME, "Anne")


def _bomb() -> str:
    entities = "".join(
        f'<!ENTITY e{level} "{f"&e{level - 1};" * 10 if level else "aaaaaaaaaa"}">' for level in range(9)
    )
    return f"<!DOCTYPE r [{entities}]>" + GOOD["x.rdf"].replace("Anne", "&e8;")


BAD = {
    "an unknown format": ("x.docx", "PK"),
    "cut JSON": ("x.jsonld", '{"@id": "http://exa'),
    "a remote context": ("x.jsonld", '{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "x:y", "name": "a"}'),
    "a context on the disk": ("x.jsonld", '{"@context": "file:///etc/hostname", "@id": "x:y", "name": "a"}'),
    "nested entities": ("x.rdf", _bomb()),
    "an entity of the disk": (
        "x.rdf",
        '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + GOOD["x.rdf"].replace("Anne", "&e;"),
    ),
    "cut XML": ("x.rdf", GOOD["x.rdf"][:90]),
    "not UTF-8": ("x.ttl", b'<http://a> <http://b> "\xe9t\xe9" .'),
    "binary": ("x.nt", bytes(range(256))),
    "a triple as a value": ("x.ttl", "<a:a> <a:b> <<( <a:c> <a:d> <a:e> )>> ."),
    "an address with a space": ("x.ttl", "<http://a b> <http://b> <http://c> ."),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_rdf_is_refused(name: str, tmp_path: Path) -> None:
    file, content = BAD[name]
    path = tmp_path / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    start = time.monotonic()
    with pytest.raises(GraphError) as caught:
        read_file(path)
    assert time.monotonic() - start < 2
    assert caught.value.file == path
    assert caught.value.remedy


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        read_file(tmp_path / "nothing.ttl")


def test_imports_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(
        "<http://example.org/> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/> .", encoding="utf-8"
    )
    assert len(read_file(path).triples) == 1
