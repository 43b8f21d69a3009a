"""Servers that are busy, forgetful, broken, slow, or something else than they should be."""

from __future__ import annotations

import gzip
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import HarvestError
from bibliographe.harvest import transport
from bibliographe.harvest.known import Known
from bibliographe.harvest.places import held, places
from bibliographe.harvest.state import State

from .faulty import Reply, envelope, faulty, gone, page, record, refusal

if TYPE_CHECKING:
    from .conftest import Harvester

TWO = page(record(1), record(2))
HTML = "<!DOCTYPE html>\n<html><body>Maintenance</body></html>"


def in_pages(asked: dict[str, str], _count: int) -> str:
    """Three pages of two records."""
    number = int(asked.get("resumptionToken", "1"))
    rest = None if number == 3 else str(number + 1)
    return page(record(2 * number - 1), record(2 * number), token=rest or "", attributes=' completeListSize="6"')


def once_then(first: Reply | str, then: str = TWO) -> object:
    return lambda _asked, count: first if count == 0 else then


@pytest.mark.parametrize(
    ("first", "waits"),
    [
        (Reply("", 503, {"Retry-After": "7"}), [7.0]),
        (Reply(HTML, 503), [2.0]),
        (Reply("trop", 429, {"Retry-After": "3"}), [3.0]),
        (Reply("", 500, {"Retry-After": "bientôt".encode().decode("latin-1")}), [2.0]),
        (Reply(TWO[:300], said_length=len(TWO.encode())), [2.0]),
        (Reply(TWO[:300]), [2.0]),
        (Reply(gzip.compress(TWO.encode())[:100], headers={"Content-Encoding": "gzip"}), [2.0]),
        (Reply(TWO, said_length=10_000), [2.0]),
        (Reply(HTML), [2.0]),
        (Reply(b""), [2.0]),
    ],
)
def test_what_may_pass_is_asked_for_again(harvester: Harvester, first: Reply, waits: list[float]) -> None:
    with faulty(once_then(first)) as server:  # type: ignore[arg-type]
        found = harvester(server.address)
    assert (found.kept, found.counts.retries, found.counts.requests) == (2, 1, 3)
    assert [wait for wait in harvester.waits if wait] == waits
    assert len(harvester.told) == 1


def test_a_date_to_come_back_at_is_kept_to(harvester: Harvester) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    with faulty(once_then(Reply("", 503, {"Retry-After": later}))) as server:  # type: ignore[arg-type]
        harvester(server.address)
    assert 50 < max(harvester.waits) <= 60


def test_waits_double_up_to_a_limit_and_end(harvester: Harvester) -> None:
    harvester.manners = replace(harvester.manners, attempts=6)
    with faulty(lambda _asked, _count: Reply("", 502)) as server, pytest.raises(HarvestError, match="502") as given_up:
        harvester(server.address)
    assert [wait for wait in harvester.waits if wait] == [2.0, 4.0, 8.0, 8.0, 8.0]
    assert "again later" in given_up.value.describe("en")


def test_a_server_that_wants_much_time_gets_it(harvester: Harvester) -> None:
    with faulty(lambda _asked, _count: Reply("", 503, {"Retry-After": "86400"})) as server:
        with pytest.raises(HarvestError, match="86400"):
            harvester(server.address)
        assert server.lists == 1


def test_a_stopped_list_goes_on_with_its_last_token(harvester: Harvester) -> None:
    broken = True

    def answer(asked: dict[str, str], count: int) -> Reply | str:
        return Reply("", 502) if broken and asked.get("resumptionToken") == "3" else in_pages(asked, count)

    with faulty(answer) as server:
        with pytest.raises(HarvestError):
            harvester(server.address)
        assert not harvester.bytes()
        asked = server.lists
        broken = False
        found = harvester(server.address)
        assert server.lists == asked + 1
    assert (found.read, found.pages, found.resumed) == (6, 3, True)
    assert len(harvester.titles()) == 6


