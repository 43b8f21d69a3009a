"""Harvests of a real OAI-PMH server: lists in pages, sets, changes, deletions, dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import HarvestError
from bibliographe.graph.update import Outcome
from bibliographe.harvest.manners import USER_AGENT

from .repository import Repository, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Harvester


@pytest.fixture
def repository() -> Iterator[Repository]:
    made = Repository(sets=("livres", "articles"))
    for number in range(1, 9):
        made.put(number, f"Titre {number}", number, sets=("livres",) if number % 2 else ("articles",))
    made.put(9, "", 9, deleted=True)
    with serving(made) as served:
        yield served


def today() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d")


def test_all_records_come_page_by_page(
    repository: Repository, harvester: Harvester, valid: Callable[[bytes], None]
) -> None:
    found = harvester(repository.address)
    assert (found.read, found.kept, found.rejected, found.deleted) == (9, 8, 0, 1)
    assert (found.pages, found.counts.requests, found.counts.retries) == (3, 4, 0)
    assert found.repository == "Dépôt d'essai"
    assert found.last_datestamp == "2026-01-09T12:00:00Z"
    assert harvester.titles() == [f"Titre {number}" for number in range(1, 9)]
    assert repository.agents == {USER_AGENT}
    pages = sorted((harvester.folder / "runs" / "0001").glob("*.xml"))
    assert [path.name for path in pages] == ["000001.xml", "000002.xml", "000003.xml"]
    for path in pages:
        valid(path.read_bytes())
    assert [sorted(asked) for asked in repository.requests] == [
        ["verb"], ["metadataPrefix", "verb"], ["resumptionToken", "verb"], ["resumptionToken", "verb"],
    ]  # fmt: skip


def test_the_next_harvest_asks_for_what_changed_since_and_leaves_the_rest(
    repository: Repository, harvester: Harvester
) -> None:
    first = harvester(repository.address)
    assert first.next_from is not None
    assert first.next_from[:10] <= today()
    before = harvester.bytes()
    second = harvester(repository.address)
    assert repository.requests[-1]["from"] == first.next_from
    assert (second.read, second.imported) == (0, None)
    assert harvester.bytes() == before
    moment = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    changed = repository.put(2, "Titre 2, corrigé")
    repository.records[changed].changed = moment
    new = repository.put(10, "Titre 1 bis")
    repository.records[new].changed = moment
    third = harvester(repository.address)
    assert (third.read, third.kept) == (2, 2)
    assert third.imported
    assert (third.imported.update.vanished, third.imported.update.abandoned) == ([], [])
    assert harvester.titles() == sorted(
        ["Titre 2, corrigé", "Titre 1 bis", *(f"Titre {number}" for number in (1, 3, 4, 5, 6, 7, 8))]
    )
    address = "<id/entry/titre-2-"
    assert address in harvester.text()
    assert "titre-2-corrige" not in harvester.text()


def test_a_deletion_is_told_and_nothing_is_taken_out(repository: Repository, harvester: Harvester) -> None:
    harvester(repository.address)
    moment = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    gone = repository.records["oai:depot.example.org:3"]
    gone.deleted, gone.changed = True, moment
    found = harvester(repository.address)
    assert (found.read, found.deleted) == (1, 1)
    assert found.imported
    assert [thing.value.split("/")[-1][:7] for thing in found.imported.update.vanished] == ["titre-3"]
    assert "Titre 3" in harvester.titles()
    assert harvester.text().count("invalidatedAtTime") == 1
    gone.deleted = False
    back = harvester(repository.address)
    assert back.kept == 1
    assert "invalidatedAtTime" not in harvester.text()


def test_a_harvest_of_everything_finds_what_is_silently_gone(repository: Repository, harvester: Harvester) -> None:
    harvester(repository.address)
    before = harvester.bytes()
    again = harvester(repository.address, restart=True)
    assert (again.read, again.since) == (9, None)
    assert again.imported
    assert not again.imported.written
    assert harvester.bytes() == before
    assert [path.name for path in (harvester.folder / "runs").iterdir()] == ["0002"]
    del repository.records["oai:depot.example.org:5"]
    third = harvester(repository.address, restart=True)
    assert third.imported
    assert [thing.value.split("/")[-1][:7] for thing in third.imported.update.vanished] == ["titre-5"]
    assert len(third.imported.update.of(Outcome.ADDED)) == 0


def test_a_repository_that_is_suddenly_empty_changes_nothing(repository: Repository, harvester: Harvester) -> None:
    harvester(repository.address)
    before = harvester.bytes()
    repository.records.clear()
    with pytest.raises(HarvestError, match="8"):
        harvester(repository.address, restart=True)
    assert harvester.bytes() == before


def test_one_set(repository: Repository, harvester: Harvester) -> None:
    found = harvester(repository.address, set="livres", source_id=None)
    assert found.source_id == "127-0-0-1-livres"
    assert (found.read, found.kept) == (4, 4)
    text = harvester.text("127-0-0-1-livres.ttl")
    assert "setSpec: livres" in text
    assert found.unread == {"setSpec": 4}


def test_errors_of_the_protocol_are_told_exactly(harvester: Harvester) -> None:
    with serving(Repository()) as empty:
        found = harvester(empty.address)
        assert (found.read, found.pages, found.imported) == (0, 0, None)
        assert not harvester.bytes()
        empty.put(1, "Titre 1")
        with pytest.raises(HarvestError, match="oai_dc"):
            harvester(empty.address, prefix="mods", source_id="autre")
        with pytest.raises(HarvestError, match="--set"):
            harvester(empty.address, set="livres", source_id="encore")


def test_days_are_asked_for_where_the_server_counts_in_days(harvester: Harvester) -> None:
    with serving(Repository(granularity="YYYY-MM-DD")) as repository:
        repository.put(1, "Titre 1", 1)
        repository.put(2, "Titre 2", 20)
        found = harvester(repository.address, since="2026-01-10T11:00:00Z", until="2026-01-31")
        assert (found.since, found.until) == ("2026-01-10", "2026-01-31")
        assert harvester.titles() == ["Titre 2"]
        assert found.next_from == "2026-01-31"
        harvester(repository.address)
        assert repository.requests[-1]["from"] == "2026-01-31"


def test_a_period_asked_for_later_leaves_no_gap(repository: Repository, harvester: Harvester) -> None:
    first = harvester(repository.address, until="2026-01-04")
    assert first.next_from == "2026-01-04T23:59:59Z"
    later = harvester(repository.address, since="2026-01-06")
    assert later.next_from == first.next_from
    assert harvester(repository.address).since == first.next_from
    assert len(harvester.titles()) == 8


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"since": "hier"}, "--from"),
        ({"until": "2026-02-30"}, "--until"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "before"),
        ({"source_id": "agents"}, "--source-id"),
    ],
)
def test_what_cannot_be_asked_for(
    repository: Repository, harvester: Harvester, wishes: dict[str, str], said: str
) -> None:
    with pytest.raises(Exception, match=said):
        harvester(repository.address, **wishes)
    assert not harvester.bytes()


def test_a_source_stays_that_of_one_repository_and_format(repository: Repository, harvester: Harvester) -> None:
    harvester(repository.address)
    with pytest.raises(HarvestError, match="--source-id"):
        harvester(repository.address + "/autre")
    with pytest.raises(HarvestError, match="--restart"):
        harvester(repository.address, prefix="mods")
    assert harvester(repository.address.replace("http://", "http://")).read == 0


def test_a_dry_run_leaves_no_trace(repository: Repository, harvester: Harvester) -> None:
    found = harvester(repository.address, dry_run=True)
    assert (found.kept, found.deleted) == (8, 1)
    assert not harvester.bytes()
    assert not harvester.folder.exists()
    harvester(repository.address)
    before = harvester.bytes(), (harvester.folder / "state.sqlite").read_bytes()
    assert harvester(repository.address, dry_run=True).since is not None
    assert (harvester.bytes(), (harvester.folder / "state.sqlite").read_bytes()) == before


def test_a_lost_state_costs_time_and_doubles_nothing(repository: Repository, harvester: Harvester) -> None:
    import shutil

    harvester(repository.address)
    before = harvester.bytes()
    shutil.rmtree(harvester.folder)
    del repository.records["oai:depot.example.org:8"]
    found = harvester(repository.address)
    assert found.since is None
    assert found.imported
    assert len(found.imported.update.vanished) == 1
    assert harvester.titles() == [f"Titre {number}" for number in range(1, 9)]
    assert set(harvester.bytes()) == set(before)


def test_abstracts_stay_whole(repository: Repository, harvester: Harvester) -> None:
    for number in (1, 2):
        repository.records[f"oai:depot.example.org:{number}"].more["description"] = [f"Résumé {number}."]
    harvester(repository.address)
    moment = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    repository.records["oai:depot.example.org:1"].more["description"] = ["Résumé changé."]
    repository.records["oai:depot.example.org:1"].changed = moment
    harvester(repository.address)
    text = harvester.text("abstracts/depot.ttl")
    assert "Résumé changé." in text
    assert "Résumé 2." in text
    assert "Résumé 1." not in text


def test_batches_say_what_one_says(
    repository: Repository, harvester: Harvester, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = harvester(repository.address)
    before = harvester.bytes()
    monkeypatch.setattr("bibliographe.harvest.bringing._BATCH", 1)
    parts = harvester(repository.address, restart=True)
    assert harvester.bytes() == before
    assert parts.imported
    assert whole.imported
    assert parts.imported.entries == whole.imported.entries
    assert len(parts.imported.update.of(Outcome.UNCHANGED)) == len(whole.imported.update.of(Outcome.ADDED))


def test_a_pause_lies_between_requests(repository: Repository, harvester: Harvester) -> None:
    harvester.manners = replace(harvester.manners, pause=1.5)
    harvester(repository.address)
    assert harvester.waits == [1.5, 1.5, 1.5]


def test_what_was_refused_binds_to_nothing(repository: Repository, harvester: Harvester) -> None:
    with pytest.raises(HarvestError, match="mods"):
        harvester(repository.address, prefix="mods")
    assert harvester(repository.address).kept == 8


def test_merged_entries_are_told_under_their_new_address(repository: Repository, harvester: Harvester) -> None:
    from bibliographe.graph.authority import merge

    found = harvester(repository.address)
    assert found.imported
    known = {entry.title: iri for entry, iri in found.imported.addresses}
    first, second = (known[title] for title in ("Titre 1", "Titre 2"))
    merge(harvester.catalogue, first, second)
    moment = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    for number in (1, 2):
        gone = repository.records[f"oai:depot.example.org:{number}"]
        gone.deleted, gone.changed = True, moment
        told = harvester(repository.address).imported
        assert (told.update.vanished if told else []) == ([first] if number == 2 else [])
