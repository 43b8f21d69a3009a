"""Records of lines behind tags that nobody meant to write, and what their fields say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.ingest.registry import load_reader, recognise
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Furniture, Item, Reject

if TYPE_CHECKING:
    from bibliographe.ingest.records.tagged.reader import TaggedReader

FIRST = {"medline": "PMID- 1", "web-of-science": "PT J", "refer": "%0 Book", "refworks": "RT Book, Whole"}
LINE = {"medline": "{:<4}- {}", "web-of-science": "{} {}", "refer": "%{} {}", "refworks": "{} {}"}
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)
VALUES = st.one_of(
    WORDS, st.sampled_from(["2024 Feb 30", "1-9", "978", "Book", "fr", "10.1234/a [doi]", "Dumas, Anne"])
)


def read(name: str, text: str) -> list[Item]:
    return list(load_reader(name).read(Source.from_bytes(text.encode(), "data.txt")))


def entries(name: str, text: str) -> list[Entry]:
    return [item for item in read(name, text) if isinstance(item, Entry)]


@pytest.mark.parametrize("name", FIRST)
@settings(deadline=None)
@given(data=st.data())
def test_whatever_the_lines_each_is_in_an_item(name: str, data: st.DataObject) -> None:
    reader: TaggedReader = load_reader(name)  # type: ignore[assignment]
    own = sorted({*reader.tags, *reader.house_keeping, *filter(None, [reader.syntax.first, reader.syntax.last])})
    tagged = st.builds(LINE[name].format, st.sampled_from(own), VALUES)
    lines = data.draw(st.lists(st.one_of(tagged, WORDS, st.just("")), max_size=20))
    source = Source.from_bytes("\n".join([FIRST[name], *lines]).encode(), "data.txt")
    items = list(reader.read(source))
    spans = [item.reading.span if isinstance(item, Furniture) else item.span for item in items]  # type: ignore[union-attr]
    inside = {number for span in spans for number in range(span.first, span.last + 1)}
    assert not [line for number, line in enumerate(source.lines, 1) if number not in inside and line.strip()]
    found = [item for item in items if isinstance(item, Entry)]
    assert [entry.position for entry in found] == list(range(1, len(found) + 1))
    assert all(isinstance(item, Entry | Reject | Furniture) for item in items)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("TI  - A\nJT  - B\nPT  - Journal Article", "article"),
        ("TI  - A\nBTI - B\nPT  - Journal Article", "chapter"),
        ("BTI - B\nPT  - Book", "book"),
        ("TI  - A\nPT  - Dissertations/Theses - Doctoral Dissertations", "thesis"),
        ("TI  - A\nPT  - Video-Audio Media", "video"),
        ("TI  - A", "document"),
    ],
)
def test_kinds_of_pubmed(lines: str, kind: str) -> None:
    (entry,) = entries("medline", f"PMID- 1\n{lines}")
    assert entry.kind == kind


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("%0 Edited Book\n%T A", "book"),
        ("%0 Web Page\n%T A", "webpage"),
        ("%T A\n%J B", "article"),
        ("%T A\n%B C\n%N 3", "article"),
        ("%T A\n%B C", "chapter"),
        ("%T A\n%D 2020", "document"),
    ],
)
def test_kinds_of_refer(lines: str, kind: str) -> None:
    (entry,) = entries("refer", lines)
    assert entry.kind == kind


def test_the_original_title_counts_and_a_doi_is_told_once() -> None:
    (entry,) = entries(
        "medline",
        "PMID- 1\nTI  - [A].\nTT  - B.\nLID - 10.1234/a [doi]\nAID - 10.1234/a [doi]\nAID - S1 [pii]\nJT  - C",
    )
    assert (entry.title, entry.citation.identifiers) == ("B", (("doi", "10.1234/a"),))
    assert [(one.field, one.text) for one in entry.unread] == [("TI", "[A]."), ("AID", "S1 [pii]")]


def test_what_is_unread_is_called_as_in_the_file() -> None:
    (entry,) = entries("web-of-science", "PT J\nTI A\nSO B\nSN 1234-5679\nEI 2111-1117\nC1 Lyon\nZ9 3\nER")
    assert [one.field for one in entry.unread] == ["C1", "EI"]
    assert "Z9 3" in entry.text


def test_an_abstract_of_several_paragraphs_ends_no_record() -> None:
    (entry,) = entries("refer", "%0 Book\n%T A\n%X One.\n\nTwo.\n\n%U https://example.org/a\n")
    assert (entry.annotation, entry.links[0].url) == ("One. Two.", "https://example.org/a")
    assert "Two." not in entry.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TY  - JOUR\nPMID  - 1\nTI  - A\nER  - ", "RisReader"),
        ("@book{a, title = {B}}\n%T A\n%A Dumas, Anne", "BibtexReader"),
        ("%T A\n%A Dumas, Anne\n%D 2020", "ReferReader"),
        ("Export of a database\n\nRT Book, Whole\nT1 A\nYR 2020", "RefworksReader"),
        ("# Un titre\n\nPT J est un code.\n", "MarkdownReader"),
    ],
)
def test_forms_are_told_apart(text: str, name: str) -> None:
    assert type(recognise(Source.from_bytes(text.encode(), "data.txt"))).__name__ == name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ris", "TY  - BOOK\nTI  - A\nN1  - DOI: 10.1234/a\nER  - "),
        ("bibtex", "@book{a, title = {A}, note = {doi: 10.1234/a}}"),
        ("csv", "Title,Extra\nA,DOI: 10.1234/a\n"),
        ("csl-json", '[{"type": "book", "title": "A", "note": "PMID: 1\\nDOI: 10.1234/a"}]'),
    ],
)
def test_a_doi_is_read_from_notes_that_begin_with_it(name: str, text: str) -> None:
    (entry,) = entries(name, text)
    assert entry.citation.identifiers == (("doi", "10.1234/a"),)
