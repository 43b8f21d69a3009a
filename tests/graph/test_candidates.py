"""What may be one and the same is offered; a person decides, and the decision lasts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from bibliographe.errors import GraphError
from bibliographe.graph.authority import merge, tell_apart, withdraw
from bibliographe.graph.candidates import find_candidates
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.similar_names import acronym
from bibliographe.model.entry import Agent, Citation, Entry, Item, Periodical

from .conftest import article, dossier, report

if TYPE_CHECKING:
    from .conftest import Importer


def published_by(name: str, position: int, *others: str) -> Entry:
    entry = report(f"Le rapport numéro {position} de cette série", position)
    return replace(entry, citation=replace(entry.citation, publishers=(Agent(name, alternate_names=others),)))


def on_site(name: str, position: int) -> Entry:
    return replace(
        article(f"Une page du site numéro {position}", position),
        citation=Citation(periodical=Periodical(name, "website")),
    )


def offered(importer: Importer) -> set[tuple[str, frozenset[str]]]:
    return {(one.kind, frozenset(one.names)) for one in find_candidates(GraphFolder(importer.catalogue))}


def find(importer: Importer, start: str) -> NamedNode:
    return next(thing for thing in GraphFolder(importer.catalogue) if f"/{start}" in thing.value)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Direction générale de l'administration et de la fonction publique", "dgafp"),
        ("Centre national de la fonction publique territoriale", "cnfpt"),
        ("Dunod", ""),
        ("Cour des comptes", ""),
    ],
)
def test_acronym(name: str, initials: str) -> None:
    assert acronym(name) == initials


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("CNFPT", "Centre national de la fonction publique territoriale"),
        ("Aract Île-de-France", "Agence Aract Île-de-France"),
        ("Ministere de la culture et de la communication", "Ministère de la Culture et des communications"),
    ],
)
def test_spellings_of_one_body_are_offered_and_stay_two(
    importer: Importer, items: list[Item], first: str, second: str
) -> None:
    importer([*items[:3], published_by(first, 1), published_by(second, 2)])
    assert ("same-body", frozenset((first, second))) in offered(importer)
    assert importer.text("agents.ttl").count("a foaf:Organization") >= 2


def test_a_site_and_its_body_or_periodical_are_offered(importer: Importer, items: list[Item]) -> None:
    importer(
        [
            *items[:3],
            published_by("Cour des comptes", 1),
            on_site("Courdescomptes.fr", 2),
            on_site("La Revue des livres.fr", 3),
            article("Un article imprimé quelque part", 4),
        ]
    )
    assert offered(importer) >= {
        ("site-publisher", frozenset(("Courdescomptes.fr", "Cour des comptes"))),
        ("site-periodical", frozenset(("La Revue des livres.fr", "La Revue des livres"))),
    }


def test_different_things_are_not_offered(importer: Importer, items: list[Item]) -> None:
    importer([*items[:3], published_by("Dunod", 1), published_by("Larcher", 2), on_site("Le blog du lac", 3)])
    assert offered(importer) == set()


def test_a_nearly_named_part_is_offered(importer: Importer, items: list[Item]) -> None:
    importer(
        [
            *items[:3],
            dossier("Le dossier", 1, "Comment les villages gèrent leurs voix du soir"),
            article("Comment les villages gèrent leurs voix du soir en hiver", 2),
        ]
    )
    assert [kind for kind, _ in offered(importer)] == ["dossier-part"]
    assert "hasPart" not in importer.text("lecture.ttl")


def test_a_merge_lasts(importer: Importer, items: list[Item]) -> None:
    selection = [
        *items[:3],
        published_by("CNFPT", 1),
        published_by("Centre national de la fonction publique territoriale", 2),
    ]
    importer(selection)
    keep, drop = find(importer, "agent/centre-national"), find(importer, "agent/cnfpt")
    merge(importer.catalogue, keep, drop)
    text = importer.text("lecture.ttl")
    assert drop.value.rsplit("/", 1)[1] not in text
    assert text.count(f"dcterms:publisher <id/agent/{keep.value.rsplit('/', 1)[1]}>") == 2
    assert 'schema:alternateName "CNFPT"' in importer.text("agents.ttl")
    assert "dcterms:isReplacedBy <id/agent/centre-national" in importer.text("register.ttl")
    before = importer.bytes()
    found = importer(selection)
    assert importer.bytes() == before
    assert found.candidates == []


def test_what_was_told_apart_is_not_offered_again(importer: Importer, items: list[Item]) -> None:
    importer([*items[:3], published_by("CNFPT", 1), published_by("Cour nouvelle des fabriques de papier toilé", 2)])
    assert offered(importer)
    tell_apart(importer.catalogue, find(importer, "agent/cnfpt"), find(importer, "agent/cour-nouvelle"))
    assert not offered(importer)


def test_only_things_of_one_kind_are_merged(importer: Importer, items: list[Item]) -> None:
    importer(items)
    before = importer.bytes()
    with pytest.raises(GraphError):
        merge(importer.catalogue, find(importer, "agent/anne"), find(importer, "topic/lire-1"[:10]))
    with pytest.raises(GraphError):
        merge(importer.catalogue, find(importer, "agent/anne"), NamedNode("https://example.org/c/id/agent/x-00000000"))
    assert importer.bytes() == before


def test_a_withdrawn_entry_leaves_a_tombstone_and_does_not_come_back(importer: Importer, items: list[Item]) -> None:
    importer(items)
    entry = find(importer, "entry/trois-livres")
    withdraw(importer.catalogue, entry)
    assert "trois-livres" not in importer.text("lecture.ttl")
    record = importer.text("register.ttl").split("<doc/entry/trois-livres")[1].split("\n\n")[0]
    assert "prov:invalidatedAtTime" in record
    importer(items)
    assert "trois-livres" not in importer.text("lecture.ttl")


def test_what_others_need_is_not_withdrawn(importer: Importer, items: list[Item]) -> None:
    importer(items)
    before = importer.bytes()
    with pytest.raises(GraphError) as caught:
        withdraw(importer.catalogue, find(importer, "agent/anne"))
    assert "rapport-sur-la-lecture" in caught.value.message.en
    assert importer.bytes() == before
