"""Entries in schema.org, EDM and BIBFRAME: read by others, the same statements as the queries, nothing claimed."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from xml.etree import ElementTree as ET

import pytest
import rdflib
from hypothesis import HealthCheck, Phase, given, settings
from pyld import jsonld
from pyoxigraph import DefaultGraph, Literal, Quad, RdfFormat, Store, parse

from bibliographe.export.formats import find_format
from bibliographe.export.records import EntryWriter, Job
from bibliographe.export.records.losses import Losses
from bibliographe.export.records.reading import EntryReader
from bibliographe.export.records.writing import write_entries
from bibliographe.graph.describe.bibliography import SourceFacts, describe_bibliography
from bibliographe.graph.describe.description import Description
from bibliographe.graph.files import abstract_files, graph_name
from bibliographe.graph.iri import Minter
from bibliographe.query.library import find_question
from bibliographe.resources import data_directory
from bibliographe.sparql_tokens import fill
from bibliographe.store.access import open_store
from tests.export.records.generated import catalogued as generated
from tests.export.records.test_round_trips import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import QueryTriples

    from bibliographe.config import Catalogue
    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.store.access import OpenedStore

HERE = Path(__file__).parent
NAMES = ("schema-org", "edm", "bibframe")
XML = ("edm", "bibframe")
ABSTRACT = "Un texte que son auteur n'a pas cédé."
SAID_OTHERWISE = {"dcterms:type", "dcterms:language", "bibo:Periodical/rdf:type", "dcterms:hasPart"}
"""What stands in the output as an address or a class."""
FACTS = SourceFacts("essai.bib", "text/plain", "0" * 64)


def statements(data: bytes, name: str) -> set[tuple[str, str, str]]:
    form = RdfFormat.JSON_LD if name == "schema-org" else RdfFormat.RDF_XML
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in parse(data, form)}


def by_query(name: str, opened: OpenedStore) -> set[tuple[str, str, str]]:
    """Ask the store on disk, all of it."""
    writer, catalogue = cast("Any", find_format(name).load()), opened.catalogue
    values = writer.values(Job(opened, Losses()))
    terms = {slot: str(Literal(value)) for slot, value in values.items() if value}
    files = abstract_files(catalogue) if catalogue.export_abstracts else []
    abstracts = [graph_name(catalogue, path) for path in files]
    query = fill(find_question(writer.query).text, terms, drop=True)
    found = opened.store.query(query, default_graph=[DefaultGraph(), *abstracts])
    return {(str(one.subject), str(one.predicate), str(one.object)) for one in cast("QueryTriples", found)}


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, small: OpenedStore, golden: Callable[[Path, str], None], tmp_path: Path) -> None:
    data, report = written(name, small, tmp_path)
    golden(HERE / "golden" / f"{name}.{find_format(name).extension}", data.decode())
    golden(HERE / "golden" / f"{name}.losses.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_the_query_constructs(name: str, opened: OpenedStore, tmp_path: Path) -> None:
    data, _report = written(name, opened, tmp_path)
    assert statements(data, name) == by_query(name, opened)
    assert written(name, opened, tmp_path)[0] == data


@pytest.mark.parametrize("name", XML)
def test_rdflib_reads_the_same(name: str, small: OpenedStore, tmp_path: Path) -> None:
    data, _report = written(name, small, tmp_path)
    graph = rdflib.Graph(bind_namespaces="none").parse(data=data, format="xml")
    read = {(str(q.subject), str(q.predicate), str(q.object)) for q in parse(data, RdfFormat.RDF_XML)}
    lines = graph.serialize(format="nt", encoding="utf-8")
    assert {(str(q.subject), str(q.predicate), str(q.object)) for q in parse(lines, RdfFormat.N_TRIPLES)} == read


def test_pyld_drops_no_term_and_asks_for_no_context(small: OpenedStore, tmp_path: Path) -> None:
    def refuse(url: str, _options: object) -> object:
        raise AssertionError(url)

    document = json.loads(written("schema-org", small, tmp_path)[0])
    options = {"documentLoader": refuse}
    expanded = jsonld.expand(document, options)
    count = sum(len(node) for node in document["@graph"])
    assert sum(len(node) for node in expanded) == count
    assert all(key.startswith(("@", "https://schema.org/")) for node in expanded for key in node)
    flat = jsonld.flatten(document, document["@context"], options)
    assert {node["@id"] for node in document["@graph"]} <= {node["@id"] for node in flat["@graph"]}
    again = jsonld.compact(expanded, document["@context"], options)
    assert jsonld.normalize(again, {**options, "format": "application/n-quads"}) == jsonld.normalize(
        document, {**options, "format": "application/n-quads"}
    )


def test_authors_stand_in_their_order(small: OpenedStore, tmp_path: Path) -> None:
    document = json.loads(written("schema-org", small, tmp_path)[0])
    nodes = {node["@id"]: node for node in document["@graph"]}
    (book,) = (node for node in nodes.values() if node.get("name") and isinstance(node.get("author"), list))
    assert [nodes[one["@id"]]["name"] for one in book["author"]] == ["Anne Delcourt", "Jean Périgault"]


def check_carried(one: Catalogued, name: str, found: set[tuple[str, str, str]], lost: set[str]) -> None:
    """Check that what a format claims to carry of an entry stands in its statements, but for what it told as lost."""
    texts = " ".join(value for triple in found for value in triple)
    carries = find_format(name).load().carries  # type: ignore[union-attr]
    for path, value in one.said:
        if path == "dcterms:subject" and value.startswith("https://"):
            continue  # a topic that nothing describes
        if path not in SAID_OTHERWISE | lost and (path in carries or path.partition("/")[0] in carries):
            said = value.rsplit(" > ", 1)[-1] if path == "dcterms:subject" else re.sub(r" \([^()]*\)$", "", value)
            parts = said.split("/") if path == "schema:Event/dcterms:date" else [said]  # a start and an end
            assert all(str(Literal(part))[1:-1] in texts for part in parts), (path, value)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_carried_stands_in_the_output(name: str, opened: OpenedStore, tmp_path: Path) -> None:
    data, report = written(name, opened, tmp_path)
    lost = {(one["entry"], gone["property"]) for one in report["entries_with_losses"] for gone in one["lost"]}
    for one in EntryReader(opened).entries():
        check_carried(one, name, statements(data, name), {path for iri, path in lost if iri == one.iri})


@pytest.mark.parametrize("name", NAMES)
def test_abstracts_stay_where_they_must(name: str, catalogue_of: Callable[..., Catalogue], tmp_path: Path) -> None:
    file = tmp_path / "x.ris"
    file.write_text(f"TY  - BOOK\nTI  - Un titre\nAB  - {ABSTRACT}\nER  - \n", encoding="utf-8")
    for allowed in (True, False):
        folder = tmp_path / str(allowed)
        with open_store(catalogue_of(folder, file, abstracts=allowed), notify=lambda _text: None) as opened:
            data, _report = written(name, opened, tmp_path)
        assert ("que son auteur" in data.decode()) == allowed


def test_europeana_is_told_what_lacks(small: OpenedStore, tmp_path: Path) -> None:
    _data, report = written("edm", small, tmp_path)
    assert report["totals"]["edm:isShownAt"]["entries"] == 4


SCHEMES = [quad for path in sorted((data_directory("ontology") / "schemes").glob("*.ttl"))
           for quad in parse(path=str(path), format=RdfFormat.TURTLE)]  # fmt: skip


def opened_of(one: Catalogued) -> OpenedStore:
    """Return a store that holds one generated entry."""
    description = Description(Minter("https://example.org/"), "essai", one.entry.language)
    describe_bibliography([one.entry], description, FACTS, lambda _title: set())
    store = Store()
    for record in description.records():
        store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in record.triples)
    store.extend(SCHEMES)
    catalogue = SimpleNamespace(
        export_abstracts=False, licence="https://example.org/l", publisher=SimpleNamespace(name="É & <co>")
    )
    progress = SimpleNamespace(advance=lambda: None)
    return cast("OpenedStore", SimpleNamespace(store=store, catalogue=catalogue, progress=progress, abstracts=[]))


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(one=generated(wild=True))
def test_nothing_breaks_it(name: str, one: Catalogued) -> None:
    opened, stream = opened_of(one), BytesIO()
    writer = find_format(name).load()
    assert isinstance(writer, EntryWriter)
    write_entries(writer, stream, Job(opened, Losses()))
    found = statements(stream.getvalue(), name)
    if not any(re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", value) for _path, value in one.said):
        assert found == by_query(name, opened)


class Kept(Losses):
    """Losses that remember the properties."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: set[str] = set()

    def lose(self, path: str, value: str, reason: Any = None) -> None:
        self.paths.add(path)
        super().lose(path, value, reason)


