"""Linked data in all its syntaxes: the same entries, nothing fetched, nothing lost, and what is broken."""

from __future__ import annotations

import io
import socket
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from bibliographe.errors import SourceError
from bibliographe.ingest.linked.bibo import BiboRdfReader
from bibliographe.ingest.linked.isbd import imprint_said, parted_title
from bibliographe.ingest.linked.markup import without_comments
from bibliographe.ingest.linked.skos import SkosReader
from bibliographe.ingest.linked.zotero import ZoteroRdfReader
from bibliographe.ingest.registry import open_source, recognise
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Agent, Contribution, Entry, Item, Reject, Scheme, Span, Topic

if TYPE_CHECKING:
    from bibliographe.ingest.reader import Reader

HERE = Path(__file__).parent
NOWHERE = Span(0, 0)
READERS = (BiboRdfReader, SkosReader, ZoteroRdfReader)
RDF, BIBO, DCTERMS = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/ontology/bibo/",
    "http://purl.org/dc/terms/",
)
PREFIXES = """@prefix bibo: <http://purl.org/ontology/bibo/> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix ex: <https://example.org/> .
"""
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/">'


def source_of(text: str | bytes, name: str = "data.ttl") -> Source:
    return Source.from_bytes(text.encode() if isinstance(text, str) else text, name)


def read(text: str | bytes, reader: Reader | None = None, name: str = "data.ttl") -> list[Item]:
    return list((reader or BiboRdfReader()).read(source_of(text, name)))


def entries(items: list[Item]) -> list[Entry]:
    return [item for item in items if isinstance(item, Entry)]


