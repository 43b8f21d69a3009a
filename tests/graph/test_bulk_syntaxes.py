"""The profile in every syntax of RDF: what the catalogue exports is brought back, and nothing outside is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bibliographe.cli import cli
from bibliographe.graph.bulk.reading import read_rdf
from bibliographe.graph.bulk.recognising import own_syntax

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/ports/"
RECORDS = """TY  - BOOK
TI  - Le port et la ville
AU  - Dumas, Anne
PB  - Éditions du Quai
PY  - 1998
ER  -

TY  - JOUR
TI  - Les archives du port
JF  - Revue des ports
VL  - 3
IS  - 12
PY  - 2021
ER  -
"""


def run(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert result.exit_code == code, result.output
    return result.output


def catalogue(folder: Path) -> Path:
    folder.mkdir()
    (folder / "catalogue.toml").write_text(
        f'base = "{BASE}"\nlanguages = ["fr", "en"]\ntitle = {{fr = "Ports"}}\n', encoding="utf-8"
    )
    (folder / "graph").mkdir()
    return folder


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"])
def test_what_is_exported_is_brought_back(name: str, tmp_path: Path) -> None:
    first, second = catalogue(tmp_path / "one"), catalogue(tmp_path / "two")
    (tmp_path / "ports.ris").write_text(RECORDS, encoding="utf-8")
    run("import", tmp_path / "ports.ris", "--catalogue", first)
    run("build", "--catalogue", first)
    suffix = {"turtle": "ttl", "ntriples": "nt", "nquads": "nq", "rdfxml": "rdf"}.get(name, name)
    export = tmp_path / f"export.{suffix}"
    run("export", name, "--output", export, "--catalogue", first)
    assert own_syntax(export, BASE) == f".{suffix}"
    report = json.loads(run("import", export, "--json", "--catalogue", second))[0]
    assert report["entries"] == 2
    again = json.loads(run("import", export, "--json", "--catalogue", second))[0]
    assert again["written"] == []
    assert again["records"]["unchanged"] == sum(again["records"].values())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "foreign.ttl",
            '<https://e.org/a> a <http://purl.org/ontology/bibo/Book> ; <http://purl.org/dc/terms/title> "T" .',
        ),
        ("foreign.nt", '<https://e.org/a> <http://purl.org/dc/terms/title> "T" .'),
        ("data.json", '[{"id": "a", "type": "book", "title": "T"}]'),
        ("mods.xml", "<mods xmlns='http://www.loc.gov/mods/v3'/>"),
        ("missing.ttl", ""),
    ],
)
def test_other_files_are_not_taken_for_the_profile(name: str, text: str, tmp_path: Path) -> None:
    if text:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert own_syntax(tmp_path / name, BASE) is None


def test_foreign_turtle_is_read_and_not_refused(tmp_path: Path) -> None:
    ours = catalogue(tmp_path / "one")
    (tmp_path / "livres.ttl").write_text(
        '<https://e.org/a> a <http://purl.org/ontology/bibo/Book> ; <http://purl.org/dc/terms/title> "Un port"@fr .',
        encoding="utf-8",
    )
    report = json.loads(run("import", tmp_path / "livres.ttl", "--json", "--catalogue", ours))[0]
    assert (report["entries"], report["rejects"]) == (1, [])


def test_our_context_is_put_in_and_no_other_is_fetched(tmp_path: Path) -> None:
    ours = catalogue(tmp_path / "one")
    file = tmp_path / "a.jsonld"
    entry = f'"@id": "{BASE}id/entry/un-port-0a1b2c3d", "@type": "bibo:Book", "title": {{"fr": "Un port"}}'
    file.write_text(f'{{"@context": "https://w3id.org/bibliographe/context.jsonld",\n{entry}}}', encoding="utf-8")
    assert [one.number for one in read_rdf(file, ".jsonld", BASE)]  # type: ignore[union-attr]
    file.write_text(f'{{"@context": "https://example.org/context.jsonld",\n{entry}}}', encoding="utf-8")
    assert "https://example.org/context.jsonld" in run("import", file, "--catalogue", ours, code=2)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    ours = catalogue(tmp_path / "one")
    file = tmp_path / "a.rdf"
    file.write_text(
        '<!DOCTYPE rdf:RDF [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="{BASE}id/entry/a-0a1b2c3d"/></rdf:RDF>',
        encoding="utf-8",
    )
    assert "entit" in run("import", file, "--catalogue", ours, code=2)


def test_a_line_of_any_length_is_read(tmp_path: Path) -> None:
    file = tmp_path / "long.ttl"
    text = "x" * 100_000
    file.write_text(
        f'<{BASE}id/entry/a-0a1b2c3d>\n  <http://purl.org/dc/terms/title> "{text}"@fr .\n', encoding="utf-8"
    )
    (one,) = read_rdf(file, ".ttl", BASE)
    assert text in one.line  # type: ignore[union-attr]
    assert one.number == 2  # type: ignore[union-attr]


def test_a_vocabulary_is_imported_without_entries(tmp_path: Path) -> None:
    ours = catalogue(tmp_path / "one")
    file = tmp_path / "vocabulaire.ttl"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix ex: <https://e.org/> .\n"
        'ex:a a skos:Concept ; skos:prefLabel "Eau"@fr , "Water"@en ; skos:topConceptOf ex:s .\n'
        'ex:b a skos:Concept ; skos:prefLabel "Marées"@fr ; skos:broader ex:a ; skos:altLabel "Flux"@fr .\n'
        'ex:s a skos:ConceptScheme ; <http://purl.org/dc/terms/title> "Eaux"@fr .\n',
        encoding="utf-8",
    )
    report = json.loads(run("import", file, "--json", "--catalogue", ours))[0]
    assert (report["entries"], report["topics"], report["dropped"]) == (0, 2, {"skos:altLabel": 1})
    graph = (ours / "graph" / "topics.ttl").read_text(encoding="utf-8")
    assert '"Water"@en' in graph
    found = json.loads(run("validate", "--format", "json", "--catalogue", ours))
    assert found["conforms"]
    assert found["results"] == []
    again = json.loads(run("import", file, "--json", "--catalogue", ours))[0]
    assert again["written"] == []