def test_a_token_that_is_forgotten_begins_the_list_again_without_doubles(harvester: Harvester) -> None:
    def answer(asked: dict[str, str], count: int) -> str:
        return refusal("badResumptionToken") if count == 2 else in_pages(asked, count)

    with faulty(answer) as server:
        found = harvester(server.address)
    assert (found.read, found.kept, found.repeated, found.restarts, found.pages) == (6, 6, 0, 1, 3)
    assert len(harvester.titles()) == 6
    assert len(list((harvester.folder / "runs" / "0001").glob("*.xml"))) == 3


def test_a_token_that_is_never_known_ends_the_harvest(harvester: Harvester) -> None:
    def answer(asked: dict[str, str], count: int) -> str:
        return refusal("badResumptionToken") if "resumptionToken" in asked else in_pages(asked, count)

    with faulty(answer) as server, pytest.raises(HarvestError, match="badResumptionToken"):
        harvester(server.address)
    assert not harvester.bytes()


def test_a_list_that_goes_round_in_circles_ends(harvester: Harvester) -> None:
    with faulty(lambda _asked, _count: page(record(1), token="same")) as server:
        with pytest.raises(HarvestError, match="circles"):
            harvester(server.address)
        assert server.lists < 20


def test_a_broken_record_is_put_apart_with_its_bytes_and_hides_no_other(harvester: Harvester) -> None:
    broken = record(2, content="<oai_dc:dc><dc:title>a & b</dc:title></oai_dc:dc>")
    untitled = record(4, content='<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"/>')
    other = record(5, content='<x xmlns="urn:x"/>')
    bare = "<record><header><identifier>oai:f:6</identifier><datestamp>2026-01-01</datestamp></header></record>\n"
    nameless = record(7).replace("<identifier>oai:f:7</identifier>", "")

    def answer(asked: dict[str, str], count: int) -> str:
        if "resumptionToken" in asked:
            return page(record(3), untitled, other, bare, nameless, gone(8))
        return page(record(1), broken, record(9), token="a&b")  # the token is not escaped either

    with faulty(answer) as server:
        found = harvester(server.address)
        assert server.requests[-1]["resumptionToken"] == "a&b"
    assert (found.read, found.kept, found.rejected, found.deleted) == (9, 3, 5, 1)
    assert harvester.titles() == ["Titre 1", "Titre 3", "Titre 9"]
    first = found.rejects[0]
    assert (first.page, first.identifier, first.reject.span.first) == ("runs/0001/000001.xml", "oai:f:2", 6)
    kept = (harvester.folder / "runs" / "0001" / "quarantine" / "000001-6.xml").read_text()
    assert kept in broken
    assert "a & b" in kept
    assert [one.identifier for one in found.rejects] == ["oai:f:2", "oai:f:4", "oai:f:5", "oai:f:6", None]


def test_a_record_that_breaks_later_stays_what_it_was(harvester: Harvester) -> None:
    pages = [TWO, page(record(1), record(2).replace("Titre 2", "Titre & 2"))]
    with faulty(lambda _asked, count: pages[min(count, 1)]) as server:
        harvester(server.address)
        found = harvester(server.address, restart=True)
    assert (found.kept, found.rejected) == (1, 1)
    assert found.imported
    assert found.imported.update.vanished == []
    assert harvester.titles() == ["Titre 1", "Titre 2"]


def test_a_record_that_comes_twice_counts_once_and_the_last_time(harvester: Harvester) -> None:
    def answer(asked: dict[str, str], _count: int) -> str:
        if "resumptionToken" in asked:
            return page(record(1, "Titre changé"), record(3))
        return page(record(1), record(2), token="b")

    with faulty(answer) as server:
        found = harvester(server.address)
    assert (found.read, found.kept, found.repeated) == (3, 3, 1)
    assert harvester.titles() == ["Titre 2", "Titre 3", "Titre changé"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(gzip.compress(TWO.encode()), headers={"Content-Encoding": "gzip"}),
        Reply(gzip.compress(TWO.encode())),
        Reply(
            gzip.compress(TWO[:90].encode()) + gzip.compress(TWO[90:].encode()), headers={"Content-Encoding": "gzip"}
        ),
        Reply(TWO, headers={"Content-Encoding": "gzip"}),
        Reply(TWO, 404),
        Reply("\ufeff" + TWO),
    ],
)
def test_answers_are_what_they_are_whatever_their_headers_say(harvester: Harvester, reply: Reply) -> None:
    with faulty(lambda _asked, _count: reply) as server:
        assert harvester(server.address).kept == 2