def placeless(items: list[Item]) -> list[Item]:
    """Return entries and topics without their lines, which differ from one syntax to another."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Entry):
            unread = tuple(one._replace(span=NOWHERE) for one in item.unread)
            doubts = tuple(replace(one, span=NOWHERE) for one in item.doubts)
            found.append(replace(item, span=NOWHERE, readings=(), unread=unread, doubts=doubts))
        elif isinstance(item, Topic):
            found.append(replace(item, span=None, doubts=(), unread=()))
    return found


@pytest.mark.parametrize(
    ("name", "reader"), [("bibordf/articles.ttl", BiboRdfReader()), ("skos/thesaurus.ttl", SkosReader())]
)
@pytest.mark.parametrize(
    "syntax", [RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.RDF_XML, RdfFormat.JSON_LD]
)
def test_the_same_is_read_from_every_syntax(name: str, reader: Reader, syntax: RdfFormat) -> None:
    turtle = (HERE / name).read_bytes()
    expected = placeless(read(turtle, reader))
    quads = list(parse(turtle, RdfFormat.TURTLE))
    if syntax in (RdfFormat.N_QUADS, RdfFormat.JSON_LD, RdfFormat.TRIG):
        quads = [Quad(one.subject, one.predicate, one.object, NamedNode("https://example.org/g")) for one in quads]
    written = io.BytesIO()
    serialize(quads if syntax.supports_datasets else (one.triple for one in quads), written, syntax)
    found = written.getvalue()
    assert placeless(read(found, reader, f"data.{syntax.file_extension}")) == expected
    assert type(recognise(source_of(found, "export"))) is type(reader)


def test_authors_are_blank_nodes_addresses_or_literals_alone_or_in_order() -> None:
    people = [
        'dcterms:creator [ foaf:name "Dumas, Anne" ] , [ foaf:name "Roux, Lise" ]',
        "dcterms:creator ex:dumas , ex:roux",
        'dcterms:creator "Dumas, Anne" , "Roux, Lise"',
        'dcterms:creator "Dumas, Anne ; Roux, Lise"',
        "bibo:authorList ( ex:dumas ex:roux )",
        'bibo:authorList [ a rdf:Seq ; rdf:_2 ex:roux ; rdf:_1 "Dumas, Anne" ]',
        "dcterms:creator ex:roux , ex:dumas ; bibo:authorList ( ex:dumas ex:roux )",
        'foaf:maker [ a foaf:Person ; foaf:surname "Dumas" ; foaf:givenName "Anne" ] , ex:roux',
    ]
    agents = (
        'ex:dumas a foaf:Person ; foaf:name "Anne Dumas" . '
        'ex:roux a foaf:Person ; foaf:familyName "Roux" ; foaf:givenName "Lise" .'
    )
    for said in people:
        unused = "" if "ex:" in said else "#"
        (entry,) = entries(read(f'{PREFIXES} ex:b a bibo:Book ; dcterms:title "T" ; {said} .\n{unused}{agents}'))
        assert [one.agent.name for one in entry.contributions] == ["Anne Dumas", "Lise Roux"], said


def test_what_names_nobody_is_doubtful_and_stays_in_the_text() -> None:
    (entry,) = entries(
        read(f'{PREFIXES} ex:b a bibo:Book ; dcterms:title "T" ; dcterms:creator <https://viaf.org/viaf/1> .')
    )
    assert not entry.contributions
    assert "https://viaf.org/viaf/1" in entry.text
    assert ("dcterms:creator", "https://viaf.org/viaf/1") in [(one.field, one.text) for one in entry.unread]
    assert [one.field for one in entry.doubts] == ["people"]


def test_a_list_that_goes_round_ends() -> None:
    turtle = f"""{PREFIXES} ex:b a bibo:Book ; dcterms:title "T" ; bibo:authorList _:l .
    _:l rdf:first "Dumas, Anne" ; rdf:rest _:m . _:m rdf:first "Roux, Lise" ; rdf:rest _:l .
    ex:b dcterms:isPartOf ex:c . ex:c dcterms:isPartOf ex:b ; dcterms:title "C" ."""
    (entry,) = entries(read(turtle))
    assert [one.agent.family for one in entry.contributions] == ["Dumas", "Roux"]


def test_a_book_that_is_described_for_itself_is_an_entry_and_a_host() -> None:
    turtle = f"""{PREFIXES} ex:c a bibo:Chapter ; dcterms:title "Un chapitre" ; dcterms:isPartOf ex:b .
    ex:b a bibo:Book ; dcterms:title "Un livre" ; dcterms:creator "Dumas, Anne" ; dcterms:publisher "Quai" ."""
    chapter, book = entries(read(turtle))
    assert (chapter.citation.host.title if chapter.citation.host else None) == "Un livre"
    assert (book.title, book.contributions[0].agent.name) == ("Un livre", "Anne Dumas")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://lexvo.org/id/iso639-3/deu", "de"),
        ("http://id.loc.gov/vocabulary/iso639-2/fre", "fr"),
        ("http://publications.europa.eu/resource/authority/language/ENG", "en"),
    ],
)
def test_languages_are_addresses_too(address: str, code: str) -> None:
    (entry,) = entries(read(f'{PREFIXES} ex:b a bibo:Book ; dcterms:title "T" ; dcterms:language <{address}> .'))
    assert entry.language == code


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"@context": "https://example.org/c.jsonld", "@id": "a", "title": "T"}', "a.jsonld"),
        ('[{"@context": ["file:///etc/passwd", {}], "@id": "a", "title": "T"}]', "a.jsonld"),
        ('{"@context": {"@version": 1.1, "@import": "https://example.org/c"}, "@id": "a"}', "a.jsonld"),
        ('{"@context": {"t": {"@id": "http://purl.org/dc/terms/title", "@context": "http://e.org/c"}}, "t": "T"}', "a"),
        (f'<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>{XML}&x;</rdf:RDF>', "a.rdf"),
        (f'<!DOCTYPE rdf:RDF [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>{XML}&b;</rdf:RDF>', "a.rdf"),
        (f'<!DOCTYPE rdf:RDF SYSTEM "https://example.org/x.dtd">{XML}<rdf:Description/>&x;</rdf:RDF>', "a.rdf"),
    ],
)
def test_nothing_outside_is_read(text: str, name: str) -> None:
    for reader in (BiboRdfReader(), SkosReader()):
        found = read(text, reader, name)
        assert [item for item in found if isinstance(item, Reject)]
        assert not entries(found)
        assert "root:" not in str(found)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
def test_no_golden_file_opens_a_connection() -> None:
    for folder in ("bibordf", "zoterordf", "skos", "lobid"):
        for path in (HERE / folder).iterdir():
            if not path.name.endswith(".expected.json"):
                assert list(open_source(Source.from_path(path))[1])


def test_our_own_context_is_known_without_being_fetched() -> None:
    text = """{"@context": "https://w3id.org/bibliographe/context.jsonld", "@id": "https://example.org/x",
    "title": {"fr": "Un titre"}, "publisher": {"name": "Quai"}, "volume": "3"}"""
    (entry,) = entries(read(text, name="a.jsonld"))
    assert entry.title == "Un titre"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{XML}{'<rdf:Description><dcterms:relation>' * 30_000}", "deep.rdf"),
        (
            f"{XML}{'<rdf:Description><dcterms:relation>' * 300}"
            f"{'</dcterms:relation></rdf:Description>' * 300}</rdf:RDF>",
            "a.rdf",
        ),
        ('{"@context": {}, "a": ' + '{"a":' * 100_000 + "1" + "}" * 100_001, "deep.jsonld"),
        ('{"@context": {}, "a": ' + "[" * 500 + "]" * 500 + "}", "deep.jsonld"),
    ],
)
def test_what_is_too_deep_is_a_reject(text: str, name: str) -> None:
    started = time.process_time()
    assert any(isinstance(item, Reject) for item in read(text, name=name))
    assert time.process_time() - started < 20


def test_turtle_of_any_depth_is_read() -> None:
    inner = "[ dcterms:relation " * 3_000 + "1" + " ]" * 3_000
    (entry, *_others) = entries(read(f'{PREFIXES} ex:b a bibo:Book ; dcterms:title "T" ; dcterms:relation {inner} .'))
    assert entry.title == "T"


def test_what_is_no_rdf_is_said() -> None:
    for reader in (BiboRdfReader(), SkosReader(), ZoteroRdfReader()):
        with pytest.raises(SourceError):
            list(reader.read(source_of("Un livre. Paris : Quai, 2001.", "a.txt")))
        assert reader.recognises(source_of("Un livre. Paris : Quai, 2001.", "a.txt")) == 0


def test_a_fault_costs_its_own_statement() -> None:
    lines = [f'ex:b{number} a bibo:Book ; dcterms:title "Livre {number}" .' for number in range(20)]
    lines[7] = 'ex:b7 a bibo:Book ; dcterms:title "sans fin .'
    found = read(PREFIXES + "\n".join(lines))
    assert [one.title for one in entries(found)] == [f"Livre {number}" for number in range(20) if number != 7]
    (reject,) = [item for item in found if isinstance(item, Reject)]
    assert (reject.span, reject.text) == (Span(11, 11), lines[7])


def test_a_file_of_too_many_statements_ends_with_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bibliographe.ingest.linked.statements.MOST", 10)
    lines = [f'ex:b{number} a bibo:Book ; dcterms:title "Livre {number}" .' for number in range(20)]
    found = read(PREFIXES + "\n".join(lines))
    assert len(entries(found)) == 5
    (reject,) = [item for item in found if isinstance(item, Reject)]
    assert reject.remedy.en == "cut the file into several"


def test_zotero_publishers_without_a_name_and_journals_with_two_numbers() -> None:
    text = (HERE / "zoterordf" / "bibliotheque.rdf").read_text(encoding="utf-8")
    text = text.replace("<foaf:name>Éditions du Quai</foaf:name>", "")
    text = text.replace(
        "<prism:number>12</prism:number>", "<prism:number>12</prism:number><prism:number>13</prism:number>"
    )
    article, book, _chapter = entries(read(text, ZoteroRdfReader(), "a.rdf"))
    assert (book.citation.publishers, book.citation.places) == ((), ("Paris",))
    assert [one.field for one in article.doubts] == ["issue"]
    assert ("dcterms:isPartOf/prism:number", "13") in [(one.field, one.text) for one in article.unread]


def test_the_vocabulary_of_hbz(shared: Path) -> None:
    items = list(open_source(Source.from_path(shared / "samples" / "skos" / "nwbib.ttl"))[1])
    topics = [item for item in items if isinstance(item, Topic)]
    (scheme,) = [item for item in items if isinstance(item, Scheme)]
    assert len(topics) == 1005
    assert not [item for item in items if isinstance(item, Reject)]
    assert dict(scheme.titles) == {"de": "Sachsystematik der Nordrhein-Westfälischen Bibliographie"}
    assert len({topic.path for topic in topics}) == 1005
    assert max(len(topic.path) for topic in topics) == 5
    assert all(topic.path[:-1] in {one.path for one in topics} for topic in topics if len(topic.path) > 1)
    assert sum(len(topic.unread) for topic in topics) == 2253
    assert {topic.language for topic in topics} == {"de"}


@pytest.mark.parametrize("name", ["thesaurus.txt", "thesaurus.md", "thesaurus.csv"])
def test_turtle_is_recognised_whatever_it_is_called(name: str) -> None:
    data = b"# a vocabulary\n" + (HERE / "skos" / "thesaurus.ttl").read_bytes()
    assert isinstance(recognise(Source.from_bytes(data, name)), SkosReader)


def test_what_a_tree_cannot_say_is_doubtful() -> None:
    items = read((HERE / "skos" / "thesaurus.ttl").read_bytes(), SkosReader())
    topics = {topic.path: topic for topic in items if isinstance(topic, Topic)}
    doubts = {path[-1]: [doubt.message.en for doubt in topic.doubts] for path, topic in topics.items() if topic.doubts}
    assert doubts == {
        "Quays": ["also below 'Métiers': not kept"],
        "Quays (double)": ["two concepts are called 'Quays' here"],
        "Rond": ["the hierarchy goes round in a circle: put at the top", "also below 'Point': not kept"],
    }
    assert [topic.position for topic in topics.values()] == list(range(1, len(topics) + 1))
    assert topics["Métiers",].labels == (("en", "Trades"),)
    assert [path for path in topics if len(path) > 1 and path[0] == "Métiers"] == [
        ("Métiers", "Grutiers"),
        ("Métiers", "Dockers"),
    ]
    (reject,) = [item for item in items if isinstance(item, Reject)]
    assert reject.reason.en == "a concept without a label"


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=8
)
THINGS = st.sampled_from(
    [NamedNode(f"https://example.org/{name}") for name in "abcd"] + [BlankNode(name) for name in "xyz"]
)
PREDICATES = st.sampled_from(
    [
        NamedNode(DCTERMS + name)
        for name in (
            "title",
            "creator",
            "isPartOf",
            "publisher",
            "date",
            "subject",
            "language",
            "identifier",
            "rights",
            "type",
        )
    ]
    + [
        NamedNode(BIBO + name)
        for name in ("authorList", "volume", "issue", "pages", "isbn", "doi", "issuer", "presentedAt")
    ]
    + [NamedNode(RDF + name) for name in ("first", "rest", "_1", "_2", "value")]
    + [
        NamedNode(f"http://www.w3.org/2004/02/skos/core#{name}")
        for name in ("prefLabel", "broader", "narrower", "notation")
    ]
    + [NamedNode("http://www.zotero.org/namespaces/export#itemType"), NamedNode("https://example.org/other")]
)
CLASSES = st.sampled_from(
    [NamedNode(BIBO + name) for name in ("Book", "Article", "Chapter", "Issue", "Journal", "Series", "Thesis")]
    + [NamedNode("http://www.w3.org/2004/02/skos/core#Concept"), NamedNode("http://xmlns.com/foaf/0.1/Person")]
)
LITERALS = st.builds(Literal, WORDS.filter(lambda text: any(map(str.isalnum, text))))
QUADS = st.lists(
    st.one_of(
        st.builds(Quad, THINGS, PREDICATES, st.one_of(THINGS, LITERALS)),
        st.builds(Quad, THINGS, st.just(NamedNode(f"{RDF}type")), CLASSES),
    ),
    min_size=1,
    max_size=25,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(QUADS)
def test_each_statement_is_in_an_entry_or_a_reject(quads: list[Quad]) -> None:
    written = io.BytesIO()
    serialize(quads, written, RdfFormat.N_QUADS)
    items = list(BiboRdfReader().read(source_of(written.getvalue(), "data.nq")))
    told = "\n".join(
        f"{item.text}\n{item.annotation or ''}" if isinstance(item, Entry) else item.text
        for item in items
        if isinstance(item, Entry | Reject)
    )
    for quad in quads:
        if isinstance(quad.object, Literal):
            assert " ".join(quad.object.value.split()) in told
    for entry in entries(items):
        assert all(one.text.split()[0] in entry.text for one in entry.unread if one.text)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(QUADS, st.sampled_from(READERS))
def test_any_graph_is_read(quads: list[Quad], reader: type[Reader]) -> None:
    written = io.BytesIO()
    serialize(quads, written, RdfFormat.N_QUADS)
    source = source_of(written.getvalue(), "data.nq")
    assert 0 <= reader().recognises(source) <= 1
    topics = [item.path for item in reader().read(source) if isinstance(item, Topic)]
    assert len(topics) == len(set(topics))


GARBAGE = st.sampled_from(
    [(HERE / name).read_bytes() for name in ("bibordf/articles.ttl", "zoterordf/types.rdf", "bibordf/context.jsonld")]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GARBAGE, st.integers(0, 3000), st.binary(max_size=6), st.sampled_from(READERS))
def test_damage_is_a_reject_and_no_more(data: bytes, at: int, noise: bytes, reader: type[Reader]) -> None:
    at = min(at, len(data) - 1)
    with suppress(SourceError):
        list(reader().read(source_of(data[:at] + noise + data[at + len(noise) :], "data.ttl")))


def test_a_doi_that_looks_like_an_isbn_is_none() -> None:
    [entry] = entries(
        read(
            "@prefix bibo: <http://purl.org/ontology/bibo/> . @prefix dc: <http://purl.org/dc/elements/1.1/> .\n"
            '[] a bibo:Article ; dc:title "Un article" ; dc:identifier "DOI 10.1007/s11926-012-0290-2" .'
        )
    )
    assert entry.citation is not None
    assert entry.citation.identifiers == (("doi", "10.1007/s11926-012-0290-2"),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Paris : Dunod , 2001", ("Paris", "Dunod", "2001")),
        ("Paris : Dunod", ("Paris", "Dunod", "")),
        ("[Paris] : [Dunod] , cop. 2001", ("Paris", "Dunod", "cop. 2001")),
        ("Routledge : Taylor & Francis", None),
        ("Dunod", None),
    ],
)
def test_an_imprint_in_one_literal(text: str, found: tuple[str, str, str] | None) -> None:
    assert imprint_said(text) == found


@pytest.mark.parametrize(
    ("dates", "edtf", "unread"),
    [("", "2001", []), ('; dc:date "cop. 2001"', "2001", []), ('; dc:date "2003"', "2003", ["cop. 2001"])],
)
def test_the_date_of_an_imprint_is_that_of_the_work_where_nothing_else_is(
    dates: str, edtf: str, unread: list[str]
) -> None:
    text = f"""@prefix dc: <http://purl.org/dc/elements/1.1/> .
        <urn:example:1> a <http://purl.org/ontology/bibo/Book> ; dc:title "Un" ;
            dc:publisher "Paris : Dunod , cop. 2001" {dates} ."""
    (entry,) = (one for one in read(text, BiboRdfReader()) if isinstance(one, Entry))
    assert entry.citation is not None
    assert entry.citation.issued is not None
    assert entry.citation.issued.edtf == edtf
    assert [one.text for one in entry.unread if one.field == "dc:publisher"] == unread


@pytest.mark.parametrize(
    ("title", "proper"),
    [
        ("Les archives / Anne Dumas", "Les archives"),
        ("Les archives / Jean Blanc", "Les archives / Jean Blanc"),
        ("Oui / non", "Oui / non"),
    ],
)
def test_a_statement_of_responsibility_names_somebody(title: str, proper: str) -> None:
    agent = Agent("Anne Dumas", "person", "Anne", "Dumas")
    assert parted_title(title, [Contribution(agent)])[0] == proper


def test_comments_are_taken_out_in_one_pass() -> None:
    assert without_comments("<a>un<!-- x\ny --> deux<![CDATA[<!-- z -->]]></a>") == (
        "<a>un\n deux<![CDATA[<!-- z -->]]></a>"
    )
    started = time.process_time()
    assert without_comments("<!--" * 500_000) == "<!--" * 500_000
    assert time.process_time() - started < 2


def test_a_scheme_without_concepts_is_a_vocabulary() -> None:
    text = '<#s> a <http://www.w3.org/2004/02/skos/core#ConceptScheme> ; <http://purl.org/dc/terms/title> "Plan" .'
    source = source_of(text)
    assert isinstance(recognise(source), SkosReader)
    assert [type(one) for one in read(text, SkosReader())] == [Scheme]


_ANSWER = """<?xml version="1.0"?>
<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<zs:version>1.1</zs:version><zs:records>
{}
</zs:records></zs:searchRetrieveResponse>
"""
_DOCUMENT = """<zs:record><zs:recordSchema>RDFxml</zs:recordSchema><zs:recordData>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/">
<rdf:Description rdf:about="urn:example:{0}"><rdf:type rdf:resource="http://purl.org/ontology/bibo/Book"/>
<dc:title>{1}</dc:title><dc:creator rdf:nodeID="a"/></rdf:Description>
<foaf:Person rdf:nodeID="a"><foaf:name>{2}</foaf:name></foaf:Person>
</rdf:RDF></zs:recordData></zs:record>"""


def test_documents_in_an_answer_of_sru_are_read_each_with_its_nodes_and_lines() -> None:
    records = [_DOCUMENT.format(1, "Un", "Anne Dumas"), _DOCUMENT.format(2, "Deux", "Jean Blanc")]
    source = source_of(_ANSWER.format("\n".join(records)))
    assert isinstance(recognise(source), BiboRdfReader)
    entries = [one for one in BiboRdfReader().read(source) if isinstance(one, Entry)]
    assert [(one.title, one.contributions[0].agent.name, one.span.first) for one in entries] == [
        ("Un", "Anne Dumas", 6),
        ("Deux", "Jean Blanc", 12),
    ]


def test_a_damaged_document_in_an_answer_costs_itself_only() -> None:
    records = [_DOCUMENT.format(number, title, "Anne Dumas") for number, title in enumerate(["Un", "</dc:x>", "Trois"])]
    items = read(_ANSWER.format("\n".join(records)), BiboRdfReader())
    assert [one.title for one in items if isinstance(one, Entry)] == ["Un", "Trois"]
    assert [one.span.first for one in items if isinstance(one, Reject)]
