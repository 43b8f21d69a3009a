"""All formats say the same, twice in the same bytes, and leave out what must stay."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from bibliographe.errors import ExportError
from bibliographe.export.formats import dump_formats, export_formats, find_format
from bibliographe.export.records import EntryWriter, Job, Losses
from bibliographe.export.records.documents import DocumentOptions, DocumentWriter
from bibliographe.export.records.writing import write_entries
from bibliographe.graph.files import graph_files, read_triples
from bibliographe.sorting import sorted_lines
from bibliographe.store.access import OpenedStore, open_store

from .conftest import ABSTRACT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue

RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}
OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
DUMPS = [form.name for form in dump_formats()]


def written(opened: OpenedStore, name: str) -> bytes:
    writer, held = find_format(name).load(), io.BytesIO()
    if isinstance(writer, EntryWriter):
        write_entries(writer, held, Job(opened, Losses()))
    elif isinstance(writer, DocumentWriter):
        writer.write_document(held, Job(opened, Losses()), DocumentOptions("md"))
    else:
        stream = io.StringIO(newline="\n")
        writer(opened, stream)
        return stream.getvalue().encode()
    return held.getvalue()


def exported(opened: OpenedStore, name: str) -> str:
    return written(opened, name).decode(errors="replace")


def said(opened: OpenedStore) -> set[ox.Triple]:
    """What the files of the catalogue say; numbers as the engine keeps them (`03` is `3`, an `xsd:int` an integer)."""
    catalogue = opened.catalogue
    kept = ox.Store()
    for path in graph_files(catalogue):
        kept.extend(ox.Quad(t.subject, t.predicate, t.object) for t in read_triples(path, catalogue.base))
    return {quad.triple for quad in kept}


def by_rdflib(text: str, name: str) -> rdflib.Graph:
    """Read an export with rdflib; datasets as the union of their graphs."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=text, format=RDFLIB[name])
    graph = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    return graph


def test_every_dump_is_read_here() -> None:
    assert set(DUMPS) == set(RDFLIB) == set(OXIGRAPH)


@pytest.mark.parametrize("name", DUMPS)
def test_a_dump_says_what_the_files_say(small: OpenedStore, name: str) -> None:
    text = exported(small, name)
    read = {quad.triple for quad in ox.parse(text, OXIGRAPH[name], base_iri="https://elsewhere.example/")}
    assert read == said(small)
    assert len(read) > 600


@pytest.mark.parametrize("name", DUMPS)
def test_a_dump_says_what_is_hard_to_say(hard: OpenedStore, name: str) -> None:
    read = {quad.triple for quad in ox.parse(exported(hard, name), OXIGRAPH[name])}
    assert read - said(hard) == set()
    assert said(hard) - read == set()


def test_all_dumps_are_isomorphic(small: OpenedStore) -> None:
    reference = by_rdflib(exported(small, "ntriples"), "ntriples")
    assert len(reference) == len(said(small))
    for name in DUMPS:
        assert isomorphic(reference, by_rdflib(exported(small, name), name)), name


@pytest.mark.parametrize("name", ["nquads", "trig"])
def test_datasets_keep_the_graph_of_each_file(small: OpenedStore, name: str) -> None:
    graphs = {quad.graph_name for quad in ox.parse(exported(small, name), OXIGRAPH[name])}
    base = small.catalogue.base
    stems = ["agents", "mediatheques-2025", "periodicals", "register", "topics"]
    assert graphs == {ox.NamedNode(f"{base}graph/{stem}") for stem in stems}


EXPORTING = """
import sys
from bibliographe.cli import cli
for name in sys.argv[2:]:
    form = ["--to", "md"] if name in {documents} else []
    cli(["export", name, *form, "--output", f"{{sys.argv[1]}}/{{name}}"], standalone_mode=False)
"""


def test_two_exports_have_the_same_bytes(small: OpenedStore, tmp_path: Path) -> None:
    # Two processes with two seeds: an order that a set happened to have would show.
    names = export_formats()
    documents = [name for name in names if isinstance(find_format(name).load(), DocumentWriter)]
    script = EXPORTING.format(documents=documents)
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed), *names],
            cwd=small.catalogue.directory,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
    here, there = ({name: (tmp_path / seed / name).read_bytes() for name in names} for seed in ("1", "2"))
    assert [name for name in names if here[name] != there[name]] == []
    assert [name for name in names if here[name] != written(small, name)] == []


@pytest.mark.parametrize("name", ["ntriples", "nquads"])
def test_lines_are_sorted(small: OpenedStore, name: str) -> None:
    lines = exported(small, name).encode().splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("name", export_formats())
def test_abstracts_stay(small: OpenedStore, name: str) -> None:
    assert ABSTRACT not in exported(small, name)
    assert "abstracts/" not in exported(small, name)


@pytest.mark.parametrize("name", DUMPS)
def test_abstracts_go_where_the_settings_let_them(
    tmp_path: Path, copied: Callable[..., Catalogue], abstract: dict[str, str], name: str
) -> None:
    catalogue = copied(tmp_path / "catalogue", abstract, "export_abstracts = true")
    with open_store(catalogue, notify=lambda _stage: None) as opened:
        text = exported(opened, name)
    assert ABSTRACT in text
    triples = {quad.triple for quad in ox.parse(text, OXIGRAPH[name])}
    assert len([t for t in triples if t.predicate.value == "http://purl.org/dc/terms/abstract"]) == 1


def test_nothing_inferred_is_given_away(small: OpenedStore) -> None:
    assert small.manifest.inferred > 0
    assert "foaf:Agent" not in exported(small, "turtle")


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        (r'<id/entry/x> <http://purl.org/dc/terms/title> "a\u0000b"@fr .', "control"),
        (r'<id/entry/x> <http://purl.org/dc/terms/title> "a\u000Bb"@fr .', "control"),
        ('<id/entry/x> <https://a.example/123> "a"@fr .', "https://a.example/123"),
    ],
)
def test_rdfxml_refuses_what_it_cannot_say(
    tmp_path: Path, copied: Callable[..., Catalogue], statement: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIBLIOGRAPHE_LANG", "en")
    catalogue = copied(
        tmp_path / "catalogue", {"more.ttl": f"@base <https://w3id.org/bibliographe/catalogue/> .\n{statement}"}
    )
    with open_store(catalogue, notify=lambda _stage: None) as opened:
        with pytest.raises(ExportError, match=word):
            exported(opened, "rdfxml")
        for name in DUMPS:
            if name != "rdfxml":
                assert {quad.triple for quad in ox.parse(exported(opened, name), OXIGRAPH[name])} == said(opened)


@pytest.mark.parametrize("alias", ["ttl", "nt", "nq", "xml", "json-ld", "Turtle", "n-triples", "rdf"])
def test_formats_have_the_names_that_people_use(alias: str) -> None:
    assert find_format(alias).name in DUMPS


def test_names_are_not_shared() -> None:
    names = [name for form in export_formats().values() for name in (form.name, *form.aliases)]
    assert len(names) == len(set(names))


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(ExportError, match="turtle, ntriples"):
        find_format("docx")


@pytest.mark.parametrize("chunk", [1, 3, 7, 100])
def test_lines_that_memory_does_not_hold_are_sorted_too(chunk: int) -> None:
    lines = [f"{number * 37 % 23} é\u2028x\n" for number in range(50)]
    with sorted_lines(lines, chunk) as found:
        assert list(found) == sorted(set(lines))
