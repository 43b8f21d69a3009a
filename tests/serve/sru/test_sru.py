"""Answers of SRU: hits, records, diagnostics, explain; by a library system's own client too."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bibliographe.serve.oai.routes import provider_of
from bibliographe.serve.search.routes import search_index
from bibliographe.serve.sru.answering import Searched, answer
from tests.serve.conftest import ABSTRACT, ENTRY

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from bibliographe.serve.site import Site

SRW = "{http://www.loc.gov/zing/srw/}"
DIAGNOSTIC = "{http://www.loc.gov/zing/srw/diagnostic/}"


def asked(client: TestClient, query: str, **more: str) -> etree._Element:
    """Return the root of the answer to a search."""
    params = {"operation": "searchRetrieve", "version": "1.2", "query": query, "maximumRecords": "50", **more}
    answer = client.get("/sru", params={name: value for name, value in params.items() if value != "-"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/xml")
    return etree.fromstring(answer.content)


def total(root: etree._Element) -> int:
    return int(root.findtext(f"{SRW}numberOfRecords") or "-1")


def diagnostics(root: etree._Element) -> list[str]:
    return [(one.text or "").rpartition("/")[2] for one in root.iter(f"{DIAGNOSTIC}uri")]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("cql.allRecords=1", 8),
        ("amenager", 1),
        ('dc.title = "banque d\'accueil"', 1),
        ('dc.title exact "Aménager une banque d\'accueil"', 1),
        ('title == "aménager une banque"', 0),
        ("dc.creator=delcourt", 2),
        ('dc.title any "amenager horaires"', 2),
        ('dc.title all "amenager horaires"', 0),
        ("title=amenager or title=horaires", 2),
        ("title=amenager and title=horaires", 0),
        ("cql.allRecords=1 not title=amenager", 7),
        ("title=amen*", 1),
        ("title=am?nager", 1),
        ("dc.date=2021", 1),
        ("dc.date<1900", 0),
        ('dc.date within "2000 2030"', 8),
        ("dc.date>=2021-05-01 and dc.date<=2021", 1),
        ("bath.isbn=978-2-12-345680-3", 2),
        ("isbn=2123456802", 2),
        ("dc.identifier=1234567890123", 0),
        ('> n="info:srw/cql-context-set/1/dc-v1.1" n.title=amenager', 1),
        ('title="l\'"', 0),
    ],
)  # fmt: skip
def test_a_query_finds_what_it_asks_for(client: TestClient, query: str, count: int) -> None:
    root = asked(client, query)
    assert diagnostics(root) == []
    assert total(root) == count


@pytest.mark.parametrize(
    ("query", "more", "number"),
    [
        ("title=", {}, "10"),
        ("title~a", {}, ""),
        ("zzz.title=a", {}, "15"),
        ('> x="info:nothing" x.title=a', {}, "15"),
        ("dc.colour=a", {}, "16"),
        ("title encloses a", {}, "22"),
        ("title cql.fuzzy a", {}, "19"),
        ("title =/stem a", {}, "20"),
        ("title < a", {}, "22"),
        ("date=spring", {}, "36"),
        ('title=""', {}, "27"),
        ("title=*", {}, "29"),
        ("title=^a", {}, "31"),
        ('title="am* une"', {}, "33"),
        ("a prox b", {}, "39"),
        ("a and/x b", {}, "46"),
        ("a sortby dc.publisher", {}, "86"),
        ("a sortby dc.date/sort.ignoreCase", {}, "82"),
        ("a sortby dc.date dc.title", {}, "80"),
        ("accueil", {"startRecord": "50"}, "61"),
        ("accueil", {"startRecord": "0"}, "6"),
        ("accueil", {"maximumRecords": "many"}, "6"),
        ("accueil", {"recordSchema": "onix"}, "66"),
        ("accueil", {"recordPacking": "zip"}, "71"),
        ("accueil", {"recordXPath": "/a"}, "72"),
        ("accueil", {"sortKeys": "title"}, "80"),
        ("accueil", {"stylesheet": "http://x.example/a.xsl"}, "110"),
        ("accueil", {"version": "3.0"}, "5"),
        ("accueil", {"version": "-"}, "7"),
        ("-", {}, "7"),
        ("accueil", {"colour": "red"}, "8"),
        ("accueil", {"operation": "update"}, "4"),
    ],
)
def test_what_cannot_be_met_has_its_diagnostic(
    client: TestClient, query: str, more: dict[str, str], number: str
) -> None:
    assert diagnostics(asked(client, query, **more)) == ([number] if number else [])


def test_records_are_dublin_core_unimarc_and_mods(client: TestClient) -> None:
    for schema, root_name in (
        ("dc", "dc"),
        ("marcxml", "record"),
        ("mods", "mods"),
        ("info:srw/schema/1/dc-v1.1", "dc"),
    ):
        root = asked(client, "title=amenager", recordSchema=schema)
        record = root.find(f".//{SRW}recordData/*")
        assert record is not None
        assert etree.QName(record).localname == root_name
        assert "Aménager une banque d'accueil" in etree.tostring(record, encoding="unicode", method="text")
        assert root.findtext(f".//{SRW}recordIdentifier", "").endswith(f"/id/{ENTRY}")
        assert ABSTRACT not in etree.tostring(root, encoding="unicode")
    packed = asked(client, "title=amenager", recordPacking="string")
    assert etree.fromstring(packed.findtext(f".//{SRW}recordData", "")).tag.endswith("}dc")


def test_pages_follow_each_other(client: TestClient) -> None:
    seen, start = [], "1"
    while start:
        root = asked(client, "cql.allRecords=1 sortby dc.title", startRecord=start, maximumRecords="3")
        seen += [one.text for one in root.iter(f"{SRW}recordIdentifier")]
        start = root.findtext(f"{SRW}nextRecordPosition") or ""
    assert len(seen) == len(set(seen)) == 8
    assert total(asked(client, "cql.allRecords=1", maximumRecords="0")) == 8
    assert root.find(f"{SRW}extraResponseData") is not None


def test_the_order_is_that_which_is_asked_for(client: TestClient) -> None:
    dates = {}
    for way in ("ascending", "descending"):
        root = asked(client, f"cql.allRecords=1 sortby dc.date/sort.{way}")
        dates[way] = [(one.text or "")[:4] for one in root.iter("{http://purl.org/dc/elements/1.1/}date")]
    assert dates["ascending"] == sorted(dates["ascending"])
    assert dates["descending"] == sorted(dates["descending"], reverse=True)


def test_an_answer_tells_back_what_was_asked_in_the_version_that_was_asked(client: TestClient) -> None:
    root = asked(client, 'title="<&\x07>"', version="1.1")
    assert root.findtext(f"{SRW}version") == "1.1"
    assert root.findtext(f"{SRW}echoedSearchRetrieveRequest/{SRW}query") == 'title="<&>"'
    assert root.find(f".//{SRW}recordIdentifier") is None
    form = {"operation": "searchRetrieve", "version": "1.1", "query": "amenager"}
    assert total(etree.fromstring(client.post("/sru", data=form).content)) == 1


def test_explain_lists_what_can_be_asked(client: TestClient) -> None:
    for path in (
        "/sru",
        "/sru?operation=explain&version=1.2",
        "/sru?version=1.1&operation=explain&recordPacking=string",
    ):
        root = etree.fromstring(client.get(path).content)
        assert root.tag == f"{SRW}explainResponse"
        data = root.find(f".//{SRW}recordData")
        assert data is not None
        explain = data[0] if len(data) else etree.fromstring(data.text or "")
        names = {one.text for one in explain.iter("{*}name")}
        assert {"title", "creator", "subject", "date", "publisher", "isbn", "issn", "anywhere"} <= names
        assert [one.get("name") for one in explain.iter("{*}schema")] == ["dc", "marcxml", "mods"]
    assert diagnostics(etree.fromstring(client.get("/sru?colour=red").content)) == ["8"]


PIECES = (
    *"title dc.date isbn = all any exact < within and or not ( ) \" a* l' * ?b 2021 /x > sortby dc.title é … ^".split(),  # noqa: SIM905 - a list to read
    *("\\", "\x00", '""', '"a b"', '"de la"', '"2018 2022"'),
)


def scan(client: TestClient, clause: str, **more: str) -> etree._Element:
    """Return the root of the answer to a look into an index."""
    params = {"operation": "scan", "version": "1.2", "scanClause": clause, **more}
    return etree.fromstring(client.get("/sru", params=params).content)


def terms(root: etree._Element) -> list[tuple[str, int]]:
    return [(one.findtext(f"{SRW}value") or "", total(one)) for one in root.iter(f"{SRW}term")]


def test_an_index_is_looked_into(client: TestClient) -> None:
    assert terms(scan(client, "dc.date=2022")) == [("2022", 1), ("2023", 3), ("2024", 3)]
    assert terms(scan(client, "dc.creator = d", maximumTerms="1")) == [("delcourt", 2)]
    root = scan(client, "dc.title=Accueil", maximumTerms="3", responsePosition="1")
    assert root.tag == f"{SRW}scanResponse"
    assert [term for term, _records in terms(root)] == ["accueil", "accueillir", "agents"]
    assert root.findtext(f".//{SRW}whereInList") == "first"
    assert root.findtext(f".//{SRW}echoedScanRequest/{SRW}scanClause") == "dc.title=Accueil"
    for name in ("dc.title", "dc.subject", "dc.publisher", "cql.anywhere", "dc.identifier"):
        for term, records in terms(scan(client, f'{name} = ""', maximumTerms="5")):
            assert total(asked(client, f'{name} = "{term}"')) == records


def test_the_place_of_the_first_term_may_be_chosen(client: TestClient) -> None:
    clause, three = "dc.title=amenager", {"maximumTerms": "3"}
    found = [terms(scan(client, clause, responsePosition=str(place), **three)) for place in range(5)]
    assert [[term for term, _records in one].index("amenager") + 1 for one in found[1:4]] == [1, 2, 3]
    assert "amenager" not in dict(found[0]) | dict(found[4])


@pytest.mark.parametrize(
    ("clause", "more", "number"),
    [
        ("dc.title<a", {}, "19"),
        ("dc.title=/stem a", {}, "20"),
        ("dc.colour=a", {}, "16"),
        ("cql.allRecords=1", {}, "16"),
        ("a and b", {}, "10"),
        (" ", {}, "7"),
        ("a", {"maximumTerms": "0"}, "6"),
        ("a", {"maximumTerms": "500"}, "121"),
        ("a", {"responsePosition": "50"}, "120"),
        ("a", {"query": "b"}, "8"),
    ],
)
def test_what_cannot_be_looked_into_has_its_diagnostic(
    client: TestClient, clause: str, more: dict[str, str], number: str
) -> None:
    root = scan(client, clause, **more)
    assert root.tag == f"{SRW}scanResponse"
    assert diagnostics(root) == [number]


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_any_query_is_answered_or_has_a_diagnostic(site: Site, pieces: list[str]) -> None:
    with site.reading() as snapshot:
        searched = Searched(snapshot.once(provider_of).source, snapshot.once(search_index), "")
        said = [("version", "1.2"), ("query", " ".join(pieces)), ("maximumRecords", "1")]
        root = etree.fromstring(answer(searched, said, "http://x.example/sru"))
    assert root.find(f"{SRW}numberOfRecords") is not None or root.tag == f"{SRW}explainResponse"


@pytest.mark.skipif(shutil.which("yaz-client") is None, reason="yaz-client (Debian's yaz) is not installed")
def test_a_library_system_searches(address: str) -> None:
    commands = (
        f"sru GET 1.2\nopen {address}/sru\nquerytype cql\nfind dc.title=amenager\nshow 1\nschema marcxml\n"
        "show 1\nfind zzz.title=a\nscan dc.creator=d\nquit\n"
    )
    done = subprocess.run(["yaz-client"], input=commands, capture_output=True, text=True, check=False, timeout=60)
    assert "Number of hits: 1" in done.stdout
    assert "Aménager une banque d'accueil" in done.stdout
    assert 'tag="200"' in done.stdout
    assert "15" in done.stdout.partition("zzz")[2] or "Unsupported context set" in done.stdout
    assert "delcourt: 2" in done.stdout
