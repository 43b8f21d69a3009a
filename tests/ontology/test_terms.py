"""A prefix bound otherwise and a term that does not exist are caught, in data, in shapes and in queries."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bibliographe.graph import vocabulary_lists
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.term_check import check_files, repository_files, shorten
from bibliographe.graph.vocabulary import terms_in_query, terms_in_turtle, unknown_terms, vocabularies
from bibliographe.kept import keep

FAULTS = Path(__file__).parent / "faults"
FIXTURES = sorted(FAULTS.iterdir())


def expected_faults(path: Path) -> str:
    said = re.search(r"^# faults: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert said, "say in a comment which faults the file has"
    return said[1]


@pytest.mark.parametrize("path", FIXTURES, ids=[path.name for path in FIXTURES])
def test_each_fault_is_named_with_its_line(path: Path) -> None:
    found = [f"{fault.line}: {fault.message.en}" for fault in check_files([path])]
    assert ("; ".join(found) or "none") == expected_faults(path)
    assert bool(found) == path.name.startswith("invalid.")


def test_the_repository_has_no_fault(repository: Path) -> None:
    files = repository_files(repository)
    assert {"ontology", "graph"} <= {path.relative_to(repository).parts[0] for path in files} | {"graph"}
    assert [fault.describe(repository) for fault in check_files(files)] == []


@pytest.mark.parametrize(("name", "code"), [("valid.ttl", 0), ("invalid.property-misspelt.ttl", 1)])
def test_the_script_ends_with_its_exit_code(repository: Path, name: str, code: int) -> None:
    script = [sys.executable, repository / "scripts" / "check_terms.py", FAULTS / name]
    run = subprocess.run(script, capture_output=True, text=True, check=False)
    assert run.returncode == code
    assert ("bibo:pageStart" in run.stdout) == bool(code)


def test_every_fault_is_said_in_french_too() -> None:
    for fault in check_files(FIXTURES):
        assert fault.message.fr
        assert fault.message.fr != fault.message.en


def test_terms_are_found_with_their_lines() -> None:
    found = terms_in_query("PREFIX bibo: <http://purl.org/ontology/bibo/>\nSELECT * {\n?a bibo:pages 'bibo:x' }")
    assert [(term.iri, term.line) for term in found] == [("http://purl.org/ontology/bibo/pages", 3)]
    assert "http://purl.org/ontology/bibo/pageStart" in {term.iri for term in terms_in_turtle(FAULTS / "valid.ttl")}


@pytest.mark.parametrize(
    ("iri", "meant"),
    [
        ("http://purl.org/ontology/bibo/pageStrat", "http://purl.org/ontology/bibo/pageStart"),
        ("http://xmlns.com/foaf/0.1/person", "http://xmlns.com/foaf/0.1/Person"),
        ("https://purl.org/dc/terms/title", "http://purl.org/dc/terms/title"),
        ("http://www.w3.org/ns/dcat/Dataset", "http://www.w3.org/ns/dcat#Dataset"),
        ("http://purl.org/dc/terms/qqqqqqq", None),
    ],
)
def test_an_unknown_term_has_the_one_that_was_meant(iri: str, meant: str | None) -> None:
    assert unknown_terms([iri]) == {iri: meant}


def test_a_vocabulary_listed_in_part_condemns_only_what_looks_like_a_slip() -> None:
    assert unknown_terms(["http://purl.org/spar/fabio/JournalArticle"]) == {}
    assert unknown_terms(["http://purl.org/spar/fabio/hasAccesDate"]) == {
        "http://purl.org/spar/fabio/hasAccesDate": "http://purl.org/spar/fabio/hasAccessDate"
    }


def test_other_namespaces_are_passed_over() -> None:
    assert unknown_terms(["https://example.org/vocabulary#pageStrat", "urn:isbn:x", "http://purl.org/dc/terms/"]) == {}


def test_every_prefix_of_the_list_has_its_terms_listed() -> None:
    without = {"shape", "vcard"}
    assert prefixes().keys() - {shorten(f"{namespace}x").split(":")[0] for namespace in vocabularies()} == without


@pytest.mark.parametrize(
    ("prefix", "least"), [("bibo", 120), ("dcterms", 90), ("schema", 2500), ("bibl", 18), ("type", 28)]
)
def test_the_lists_are_not_truncated(prefix: str, least: int) -> None:
    assert len(vocabularies()[prefixes()[prefix]].terms) >= least


def test_the_lists_that_are_kept_are_those_that_were_made(own_cache: Path) -> None:
    made = vocabulary_lists.lists()
    (path,) = (own_cache / vocabulary_lists.KIND).iterdir()
    assert vocabulary_lists.lists() == made
    for text in (b"", b"{", b"[1]", b"[[1, 2, 3]]"):
        keep(vocabulary_lists.KIND, path.name, text)
        assert vocabulary_lists.lists() == made
