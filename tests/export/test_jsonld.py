"""JSON-LD: one framed object an entry, read back by three parsers, fetching nothing."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic

from bibliographe.export.formats import find_format
from bibliographe.export.jsonld.context import context
from bibliographe.graph.prefixes import prefixes

if TYPE_CHECKING:
    from pathlib import Path

    from bibliographe.store.access import OpenedStore

BASE = "https://w3id.org/bibliographe/catalogue/"
ENTRY = f"{BASE}id/entry/"


def exported(opened: OpenedStore, name: str = "jsonld") -> str:
    stream = io.StringIO(newline="\n")
    find_format(name).load()(opened, stream)
    return stream.getvalue()


def no_network(url: str, _options: object) -> object:
    raise AssertionError(f"{url} was to be fetched")


def by_pyld(document: Any) -> rdflib.Graph:
    lines = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": no_network})
    return rdflib.Graph().parse(data=lines, format="nt")


@pytest.fixture(scope="module")
def document(small: OpenedStore) -> dict[str, Any]:
    found = json.loads(exported(small))
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def entries(document: dict[str, Any]) -> dict[str, Any]:
    return {node["id"].removeprefix(ENTRY): node for node in document["@graph"] if node["id"].startswith(ENTRY)}


def test_pyld_reads_what_the_other_formats_say(small: OpenedStore, document: dict[str, Any]) -> None:
    assert isomorphic(by_pyld(document), rdflib.Graph().parse(data=exported(small, "turtle"), format="turtle"))


def test_rdflib_reads_what_the_other_formats_say(small: OpenedStore) -> None:
    read = rdflib.Graph().parse(data=exported(small), format="json-ld")
    assert isomorphic(read, rdflib.Graph().parse(data=exported(small, "turtle"), format="turtle"))


def test_one_framed_object_an_entry(entries: dict[str, Any], document: dict[str, Any]) -> None:
    assert len(entries) == 8
    assert [node["id"] for node in document["@graph"][:8]] == sorted(ENTRY + name for name in entries)


def test_each_object_stands_alone(small: OpenedStore, document: dict[str, Any]) -> None:
    """Cut out with the context, it says all that is said of the entry."""
    dump = rdflib.Graph().parse(data=exported(small, "turtle"), format="turtle")
    for node in document["@graph"][:8]:
        alone = by_pyld({"@context": document["@context"], **node})
        entry = rdflib.URIRef(node["id"])
        assert set(dump.predicate_objects(entry)) == set(alone.predicate_objects(entry))
        assert not set(alone) - set(dump)


def test_people_stand_in_order_and_whole(entries: dict[str, Any]) -> None:
    book = entries["travailler-autrement-en-mediatheque-61c3dd7d"]
    assert [person["name"] for person in book["creator"]] == ["Anne Delcourt", "Jean Périgault"]
    assert list(book["authorList"])[2:] == ["rdf:_1", "rdf:_2"]
    assert book["publisher"]["name"] == "Éditions du Marque-page"
    interview = entries["le-numerique-ne-remplace-pas-l-accueil-entretien-avec-paul-8b6bd6d6"]
    assert interview["contribution"]["agent"]["name"] == "Paul Tiercelin"
    assert interview["contribution"]["hadRole"].endswith("/role/interviewee")


def test_the_container_is_nested(entries: dict[str, Any]) -> None:
    article = entries["horaires-elargis-et-sante-des-agents-6816ae50"]
    assert article["isPartOf"]["issue"] == "169-170"
    assert article["isPartOf"]["isPartOf"]["title"] == {"fr": "Cahiers de la lecture"}
    assert article["isPartOf"]["isPartOf"]["issn"] == "1234-5679"
    assert article["hasOtherAuthors"] is True
    assert article["subject"]["broader"]["prefLabel"] == {"fr": "Le travail en médiathèque"}


def test_places_of_listing_and_the_record_are_nested(entries: dict[str, Any]) -> None:
    replay = entries["accueillir-tous-les-publics-9224bf67"]
    assert [item["position"] for item in replay["listedAs"]] == [7, 9]
    assert replay["record"]["created"] == "2025-03-20T09:00:00Z"
    assert "item" not in replay["listedAs"][0]
    assert replay["presentedAt"]["type"] == "schema:Event"


def test_what_no_entry_holds_comes_after_and_once(document: dict[str, Any]) -> None:
    names = [node["id"] for node in document["@graph"]]
    assert len(names) == len(set(names))
    assert f"{BASE}id/selection/mediatheques-2025-288dfbf1" in names[8:]
    assert f"{BASE}id/agent/anne-delcourt-be37342c" not in names
    tombstone = f"{BASE}doc/entry/travailler-autrement-en-mediatheque-doublon-2d98c6b6"
    assert tombstone in names


def test_the_context_binds_prefixes_as_the_one_list_does() -> None:
    assert context().prefixes.items() <= prefixes().items()


def test_each_property_has_one_term_and_the_profile_is_covered(repository: Path) -> None:
    text = (repository / "ontology/context.jsonld").read_text(encoding="utf-8")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), "a term is defined twice"
        return dict(pairs)

    terms = json.loads(text, object_pairs_hook=once)["@context"]
    named = [value["@id"] for value in terms.values() if isinstance(value, dict) and "@id" in value]
    assert len(named) == len(set(named)) == len(context().terms)
    dump = rdflib.Graph()
    for path in (repository / "tests/fixtures/catalogue-small/graph").glob("*.ttl"):
        dump.parse(path)
    sequence = str(rdflib.RDF) + "_"
    used = {str(p) for p in dump.predicates() if p != rdflib.RDF.type and not p.startswith(sequence)}
    assert not used - set(context().terms)
    assert not set(terms) & {"schema:", "role"}, "a term would hide a prefix of the list"
