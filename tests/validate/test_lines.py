"""Lines that no parser is asked about say what the parser says, and what is not sure goes to the parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from bibliographe.config import load_catalogue
from bibliographe.graph.content_hash import content_hash, digest, shown
from bibliographe.graph.records import GraphFolder
from bibliographe.graph.term_text import value_of
from bibliographe.graph.terms import Statement
from bibliographe.validate.lines import _surely, lines_of, lines_of_ntriples
from tests.shapes.small import SMALL, small

S, P = "<http://example.org/s>", "<http://example.org/p>"
SURE = [
    f"{S} {P} <https://example.org/a-b_c?d=e&f#g> .\n",
    f'{S} {P} "" .\n',
    f'{S} {P} "é \\" \\\\ \\n \\t ☃ 𝄞 \u2028" .\n',
    f'{S} {P} "a"@fr .\n{S} {P} "a"@en-us .\n',
    f'{S} {P} "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
]
UNSURE = [
    f'{S} {P} "a"@EN .\n',
    f'{S} {P} "a"^^<http://www.w3.org/2001/XMLSchema#string> .\n',
    f'{S} {P} "\\u00e9" .\n',
    f'{S} {P} "a" . # a remark\n',
    f"{S}\t{P} <http://example.org/%C3%A9> .\n",
    f'{S} {P} "a" .\r\n',
    "_:a <http://example.org/é> _:b .\n",
    f"\n{S} {P} <urn:x:y> .\n",
]


def parsed(text: str) -> list[tuple[str, ...]]:
    return list(lines_of(quad.triple for quad in parse(text.encode(), format=RdfFormat.N_TRIPLES)))


@pytest.mark.parametrize("text", SURE)
def test_a_canonical_line_needs_no_parser(text: str) -> None:
    assert _surely(text.encode()) == parsed(text)


@pytest.mark.parametrize("text", UNSURE)
def test_any_other_line_goes_to_the_parser(text: str) -> None:
    assert _surely(text.encode()) is None
    assert lines_of_ntriples(text.encode()) == parsed(text)


BROKEN = [f"{S} {P} .\n", f'{S} {P} "a .\n', f"{S} <http://[> <http://a.b/> .\n", f"{S} {P} <http://a b/> .\n", "x\n"]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_line_is_refused(text: str) -> None:
    with pytest.raises(SyntaxError):
        lines_of_ntriples((SURE[0] + text + SURE[1]).encode())


ADDRESSES = st.from_regex(r"https?://[a-z0-9.%\[\]:-]{1,6}/[!-~é]{0,8}", fullmatch=True)


def addresses(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


@given(ADDRESSES, st.text(max_size=12), st.sampled_from(["", "fr", "EN", "fr-CA", "x-y"]))
def test_lines_are_the_parsers(address: str, text: str, language: str) -> None:
    """Whatever is sure is what the parser says; what the parser refuses is never sure."""
    if not addresses(address):
        assert _surely(f"<{address}> {P} <{address}> .\n".encode()) is None
        return
    value = Literal(text, language=language) if language else Literal(text, datatype=NamedNode(address))
    content = f"{Triple(NamedNode(address), NamedNode(address), value)} .\n".encode()
    assert lines_of_ntriples(content) == parsed(content.decode())
    assert value_of(lines_of_ntriples(content)[0][1].split(" ", 1)[1]) == text


@given(st.text(max_size=12), st.sampled_from(["", "fr", "http://example.org/d"]))
def test_the_content_hash_is_the_registers(text: str, kind: str) -> None:
    subject, predicate = NamedNode("http://example.org/s"), NamedNode("http://example.org/p")
    value = Literal(text, language="fr") if kind == "fr" else Literal(text, datatype=NamedNode(kind)) if kind else None
    statement = Statement(subject, predicate, value or Literal(text))
    (line,) = lines_of([Triple(*statement)])
    assert digest([shown(line[0], *line[1].split(" ", 1))]) == content_hash([statement])


def test_the_content_hashes_of_a_catalogue_are_the_registers() -> None:
    folder = GraphFolder(load_catalogue(SMALL))
    for thing in folder:
        record = folder.record(thing)
        assert record
        lines = lines_of(Triple(*statement) for statement in record.triples)
        assert digest(shown(line[0], *line[1].split(" ", 1)) for line in lines) == content_hash(record.triples)
    assert len(small().triples) > 400


def test_a_triple_as_a_value_is_refused() -> None:
    with pytest.raises(SyntaxError):
        lines_of_ntriples(b"<a:a> <a:b> <<( <a:c> <a:d> <a:e> )>> .\n")
