"""Datestamps and deletions: they move only with what is shown, and are later than whatever was answered before."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from bibliographe.errors import StoreError
from bibliographe.graph.authority import withdraw
from bibliographe.serve.oai.ledger import FILE_NAME
from bibliographe.serve.oai.moments import written

from .conftest import MERGED, OAI
from .test_answers import ENTRY

if TYPE_CHECKING:
    from .conftest import Repository

TITLE = '"Aménager une banque d\'accueil"@fr'
OTHER = '"Aménager une banque d\'accueil, autrement"@fr'
ALONE = "oai:w3id.org:id/entry/accueillir-tous-les-publics-9224bf67"
"""An entry that no other one names."""
PUBLICS = "topic:l-accueil-37b64aa2:publics-4821c6c2"
HORAIRES = "topic:le-travail-en-mediatheque-29b2e08b:horaires-a08f413c"


def ledger(oai: Repository) -> bytes:
    return (oai.catalogue.directory / FILE_NAME).read_bytes()


def gone(oai: Repository, **arguments: str) -> set[str]:
    """The identifiers of the deleted records of a list."""
    return {name for name, header in oai.headers(**arguments).items() if header.get("status") == "deleted"} - {MERGED}


def take_out(oai: Repository, identifier: str = ALONE) -> None:
    withdraw(oai.catalogue, NamedNode(oai.catalogue.base + identifier.removeprefix("oai:w3id.org:")))


def test_the_first_dates_are_those_of_the_register(oai: Repository) -> None:
    dates = oai.dates()
    assert dates.pop(MERGED) == "2025-04-02T10:30:00Z"
    assert set(dates.values()) == {"2025-03-20T09:00:00Z"}


def test_nothing_moves_with_a_build_or_with_what_can_be_made_again(oai: Repository) -> None:
    before, kept = oai.dates(), ledger(oai)
    oai.later()
    oai.edit("title = {", "# A remark.\ntitle = {", "../catalogue.toml")
    oai.build()
    assert (oai.dates(), ledger(oai)) == (before, kept)
    oai.close()
    shutil.rmtree(oai.catalogue.state)
    oai.build()
    assert (oai.dates(), ledger(oai)) == (before, kept)


def test_a_corrected_record_moves_and_no_other(oai: Repository) -> None:
    before = oai.dates()
    oai.later()
    oai.edit(TITLE, OTHER)
    oai.build()
    moment = written(oai.later())
    after = oai.dates()
    assert {name for name in after if after[name] != before[name]} == {ENTRY}
    assert after[ENTRY] == moment, "the moment of the first answer, not that of the edit"
    assert set(oai.dates(from_=moment)) == {ENTRY}
    oai.later()
    assert oai.dates() == after
    lines = [set(text.splitlines()) for text in (ledger(oai),)]
    assert sum(moment.encode() in line for line in lines[0]) == 1


@pytest.mark.parametrize(
    ("file", "before", "after", "moved"),
    [
        ("agents.ttl", 'foaf:name "Anne Delcourt"', 'foaf:name "Anne Petit"', {"le-numerique-", "travailler-"}),
        ("agents.ttl", '"Ministère de l\'Accueil"', '"Ministère"', {"amenager-", "ouvrir-"}),
        ("topics.ttl", '"Horaires"@fr', '"Horaires élargis"@fr', {"amenager-", "ouvrir-"}),
        ("mediatheques-2025.ttl", '"« Le numérique', "\"« L'outil", {"le-numerique-", "dossier-"}),
        ("mediatheques-2025.ttl", "schema:position 4 .", "schema:position 44 .", {"amenager-"}),
    ],
    ids=["author", "body above a publisher", "topic", "part of a dossier", "place in a selection"],
)
def test_what_others_show_of_a_thing_moves_them(
    oai: Repository, file: str, before: str, after: str, moved: set[str]
) -> None:
    known = oai.dates()
    oai.later()
    oai.edit(before, after, file)
    oai.build()
    found = {name.removeprefix("oai:w3id.org:id/entry/") for name, date in oai.dates().items() if date != known[name]}
    assert len(found) == len(moved)
    assert all(any(name.startswith(start) for name in found) for start in moved), found


def test_what_was_changed_and_changed_back_does_not_move(oai: Repository) -> None:
    before = oai.dates()
    oai.later()
    oai.edit(TITLE, OTHER)
    oai.edit(OTHER, TITLE)
    oai.build()
    assert oai.dates() == before


def test_a_change_made_before_the_last_answer_is_not_missed(oai: Repository) -> None:
    """A harvester that asks after the edit, before the build, asks the next time from that moment on."""
    oai.build()
    oai.later()
    oai.edit(TITLE, OTHER)
    asked = written(oai.later())
    assert ENTRY in oai.dates()
    oai.later()
    oai.build()
    assert set(oai.dates(from_=asked)) == {ENTRY}


def test_the_clock_may_go_back(oai: Repository) -> None:
    oai.dates()
    for title in (OTHER, TITLE.replace("une", "deux")):
        newest = max(oai.dates().values())
        oai.later(-86_400)
        oai.edit(TITLE if title == OTHER else OTHER, title)
        oai.build()
        assert oai.dates()[ENTRY] > newest


def test_settings_that_are_in_each_record_move_each(oai: Repository) -> None:
    before = oai.dates()
    oai.later()
    oai.edit("base =", 'licence = "https://example.org/licence"\nbase =', "../catalogue.toml")
    oai.build()
    assert [name for name, date in oai.dates().items() if date == before[name]] == [MERGED]


def test_a_withdrawn_record_stays_as_deleted_in_its_sets(oai: Repository) -> None:
    before = oai.dates()
    take_out(oai)
    oai.later()
    oai.build()
    assert set(oai.dates()) == set(before)
    for arguments in ({}, {"set": PUBLICS}, {"set": "topic"}, {"set": "selection"}, {"from_": written(oai.moment)}):
        assert gone(oai, **arguments) == {ALONE}
    record = oai.ask("GetRecord", identifier=ALONE, metadataPrefix="mods").find(f".//{OAI}record")
    assert [one.tag for one in record] == [f"{OAI}header"]
    assert oai.error("ListMetadataFormats", identifier=ALONE) == "noMetadataFormats"
    assert oai.error("GetRecord", identifier=ALONE, metadataPrefix="x") == "cannotDisseminateFormat"
    oai.later()
    oai.build()
    assert gone(oai, set=PUBLICS) == {ALONE}
    assert ALONE not in gone(oai, from_=written(oai.moment))


def test_what_was_withdrawn_before_anybody_asked_is_told_in_each_set(oai: Repository) -> None:
    take_out(oai)
    assert gone(oai) == gone(oai, set=PUBLICS) == gone(oai, set=HORAIRES) == {ALONE}


def test_what_is_gone_without_a_word_is_deleted_and_may_come_back(oai: Repository) -> None:
    everything = set(oai.dates()) - {MERGED}
    path = oai.catalogue.graph / "mediatheques-2025.ttl"
    kept = path.read_bytes()
    path.write_text("", encoding="utf-8")
    oai.later()
    oai.build()
    assert gone(oai) == everything
    path.write_bytes(kept)
    moment = written(oai.later())
    oai.build()
    assert gone(oai) == set()
    assert set(oai.dates(from_=moment)) == everything


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (1, "# something else\n"),
        (3, "<<<<<<< HEAD\n"),
        (3, "id/entry/a\t2025-03-20\t0123456789abcdef\t\n"),
        (3, "id/entry/a\t2025-03-20T09:00:00Z\tx\t\n"),
        (3, "id/entry/zz\t2025-03-20T09:00:00Z\t-\t\n"),
    ],
)
def test_a_damaged_ledger_is_refused_with_its_line(oai: Repository, line: int, text: str) -> None:
    oai.dates()
    oai.close()
    path = oai.catalogue.directory / FILE_NAME
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[line - 1 : line - 1] = [text]
    path.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        oai.build()
    assert (caught.value.file, caught.value.line) == (path, line + ("zz" in text))
    assert caught.value.remedy


def test_a_ledger_that_cannot_be_written_is_told(oai: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    oai.build()
    monkeypatch.setattr(
        "bibliographe.serve.oai.ledger.replacing", lambda _path: (_ for _ in ()).throw(OSError(30, "x"))
    )
    with pytest.raises(StoreError, match=FILE_NAME):
        oai.ask("Identify")
    monkeypatch.undo()
    assert oai.error("Identify") is None


def test_what_was_told_already_is_told_again_where_nothing_can_be_written(
    oai: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = oai.dates()
    oai.close()

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("bibliographe.store.besides.Lock", refuse)
    assert oai.dates() == before


def test_a_process_killed_between_ledger_and_index_changes_no_date(oai: Repository) -> None:
    oai.dates()
    oai.later()
    oai.edit(TITLE, OTHER)
    oai.build()
    (index,) = oai.catalogue.state.glob("builds/*/oai-*.sqlite")
    unsettled = index.read_bytes()
    oai.later()
    dates = oai.dates()
    oai.close()
    index.write_bytes(unsettled)
    oai.later()
    oai.build()
    assert oai.dates() == dates


def test_an_older_ledger_from_a_backup_counts(oai: Repository) -> None:
    oai.dates()
    old = ledger(oai)
    oai.later()
    oai.edit(TITLE, OTHER)
    oai.build()
    oai.dates()
    (oai.catalogue.directory / FILE_NAME).write_bytes(old)
    moment = written(oai.later())
    oai.build()
    assert set(oai.dates(from_=moment)) == {ENTRY}


def test_two_processes_serve_one_catalogue(oai: Repository) -> None:
    from bibliographe.serve.oai.provider import Provider

    oai.build()
    assert oai.opened
    other = Provider(oai.opened)
    oai.later()
    first = oai.dates()
    oai.provider, mine = other, oai.provider
    assert oai.dates() == first
    assert mine
    mine.close()


def test_a_damaged_index_is_made_again(oai: Repository) -> None:
    dates = oai.dates()
    oai.close()
    (index,) = oai.catalogue.state.glob("builds/*/oai-*.sqlite")
    index.write_bytes(b"no index" * 1000)
    oai.build()
    assert oai.dates() == dates
