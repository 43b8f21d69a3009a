# ruff: noqa: E501 - tables of cases
"""MODS, EndNote's XML and Dublin Core that nobody meant to write, and the real files of ../shared."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.errors import SourceError
from bibliographe.ingest.records.dublin_core_source import _REGULAR, standing_in
from bibliographe.ingest.registry import load_reader, open_source, read_file, recognise
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Furniture, Item, Reject
from tests.ingest.records.test_golden import FILES, plain
from tests.ingest.records.xml_inventions import ELEMENTS, START, TITLES, trees, written

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = sorted(ELEMENTS)
FOLDERS = {"mods": "mods", "endnotexml": "endnote-xml", "dublincore": "dublin-core"}
GOLDEN = [(FOLDERS[path.parent.name], path.read_bytes()) for path in FILES if path.parent.name in FOLDERS]
HOUSEKEEPING = ("recordInfo", "caption", "source-app", "database")
PIECES = ["<", ">", "&", "&amp;", "&x;", "</", "/>", "'", '"', "]]>", "<![CDATA[", "<!--", "<?", "\0", "\ufffe", "é", "\n", "<record>", "</record>",
          "<mods>", "</mods>", "<dc:title>", "<a><a><a>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "xmlns=''", "<record><header status='deleted'/></record>"]  # fmt: skip


def read(name: str, text: str | bytes) -> list[Item]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(load_reader(name).read(Source.from_bytes(data, "export")))


def entries(name: str, text: str) -> list[Entry]:
    return [item for item in read(name, text) if isinstance(item, Entry)]


def record(name: str, inside: str) -> Entry:
    (only,) = entries(name, f"{START[name][0]}{TITLES[name]}{inside}{START[name][1]}")
    return only


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None)
@given(data=st.data())
def test_each_text_of_a_record_is_used_or_unread(name: str, data: st.DataObject) -> None:
    text, words = written(name, data.draw(trees(name)))
    items = [item for item in read(name, text) if isinstance(item, (Entry, Reject))]
    found = [item for item in items if isinstance(item, Entry)]
    kept = "\n".join([item.text for item in items] + [entry.annotation or "" for entry in found])
    assert not [word for word in words if word not in kept]
    said = json.dumps([plain(replace(entry, text="")) for entry in found], ensure_ascii=False)
    lines = [line for entry in found for line in entry.text.split("\n") if not any(map(line.count, HOUSEKEEPING))]
    assert not [word for word in words if word in "\n".join(lines) and word not in said]


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None)
@given(data=st.data())
def test_damaged_files_are_read_to_their_end(name: str, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([one for folder, one in GOLDEN if folder == name]))
    for _ in range(data.draw(st.integers(1, 4))):
        at, size = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 30))
        piece = data.draw(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)))
        whole = whole[:at] + piece.encode("utf-8", "surrogatepass") + whole[at + size :]
    whole = whole[: data.draw(st.integers(len(whole) // 2, len(whole)))]
    try:
        source = Source.from_bytes(whole, "export")
        items = list(load_reader(name).read(source))
    except SourceError:
        return
    spans = [item.reading.span if isinstance(item, Furniture) else item.span for item in items]  # type: ignore[union-attr]
    inside = {number for span in spans if span for number in range(span.first, span.last + 1)}
    outside = [line for number, line in enumerate(source.lines, start=1) if number not in inside]
    assert not [line for line in outside if line.strip()]


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(name: str, data: bytes) -> None:
    for before in (b"", START[name][0].encode()):
        try:
            source = Source.from_bytes(before + data, "export.xml")
            load_reader(name).recognises(source)
            list(load_reader(name).read(source))
        except SourceError:
            pass


@pytest.mark.parametrize("name", FORMATS)
def test_entities_are_refused_wherever_they_are_declared(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("un secret", encoding="utf-8")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    for declared, used in (
        (laughs, "&a11;"),
        (f'<!ENTITY a SYSTEM "{secret.as_uri()}">', "&a;"),
        (f'<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;', ""),
    ):
        for before in ("", "<!-- <mods --> "):
            text = f"{before}<!DOCTYPE a [{declared}]>{START[name][0]}{TITLES[name]}<note>{used}</note>{START[name][1]}"
            items = read(name, text)
            assert not any(isinstance(item, Entry) for item in items)
            assert "un secret" not in str(items)
            assert any("entities" in item.reason.en for item in items if isinstance(item, Reject))


@pytest.mark.parametrize("name", FORMATS)
def test_ten_thousand_elements_inside_each_other_are_refused(name: str) -> None:
    begin, end = START[name]
    for text in ("<a>" * 10_000 + "</a>" * 10_000, "<a>" * 10_000):
        items = read(name, f"{begin}{TITLES[name]}{text}{end}")
        assert any("inside each other" in item.reason.en for item in items if isinstance(item, Reject))
        assert not any(isinstance(item, Entry) for item in items)


@pytest.mark.parametrize("name", FORMATS)
def test_many_broken_records_take_no_time(name: str) -> None:
    begin, end = START[name]
    broken = f"{begin}{TITLES[name]}&{end}\n"
    assert len([item for item in read(name, broken * 3_000) if isinstance(item, Reject)]) >= 3_000


@pytest.mark.parametrize("codec", ["utf-7", "unicode_escape", "rot13", "idna", "utf-16", "nothing"])
@pytest.mark.parametrize("name", FORMATS)
def test_odd_encodings_are_no_surprise(name: str, codec: str) -> None:
    begin, end = START[name]
    data = f'<?xml version="1.0" encoding="{codec}"?>{begin}{TITLES[name]}<note>+2AA- \\ud800</note>{end}'.encode()
    assert [item for item in read(name, data + b"\xff") if not isinstance(item, Furniture)]


def test_real_files_of_mods_are_read(shared: Path) -> None:
    folder = shared / "samples" / "mods"
    first, *others = read_file(folder / "jabref-MODSImporterTestModsCollection.xml")
    records = [item for item in others if isinstance(item, Entry)]
    assert isinstance(first, Furniture)
    assert [(one.kind, one.language) for one in records] == [("article", "en"), ("article", "en"), ("book", "en")]
    assert not [item for item in others if isinstance(item, Reject)]
    assert [unread.field for unread in records[0].unread] == [
        "@ID", "note", "location/physicalLocation", "identifier[@type='local']",
        "relatedItem[@type='host']/titleInfo[@type='abbreviated']/title",
        "relatedItem[@type='host']/originInfo/place/placeTerm[@type='text']",
    ]  # fmt: skip
    assert records[2].citation.extent == "402"
    (book,) = [
        item for item in read_file(folder / "jabref-library_of_congress_2010045158_mods.xml") if isinstance(item, Entry)
    ]
    assert [unread.field for unread in book.unread] == [
        "name[@type='personal']/namePart[@type='date']", "originInfo/place/placeTerm[@type='code']", "physicalDescription/form",
        "physicalDescription/form[@type='media']", "physicalDescription/form[@type='carrier']",
        "note[@type='statement of responsibility']", "note", "classification[@authority='lcc']",
        "classification[@authority='ddc']/@edition", "classification[@authority='ddc']", "classification[@authority='bcl']",
        "identifier[@type='lccn']", "identifier[@type='oclc']", "recordInfo/recordContentSource",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["<html><body xmlns:dc='http://purl.org/dc/elements/1.1/'/></html>", "<record><leader>x</leader></record>", "<xml/>",
     "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:dc='http://purl.org/dc/elements/1.1/'><rdf:Description><dc:title>A</dc:title></rdf:Description></rdf:RDF>",
     "# Titre\n\nhttp://purl.org/dc/elements/1.1/", "@book{a, title = {<mods>}}"],
)  # fmt: skip
def test_other_files_are_not_taken_for_them(text: str) -> None:
    source = Source.from_bytes(text.encode(), "export.xml")
    assert [load_reader(name).recognises(source) for name in FORMATS] == [0, 0, 0]


@pytest.mark.parametrize("name", FORMATS)
def test_answers_of_sru_are_read(name: str) -> None:
    if name == "endnote-xml":
        return
    begin, end = START[name]
    answer = f"""<?xml version="1.0"?><zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:version>1.1</zs:version>
    <zs:numberOfRecords>1</zs:numberOfRecords><zs:records><zs:record><zs:recordSchema>x</zs:recordSchema><zs:recordData>
    {begin}{TITLES[name]}{end}</zs:recordData><zs:recordPosition>1</zs:recordPosition></zs:record></zs:records></zs:searchRetrieveResponse>"""
    source = Source.from_bytes(answer.encode(), "export")
    assert type(recognise(source)) is type(load_reader(name))
    items = list(open_source(source)[1])
    assert [item.title for item in items if isinstance(item, Entry)] == ["Titre premier"]
    assert not any(isinstance(item, Reject) for item in items)


def test_characters_that_html_names_are_read_beside_a_document_type() -> None:
    (entry,) = entries(
        "mods",
        '<!DOCTYPE mods SYSTEM "mods.dtd"><mods><titleInfo><title>&Eacute;t&eacute; &autre; nous</title></titleInfo></mods>',
    )
    assert entry.title == "Été &autre; nous"


@pytest.mark.parametrize(
    ("inside", "title"),
    [("<titleInfo><nonSort>Les </nonSort><title>quais</title></titleInfo>", "Les quais"), ("<titleInfo><nonSort>L’</nonSort><title>été</title></titleInfo>", "L’été"),
     ("<titleInfo><title>A :</title><subTitle>b</subTitle></titleInfo>", "A : b"), ("<titleInfo type='uniform'><title>Seul</title></titleInfo>", "Seul"),
     ("<titleInfo><title>Premier</title></titleInfo><titleInfo usage='primary'><title>Principal</title></titleInfo>", "Principal"),
     ("<titleInfo><title>A</title><partName>Index</partName></titleInfo>", "A. Index"), ("<titleInfo>Sans balise</titleInfo>", "Sans balise")],
)  # fmt: skip
def test_titles_of_mods(inside: str, title: str) -> None:
    (entry,) = entries("mods", f"<mods>{inside}</mods>")
    assert entry.title == title
    assert title in entry.text


@pytest.mark.parametrize(
    ("inside", "said", "edtf"),
    [("<dateIssued>2024</dateIssued>", "2024", "2024"), ("<dateIssued encoding='marc'>19uu</dateIssued>", "19uu", "19XX"),
     ("<dateIssued encoding='iso8601'>20240531</dateIssued>", "20240531", "2024-05-31"), ("<dateIssued encoding='w3cdtf'>2024-05-31T10:00:00Z</dateIssued>", "2024-05-31T10:00:00Z", "2024-05-31"),
     ("<dateIssued encoding='edtf'>2024-05/2024-08</dateIssued>", "2024-05/2024-08", "2024-05/2024-08"), ("<dateIssued qualifier='approximate'>1850</dateIssued>", "1850", "1850~"),
     ("<dateIssued point='start'>1990</dateIssued><dateIssued point='end'>9999</dateIssued>", "1990/9999", "1990/.."), ("<dateIssued point='start'>1990</dateIssued>", "1990/", "1990/.."),
     ("<dateIssued>cop. 2011</dateIssued><dateIssued encoding='marc'>2011</dateIssued>", "cop. 2011", "2011"), ("<dateIssued encoding='w3cdtf'>2024-02-31</dateIssued>", "2024-02-31", None),
     ("<copyrightDate>2019</copyrightDate>", "2019", "2019"), ("<dateIssued encoding='w3cdtf'>2001</dateIssued><dateIssued keyDate='yes'>2002</dateIssued>", "2002", "2002")],
)  # fmt: skip
def test_dates_of_mods(inside: str, said: str, edtf: str | None) -> None:
    issued = record("mods", f"<originInfo>{inside}</originInfo>").citation.issued
    assert issued is not None
    assert (issued.verbatim, issued.edtf) == (said, edtf)


@pytest.mark.parametrize(
    ("inside", "role", "name"),
    [("<namePart>West, Matthew, 1953-</namePart>", "author", "Matthew West"), ("<namePart type='given'>Anne</namePart><namePart type='family'>Dumas</namePart><namePart type='termsOfAddress'>Jr.</namePart>", "author", "Anne Dumas, Jr"),
     ("<namePart>Dumas, Anne</namePart><role><roleTerm>http://id.loc.gov/vocabulary/relators/trl</roleTerm></role>", "translator", "Anne Dumas"),
     ("<namePart>Voltaire</namePart>", "author", "Voltaire"), ("<namePart>Anne Dumas</namePart><role><roleTerm>préfacier</roleTerm></role>", "preface-writer", "Anne Dumas"),
     ("<namePart>Dumas, A.</namePart><role>Editor</role>", "editor", "A. Dumas"), ("<displayForm>Dumas, Anne</displayForm>", "author", "Anne Dumas")],
)  # fmt: skip
def test_names_of_mods(inside: str, role: str, name: str) -> None:
    (found,) = record("mods", f"<name type='personal'>{inside}</name>").contributions
    assert (found.role, found.agent.name, found.agent.kind) == (role, name, "person")


@pytest.mark.parametrize(
    ("said", "kind"),
    [("info:eu-repo/semantics/bookPart", "chapter"), ("http://purl.org/dc/dcmitype/MovingImage", "video"), ("Rapport", "report"), ("masterThesis", "dissertation"),
     ("Thèse", "thesis"), ("Text", "document"), ("Journal article", "article"), ("un conte", "document"), ("Livre", "book"), ("Sound", "podcast")],
)  # fmt: skip
def test_types_of_dublin_core(said: str, kind: str) -> None:
    assert record("dublin-core", f"<dc:type>{said}</dc:type>").kind == kind


@pytest.mark.parametrize(
    ("said", "role", "name", "life"),
    [("Hugo, Victor (1802-1885). Auteur du texte", "author", "Victor Hugo", "1802-1885"), ("Dumas, Anne (dir.)", "director", "Anne Dumas", None), ("Ministère du Travail", "author", "Ministère du Travail", None),
     ("West, Matthew, 1953-", "author", "Matthew West", "1953-"), ("Petit, Claire. Traducteur", "translator", "Claire Petit", None), ("Dumas, A.", "author", "A. Dumas", None)],
)  # fmt: skip
def test_creators_of_dublin_core(said: str, role: str, name: str, life: str | None) -> None:
    entry = record("dublin-core", f"<dc:creator>{said}</dc:creator>")
    assert [(one.role, one.agent.name) for one in entry.contributions] == [(role, name)]
    assert [one.text for one in entry.unread] == ([life] if life else [])


@pytest.mark.parametrize(
    "said", ["Revue, n° 3, 2020, p. 5-9", "Gazette des communes, n° 2640, décembre 2022", "Le Mensuel, vol. 7, n° 3, 2024, p. 12", "Bulletin des bibliothèques de France, n° 5", "Archimag, n°12, mai 2021, pp. 3-4"]
)  # fmt: skip
def test_lines_cut_quickly_are_cut_as_the_grammar_does(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = standing_in(said)
    assert quick is not None
    assert _REGULAR.fullmatch(said)
    monkeypatch.setattr("bibliographe.ingest.records.dublin_core_source._REGULAR", re.compile("(?!)"))
    assert standing_in(said) == quick


def test_a_source_that_is_no_citation_is_the_host_as_it_is_written() -> None:
    host = record(
        "dublin-core", "<dc:type>Chapitre</dc:type><dc:source>Mélanges offerts à tous</dc:source>"
    ).citation.host
    assert host is not None
    assert host.title == "Mélanges offerts à tous"
    article = record("dublin-core", "<dc:type>Article</dc:type><dc:source>La lettre</dc:source>").citation.periodical
    assert article is not None
    assert article.title == "La lettre"


def test_who_digitised_a_document_did_not_publish_it() -> None:
    entry = record(
        "mods",
        "<originInfo eventType='digitization'><publisher>Archives</publisher></originInfo><originInfo eventType='publication'><publisher>Presses</publisher></originInfo>",
    )
    assert [one.name for one in entry.citation.publishers] == ["Presses"]
    assert [one.field for one in entry.unread] == ["originInfo[@eventType='digitization']/publisher"]


def test_languages_are_told_without_holding_a_whole_file() -> None:
    told = [f"<book><dc:title>Titre {number}</dc:title><dc:language>fr</dc:language></book>" for number in range(1_200)]
    text = "".join(
        [
            "<books xmlns:dc='http://purl.org/dc/elements/1.1/'>",
            "<book><dc:title>Sans langue</dc:title></book>",
            *told,
            "</books>",
        ]
    )
    items = load_reader("dublin-core").read(Source.from_bytes(text.encode(), "export"))
    assert {item.language for item in items if isinstance(item, Entry)} == {"fr"}
