"""Answers, datestamps and formats by themselves, and garbage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliographe.harvest.answers import NotOaiError, Record, header_of, read_answer
from bibliographe.harvest.client import retry_after
from bibliographe.harvest.datestamps import SECONDS, earlier, in_granularity, overlapping
from bibliographe.harvest.formats import Formats
from bibliographe.harvest.harvesting import Wish
from bibliographe.harvest.slicing import slices
from bibliographe.harvest.transport import TroubleError
from bibliographe.ingest import registry
from bibliographe.ingest.records.xml_nodes import Node, read_records
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Reject

from .faulty import envelope, gone, page, record, refusal

DAYS = "YYYY-MM-DD"
PIECES = [
    "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>", "</OAI-PMH>", "<ListRecords>", "</ListRecords>",
    "<record>", "</record>", "<header><identifier>a", "</identifier></header>", "<metadata>", "</metadata>",
    "<resumptionToken>", "&", "</resumptionToken>", "<error code='x'>", "<responseDate>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>", "é", "<", ">", "\0",
]  # fmt: skip


def test_an_answer() -> None:
    answer = read_answer(page(record(1), gone(2), token="é&amp;x ", attributes=' completeListSize="40"').encode(), "p")
    assert answer.date == "2026-03-01T10:00:00Z"
    assert answer.token
    assert (answer.token.value, answer.token.size) == ("é&x", 40)
    headers = [header_of(one) for one in answer.records]
    assert [(one.identifier, one.deleted) for one in headers if one] == [("oai:f:1", False), ("oai:f:2", True)]
    assert read_answer(refusal("noRecordsMatch", "a\n b").encode(), "p").errors == {"noRecordsMatch": "a b"}


def test_a_prefix_for_the_envelope_changes_nothing() -> None:
    text = page(record(1), token="x")
    for name in ("OAI-PMH", "responseDate", "request", "ListRecords", "record", "header", "identifier", "datestamp"):
        text = text.replace(f"<{name}>", f"<o:{name}>").replace(f"</{name}>", f"</o:{name}>")
    text = text.replace("<OAI-PMH xmlns=", "<o:OAI-PMH xmlns:o=").replace("metadata>", "o:metadata>")
    text = text.replace("</o:metadata", "</o:metadata").replace("resumptionToken>", "o:resumptionToken>")
    answer = read_answer(text.encode(), "p")
    (only,) = answer.records
    assert isinstance(only, Record)
    assert (header := header_of(only))
    assert header.identifier == "oai:f:1"
    assert answer.token
    assert answer.token.value == "x"


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_garbage_is_an_answer_or_none(text: str) -> None:
    for body in (text, envelope(text)):
        try:
            answer = read_answer(body.encode(), "p")
        except (NotOaiError, TroubleError):
            continue
        for one in answer.records:
            header_of(one)


@pytest.mark.parametrize(
    ("said", "granularity", "expected"),
    [
        ("2026-03-01T00:00:00Z", SECONDS, "2026-02-28T23:59:59Z"),
        ("2026-03-01T00:00:00.123Z", SECONDS, "2026-02-28T23:59:59Z"),
        ("2026-03-01T01:30:00+02:00", SECONDS, "2026-02-28T23:29:59Z"),
        ("2026-03-01T10:00:00", DAYS, "2026-02-28"),
        ("2026-03-01T01:30:00+02:00", DAYS, "2026-02-27"),
        ("0001-01-01T00:00:00Z", SECONDS, None),
        ("hier", DAYS, None),
    ],
)
def test_the_next_harvest_overlaps_by_one_unit(said: str, granularity: str, expected: str | None) -> None:
    assert overlapping(said, granularity) == expected


def test_dates_in_the_unit_of_the_repository() -> None:
    assert in_granularity("2026-01-31", SECONDS) == "2026-01-31T00:00:00Z"
    assert in_granularity("2026-01-31", SECONDS, end=True) == "2026-01-31T23:59:59Z"
    assert in_granularity("2026-01-31T08:00:00Z", SECONDS, end=True) == "2026-01-31T08:00:00Z"
    assert in_granularity("2026-01-31T08:00:00Z", DAYS) == "2026-01-31"
    assert in_granularity("2026-01-31", "?") == "2026-01-31"
    assert earlier("2026-01-31", "2026-01-31T00:00:01Z")
    assert not earlier("2026-02-01", "2026-01-31T00:00:01Z")


def test_retry_after() -> None:
    assert retry_after(" 12 ") == 12
    assert retry_after("Fri, 31 Dec 1999 23:59:59 GMT") == 0
    assert (retry_after("Fri, 31 Dec 2199 23:59:59 GMT") or 0) > 1e9
    for said in (None, "", "bientôt", "-3", "1.5", "Fri, 99 Foo 1999"):
        assert retry_after(said) is None


def test_sources_are_named_after_host_and_set() -> None:
    assert Wish("https://archives.example.org:8080/oai").name == "archives-example-org"
    assert Wish("https://archives.example.org/oai", set="Thèses:2024").name == "archives-example-org-theses-2024"
    assert Wish("http://A.example.org/oai/").subject == Wish("https://a.example.org/oai").subject
    assert Wish("http://a.example.org/?mode=oai").subject != Wish("http://a.example.org/").subject


class Marc:
    extensions = (".xml",)

    def recognises(self, source: Source) -> float:
        return 0.9 if 'tag="200"' in source.text else 0.1

    def read(self, source: Source) -> list[object]:
        return []


class Other(Marc):
    def recognises(self, source: Source) -> float:
        return 0.5

    namespaces = ("urn:ours",)


@pytest.mark.parametrize(
    ("prefix", "attributes", "fields", "expected"),
    [
        ("unimarc", "", "", Marc),
        ("marcxml", ' format="UNIMARC"', "", Marc),
        ("unimarc", ' format="MARC21"', "", Other),
        ("marc21", "", '<datafield tag="200"/>', Other),
        ("marcxml", "", '<datafield tag="200"/>', Marc),
        ("marcxml", "", '<datafield tag="245"/>', Other),
    ],
)
def test_which_marc(monkeypatch: pytest.MonkeyPatch, prefix: str, attributes: str, fields: str, expected: type) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "marc_readers", sys.modules[__name__])
    monkeypatch.setitem(registry._READERS, "unimarc", "marc_readers:Marc")
    monkeypatch.setitem(registry._READERS, "marc21", "marc_readers:Other")
    text = f'<record xmlns="http://www.loc.gov/MARC21/slim"{attributes}>{fields}</record>'
    answer = read_answer(page(record(1, content=text)).encode(), "p")
    (only,) = answer.records
    assert isinstance(only, Record)
    metadata = only.node.first("metadata", "record")
    assert metadata
    assert isinstance(Formats(prefix).reader_of(metadata, Source.from_bytes(text.encode(), "p")), expected)
    assert Formats("x").names("urn:ours") == ["marc21"]
    assert Formats("x").names("urn:nobody") == []


def test_slices_have_the_namespaces_around_them() -> None:
    text = (
        '<c xmlns="urn:c" xmlns:a="urn:a&amp;b" xmlns:x="urn:x">\n<r/><r></r>'
        '<a:r xmlns:x="urn:y" x:n="1>0">\n<x:e>é</x:e><r/><!-- c --></a:r ></c>'
    )
    found = slices(text, lambda _space, name: name == "r")
    assert [(one.space, one.line) for one in found] == [("urn:c", 2), ("urn:c", 2), ("urn:a&b", 2)]
    for one in found:
        assert [again.raw for again in slices(one.markup, lambda _space, name: name == "r")] == [one.markup]
        (node,) = read_records(one.markup, lambda *kind, own=(one.space, one.name): kind == own)
        assert isinstance(node, Node)
    assert [child.space for child in node.children] == ["urn:y", "urn:c"]
    assert found[0].markup == '<r xmlns="urn:c" xmlns:a="urn:a&amp;b" xmlns:x="urn:x"/>'


def test_records_of_marc_in_a_broken_page_are_not_taken_for_those_around_them() -> None:
    marc = '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>x</leader></record>'
    text = page(record(1, content=marc), record(2, content=marc.replace("x<", "&<")), record(3, content=marc))
    first, second, third = read_answer(text.encode(), "p").records
    assert (type(first), type(second), type(third)) == (Record, Reject, Record)
    assert isinstance(third, Record)
    assert third.node.first("metadata", "record", "leader")
    assert third.line == 5
