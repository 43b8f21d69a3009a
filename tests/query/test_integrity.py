"""Each integrity question finds its fault, and only on a catalogue that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from bibliographe.query.answer import Rows
from bibliographe.query.engines.embedded import EmbeddedEngine
from bibliographe.query.library import load_questions

from .conftest import BASE, as_ntriples, load_files, reference_engine

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = {
    question.name.removeprefix("integrity/"): question
    for question in load_questions()
    if question.name.startswith("integrity/")
}
ID = f"{BASE}id/"
BOOK = f"<{ID}entry/travailler-autrement-en-mediatheque-61c3dd7d>"
DOSSIER = f"<{ID}entry/dossier-les-metiers-de-l-accueil-33963e59>"
PERSON = f"<{ID}agent/anne-delcourt-be37342c>"
HOUSE = f"<{ID}agent/editions-du-marque-page-d80f7bbc>"
ISSUE = f"<{ID}issue/lectures-publiques-212-2024-f628ee2d>"
PERIODICAL = f"<{ID}periodical/lectures-publiques-17c90b46>"
SELECTION = f"<{ID}selection/mediatheques-2025-288dfbf1>"
TOPIC, TOP = f"<{ID}topic/horaires-a08f413c>", f"<{ID}topic/le-travail-en-mediatheque-29b2e08b>"
WITHDRAWN = f"<{ID}entry/travailler-autrement-en-mediatheque-doublon-2d98c6b6>"
NEW = f"<{ID}entry/new-00000000>"
LISTED = f"<{ID}item/new> schema:item {NEW} ; dcterms:isPartOf {SELECTION} ; schema:position 99 ."
PROLOGUE = """PREFIX bibo: <http://purl.org/ontology/bibo/> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX schema: <https://schema.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX type: <https://w3id.org/bibliographe/ns/type/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> """
DAMAGE = {
    "agents-without-name": [f"DELETE WHERE {{ {PERSON} foaf:name ?name }}"],
    "authors-out-of-step": [
        f"DELETE DATA {{ {BOOK} dcterms:creator {PERSON} }}",
        f"DELETE WHERE {{ <{ID}authors/travailler-autrement-en-mediatheque-61c3dd7d> rdf:_2 ?author }}",
    ],
    "bodies-of-the-same-name": [
        f'INSERT DATA {{ <{ID}agent/twin> a foaf:Organization ; foaf:name "Éditions du Marque-page" }}'
    ],
    "dangling-references": [
        f"INSERT DATA {{ {BOOK} schema:mentions <{ID}agent/nobody> }}",
        f"INSERT DATA {{ {BOOK} dcterms:references {WITHDRAWN} }}",
    ],
    "dates-that-disagree": [
        f"DELETE WHERE {{ {BOOK} dcterms:issued ?issued }} ; "
        f'INSERT DATA {{ {BOOK} dcterms:issued "2013"^^xsd:gYear }}',
    ],
    "duplicate-entries": [
        f'INSERT DATA {{ {LISTED} {NEW} dcterms:title "Aménager une banque d\'accueil"@fr ; '
        f'dcterms:issued "2021"^^xsd:gYear }}',
    ],
    "duplicate-issues": [
        f'INSERT DATA {{ <{ID}issue/twin> a bibo:Issue ; dcterms:isPartOf {PERIODICAL} ; bibo:issue "212" ; '
        f'dcterms:issued "2024-07"^^xsd:gYearMonth }}',
    ],
    "entries-without-record": [f"DELETE WHERE {{ ?record foaf:primaryTopic {BOOK} }}"],
    "entries-without-title": [f"DELETE WHERE {{ {BOOK} dcterms:title ?title }}", f"INSERT DATA {{ {LISTED} }}"],
    "entries-without-topic": [
        f"DELETE WHERE {{ {BOOK} dcterms:subject ?topic }}",
        f"DELETE WHERE {{ {TOPIC} skos:prefLabel ?label }}",
    ],
    "entries-without-type": [
        f"DELETE WHERE {{ {BOOK} dcterms:type ?type }}",
        f"DELETE WHERE {{ {BOOK} dcterms:type ?type }} ; INSERT DATA {{ {BOOK} dcterms:type type:nonsense }}",
    ],
    "issue-numbers-on-entries": [
        f'INSERT DATA {{ {BOOK} bibo:issn "1234-5679" }}', f'INSERT DATA {{ {BOOK} bibo:issue "3" }}',
    ],
    "issues-without-periodical": [
        f"DELETE WHERE {{ {ISSUE} dcterms:isPartOf ?periodical }}",
        f"DELETE WHERE {{ {PERIODICAL} dcterms:title ?title }}",
    ],
    "pages-in-disorder": [
        f'DELETE WHERE {{ {DOSSIER} bibo:pageEnd ?page }} ; INSERT DATA {{ {DOSSIER} bibo:pageEnd "9" }}'
    ],
    "positions-taken-twice": [
        f'INSERT DATA {{ {LISTED.replace("99", "3")} {NEW} dcterms:title "Nouveau"@fr }}',
    ],
    "publishers-that-are-persons": [f"INSERT DATA {{ {HOUSE} a foaf:Person }}"],
    "titles-said-twice": [
        f'INSERT DATA {{ {BOOK} dcterms:title "Autre titre"@fr }}',
        f'INSERT DATA {{ {TOPIC} skos:prefLabel "Autre"@fr }}',
    ],
    "topics-in-a-circle": [
        f"INSERT DATA {{ {TOPIC} skos:broader {TOPIC} }}", f"INSERT DATA {{ {TOP} skos:broader {TOPIC} }}",
    ],
    "topics-without-scheme": [
        f"DELETE WHERE {{ {TOPIC} skos:inScheme ?scheme }}", f"DELETE WHERE {{ {TOPIC} skos:broader ?broader }}",
    ],
    "unused-agents": [f'INSERT DATA {{ <{ID}agent/alone> a foaf:Person ; foaf:name "Seule" }}'],
    "withdrawn-but-used": [
        f'INSERT DATA {{ {WITHDRAWN} dcterms:title "Revenu"@fr }}',
        f"INSERT DATA {{ {DOSSIER} dcterms:hasPart {WITHDRAWN} }}",
    ],
}  # fmt: skip
CASES = [(name, damage) for name, damages in DAMAGE.items() for damage in damages]


def _rows(store: pyoxigraph.Store, name: str) -> tuple[object, ...]:
    answer = EmbeddedEngine(store).ask(QUESTIONS[name].text)
    assert isinstance(answer, Rows)
    return answer.rows


def test_every_question_has_a_fault_to_find() -> None:
    assert set(DAMAGE) == set(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_sound_catalogue_has_no_fault(name: str, store) -> None:
    assert _rows(store, name) == ()


@pytest.mark.parametrize(("name", "damage"), CASES)
def test_the_fault_is_found(name: str, damage: str, store) -> None:
    damaged = pyoxigraph.Store()
    damaged.load(as_ntriples(store), format=pyoxigraph.RdfFormat.N_TRIPLES)
    damaged.update(PROLOGUE + damage)
    assert _rows(damaged, name) != ()
    assert reference_engine(damaged).ask(QUESTIONS[name].text).rows == _rows(damaged, name)


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_repositorys_own_catalogue_has_no_fault(name: str, own_store) -> None:
    assert _rows(own_store, name) == ()


@pytest.fixture(scope="module")
def own_store(repository: Path) -> pyoxigraph.Store:
    files = [*(repository / "graph").glob("*.ttl"), *(repository / "ontology/schemes").glob("*.ttl")]
    return load_files(sorted(files))
