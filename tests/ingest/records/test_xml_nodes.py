"""Records cut out of XML that is whole, and out of XML that is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliographe.ingest.records.xml_nodes import DEEPEST, Node, read_records, root_of
from bibliographe.model.entry import Reject, Span

PIECES = ["<r>", "</r>", "<a x='1'>", "</a>", "&", "&amp;", "&x;", "<", ">", "é", "\n", "<!DOCTYPE r [", "]>", "<r/>"]


def is_record(_space: str, name: str) -> bool:
    return name == "r"


def read(text: str) -> list[Node | Reject]:
    return list(read_records(text, is_record))


def test_records_have_their_lines_and_text() -> None:
    first, second = read("<c>\n<r n='1'>\n<a>un</a>\n</r>\n<r><a>de<b>u</b>x</a></r></c>")
    assert isinstance(first, Node)
    assert isinstance(second, Node)
    assert (first.span, first.attributes) == (Span(2, 4), {"n": "1"})
    assert [node.text for node in second.named("a")] == ["deux"]


def test_the_innermost_is_the_record() -> None:
    inner = "<m:record xmlns:m='urn:m'><m:a>x</m:a></m:record>"
    text = f"<o xmlns='urn:o'><record><metadata>{inner}</metadata></record>"
    for end in ("</o>", f"<record>&<metadata>{inner}</metadata></record></o>"):
        first, *others = read_records(text + end, lambda space, name: (space, name) == ("urn:m", "record"))
        assert isinstance(first, Node)
        assert (first.space, first.text) == ("urn:m", "x")
        assert len(others) == (end != "</o>")
        assert not any(isinstance(one, Reject) for one in others)


def test_a_broken_record_is_a_reject_and_the_others_are_read() -> None:
    found = read("<c xmlns:x='urn:x'>\n<r>un</r>\n<r>a & b</r>\n<r x:n='3'>trois</r>\n<r>quatre\n</c>")
    assert [type(one).__name__ for one in found] == ["Node", "Reject", "Node", "Reject"]
    assert isinstance(found[1], Reject)
    assert (found[1].span, found[1].text) == (Span(3, 3), "<r>a & b</r>")
    assert isinstance(found[2], Node)
    assert (found[2].span, found[2].text) == (Span(4, 4), "trois")


def test_a_cut_file_loses_its_last_record_only() -> None:
    found = read("<c><r>un</r>\n<r>de")
    assert [type(one).__name__ for one in found] == ["Node", "Reject"]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE c [<!ENTITY a "b">]><c><r>&a;</r></c>',
        '<!DOCTYPE c [<!ENTITY a SYSTEM "file:///etc/passwd">]><c><r>&a;</r></c>',
    ],
)
def test_entities_are_refused(text: str) -> None:
    (only,) = read(text)
    assert isinstance(only, Reject)
    assert "entities" in only.reason.en


def test_what_a_document_type_names_is_not_fetched() -> None:
    (only,) = read('<!DOCTYPE c SYSTEM "http://127.0.0.1:9/no.dtd"><c><r>un</r></c>')
    assert isinstance(only, Node)


def test_depth_is_bounded() -> None:
    deep = "<a>" * DEEPEST * 100 + "</a>" * DEEPEST * 100
    found = read(f"<c><r>{deep}</r><r>deux</r></c>")
    assert [type(one).__name__ for one in found] == ["Reject", "Node"]


def test_text_outside_of_records_is_told() -> None:
    found = read("<c>\n<autre><t>perdu</t>\n<t>aussi</t></autre>\n<r>un</r></c>")
    assert [type(one).__name__ for one in found] == ["Reject", "Node"]
    assert isinstance(found[0], Reject)
    assert (found[0].text, found[0].span) == ("perdu\naussi", Span(2, 3))


def test_what_protocols_say_around_records_is_not() -> None:
    text = "<o xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>2024</responseDate><r xmlns=''>un</r></o>"
    assert [type(one).__name__ for one in read(text)] == ["Node"]


def test_a_broken_start_tag_loses_no_record() -> None:
    found = read("<c><r>un</r>\n<r <a>deux</a></r>\n<r>trois</r></c>")
    assert [type(one).__name__ for one in found] == ["Node", "Reject", "Node"]


def test_namespaces_around_broken_records_are_kept() -> None:
    inner = "<m:r xmlns:m='urn:m'><a>x</a></m:r>"
    text = f"<o xmlns='urn:o' xmlns:p='urn:p&amp;q'>{inner}<m:r xmlns:m='urn:m'>&</m:r>{inner}</o>"
    found = list(read_records(text, lambda space, name: (space, name) == ("urn:m", "r")))
    assert [type(one).__name__ for one in found] == ["Node", "Reject", "Node"]
    assert isinstance(found[2], Node)
    assert [child.space for child in found[2].children] == ["urn:o"]


def test_a_record_in_one_of_its_kind_is_part_of_it() -> None:
    (only,) = read_records("<r xmlns='urn:r'><x><r>deux</r></x></r>", is_record)
    assert isinstance(only, Node)
    assert only.text == "deux"


def test_an_attribute_without_a_namespace_is_meant() -> None:
    for attributes in ("type='host' x:type='simple'", "x:type='simple' type='host'"):
        (only,) = read(f"<r xmlns:x='urn:x' {attributes}>a</r>")
        assert isinstance(only, Node)
        assert only.attributes == {"type": "host"}


def test_entities_are_refused_behind_a_comment_too() -> None:
    found = read("<!-- <a --><!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>")
    assert [type(one).__name__ for one in found] == ["Reject"]


def test_the_root_is_told_from_a_beginning() -> None:
    assert root_of("<?xml version='1.0'?>\n<x:c xmlns:x='urn:x'><r>") == ("urn:x", "c")
    assert root_of("no xml") is None


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_whatever_the_pieces_reading_ends(pieces: list[str]) -> None:
    text = "".join(["<c><r>premier</r>", *pieces, "</c>"])
    first = read(text)[0]
    assert isinstance(first, Reject) or first.text.startswith("premier")
