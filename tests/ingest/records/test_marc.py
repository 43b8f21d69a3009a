"""MARC 21 and UNIMARC: both forms, all encodings, broken records, and bytes that are none."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bibliographe.ingest.records.marc.characters import Decoded, decode
from bibliographe.ingest.records.marc.evidence import is_xml
from bibliographe.ingest.records.marc.iso2709 import pieces
from bibliographe.ingest.records.marc.lines import escaped, unescaped
from bibliographe.ingest.records.marc.marked_letters import decode_marc8, iso5426
from bibliographe.ingest.records.marc.reader import Marc21Reader, UnimarcReader
from bibliographe.ingest.registry import load_reader, open_source, read_file, recognise
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Item, Reject
from tests.ingest.records import make_marc
from tests.ingest.records.test_golden import plain

if TYPE_CHECKING:
    from bibliographe.ingest.records.marc.tables import Format

HERE = Path(__file__).parent
FORMATS: tuple[Format, ...] = ("marc21", "unimarc")
LINES_OF_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)
READERS = {"marc21": Marc21Reader, "unimarc": UnimarcReader}


def read(data: bytes, format_name: Format, file_name: str = "export.mrc") -> list[Item]:
    return list(open_source(Source.from_bytes(data, file_name), format_name)[1])


def records(format_name: Format) -> list[make_marc.Record]:
    return make_marc.records_of((HERE / "_marc" / f"{format_name}.txt").read_text("utf-8"))


def without_places(value: Any) -> Any:
    """Return what an item says, wherever in its file it stands."""
    if isinstance(value, dict):
        return {name: without_places(one) for name, one in value.items() if name != "span"}
    return [without_places(one) for one in value] if isinstance(value, list) else value


def test_the_files_are_those_of_their_lines() -> None:
    for place, data in make_marc.files().items():
        assert (HERE / place).read_bytes() == data, f"run tests/ingest/records/make_marc.py ({place})"


@pytest.mark.parametrize("format_name", FORMATS)
def test_fields_that_are_met_again_mean_the_same(format_name: Format) -> None:
    data = b"".join(map(make_marc.iso2709, records(format_name)))
    found = [without_places(plain(one)) for one in read(data * 3, format_name)]
    for one in found:
        one.pop("position", None)
    third = len(found) // 3
    assert found[:third] == found[third : 2 * third] == found[2 * third :]


def test_equal_fields_of_a_record_have_their_own_lines() -> None:
    record = make_marc.records_of("LDR      nam a22     4i 4500\n245 00 $a Titre\n500    $a Note\n500    $a Note\n")[0]
    (entry, again) = read(make_marc.iso2709(record) * 2, "marc21")
    assert isinstance(entry, Entry)
    assert isinstance(again, Entry)
    assert [one.span for one in entry.unread] == [(3, 3), (4, 4)]
    assert [one.span for one in again.unread] == [(8, 8), (9, 9)]


@pytest.mark.parametrize("format_name", FORMATS)
def test_both_forms_say_the_same(format_name: Format) -> None:
    told = records(format_name)
    bytes_of = read(b"".join(map(make_marc.iso2709, told)), format_name)
    xml = read(make_marc.collection(told).encode(), format_name, "export.xml")
    assert [without_places(plain(one)) for one in bytes_of] == [without_places(plain(one)) for one in xml]
    assert len(bytes_of) == len(told)


@pytest.mark.parametrize(("format_name", "codec"), [("marc21", "marc-8"), ("unimarc", "iso5426")])
def test_old_encodings_say_the_same_as_utf_8(format_name: Format, codec: str) -> None:
    told = [
        (leader, [one for one in fields if one[0] != "100" or format_name == "marc21"])
        for leader, fields in records(format_name)
    ]
    told = json.loads(json.dumps(told).replace("\\u2019", "'"))
    if format_name == "unimarc":
        told = [
            (leader, [("100", "  ", [("a", "20240517d2021    k  y0frey50      ba")]), *fields])
            for leader, fields in told
        ]
    new, old = (
        read(b"".join(make_marc.iso2709(one, one_codec) for one in told), format_name) for one_codec in ("utf-8", codec)
    )
    for one, other in zip(new, old, strict=True):
        assert isinstance(one, Entry)
        assert isinstance(other, Entry)
        assert replace(other, text=one.text, readings=one.readings) == one


@pytest.mark.parametrize("path", sorted([*HERE.glob("marc21/*.[mx]*"), *HERE.glob("unimarc/*.[mx]*")]), ids=str)
def test_a_stream_is_read_as_a_file_is(path: Path) -> None:
    if path.name.endswith(".json"):
        return
    reader = READERS[path.parent.name]()
    assert list(reader.read_stream(path)) == list(open_source(Source.from_path(path), path.parent.name)[1])


def test_xml_is_streamed_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bibliographe.ingest.records.marc.reader._BLOCK", 700)
    for name in (
        "unimarc/sru.xml",
        "unimarc/pmb.xml",
        "unimarc/slim.xml",
        "marc21/oai-pmh.xml",
        "marc21/collection.xml",
        "marc21/utf-8.mrc",
        "unimarc/broken.mrc",
    ):
        test_a_stream_is_read_as_a_file_is(HERE / name)


def test_a_broken_record_of_a_stream_of_xml_hides_no_other(tmp_path: Path) -> None:
    text = make_marc.collection(records("marc21")).replace('<subfield code="a">Girard', '<subfield code="a">< Girard')
    path = tmp_path / "broken.xml"
    path.write_text(text, "utf-8")
    items = list(Marc21Reader().read_stream(path))
    assert Counter(type(one).__name__ for one in items) == {"Entry": len(records("marc21")) - 1, "Reject": 1}


@pytest.mark.parametrize("format_name", FORMATS)
def test_broken_records_are_told_apart_from_good_ones(format_name: Format) -> None:
    data = (HERE / format_name / "broken.mrc").read_bytes()
    items = read(data, format_name)
    rejects = [one for one in items if isinstance(one, Reject)]
    assert [one.reason.en.partition(" ")[2].partition(":")[2].strip() for one in rejects] == [
        "the directory cannot be read",
        "these bytes do not begin with a leader",
        "the record is cut: it has no end",
        "it says UTF-8, and the byte 0xE9 is none of it",
        "the record is cut: it has no end",
    ]
    entries = [one for one in items if isinstance(one, Entry)]
    assert [[doubt.message.en for doubt in one.doubts] for one in entries] == [
        ["the stated length is wrong"],
        ["the directory does not say where the fields are, which the separators do"],
        [],
        [],
    ]
    assert b"nothing of MARC here" in [unescaped(one.text) for one in rejects]
    for one in rejects:
        offset = int(one.reason.en.partition("(byte ")[2].partition(" ")[0])
        kept = unescaped(one.text)
        assert data[offset : offset + len(kept)] == kept


def test_what_real_files_hold(shared: Path) -> None:
    counts = {
        "marc21/990053976760206441.xml": (1, 0),
        "marc21/990062819040206441.xml": (1, 0),
        "marc21/990210285400206441.xml": (1, 0),
        "marc21/990223521400206441.xml": (1, 0),
        "marc21/99370782520706441.xml": (1, 0),
        "marc21/bad_records.mrc": (5, 4),
        "marc21/marc8.dat": (1, 0),
        "marc21/pymarc-marc.mrc": (20, 0),
        "marc21/utf8_invalid.mrc": (1, 0),
        "marc21/yaz-marccol1.u8.mrc": (19, 0),
        "unimarc/pymarc-testunimarc.mrc": (1, 0),
        "unimarc/sudoc-088884074.xml": (1, 0),
        "unimarc/sudoc-24276858X.xml": (1, 0),
        "unimarc/sudoc-252383524.xml": (1, 0),
        "unimarc/sudoc-252394976.xml": (1, 0),
        "unimarc/sudoc-257133615.xml": (1, 0),
    }
    found = {}
    for path in sorted([*(shared / "samples" / "marc21").iterdir(), *(shared / "samples" / "unimarc").iterdir()]):
        source = Source.from_path(path)
        assert type(recognise(source)).__name__.removesuffix("Reader").lower() == path.parent.name
        items = list(open_source(source)[1])
        kinds = Counter(type(one).__name__ for one in items)
        found[f"{path.parent.name}/{path.name}"] = (kinds["Entry"], kinds["Reject"])
    assert found == counts


LOSSES = {
    "marc21": [
        "001",
        "003",
        "005",
        "007",
        "015",
        "016",
        "022$0",
        "035",
        "040",
        "044",
        "084",
        "210",
        "264$c",
        "336",
        "337",
        "338",
        "362",
        "363",
        "365",
        "591",
        "655$0",
        "655$2",
        "689",
        "770",
        "780",
        "785",
        "GSI",
        "GST",
        "H16",
        "H35",
        "H52",
        "H59",
        "H66",
        "H92",
        "HOL",
        "ITM",
        "MBD",
        "MNG",
    ],
    "unimarc": [
        "001",
        "002",
        "003",
        "004",
        "005",
        "006",
        "007",
        "008",
        "035",
        "101$d",
        "102",
        "181",
        "182",
        "200$f",
        "200$g",
        "215$d",
        "320",
        "686",
        "700$3",
        "702$3",
        "702$f",
        "711$3",
        "711$c",
        "801",
        "915",
        "930",
        "940",
        "941",
        "210$a",
        "210$c",
        "328$e",
    ],
}


@pytest.mark.parametrize(
    ("place", "format_name"),
    [("marc21/990053976760206441.xml", "marc21"), ("unimarc/sudoc-088884074.xml", "unimarc")],
)
def test_what_a_real_record_says_that_an_entry_has_no_place_for(shared: Path, place: str, format_name: Format) -> None:
    (entry,) = open_source(Source.from_path(shared / "samples" / place))[1]
    assert isinstance(entry, Entry)
    named = LOSSES[format_name]
    assert [
        one.field for one in entry.unread if one.field not in named and one.field.partition("$")[0] not in named
    ] == []


def test_the_page_of_crosswalks_is_what_the_tables_say(repository: Path) -> None:
    from bibliographe.export.records.marc.crosswalk_page import make_page

    page = (repository / "docs" / "crosswalks.md").read_text("utf-8")
    assert page == make_page(), "run scripts/generate_crosswalks.py"


def test_rows_of_tables_name_what_there_is() -> None:
    from bibliographe.ingest.records.marc.tables import FORMATS as KNOWN
    from bibliographe.ingest.records.marc.tables import mappings
    from bibliographe.ingest.records.marc.transforms import transforms

    for name in KNOWN:
        for row in mappings(name):
            assert row.direction in ("read", "write", "both"), row
            assert bool(row.property) == bool(row.transform), row
            assert not row.transform or row.transform in transforms(), row
    used = {row.transform for name in KNOWN for row in mappings(name)}
    assert used - {""} == set(transforms())


def test_roles_and_kinds_of_tables_are_those_of_the_schemes(repository: Path) -> None:
    from bibliographe.ingest.records.marc.tables import kind_rows, relator_rows

    roles = (repository / "ontology" / "schemes" / "roles.ttl").read_text("utf-8")
    assert all(f"role:{row[0]} " in roles for row in relator_rows() if row[0] != "institution")
    kinds = (repository / "ontology" / "schemes" / "document-types.ttl").read_text("utf-8")
    assert all(f"type:{row[3]} " in kinds for row in kind_rows())


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("\x98Le \x9cbureau".encode(), "UTF-8", "Le bureau"),
        ("\x88L'\x89été".encode(), "UTF-8", "L'été"),
        ("˜Le œcœur".encode(), "UTF-8", "Le cœur"),
        ("Lettres à ˜ et à œ".encode(), "UTF-8", "Lettres à ˜ et à œ"),
        (b"\x88Le \x89bureau \xc2equip\xc2e", "ISO 5426", "Le bureau équipé"),
        (b"\x98Le \x9cc\x9cur d\x92une cit\xe9 \xe9lue", "Windows-1252", "Le cœur d’une cité élue"),
        (b"le c\x9cur d'une cit\xe9 \xe9lue", "Windows-1252", "le cœur d'une cité élue"),
        (b"\x98La \x9ccit\xe9 \xe9lue", "ISO 8859-1", "La cité élue"),
    ],
)
def test_marks_of_non_sorting_are_taken_off_and_letters_left(data: bytes, encoding: str, text: str) -> None:
    found = decode(data, "ISO 5426")
    assert isinstance(found, Decoded)
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"L'\xc2et\xc2e \xe1 No\xc8el, c\xfaur", "L'été Æ Noël, cœur"),
        (b"\xd0Ca va, gar\xd0con", "Ça va, garçon"),
        (b"\xc8\xc5u", "ǖ"),
    ],
)
def test_iso_5426(data: bytes, text: str) -> None:
    assert make_marc.unicodedata.normalize("NFC", iso5426().decode(data)) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xe2ete\xe2", None),
        (b"\x1bgabc\x1bs abc", "αβγ abc"),
        (b"\x1b(Nabc\x1b(B abc", "АБЦ abc"),
        (b"\x1b$1!0!\x1b(B a", "一 a"),
        (b"\x1bqabc", None),
        (b"\x1b$1!0", None),
        (b"\x1b", None),
    ],
)
def test_marc_8(data: bytes, text: str | None) -> None:
    if text is None:
        with pytest.raises(UnicodeDecodeError):
            decode_marc8(data)
    else:
        assert decode_marc8(data) == text


def test_marc_8_reads_as_pymarc_does() -> None:
    marc8 = pytest.importorskip("pymarc.marc8")
    data = (HERE / "marc21" / "marc-8.mrc").read_bytes()
    for part in data.replace(b"\x1d", b"\x1e").replace(b"\x1f", b"\x1e").split(b"\x1e"):
        assert make_marc.unicodedata.normalize("NFC", decode_marc8(part)) == marc8.marc8_to_unicode(part)


@given(st.binary(max_size=300))
def test_escaped_bytes_are_had_again(data: bytes) -> None:
    assert unescaped(escaped(data)) == data


GOOD = {name: b"".join(map(make_marc.iso2709, records(name)[:3])) for name in FORMATS}
MUTATIONS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.sampled_from([b"", b"\x1d", b"\x1e", b"\x1f", b"\x1b", b"\xe9", b"0", b"\xc2\x88", b"\x00"]),
        st.integers(0, 40),
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(MUTATIONS, st.sampled_from(FORMATS))
def test_damaged_bytes_are_all_in_a_record_or_a_reject(
    changes: list[tuple[int, bytes, int]], format_name: Format
) -> None:
    data = GOOD[format_name]
    for at, put, taken in changes:
        at %= len(data) or 1
        data = data[:at] + put + data[at + taken :]
    check_all_is_kept(data, format_name)


@settings(deadline=None)
@example(b"\x0b", "marc21")
@given(st.binary(min_size=1, max_size=400), st.sampled_from(FORMATS))
def test_any_bytes_are_read_to_their_end(data: bytes, format_name: Format) -> None:
    check_all_is_kept(data, format_name)


def check_all_is_kept(data: bytes, format_name: Format) -> None:
    blanks = b"\r\n\t\0\x1a "
    if not data.strip(blanks):
        return
    found = list(pieces([data]))
    at = 0
    for offset, piece in found:
        assert not data[at:offset].strip(blanks)
        assert data[offset : offset + len(piece)] == piece
        at = offset + len(piece)
    assert not data[at:].strip(blanks)
    assert list(pieces([data[index : index + 7] for index in range(0, len(data), 7)])) == found
    if is_xml(data):
        return
    reader = READERS[format_name]()
    source = reader.convert(replace(Source.from_bytes(b"x", "x.mrc"), data=data))
    items = list(reader.read(source))
    assert len(items) == len(found)
    for item, (_, piece) in zip(items, found, strict=True):
        assert isinstance(item, (Entry, Reject))
        if isinstance(item, Reject) and not item.text.startswith("LDR "):
            assert unescaped(item.text) == piece
        lines = source.lines[item.span.first - 1 : item.span.last]
        assert "\n".join(lines).startswith(item.text.rstrip("\n").split("\n")[0])


@settings(deadline=None)
@given(MUTATIONS, st.sampled_from(FORMATS))
def test_damaged_xml_is_read_to_its_end(changes: list[tuple[int, bytes, int]], format_name: Format) -> None:
    data = make_marc.collection(records(format_name)[:3]).encode()
    for at, put, taken in changes:
        at = at % len(data)
        data = data[:at] + put.replace(b"\x1d", b"<") + data[at + taken :]
    source = Source.from_bytes(data or b"<", "export.xml")
    try:
        source.text  # noqa: B018 - bytes that are no text are refused before a reader is asked
    except Exception:
        return
    assert all(isinstance(one, (Entry, Reject)) for one in load_reader(format_name).read(source))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_marc_as_text_is_read_in_any_encoding_and_as_a_stream(encoding: str, tmp_path: Path) -> None:
    text = (
        "=LDR  00000nam a2200000 a 4500\r\n=245  10$aÉté\r\n\r\n=LDR  00000nam a2200000 a 4500\r\n=245  10$aHiver\r\n"
    )
    path = tmp_path / "notices.mrk"
    path.write_bytes(text.encode(encoding))
    assert [item.title for item in read_file(path) if isinstance(item, Entry)] == ["Été", "Hiver"]
    assert [item.title for item in Marc21Reader().read_stream(path) if isinstance(item, Entry)] == ["Été", "Hiver"]


@given(st.lists(st.one_of(LINES_OF_TEXT, st.sampled_from(["=LDR  00000nam", "=245  10$aA", "=100  x", "=00"]))))
@settings(deadline=None)
def test_whatever_the_lines_of_marc_as_text(lines: list[str]) -> None:
    source = Source.from_bytes("\n".join(["=LDR  0", *lines]).encode(errors="replace"), "notices.mrk")
    assert all(isinstance(item, Entry | Reject) for item in Marc21Reader().read(source))
