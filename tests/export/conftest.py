"""A small catalogue, opened, and one with what is hard to write."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.store.access import OpenedStore, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue

ABSTRACT = "Un texte que son auteur n'a pas cédé."
HARD = r"""
@base <https://w3id.org/bibliographe/catalogue/> .
@prefix bibl: <https://w3id.org/bibliographe/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<id/item/hard> schema:item <id/entry/hard> , <id/entry/other> ;
    schema:position 03 , -5 , 12345678901234567890 , "x" , "7"^^xsd:int .
<id/entry/hard> dcterms:title "sans langue" , "a\u2028b & <c> ]]> \"d\" \\ \t"@fr , "b"@fr ,
        "c"@en-GB , "2024"^^xsd:gYear , ""@fr ;
    dcterms:date "2024" , "2024?"^^edtf:EDTF , "2024"^^xsd:gYear ;
    dcterms:created "hier" ; dcterms:language "fr" , "fr"@fr , <http://id.loc.gov/vocabulary/iso639-1/fr> ;
    dcterms:creator "Un nom au lieu d'un nœud" , <id/agent/nobody> ;
    dcterms:isPartOf <id/entry/hard> , <https://a.example/b?c=d&e=f#g> ;
    bibl:hasOtherAuthors true , false , "1"^^xsd:boolean , "oui" ;
    <https://a.example/own#property> "x" , <id/entry/hard> , "1e3"^^xsd:double ;
    bibl:linkLabel "un\r\ndeux\rtrois\nquatre"@fr , "يمين"@ar ;
    a <https://a.example/Class> , <http://purl.org/ontology/bibo/Book> .
<id/entry/other> dcterms:title "Autre"@fr .
<doc/entry/hard> foaf:primaryTopic <id/entry/hard> , <id/agent/x> .
<id/authors/hard> a rdf:Seq ; rdf:_1 <id/agent/x> ; rdf:_2 <id/agent/y> ; rdf:_10 <id/agent/z> ; rdf:_11 "?" .
"""


@pytest.fixture(scope="session")
def copied(repository: Path) -> Callable[..., Catalogue]:
    """Copy the small catalogue into a folder, with more files or settings."""

    def copy(folder: Path, files: dict[str, str] | None = None, settings: str = "") -> Catalogue:
        shutil.copytree(
            repository / "tests/fixtures/catalogue-small", folder, ignore=shutil.ignore_patterns(".bibliographe")
        )
        for name, content in (files or {}).items():
            path = folder / "graph" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        toml = folder / "catalogue.toml"
        toml.write_text(settings + "\n" + toml.read_text(encoding="utf-8"), encoding="utf-8")
        return load_catalogue(folder)

    return copy


@pytest.fixture(scope="session")
def abstract() -> dict[str, str]:
    """A file of abstracts."""
    subject = "https://w3id.org/bibliographe/catalogue/id/entry/amenager-une-banque-d-accueil-83165d41"
    return {"abstracts/a.ttl": f'<{subject}> <http://purl.org/dc/terms/abstract> "{ABSTRACT}"@fr .\n'}


@pytest.fixture(scope="session")
def small(
    tmp_path_factory: pytest.TempPathFactory, copied: Callable[..., Catalogue], abstract: dict[str, str]
) -> Iterator[OpenedStore]:
    """The small catalogue with an abstract that must not leave, its clock stopped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1750000000")
        catalogue = copied(tmp_path_factory.mktemp("small") / "catalogue", abstract)
        with open_store(catalogue, notify=lambda _stage: None) as opened:
            yield opened


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory, copied: Callable[..., Catalogue]) -> Iterator[OpenedStore]:
    """The small catalogue with a file of all that is awkward to write."""
    catalogue = copied(tmp_path_factory.mktemp("hard") / "catalogue", {"hard.ttl": HARD})
    with open_store(catalogue, notify=lambda _stage: None) as opened:
        yield opened
