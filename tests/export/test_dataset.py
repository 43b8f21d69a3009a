"""The dataset's own description: valid DCAT-AP, VoID whose numbers are true."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, RDF, VOID

from bibliographe.config import load_catalogue
from bibliographe.errors import ExportError
from bibliographe.export.formats import dump_formats, find_format
from bibliographe.store.access import OpenedStore, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue

BASE = rdflib.URIRef("https://w3id.org/bibliographe/catalogue/")
DATASET = BASE + "dataset"
RIGHTS = 'rights = { fr = "Citez-nous", en = "Cite us" }\nlanguages = ["fr", "en", "br", "x-own"]\n'


def described(opened: OpenedStore, name: str) -> rdflib.Graph:
    stream = io.StringIO()
    find_format(name).load()(opened, stream)
    return rdflib.Graph().parse(data=stream.getvalue(), format="turtle")


def check(shapes: Path, graph: rdflib.Graph) -> None:
    conforms, _, report = pyshacl.validate(graph, shacl_graph=str(shapes), inference="none")
    assert conforms, report


def test_dcat_conforms_to_the_official_shapes(small: OpenedStore, shared: Path) -> None:
    check(shared / "conformance/shapes/dcat-ap-3.0.1-shapes.ttl", described(small, "dcat"))


def test_the_official_shapes_would_find_a_fault(small: OpenedStore, shared: Path) -> None:
    graph = described(small, "dcat")
    graph.remove((DATASET, DCTERMS.title, None))
    graph.remove((None, DCAT.accessURL, None))
    with pytest.raises(AssertionError, match=r"minCount|Less than 1"):
        check(shared / "conformance/shapes/dcat-ap-3.0.1-shapes.ttl", graph)


@pytest.mark.parametrize("name", ["dcat", "void"])
def test_poor_and_rich_settings_conform_too(
    tmp_path: Path, copied: Callable[..., Catalogue], shared: Path, name: str
) -> None:
    rich = copied(tmp_path / "rich")
    poor = copied(tmp_path / "poor")
    base = 'base = "https://w3id.org/bibliographe/catalogue/"\n'
    (rich.directory / "catalogue.toml").write_text(base + 'title = "T"\n' + RIGHTS, encoding="utf-8")
    (poor.directory / "catalogue.toml").write_text(base, encoding="utf-8")

    for catalogue in (rich, poor):
        with open_store(load_catalogue(catalogue.directory), notify=lambda _stage: None) as opened:
            check(shared / "conformance/shapes/dcat-ap-3.0.1-shapes.ttl", described(opened, name))


def test_dcat_says_what_a_portal_asks(small: OpenedStore) -> None:
    graph = described(small, "dcat")
    assert (BASE, DCAT.dataset, DATASET) in graph
    assert {str(title) for title in graph.objects(DATASET, DCTERMS.title)} == {
        "Petit catalogue inventé",
        "Small invented catalogue",
    }
    assert graph.value(DATASET, DCTERMS.license) == rdflib.URIRef(
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
    )
    assert graph.value(DATASET, DCTERMS.language) == rdflib.URIRef(
        "http://publications.europa.eu/resource/authority/language/FRA"
    )
    publisher = graph.value(DATASET, DCTERMS.publisher)
    assert str(graph.value(publisher, FOAF.name)) == "Bibliothèque départementale du Val-Clair"
    types = {
        str(graph.value(node, DCAT.mediaType)).split("media-types/")[1]
        for node in graph.objects(DATASET, DCAT.distribution)
    }
    assert types == {form.media_type for form in dump_formats()}
    # The register's first and last dates; corrections noted at build bear the stopped clock's.
    assert str(graph.value(DATASET, DCTERMS.issued)) == "2025-03-20T09:00:00+00:00"
    assert {str(word) for word in graph.objects(DATASET, DCAT.keyword)} == {"L'accueil", "Le travail en médiathèque"}


def test_void_counts_what_the_dump_holds(small: OpenedStore) -> None:
    void = described(small, "void")
    dump = described(small, "turtle")
    count = {name: int(void.value(DATASET, VOID[name])) for name in ("triples", "distinctSubjects", "distinctObjects")}
    assert count == {
        "triples": len(dump),
        "distinctSubjects": len(set(dump.subjects())),
        "distinctObjects": len(set(dump.objects())),
    }
    for part in void.objects(DATASET, VOID.classPartition):
        term = void.value(part, VOID["class"])
        assert int(void.value(part, VOID.entities)) == len(set(dump.subjects(RDF.type, term))), term
    for part in void.objects(DATASET, VOID.propertyPartition):
        term = void.value(part, VOID.property)
        assert int(void.value(part, VOID.triples)) == len(list(dump.subject_objects(term))), term
    assert len(set(void.objects(DATASET, VOID.propertyPartition))) == len(set(dump.predicates()))
    for example in void.objects(DATASET, VOID.exampleResource):
        assert (example, None, None) in dump
    links = {
        (void.value(node, VOID.linkPredicate), str(void.value(node, VOID.objectsTarget)))
        for node in void.objects(DATASET, VOID.subset)
    }
    assert (DCTERMS.type, "https://w3id.org/bibliographe/ns/type") in links


@pytest.mark.parametrize(
    "line",
    [
        'licence = "https://x.example/a b"',
        'publisher = { email = "a b@c" }',
        'title = { "français" = "T" }',
        'rights = { "f r" = "T" }',
    ],
)
def test_a_setting_that_cannot_be_published_is_named(
    tmp_path: Path, copied: Callable[..., Catalogue], line: str
) -> None:

    folder = copied(tmp_path / "c").directory
    settings = f'base = "https://w3id.org/bibliographe/catalogue/"\n{line}\n'
    (folder / "catalogue.toml").write_text(settings, encoding="utf-8")
    with open_store(load_catalogue(folder), notify=lambda _stage: None) as opened:
        with pytest.raises(ExportError) as caught:
            described(opened, "dcat")
        assert str(caught.value.file).endswith("catalogue.toml")
