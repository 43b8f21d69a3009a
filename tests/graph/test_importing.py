"""Importing: what comes in, what stays, what a person's hand is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bibliographe.config import load_catalogue
from bibliographe.errors import GraphError, SourceError
from bibliographe.graph.authority import withdraw
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.importing import import_items
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.update import Outcome
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Agent, Entry, Item, Topic

from .conftest import Importer, article, report

pytestmark = pytest.mark.usefixtures("held")


def test_everything_has_its_place(importer: Importer, items: list[Item]) -> None:
    found = importer(items)
    assert (found.entries, found.topics, found.notes, found.rejects) == (4, 2, 1, [])
    assert set(importer.bytes()) == {
        "agents.ttl", "lecture.ttl", "periodicals.ttl", "register.ttl", "topics.ttl", "abstracts/lecture.ttl",
    }  # fmt: skip
    assert "Un résumé" not in "".join(importer.text(name) for name in importer.bytes() if "abstracts" not in name)
    assert "Un résumé" in importer.text("abstracts/lecture.ttl")
    assert "Une phrase citée" in importer.text("abstracts/lecture.ttl")


def test_one_issue_is_one_node(importer: Importer, items: list[Item]) -> None:
    importer(items)
    assert importer.text("periodicals.ttl").count("a bibo:Issue") == 1


def test_a_line_of_a_dossier_is_the_entry_that_stands_elsewhere(importer: Importer, items: list[Item]) -> None:
    importer(items)
    assert importer.text("lecture.ttl").count("dcterms:hasPart <id/entry/les-voix-du-soir-au-village") == 1


def test_the_dossier_of_another_source_gains_an_entry_that_comes_later(importer: Importer, items: list[Item]) -> None:
    first = [item for item in items if not (isinstance(item, Entry) and item.position == 2)]
    importer(first)
    assert "hasPart" not in importer.text("lecture.ttl")
    importer([items[0], article("Les voix du soir au village", 1, topic=None)], "plus-tard")
    assert "hasPart <id/entry/les-voix-du-soir-au-village" in importer.text("lecture.ttl")
    before = importer.bytes()
    importer(first)
    assert importer.bytes() == before


def test_a_note_refers_to_what_it_quotes(importer: Importer, items: list[Item]) -> None:
    importer(items)
    note = importer.text("lecture.ttl").split("<id/note/definitions")[1]
    assert "<id/entry/rapport-sur-la-lecture" in note
    assert "<id/website/site-du-livre" in note


def test_authors_keep_their_order_and_roles_stand_apart(importer: Importer, items: list[Item]) -> None:
    importer(items)
    text = importer.text("lecture.ttl")
    assert "rdf:_1 <id/agent/anne-dumas" in text
    assert "rdf:_2 <id/agent/paul-leroy" in text
    assert "dcat:hadRole role:translator" in text
    assert "creator <id/agent/zoe" not in text


def test_the_second_import_changes_no_byte(
    importer: Importer, items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    importer(items)
    before = importer.bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    again = importer(items)
    assert importer.bytes() == before
    assert again.written == []
    assert {change.outcome for change in again.update.changes} == {Outcome.UNCHANGED}


def test_a_correction_by_hand_survives_and_is_reported(importer: Importer, items: list[Item]) -> None:
    importer(items)
    importer.edit("lecture.ttl", '"Trois livres pour la route"@fr', '"Trois livres pour la déroute"@fr')
    importer.edit("agents.ttl", '"Anne Dumas"', '"Anne-Marie Dumas"')
    corrected = importer.bytes()
    found = importer(items)
    assert importer.bytes() == corrected
    kept = found.update.of(Outcome.KEPT)
    assert [change.thing.value.rsplit("/", 1)[1].rsplit("-", 1)[0] for change in kept] == [
        "anne-dumas",
        "trois-livres-pour-la-route",
    ]
    assert all(change.missing for change in kept)


def test_a_correction_survives_when_the_source_changes_too(importer: Importer, items: list[Item]) -> None:
    importer(items)
    importer.edit("lecture.ttl", 'bibo:numPages "90"', 'bibo:numPages "91"')
    changed = [
        replace(item, citation=replace(item.citation, extent="95"))
        if isinstance(item, Entry) and item.kind == "report"
        else item
        for item in items
    ]
    importer(changed)
    assert 'bibo:numPages "91"' in importer.text("lecture.ttl")


def test_a_change_in_the_source_comes_through(
    importer: Importer, items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    importer(items)
    register = importer.text("register.ttl")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    changed = [
        replace(item, citation=replace(item.citation, extent="95"))
        if isinstance(item, Entry) and item.kind == "report"
        else item
        for item in items
    ]
    found = importer(changed)
    assert [change.outcome for change in found.update.changes].count(Outcome.UPDATED) == 1
    assert 'bibo:numPages "95"' in importer.text("lecture.ttl")
    new, old = importer.text("register.ttl").splitlines(), register.splitlines()
    assert sum(a != b for a, b in zip(new, old, strict=True)) == 3  # two hashes and one date


@pytest.mark.parametrize("mended", ["Trois livres pour la route !", "Trois livres pour les routes"])
def test_an_entry_keeps_its_address_when_its_title_is_mended(
    importer: Importer, items: list[Item], mended: str
) -> None:
    importer(items)
    importer([replace(i, title=mended) if isinstance(i, Entry) and i.position == 3 else i for i in items])
    text = importer.text("lecture.ttl")
    assert text.count("a bibo:Article") == 2
    assert f'dcterms:title "{mended}"@fr' in text
    assert "<id/entry/trois-livres-pour-la-route-" in text
    assert text.count("a schema:ListItem") == 4


def test_what_a_source_names_no_more_is_kept_and_reported(importer: Importer, items: list[Item]) -> None:
    importer(items)
    found = importer([item for item in items if not (isinstance(item, Entry) and item.position == 3)])
    assert [thing.value.rsplit("/", 1)[1][:13] for thing in found.update.vanished] == ["trois-livres-"]
    assert "<id/entry/trois-livres-pour-la-route" in importer.text("lecture.ttl")


def test_a_listing_that_is_no_more_says_since_when_until_the_source_lists_it_again(
    importer: Importer, items: list[Item]
) -> None:
    importer(items)
    first = importer.bytes()["lecture.ttl"]
    fewer = [item for item in items if not (isinstance(item, Entry) and item.position == 3)]
    importer(fewer)
    assert importer.text("lecture.ttl").count("prov:invalidatedAtTime") == 1
    second = importer.bytes()
    importer(fewer)
    assert importer.bytes() == second
    importer(items)
    assert importer.bytes()["lecture.ttl"] == first


def test_a_corrected_entry_gains_the_topic_of_one_more_source(importer: Importer, items: list[Item]) -> None:
    importer(items)
    importer.edit("lecture.ttl", '"Trois livres pour la route"@fr', '"Trois livres pour la route (corrigé)"@fr')
    same = replace(article("Trois livres pour la route", 1), topic=("Voyages",))
    found = importer([items[0], Topic(("Voyages",), "1", 1), same], "autre")
    assert len(found.update.of(Outcome.KEPT)) == 1
    text = importer.text("lecture.ttl")
    assert "(corrigé)" in text
    assert "<id/topic/voyages-" in text


def test_an_agent_that_a_mended_source_no_longer_names_is_withdrawn(importer: Importer, items: list[Item]) -> None:
    importer(items)
    changed = [
        replace(
            item,
            contributions=(
                replace(item.contributions[0], agent=Agent("Anna Dumas", "person", "Anna", "Dumas")),
                *item.contributions[1:],
            ),
        )
        if isinstance(item, Entry) and item.kind == "report"
        else item
        for item in items
    ]
    found = importer(changed)
    assert [thing.value.rsplit("/", 1)[1].rsplit("-", 1)[0] for thing in found.update.abandoned] == ["anne-dumas"]
    assert "Anne Dumas" not in importer.text("agents.ttl")
    assert "prov:invalidatedAtTime" in importer.text("register.ttl")


def test_a_clean_deletion_by_hand_is_honoured_and_a_hole_is_mended(importer: Importer, items: list[Item]) -> None:
    importer(items)
    text = importer.text("lecture.ttl")
    blocks = text.split("\n\n")
    without = [b for b in blocks if "<id/entry/trois-livres" not in b and "<id/item/trois-livres" not in b]
    (importer.catalogue.graph / "lecture.ttl").write_text("\n\n".join(without) + "\n", encoding="utf-8")
    found = importer(items)
    assert len(found.update.of(Outcome.LEFT_OUT)) == 2
    assert "trois-livres" not in importer.text("lecture.ttl")

    (importer.catalogue.graph / "agents.ttl").unlink()
    found = importer(items)
    assert found.update.of(Outcome.MENDED)
    assert "Anne Dumas" in importer.text("agents.ttl")


def test_two_sources_share_an_entry(importer: Importer, items: list[Item]) -> None:
    importer(items)
    same = replace(
        article("Trois livres pour la route", 1, topic=None),
        citation=replace(article("x", 1).citation, identifiers=(("doi", "10.1234/abc"),), pages=None),
    )
    found = importer([items[0], same], "autre")
    text = importer.text("lecture.ttl") + importer.text("autre.ttl")
    assert text.count("<id/entry/trois-livres-pour-la-route-") == 3  # itself, and two places that list it
    assert 'bibo:doi "10.1234/abc"' in importer.text("lecture.ttl")
    assert not found.update.of(Outcome.CONTRADICTED)
    before = importer.bytes()
    importer(items)
    importer([items[0], same], "autre")
    assert importer.bytes() == before


def test_a_contradiction_between_sources_is_reported_not_decided(importer: Importer, items: list[Item]) -> None:
    importer(items)
    other = article("Trois livres pour la route", 1, topic=None)
    other = replace(other, citation=replace(other.citation, extent="12", pages=None))
    importer([items[0], other], "autre")
    third = replace(other, citation=replace(other.citation, extent="14"))
    found = importer([items[0], third], "encore")
    assert [len(change.missing) for change in found.update.of(Outcome.CONTRADICTED)] == [1]
    assert 'bibo:numPages "12"' in importer.text("lecture.ttl")


def test_another_bibliography_under_the_same_name_is_refused(importer: Importer, items: list[Item]) -> None:
    importer(items)
    before = importer.bytes()
    with pytest.raises(SourceError) as caught:
        importer([items[0], report("Tout autre chose", 1)])
    assert "--source-id" in caught.value.remedy.en
    assert importer.bytes() == before


def test_another_file_of_the_same_name_has_most_of_the_entries(importer: Importer, items: list[Item]) -> None:
    importer(items)
    before = importer.bytes()
    entries = [item for item in items if isinstance(item, Entry)]
    facts = SourceFacts("lecture.mrc", "application/marc", "1" * 64)
    with pytest.raises(SourceError, match=f"1 of its {len(entries)} entries") as caught:
        import_items(importer.catalogue, [items[0], entries[0], report("Tout autre chose", 2)], "lecture", facts)
    assert "lecture.md" in caught.value.remedy.en
    assert importer.bytes() == before
    import_items(importer.catalogue, items, "lecture", facts)
    assert importer.bytes() != before


def _moved(importer: Importer) -> Importer:
    (importer.catalogue.directory / "catalogue.toml").write_text('base = "https://example.org/ailleurs/"\n')
    return Importer(load_catalogue(importer.catalogue.directory))


def test_another_base_does_not_double_the_catalogue(importer: Importer, items: list[Item]) -> None:
    importer(items)
    before = importer.bytes()
    with pytest.raises(GraphError, match=r"example\.org/c/id/"):
        _moved(importer)(items)
    assert importer.bytes() == before


@pytest.mark.parametrize("name", ["agents", "register", "../x", "Été", "", "a b", "-a", "abstracts"])
def test_a_source_cannot_take_any_name(importer: Importer, items: list[Item], name: str) -> None:
    with pytest.raises(SourceError):
        importer(items, name)
    assert importer.bytes() == {}


def test_a_broken_graph_stops_the_import_before_it_writes(importer: Importer, items: list[Item]) -> None:
    importer(items)
    (importer.catalogue.graph / "agents.ttl").write_text("<id/agent/x> a foaf:Person .\n")
    before = importer.bytes()
    with pytest.raises(GraphError) as caught:
        importer(items)
    assert caught.value.line == 1
    assert importer.bytes() == before


def test_a_very_large_source_is_kept_as_ntriples(
    importer: Importer, items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bibliographe.graph.files.TURTLE_LIMIT", 20)
    importer(items)
    assert "lecture.nt" in importer.bytes()
    assert "lecture.ttl" not in importer.bytes()
    before = importer.bytes()
    importer(items)
    assert importer.bytes() == before


def test_an_undated_entry_has_no_sortable_date(importer: Importer, items: list[Item]) -> None:
    undated = report("Sans date aucune", 1)
    undated = replace(undated, citation=replace(undated.citation, issued=DateStatement("s.d.")))
    importer([items[0], items[1], undated])
    block = importer.text("lecture.ttl").split("<id/entry/sans-date")[1].split("\n\n")[0]
    assert 'bibl:verbatimDate "s.d."@fr' in block
    assert "dcterms:issued" not in block


def test_a_file_that_was_lost_comes_back_with_its_source(importer: Importer, items: list[Item]) -> None:
    importer(items)
    before = importer.text("lecture.ttl")
    (importer.catalogue.graph / "lecture.ttl").unlink()
    found = importer(items)
    assert not found.update.of(Outcome.LEFT_OUT)
    assert importer.text("lecture.ttl") == before


def test_an_agent_without_a_use_comes_back_when_it_is_named_again(importer: Importer, items: list[Item]) -> None:
    importer(items)
    without = [replace(item, contributions=()) if isinstance(item, Entry) else item for item in items]
    assert importer(without).update.abandoned
    assert "Anne Dumas" not in importer.text("agents.ttl")
    found = importer(items)
    assert "anne-dumas" in " ".join(change.thing.value for change in found.update.of(Outcome.MENDED))
    assert "Anne Dumas" in importer.text("agents.ttl")


def test_line_ends_of_windows_are_no_correction(importer: Importer, items: list[Item]) -> None:
    importer(items)
    for path in importer.catalogue.graph.glob("*.ttl"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found = importer(items)
    assert {change.outcome for change in found.update.changes} == {Outcome.UNCHANGED}


def test_withdrawing_leaves_no_agent_that_nothing_names(importer: Importer, items: list[Item]) -> None:
    importer(items)
    entry = next(thing for thing in GraphFolder(importer.catalogue) if "/entry/trois-livres" in thing.value)
    withdraw(importer.catalogue, entry)
    folder = GraphFolder(importer.catalogue)
    agents = [thing for thing in folder if folder.minter.kind(thing) == "agent"]
    assert all(folder.lookups.referred(agent) for agent in agents)
