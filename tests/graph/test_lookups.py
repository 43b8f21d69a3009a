"""What finds things agrees with going over everything, whatever was put in and taken out."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from bibliographe.graph.announced import Announced, nearly
from bibliographe.graph.lookups import Lookups
from bibliographe.graph.records import GraphFolder, Record
from bibliographe.graph.terms import DCTERMS, PROV, SCHEMA, SKOS, Statement, text
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from bibliographe.config import Catalogue

WORDS = ("lire", "la", "ville", "nuit", "au", "village", "encore", "une", "page", "de", "plus", "été")


def words(chance: random.Random, most: int = 9) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def some_record(chance: random.Random, base: str) -> Record:
    def node(kind: str) -> NamedNode:
        return NamedNode(f"{base}id/{kind}/{chance.randrange(8)}")

    thing = node(chance.choice(["entry", "item", "topic"]))
    triples = {Statement(thing, DCTERMS.title, text(words(chance, 2), "fr"))}
    kinds = {SCHEMA.item: "entry", PROV.wasQuotedFrom: "source", SKOS.topConceptOf: "scheme", DCTERMS.subject: "topic"}
    for predicate, kind in kinds.items():
        if chance.random() < 0.5:
            triples.add(Statement(thing, predicate, node(kind)))
    if chance.random() < 0.5:
        triples.add(Statement(thing, DCTERMS.tableOfContents, Literal("\n".join(words(chance, 2) for _ in range(3)))))
    return Record(thing, "essai", frozenset(triples))


@pytest.mark.parametrize("seed", range(8))
def test_lookups_stay_in_step(catalogue: Catalogue, seed: int) -> None:
    chance = random.Random(seed)
    folder = GraphFolder(catalogue)
    lookups = folder.lookups
    for _round in range(12):
        before = {t.object for t in folder.triples() if t.predicate != SKOS.topConceptOf}
        lookups.mark()
        for _step in range(6):
            record = some_record(chance, catalogue.base)
            if chance.random() < 0.7:
                folder.put(record)
            else:
                folder.remove(record.iri)
        fresh = Lookups(folder.triples())
        now = {t.object for t in folder.triples() if t.predicate != SKOS.topConceptOf}
        nodes = {
            NamedNode(f"{catalogue.base}id/{k}/{n}") for k in ("entry", "item", "topic", "source") for n in range(8)
        }
        assert set(lookups.lost()) == {node for node in before - now if isinstance(node, NamedNode)}
        for node in nodes:
            assert lookups.referred(node) == (node in now)
            assert lookups.was_referred(node) == (node in before)
            for predicate in (SCHEMA.item, PROV.wasQuotedFrom):
                assert lookups.subjects(predicate, node) == fresh.subjects(predicate, node)
        titles = {fold(words(chance, 2)) for _ in range(40)}
        for title in titles:
            assert lookups.entries_titled(title) == fresh.entries_titled(title)
        assert lookups.announcing(titles) == fresh.announcing(titles)


def test_no_title_near_to_a_line_is_passed_over() -> None:
    near = 0
    for seed in range(20):
        chance = random.Random(seed)
        titles = {NamedNode(f"urn:{number}"): words(chance) for number in range(120)}
        announced = Announced(titles)
        for _line in range(60):
            line = words(chance)
            expected = {entry for entry, title in titles.items() if nearly(line, title)}
            assert expected <= set(announced.by([line]))
            near += len(expected)
    assert near > 100
