"""The six verbs, the formats, and every error code, asked as functions; each answer is validated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import RdfFormat, parse

from bibliographe.export.turtle import write_things
from bibliographe.graph.terms import Literal, NamedNode
from bibliographe.serve.oai.arguments import VERBS
from bibliographe.serve.oai.formats import FORMATS
from bibliographe.serve.oai.refusals import CODES

from .conftest import ADDRESS, MERGED, OAI, error_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Repository

BRIEFLY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ENTRY = "oai:w3id.org:id/entry/amenager-une-banque-d-accueil-83165d41"
DC = "{http://purl.org/dc/elements/1.1/}"
SMALL_CLOCK = "2025-03-20T09:00:00Z"


def test_identify(still: Repository) -> None:
    said = {one.tag.removeprefix(OAI): one.text for one in still.ask("Identify").find(f"{OAI}Identify")}
    assert said["repositoryName"] == "Petit catalogue inventé"
    assert said["baseURL"] == ADDRESS
    assert said["adminEmail"] == "bibliotheque@bdvc.example"
    assert said["earliestDatestamp"] == SMALL_CLOCK
    assert (said["deletedRecord"], said["granularity"]) == ("persistent", "YYYY-MM-DDThh:mm:ssZ")


def test_identify_without_a_mailbox_in_the_settings(oai: Repository) -> None:
    oai.edit('email = "bibliotheque@bdvc.example"', 'email = ""', "../catalogue.toml")
    assert oai.ask("Identify").findtext(f".//{OAI}adminEmail") == "webmaster@w3id.org"


@pytest.mark.parametrize("prefix", FORMATS)
def test_each_record_comes_in_each_format(still: Repository, prefix: str) -> None:
    records = list(still.harvest("ListRecords", metadataPrefix=prefix))
    assert [one[0].get("status") for one in records] == [None] * 8 + ["deleted"]
    for record in records[:-1]:
        assert record.find(f"{OAI}metadata")[0].tag.startswith(f"{{{FORMATS[prefix].namespace}}}")
        identifier = record.findtext(f".//{OAI}identifier")
        alone = still.ask("GetRecord", identifier=identifier, metadataPrefix=prefix).find(f".//{OAI}record")
        first, second = ([(one.tag, one.attrib, one.text) for one in tree.iter()] for tree in (alone, record))
        assert first == second


def test_formats_are_listed_with_their_schemas(still: Repository) -> None:
    for arguments in ({}, {"identifier": ENTRY}):
        listed = still.ask("ListMetadataFormats", **arguments).findall(f".//{OAI}metadataFormat")
        assert [tuple(field.text for field in one) for one in listed] == [
            (one.prefix, one.schema, one.namespace) for one in FORMATS.values()
        ]


def test_rdf_says_what_show_says(still: Repository) -> None:
    record = still.ask("GetRecord", identifier=ENTRY, metadataPrefix="rdf")
    assert still.opened
    shown = write_things(still.opened, NamedNode(still.catalogue.base + ENTRY.removeprefix("oai:w3id.org:")))
    told = etree.tostring(record.find(f".//{OAI}metadata")[0])
    first = {quad.triple for quad in parse(told, format=RdfFormat.RDF_XML)}
    assert first == {quad.triple for quad in parse(shown, format=RdfFormat.TURTLE, base_iri=still.catalogue.base)}


@pytest.mark.parametrize("graph", [None, {}], ids=["with sets", "empty"])
def test_sets(tmp_path: Path, repository_of: Callable[..., Repository], graph: dict[str, str] | None) -> None:
    oai = repository_of(tmp_path / "catalogue", graph)
    answered = oai.ask("ListSets")
    if graph is not None:
        assert error_of(answered) == "noSetHierarchy"
        return
    names = {one[0].text: one[1].text for one in answered.iter(f"{OAI}set")}
    assert names["topic"] == "Thèmes"
    assert names["topic:l-accueil-37b64aa2:publics-4821c6c2"] == "Publics"
    assert names["selection:mediatheques-2025-288dfbf1"] == "Accueillir en médiathèque"
    for spec in names:
        outer = spec.rpartition(":")[0]
        assert not outer or outer in names


def test_a_set_holds_what_the_sets_within_it_hold(still: Repository) -> None:
    by_set = {spec.text: set(still.headers(set=str(spec.text))) for spec in still.ask("ListSets").iter(f"{OAI}setSpec")}
    assert by_set["topic"] == by_set["selection"] == set(still.headers())
    for spec, members in by_set.items():
        outer = spec.rpartition(":")[0]
        assert not outer or members <= by_set[outer]
    for identifier, header in still.headers().items():
        if identifier == MERGED:
            assert all(MERGED in members for members in by_set.values()), "nobody remembers its sets"
            continue
        specs = [one.text for one in header.findall(f"{OAI}setSpec")]
        assert specs
        for spec, members in by_set.items():
            inside = any(one == spec or one.startswith(f"{spec}:") for one in specs)
            assert (identifier in members) == inside


def test_an_empty_catalogue(tmp_path: Path, repository_of: Callable[..., Repository]) -> None:
    oai = repository_of(tmp_path / "catalogue", {})
    assert oai.error("Identify") is None
    assert oai.error("ListRecords", metadataPrefix="oai_dc") == "noRecordsMatch"
    assert oai.error("ListRecords", metadataPrefix="oai_dc", set="topic") == "noSetHierarchy"
    assert oai.error("GetRecord", metadataPrefix="oai_dc", identifier=ENTRY) == "idDoesNotExist"


ERRORS = {
    "": "badVerb",
    "verb=": "badVerb",
    "verb=listRecords": "badVerb",
    "verb=Identify&verb=Identify": "badVerb",
    "verb=Identify&verb=ListSets": "badVerb",
    "metadataPrefix=oai_dc": "badVerb",
    "verb=Identify&metadataPrefix=oai_dc": "badArgument",
    "verb=ListSets&set=topic": "badArgument",
    "verb=GetRecord": "badArgument",
    f"verb=GetRecord&identifier={ENTRY}": "badArgument",
    "verb=GetRecord&metadataPrefix=oai_dc": "badArgument",
    f"verb=GetRecord&identifier={ENTRY}&metadataPrefix=oai_dc&set=topic": "badArgument",
    f"verb=GetRecord&identifier={ENTRY}&identifier={ENTRY}&metadataPrefix=oai_dc": "badArgument",
    "verb=ListRecords": "badArgument",
    "verb=ListIdentifiers&from=2025-01-01": "badArgument",
    "verb=ListRecords&metadataPrefix=": "badArgument",
    "verb=ListRecords&metadataPrefix=oai%20dc": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&set=": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&set=topic:": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&set=th%C3%A8me": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=hier": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2025": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2025-02-30": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2025-01-01T00:00:00": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2025-01-01T00:00:00.5Z": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2025-01-01T00:00:00%2B01:00": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=20250101": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&until=0000-01-01": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2025-01-01&until=2026-01-01T00:00:00Z": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2025-01-01": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x": "badArgument",
    "verb=Identify&resumptionToken=x": "badArgument",
    "verb=ListRecords&resumptionToken=x&resumptionToken=x": "badArgument",
    "verb=ListRecords&resumptionToken=": "badResumptionToken",
    "verb=ListRecords&resumptionToken=x": "badResumptionToken",
    "verb=ListIdentifiers&resumptionToken=%00%C3%A9": "badResumptionToken",
    "verb=ListSets&resumptionToken=abcd": "badResumptionToken",
    "verb=ListRecords&metadataPrefix=marc21": "cannotDisseminateFormat",
    "verb=ListIdentifiers&metadataPrefix=marc21": "cannotDisseminateFormat",
    f"verb=GetRecord&identifier={ENTRY}&metadataPrefix=OAI_DC": "cannotDisseminateFormat",
    "verb=GetRecord&identifier=oai:w3id.org:id/entry/x&metadataPrefix=oai_dc": "idDoesNotExist",
    "verb=GetRecord&identifier=oai:example.org:id/entry/x&metadataPrefix=oai_dc": "idDoesNotExist",
    "verb=GetRecord&identifier=&metadataPrefix=oai_dc": "idDoesNotExist",
    "verb=GetRecord&identifier=%01%22%3E%3Cx/%3E&metadataPrefix=oai_dc": "idDoesNotExist",
    f"verb=GetRecord&identifier={ENTRY.replace('/', '%252F')}&metadataPrefix=oai_dc": "idDoesNotExist",
    "verb=ListMetadataFormats&identifier=oai:w3id.org:id/topic/publics-4821c6c2": "idDoesNotExist",
    "verb=ListRecords&metadataPrefix=oai_dc&until=1990-01-01": "noRecordsMatch",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01": "noRecordsMatch",
    "verb=ListIdentifiers&metadataPrefix=oai_dc&set=topic:nowhere": "noRecordsMatch",
}


@pytest.mark.parametrize(("query", "code"), ERRORS.items())
def test_errors(still: Repository, query: str, code: str) -> None:
    answered = still.query(query)
    assert error_of(answered) == code
    request = answered.find(f"{OAI}request")
    assert request.text == ADDRESS
    assert bool(request.attrib) == (code not in ("badVerb", "badArgument"))
    assert answered.findtext(f"{OAI}error").count(" / ") == 1


def test_every_code_is_asked_for() -> None:
    assert {*ERRORS.values(), "noMetadataFormats", "noSetHierarchy"} == CODES


def test_the_request_is_told_back(still: Repository) -> None:
    arguments = {"verb": "ListRecords", "metadataPrefix": "mods", "from": "2025-01-01", "set": "topic"}
    request = still.query(urlencode(arguments)).find(f"{OAI}request")
    assert (dict(request.attrib), request.text) == (arguments, ADDRESS)


@pytest.mark.parametrize(
    ("since", "until", "is_there"),
    [
        (SMALL_CLOCK, None, True),
        (None, SMALL_CLOCK, True),
        (SMALL_CLOCK, SMALL_CLOCK, True),
        ("2025-03-20T09:00:01Z", None, False),
        (None, "2025-03-20T08:59:59Z", False),
        ("2025-03-20", None, True),
        (None, "2025-03-20", True),
        ("2025-03-20", "2025-03-20", True),
        ("2025-03-21", None, False),
        (None, "2025-03-19", False),
        ("0001-01-01", "9999-12-31", True),
    ],
)
def test_periods_are_inclusive(still: Repository, since: str | None, until: str | None, is_there: bool) -> None:
    period = {name: value for name, value in (("from_", since), ("until", until)) if value}
    assert (ENTRY in still.headers(**period)) == is_there


def test_text_from_the_catalogue_cannot_break_an_answer(oai: Repository) -> None:
    title = r"""A ]]> <script>alert('x')</script> & \u0001\u001b\uFFFF\u007f "b" """
    escaped = title.replace('"b"', r"\"b\"")
    oai.edit('"Aménager une banque d\'accueil"@fr', f'"{escaped}"@fr')
    oai.edit('"Horaires"@fr', r'"<b>\u0002&Horaires"@fr', "topics.ttl")
    for prefix in FORMATS:
        text = etree.tostring(oai.ask("GetRecord", identifier=ENTRY, metadataPrefix=prefix), encoding=str)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
        assert "&lt;script&gt;alert('x')&lt;/script&gt; &amp;" in text
    assert "<b>&Horaires" in [one.text for one in oai.ask("ListSets").iter(f"{OAI}setName")]


@pytest.mark.parametrize("go", [False, True])
def test_abstracts_leave_only_where_they_may(oai: Repository, go: bool) -> None:
    iri = oai.catalogue.base + ENTRY.removeprefix("oai:w3id.org:")
    (oai.catalogue.graph / "abstracts").mkdir()
    text = "Un texte que son auteur n'a pas cédé."
    (oai.catalogue.graph / "abstracts" / "a.ttl").write_text(
        f"<{iri}> <http://purl.org/dc/terms/abstract> {Literal(text, language='fr')} .\n", encoding="utf-8"
    )
    if go:
        settings_file = oai.catalogue.directory / "catalogue.toml"
        said = re.sub(r"export_abstracts.*\n", "", settings_file.read_text(encoding="utf-8"))
        settings_file.write_text(f"export_abstracts = true\n{said}", encoding="utf-8")
    for prefix in FORMATS:
        records = oai.ask("ListRecords", metadataPrefix=prefix)
        assert (text in etree.tostring(records, encoding=str)) == go


some_names = st.sampled_from(["verb", "metadataPrefix", "identifier", "set", "from", "until", "resumptionToken", "x"])
some_values = st.one_of(
    st.sampled_from([*VERBS, *FORMATS, ENTRY, "topic", "2025-03-20", SMALL_CLOCK, ""]), st.text(max_size=30)
)


@BRIEFLY
@given(pairs=st.lists(st.tuples(some_names, some_values), max_size=6), verb=st.sampled_from(sorted(VERBS)))
def test_whatever_is_asked_is_answered(still: Repository, pairs: list[tuple[str, str]], verb: str) -> None:
    still.query(urlencode([("verb", verb), *pairs], errors="replace"))


@BRIEFLY
@given(query=st.text(max_size=60))
def test_garbage_is_answered(still: Repository, query: str) -> None:
    assert error_of(still.query(query.encode("utf-8", "replace").decode())) in (None, "badVerb", "badArgument")
