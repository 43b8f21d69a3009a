"""Lines that need no parser are what the parser would make of them, and sorted readings hold what the files say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from bibliographe.errors import GraphError
from bibliographe.export.numbers import as_stored
from bibliographe.graph import lines as lines_module
from bibliographe.graph import sorted_files as sorted_files_module
from bibliographe.graph.canonical import write_ntriples
from bibliographe.graph.describe import Description
from bibliographe.graph.describe.lines import LineDescription
from bibliographe.graph.iri import Minter
from bibliographe.graph.lines import canonical_line, canonical_lines, canonical_parts, line_of
from bibliographe.graph.sorted_files import sorted_files
from bibliographe.graph.terms import DCTERMS, XSD, Statement

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/"
ODD = st.text(alphabet="ab:/#?%[]@é\\\"<> _.~'{}|^`-0\t\x7f\u2028\ue000", max_size=12)
TAG = st.text(alphabet="abC-9", max_size=8)
OBJECT = st.one_of(
    ODD.map("<http://a.b/{}>".format),
    ODD.map("<{}>".format),
    ODD.map('"{}"'.format),
    st.tuples(ODD, TAG).map(lambda pair: '"{}"@{}'.format(*pair)),
    st.tuples(ODD, st.sampled_from(["string", "integer", "date"])).map(
        lambda pair: f'"{pair[0]}"^^<http://www.w3.org/2001/XMLSchema#{pair[1]}>'
    ),
)


def as_parsed(line: str) -> list[str] | None:
    """What the parser makes of a line; None when it refuses it."""
    try:
        return [f"{quad.triple} .\n" for quad in parse(line, RdfFormat.N_TRIPLES)]
    except SyntaxError:
        return None


@given(ODD.map("<http://a{}>".format), st.just("<urn:p>"), OBJECT)
@example("<http://a:b/>", "<urn:p>", '"x"')
@example("<http:///a>", "<urn:p>", '"x"')
@example("<http://a/#b#c>", "<urn:p>", '"x"')
@example("<http://a>", "<urn:p>", '"x"^^<http://www.w3.org/2001/XMLSchema#string>')
@example("<http://a>", "<urn:p>", '"x"@fr-FR')
def test_a_line_that_needs_no_parser_is_what_the_parser_makes_of_it(subject: str, predicate: str, value: str) -> None:
    line = f"{subject} {predicate} {value} .\n"
    if lines_module._ONE.fullmatch(line):
        assert as_parsed(line) == [line]


@given(
    st.one_of(st.integers().map(str), st.from_regex(r"[0-9+T:Z.-]{1,20}", fullmatch=True)),
    st.sampled_from(["integer", "gYear", "gYearMonth", "date", "dateTime", "boolean", "decimal", "string", "int"]),
)
@example("03", "integer")
@example("2024-01-01T24:00:00Z", "dateTime")
@example("2024-02-30", "date")
@example("123456789012345678901", "integer")
def test_values_are_respelt_just_as_the_store_respells_them(text: str, datatype: str) -> None:
    statement = Statement(NamedNode("urn:s"), NamedNode("urn:p"), Literal(text, datatype=XSD[datatype]))
    store = Store()
    store.add(Quad(*statement))
    (kept,) = store
    assert as_stored(line_of(statement)) == f"{kept.triple} .\n"


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize("large", [0, 1_000_000])
def test_whatever_the_files_are_they_are_read_sorted_and_each_statement_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(sorted_files_module, "_LARGE", large)
    first = write(tmp_path / "a.nt", '<urn:a> <urn:p> "1" .\n<urn:a-b> <urn:p> "2" .\n<urn:b> <urn:p> "3" .\n')
    second = write(
        tmp_path / "b.nt", '# mixed\n<urn:b>  <urn:p> "\\u00e9"  .\n\n<urn:a> <urn:p> "1" .\n<urn:a> <urn:p> "1".\n'
    )
    third = write(tmp_path / "c.ttl", '<c> <urn:p> "4", "5" .')
    with sorted_files([first, second, third], BASE) as files:
        lines = list(files.lines())
        assert lines == sorted(set(lines))
        assert len(lines) == 6
        assert '<urn:b> <urn:p> "é" .\n' in lines
        assert '<https://example.org/c> <urn:p> "4" .\n' in lines
        assert files.counts == {first: 3, second: 2, third: 2}
        assert [line for _subject, block in files.blocks() for line in block] == lines
        assert dict(files.blocks())["<urn:b>"] == ['<urn:b> <urn:p> "3" .\n', '<urn:b> <urn:p> "é" .\n']


@pytest.mark.parametrize("at_once", [1, 30, 1 << 16])
@pytest.mark.parametrize(
    ("name", "content", "as_written"),
    [
        ("a.nt", '<urn:a> <urn:p> "1 2 \u2028 ." .\n<urn:a> <urn:p> <urn:b> .\n', True),
        ("a.nt", '<urn:a> <urn:p> "a \\"b\\" c"@fr .\n<urn:b> <urn:p> "\\\\" .\n', True),
        ("a.nt", '<urn:a> <urn:p> "1" .', False),
        (
            "a.nt",
            '# mixed\n<urn:b>  <urn:p> "\\u00e9"  .\n\n<urn:a> <urn:p> "1" . # why\n<urn:c> <urn:p> "1".\n',
            False,
        ),
        ("a.nt", '<urn:x> <urn:a> <urn:p> .\n # <urn:a> <urn:p> "1" .\n', False),
        ("a.ttl", '<c> <urn:p> "4 5", "\\u00e9"@fr ; a <urn:C> .', False),
        ("a.nt", "", True),
    ],
)
def test_parts_are_those_of_the_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str, as_written: bool, at_once: int
) -> None:
    monkeypatch.setattr(lines_module, "_CHARACTERS_AT_ONCE", at_once)
    path = write(tmp_path / name, content)
    found = list(canonical_parts(path, BASE))
    assert [" ".join(parts) for chunk, _as_written in found for parts in chunk] == list(canonical_lines(path, BASE))
    assert all(told for _chunk, told in found) == as_written


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'<urn:a> <urn:p> "1" .\n<urn:b> <urn:p> oops .\n', 2),
        (b'<urn:a> <urn:p> "1" .\n\n<urn:b> <urn:p> "\xe9" .\n', 3),
        (b"<urn:a> <urn:p> _:b .\n", None),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, content: bytes, line: int | None) -> None:
    path = tmp_path / "a.nt"
    path.write_bytes(content)
    with pytest.raises(GraphError) as caught:
        list(canonical_lines(path, BASE))
    with pytest.raises(GraphError, match=re.escape(str(caught.value))):
        list(canonical_parts(path, BASE))
    assert (caught.value.file, caught.value.line) == (path, line)
    assert caught.value.remedy


def test_one_line_is_made_canonical() -> None:
    assert canonical_line('<urn:a> <urn:b> "\\u00e9"@FR . # why\n') == '<urn:a> <urn:b> "é"@fr .\n'
    assert canonical_line("# nothing\n") == ""
    statement = Statement(NamedNode("urn:a"), NamedNode("urn:b"), Literal("x"))
    assert line_of(statement) == write_ntriples([statement])


@given(st.text(max_size=40) | ODD)
@example("l'« été »\n\r\\\"\u00a0\u2028\ufffe")
def test_values_are_written_as_the_parser_writes_them(value: str) -> None:
    thing, terms, written = NamedNode(BASE), Description(Minter(BASE), "a"), LineDescription(Minter(BASE), "a")
    for description in (terms, written):
        description.say_text(thing, DCTERMS.title, value, "fr-CH")
        description.say_plain(thing, DCTERMS.identifier, value)
        description.say_number(thing, DCTERMS.extent, len(value), about=NamedNode(f"{BASE}part"))
    assert sorted(written.lines()) == sorted(line_of(one) for record in terms.records() for one in record.triples)
