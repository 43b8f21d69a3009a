"""RDF of another catalogue comes in as records, which are matched with what one's own has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from bibliographe.cli import cli
from bibliographe.config import load_catalogue
from bibliographe.export.foreign import CatalogueRdfReader
from bibliographe.graph.bulk.recognising import other_base
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Reject, Scheme, Topic
from bibliographe.store.access import open_store

from .test_formats import ABSTRACT, RDFLIB, by_rdflib, exported, written

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.store.access import OpenedStore

SUFFIXES = {
    "turtle": ".ttl",
    "ntriples": ".nt",
    "nquads": ".nq",
    "trig": ".trig",
    "rdfxml": ".rdf",
    "jsonld": ".jsonld",
}
OWN = "https://own.example/k/"


def run(*arguments: object) -> str:
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


@pytest.fixture
def own(tmp_path: Path) -> Path:
    run("init", tmp_path / "own", "--base", OWN)
    return tmp_path / "own"


def records(catalogue: Path, small: OpenedStore | None = None) -> list[dict[str, Any]]:
    """Return the entries as CSL, which has no addresses but in `id`."""
    if small:
        text = exported(small, "csl-json")
    else:
        with open_store(load_catalogue(catalogue), notify=lambda _stage: None) as opened:
            text = exported(opened, "csl-json")
    found = [{key: one[key] for key in one if key != "id"} for one in json.loads(text)]
    for one in found:  # topics other than the first come as keywords
        one["keyword"] = sorted(one.get("keyword", "").split("; "))
    return sorted(found, key=lambda one: str(one["title"]))


@pytest.mark.parametrize("name", SUFFIXES)
def test_what_another_catalogue_gives_away_is_read_whole(
    small: OpenedStore, own: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / f"theirs{SUFFIXES[name]}"
    path.write_bytes(written(small, name))
    report = json.loads(run("import", path, "--catalogue", own, "--json"))[0]
    assert report["entries"] == 8
    assert report["rejects"] == []
    assert records(own) == records(own, small)
    before = {one: one.read_bytes() for one in (own / "graph").rglob("*") if one.is_file()}
    run("import", path, "--catalogue", own)
    assert {one: one.read_bytes() for one in (own / "graph").rglob("*") if one.is_file()} == before
    assert "nothing to mend" in run("validate", "--catalogue", own, "--lang", "en")


def test_topics_keep_their_tree_their_numbers_and_their_order(small: OpenedStore) -> None:
    items = list(CatalogueRdfReader().read(Source.from_bytes(written(small, "turtle"), "theirs.ttl")))
    topics = [item for item in items if isinstance(item, Topic)]
    assert [(one.notation, one.label, one.position) for one in topics] == [
        ("1", "Le travail en médiathèque", 1), ("1.1", "Organisation du travail", 2), ("1.2", "Horaires", 3),
        ("2", "L'accueil", 4), ("2.1", "Métiers de l'accueil", 5), ("2.2", "Publics", 6),
    ]  # fmt: skip
    assert [item.title for item in items if isinstance(item, Scheme)] == ["Accueillir en médiathèque"]
    book = next(item for item in items if isinstance(item, Entry) and item.kind == "book")
    assert book.topic == ("Le travail en médiathèque", "Organisation du travail")
    assert book.key is not None
    assert book.key.startswith(small.catalogue.base)
    assert "bibo:isbn13: 9782123456803" in book.text
    assert {one.field for item in items if isinstance(item, Entry) for one in item.unread} == {
        "dcterms:hasPart", "dcterms:references",
    }  # fmt: skip


def test_what_another_toolkit_makes_of_it_is_known_too(small: OpenedStore, own: Path, tmp_path: Path) -> None:
    graph = by_rdflib(exported(small, "turtle"), "turtle")
    for name, suffix in (("turtle", ".ttl"), ("rdfxml", ".rdf"), ("jsonld", ".jsonld")):
        path = tmp_path / f"toolkit{suffix}"
        graph.serialize(path, format=RDFLIB[name])
        assert other_base(path.read_bytes(), OWN) == small.catalogue.base
        assert json.loads(run("import", path, "--catalogue", own, "--dry-run", "--json"))[0]["entries"] == 8


def test_one_entry_of_two_sources_is_one(small: OpenedStore, own: Path, tmp_path: Path) -> None:
    (tmp_path / "records.ris").write_bytes(written(small, "ris"))
    (tmp_path / "theirs.ttl").write_bytes(written(small, "turtle"))
    run("import", tmp_path / "records.ris", "--catalogue", own)
    assert len(records(own)) == 8
    run("import", tmp_path / "theirs.ttl", "--catalogue", own)
    titles = [one["title"] for one in records(own)]
    # Neither a number nor a container: nothing to recognise it by.
    assert [title for title in set(titles) if titles.count(title) > 1] == ["Accueillir tous les publics"]
    assert len(titles) == 9
    quoted = (own / "graph" / "theirs.ttl").read_text("utf-8")
    assert f'dcterms:identifier "{small.catalogue.base}id/entry/travailler-autrement-en-mediatheque-61c3dd7d"' in quoted


def test_ones_own_is_merged_as_it_is(small: OpenedStore, tmp_path: Path) -> None:
    path = tmp_path / "ours.ttl"
    path.write_bytes(written(small, "turtle"))
    assert other_base(path.read_bytes(), small.catalogue.base) is None
    run("init", tmp_path / "same", "--base", small.catalogue.base)
    run("import", path, "--catalogue", tmp_path / "same")
    assert records(tmp_path / "same") == records(tmp_path, small)


def test_abstracts_stay_apart_and_passages_that_are_no_rdf_are_told() -> None:
    entry = "https://theirs.example/id/entry/lire"
    text = (
        f'<{entry}> <http://purl.org/dc/terms/title> "Lire"@fr .\n'
        f'<{entry}> <http://purl.org/dc/terms/abstract> "{ABSTRACT}"@fr .\n'
        f"<{entry}> <http://purl.org/dc/terms/date> \n"
        f'<{entry}> <http://www.w3.org/2004/02/skos/core#changeNote> "Relu."@fr .\n'
    )
    items = list(CatalogueRdfReader().read(Source.from_bytes(text.encode(), "theirs.nt")))
    (found,) = (item for item in items if isinstance(item, Entry))
    assert (found.title, found.annotation) == ("Lire", ABSTRACT)
    assert ABSTRACT not in found.text
    assert [(one.field, one.text) for one in found.unread] == [("skos:changeNote", "Relu.")]
    assert [item.span.first for item in items if isinstance(item, Reject)] == [3]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("@base <https://theirs.example/c/> .\n<id/entry/a-0000000a> a <id/b> .", "https://theirs.example/c/"),
        ("BASE <https://theirs.example/c/>\n<id/entry/a-0000000a> a <id/b> .", "https://theirs.example/c/"),
        ("@prefix e: <https://theirs.example/c/id/entry/> .\ne:a-0000000a a e:b .", "https://theirs.example/c/"),
        ('<rdf:RDF xml:base="https://theirs.example/c/"/>', "https://theirs.example/c/"),
        ('{"@context": {"@base": "https://theirs.example/c/"}}', "https://theirs.example/c/"),
        (f"<{OWN}id/entry/a-0000000a> <p> <https://theirs.example/c/id/entry/a-0000000a> .", None),
        ("<id/entry/a-0000000a> a <id/b> .", None),
    ],
)
def test_whose_addresses_they_are_is_told_by_the_first_lines(tmp_path: Path, text: str, base: str | None) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(text, encoding="utf-8")
    assert other_base(path.read_bytes(), OWN) == base