def test_another_encoding_than_is_said_is_read_or_doubted(harvester: Harvester) -> None:
    latin = page(record(1, "Médiathèque")).encode("latin-1")
    mixed = page(record(2, "Médiathèque éclairée")).encode().replace("éclairée".encode(), b"\xe9clair\xc3\xa9e")
    with faulty(lambda asked, _count: mixed if asked.get("set") else latin) as server:
        harvester(server.address)
        assert harvester.titles() == ["Médiathèque"]
        found = harvester(server.address, set="x", source_id="autre")
    assert found.imported
    assert [doubt.field for entry in found.imported.doubtful for doubt in entry.doubts] == ["text"]


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_without_end_is_refused(harvester: Harvester, monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    monkeypatch.setattr(transport, "SIZE_LIMIT", 10_000)
    large = page(record(1), record(2, "a" * 20_000)).encode()
    body = gzip.compress(large) if packed else large
    with faulty(lambda _asked, _count: body) as server, pytest.raises(HarvestError, match="more than"):
        harvester(server.address)


@pytest.mark.parametrize(("silence", "said"), [(0.3, "nothing received"), (60.0, "no whole answer")])
def test_a_slow_answer_is_not_waited_for(harvester: Harvester, silence: float, said: str) -> None:
    drip = 0.05 if silence > 1 else 2.0
    harvester.manners = replace(harvester.manners, silence=silence, deadline=1.0, attempts=2)
    started = time.monotonic()
    with faulty(lambda _asked, _count: Reply(TWO, drip=drip)) as server, pytest.raises(HarvestError, match=said):
        harvester(server.address)
    assert time.monotonic() - started < 10


def test_entities_are_not_read(harvester: Harvester) -> None:
    bomb = TWO.replace("\n<OAI-PMH", '\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<OAI-PMH', 1)
    bomb = bomb.replace("Titre 1", "&a;")
    with faulty(lambda _asked, _count: bomb) as server, pytest.raises(HarvestError, match="entities"):
        harvester(server.address)
    assert not harvester.bytes()


def test_a_format_that_no_reader_reads_is_refused_at_the_first_page(harvester: Harvester) -> None:
    def answer(_asked: dict[str, str], _count: int) -> str:
        return page(record(1, content='<x xmlns="urn:x"/>'), token="2")

    with faulty(answer) as server:
        with pytest.raises(HarvestError, match="urn:x"):
            harvester(server.address)
        assert server.lists == 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("cannotDisseminateFormat", "marcxml, oai_dc"),
        ("noSetHierarchy", "without --set"),
        ("badArgument", "words of the server"),
        ("idDoesNotExist", "idDoesNotExist"),
    ],
)
def test_refusals(harvester: Harvester, error: str, said: str) -> None:
    answer = refusal(error, "words of the server")
    with faulty(lambda _asked, _count: answer) as server, pytest.raises(HarvestError) as refused:
        harvester(server.address)
    assert said in refused.value.describe("en")