@pytest.mark.parametrize("name", NAMES)
@settings(
    deadline=None,
    max_examples=settings.default.max_examples // 2,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(one=generated(abstracts=False))
def test_what_is_carried_of_generated_entries_stands_in_the_output(name: str, one: Catalogued) -> None:
    opened, stream, losses = opened_of(one), BytesIO(), Kept()
    writer = find_format(name).load()
    assert isinstance(writer, EntryWriter)
    write_entries(writer, stream, Job(opened, losses))
    (given_back,) = EntryReader(opened).entries()
    check_carried(given_back, name, statements(stream.getvalue(), name), losses.paths)


AGGREGATION = ["aggregatedCHO", "dataProvider", "hasView", "isShownAt", "provider", "rights"]
"""In the order of Europeana's XML schema (ORE.xsd)."""


def test_edm_is_in_the_order_of_its_schema_and_has_what_it_demands(small: OpenedStore, tmp_path: Path) -> None:
    data, report = written("edm", small, tmp_path)
    lacking = {one["entry"] for one in report["entries_with_losses"]
                      for gone in one["lost"] if gone["property"] == "edm:isShownAt"}  # fmt: skip
    root = ET.fromstring(data)
    assert {child.tag.rpartition("}")[2] for child in root} == {
        "ProvidedCHO", "Aggregation", "WebResource", "Agent", "Concept",
    }  # fmt: skip
    about = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
    for node in root:
        names = [child.tag.rpartition("}")[2] for child in node]
        if node.tag.endswith("Aggregation"):
            assert names == sorted(names, key=AGGREGATION.index)
            demanded = {"aggregatedCHO", "dataProvider", "provider", "rights"}
            shown = set() if node.attrib[about].removesuffix("#aggregation") in lacking else {"isShownAt"}
            assert demanded | shown <= set(names)
            assert all(names.count(name) == 1 for name in demanded | shown)
        elif node.tag.endswith("ProvidedCHO"):
            assert names[-1] == "type"
            assert {"title", "language", "type"} <= set(names)
    assert len(lacking) == 4