@pytest.mark.parametrize(
    ("to", "kept"),
    [
        ("http://127.0.0.1:{port}/ailleurs?verb=ListRecords&metadataPrefix=oai_dc", True),
        ("/ailleurs", True),
        ("http://localhost:{port}/oai", False),
        ("ftp://127.0.0.1/oai", False),
        ("file:///etc/hostname", False),
    ],
)
def test_redirects_stay_on_one_host(harvester: Harvester, to: str, kept: bool) -> None:
    moved = False

    def answer(_asked: dict[str, str], _count: int) -> Reply | str:
        nonlocal moved
        if moved:
            return TWO
        moved = True
        return Reply("", 302, {"Location": to.format(port=server.address.split(":")[2].split("/")[0])})

    with faulty(answer) as server:
        if kept:
            assert harvester(server.address).kept == 2
        else:
            with pytest.raises(HarvestError):
                harvester(server.address)
            assert server.lists == 1


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/oai", "file:///etc/passwd", "example.org/oai", "http://", "http://a b/", "http://u:p@h/",
        "http://example.org/oai?verb=Identify", "http://example.org:99999/", "http://[", "",
    ],
)  # fmt: skip
def test_addresses_that_are_none(harvester: Harvester, address: str) -> None:
    with pytest.raises(HarvestError, match="not the address"):
        harvester(address)


@pytest.mark.parametrize("body", [HTML, "<rss/>", "rien", "", envelope("<Identify/>"), refusal("badVerb")])
def test_another_thing_than_a_repository(harvester: Harvester, body: str) -> None:
    with faulty(lambda _asked, _count: TWO, identify=lambda: body) as server:
        with pytest.raises(HarvestError) as refused:
            harvester(server.address)
        assert "browser" in refused.value.describe("en")
        assert len(server.requests) == 1


def test_nobody_there(harvester: Harvester) -> None:
    with pytest.raises(HarvestError, match="no answer"):
        harvester("http://127.0.0.1:9/oai")
    assert harvester.waits


def test_two_harvests_of_one_source_keep_out_of_each_other(harvester: Harvester) -> None:
    with faulty(lambda _asked, _count: TWO) as server:
        with held(places(harvester.catalogue, "depot")), pytest.raises(HarvestError, match="already"):
            harvester(server.address)
        assert server.requests == []
        assert harvester(server.address).kept == 2


@pytest.mark.parametrize(("step", "lists"), [("take_in", 0), ("note_addresses", 0), ("end", 0), ("save", 2)])
def test_stopped_between_any_two_steps_it_ends_as_if_it_had_not_been(
    harvester: Harvester, monkeypatch: pytest.MonkeyPatch, step: str, lists: int
) -> None:
    with faulty(in_pages) as server:
        harvester(server.address)
        whole = harvester.bytes()
        for path in harvester.catalogue.graph.rglob("*.ttl"):
            path.unlink()
        shutil.rmtree(harvester.folder)
        holder = State if hasattr(State, step) else Known
        real, count = getattr(holder, step), 0

        def stopping(self: State | Known, *arguments: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count == (2 if step == "save" else 1):
                raise KeyboardInterrupt
            return real(self, *arguments, **named)

        with monkeypatch.context() as patched:
            patched.setattr(holder, step, stopping)
            with pytest.raises(KeyboardInterrupt):
                harvester(server.address)
        before = server.lists
        found = harvester(server.address)
        assert server.lists - before == lists
    assert (found.read, found.kept, found.resumed) == (6, 6, True)
    assert harvester.bytes() == whole


def test_a_damaged_state_is_told(harvester: Harvester) -> None:
    with faulty(in_pages) as server:
        harvester(server.address)
        (harvester.folder / "state.sqlite").write_bytes(b"no base " * 1000)
        with pytest.raises(HarvestError, match="delete this file"):
            harvester(server.address)
        (harvester.folder / "state.sqlite").unlink()
        assert harvester(server.address).kept == 6


def test_a_kept_page_that_was_lost_is_taken_again(harvester: Harvester, monkeypatch: pytest.MonkeyPatch) -> None:
    with faulty(in_pages) as server:
        with monkeypatch.context() as patched:
            patched.setattr(Known, "take_in", lambda *_a, **_n: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                harvester(server.address)
        (harvester.folder / "runs" / "0001" / "000002.xml").unlink()
        with pytest.raises(HarvestError, match="run it again"):
            harvester(server.address)
        assert harvester(server.address).kept == 6
    assert len(harvester.titles()) == 6
