"""The forms of an answer, on text that breaks careless writers."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.errors import QueryError
from bibliographe.query.answer import Answer, Rows, Triples, Truth
from bibliographe.query.formats import default_format, format_names, write
from bibliographe.query.library import Question, make_question
from bibliographe.query.reply import Reply
from bibliographe.query.terms import RDF, XSD, BlankNode, Iri, Literal

NASTY = "=1+1; \"a\", 'b' <b>&amp; | *x* [y](z)\n\\u0022 \x1b[31m\tfin"
ROWS = Rows(
    ("page", "name", "n", "yes", "node", "none"),
    (
        (
            Iri("https://example.org/?a=1&b=2"), Literal(NASTY, "fr", RDF + "langString"),
            Literal("12345", None, XSD + "integer"), Literal("true", None, XSD + "boolean"), BlankNode("b0"), None,
        ),
        (Iri("javascript:alert(1)"), Literal("été"), Literal("7", None, XSD + "integer"), None, None, None),
    ),
)  # fmt: skip
TRIPLES = Triples(((Iri("http://a/s"), Iri("http://a/p"), Literal(NASTY, "fr", RDF + "langString")),))
HEADER = """\
#+ title: {fr: "Un <titre> & *cetera*", en: Title}
#+ summary: {fr: Résumé., en: Summary.}
"""
COLUMNS = """\
#+ columns:
#+   name: {fr: Nom, en: Name, link: page}
#+   n: {fr: Nombre, en: Number}
"""


def reply(answer: Answer, form: str = "SELECT", header: str = HEADER, language: str = "fr") -> Reply:
    question: Question = make_question(header + "SELECT * {}", "x.rq", "x")
    return Reply(question, form, 'SELECT * { ?a ?b "<x>" }', {}, answer, language)


def test_csv_is_exact() -> None:
    text = write(reply(ROWS), "csv")
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == list(ROWS.columns)
    assert rows[1] == ["https://example.org/?a=1&b=2", NASTY, "12345", "true", "_:b0", ""]


def test_tsv_keeps_the_terms() -> None:
    head, first, second = write(reply(ROWS), "tsv").rstrip("\n").split("\n")
    assert head == "?page\t?name\t?n\t?yes\t?node\t?none"
    cells = first.split("\t")
    assert cells[0] == "<https://example.org/?a=1&b=2>"
    assert cells[1].endswith('"@fr')
    assert cells[2:] == ["12345", f'"true"^^<{XSD}boolean>', "_:b0", ""]
    assert second.split("\t")[1] == '"été"'


@pytest.mark.parametrize(
    ("form", "syntax"), [("json", pyoxigraph.QueryResultsFormat.JSON), ("tsv", pyoxigraph.QueryResultsFormat.TSV)]
)
def test_another_reader_reads_it_back(form: str, syntax: pyoxigraph.QueryResultsFormat) -> None:
    solutions = list(pyoxigraph.parse_query_results(write(reply(ROWS), form), format=syntax))
    assert solutions[0]["name"] == pyoxigraph.Literal(NASTY, language="fr")
    assert solutions[0]["n"].value == "12345"
    assert solutions[1]["none"] is None


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_in_json_and_tsv(value: str) -> None:
    answer = reply(Rows(("x",), ((Literal(value),),)))
    for form, syntax in (("json", pyoxigraph.QueryResultsFormat.JSON), ("tsv", pyoxigraph.QueryResultsFormat.TSV)):
        (solution,) = pyoxigraph.parse_query_results(write(answer, form), format=syntax)
        assert solution["x"].value == value
    ET.fromstring(write(answer, "xml"))
    ET.fromstring(write(answer, "html").split("\n", 1)[1].split("<main>")[1].split("</main>")[0].join(["<x>", "</x>"]))


def test_json_says_types_and_languages() -> None:
    document = json.loads(write(reply(ROWS), "json"))
    first = document["results"]["bindings"][0]
    assert first["name"] == {"type": "literal", "value": NASTY, "xml:lang": "fr"}
    assert first["n"]["datatype"] == XSD + "integer"
    assert "none" not in first


def test_xml_is_well_formed() -> None:
    root = ET.fromstring(write(reply(ROWS), "xml"))
    space = {"s": "http://www.w3.org/2005/sparql-results#"}
    literal = root.find(".//s:literal", space)
    assert literal is not None
    assert literal.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert literal.text == NASTY.replace("\x1b", "\ufffd")


def test_a_yes_or_no() -> None:
    assert json.loads(write(reply(Truth(True), "ASK"), "json"))["boolean"] is True
    assert "<boolean>false</boolean>" in write(reply(Truth(False), "ASK"), "xml")
    assert "oui" in write(reply(Truth(True), "ASK"), "table")
    for form in ("csv", "tsv", "ttl"):
        with pytest.raises(QueryError):
            write(reply(Truth(True), "ASK"), form)


def test_a_graph() -> None:
    graph = reply(TRIPLES, "CONSTRUCT")
    assert default_format(graph) == "ttl"
    (triple,) = pyoxigraph.parse(input=write(graph, "ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    assert triple.object == pyoxigraph.Literal(NASTY, language="fr")
    for form in ("csv", "tsv", "json", "xml", "svg"):
        with pytest.raises(QueryError):
            write(graph, form)
    assert "Propriété" in write(graph, "table")


def test_turtle_is_not_for_rows() -> None:
    with pytest.raises(QueryError) as caught:
        write(reply(ROWS), "ttl")
    assert "CONSTRUCT" in caught.value.remedy.en


def test_the_table_shows_what_people_read() -> None:
    lines = write(reply(ROWS, header=HEADER + COLUMNS), "table").splitlines()
    assert lines[0].split() == ["Nom", "Nombre"]
    assert lines[2].endswith("12\u202f345")
    assert "\x1b" not in lines[2]
    assert lines[3] == "été" + lines[3][3:-1] + "7"
    assert len(lines) == 4


def test_the_table_of_nothing() -> None:
    assert write(reply(Rows(("x",), ())), "table") == "Aucune réponse.\n"


def test_markdown_is_inert() -> None:
    text = write(reply(ROWS, header=HEADER + COLUMNS), "md")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 4
    assert r"\*x\* \[y\](z)<br>" in rows[2]
    assert "](<https://example.org/?a=1&b=2>)" in rows[2]
    assert "javascript" not in text
    assert rows[1] == "| --- | ---: |"


def test_the_page_is_inert_and_complete() -> None:
    text = write(reply(ROWS, header=HEADER + COLUMNS), "html")
    assert '<html lang="fr">' in text
    assert "<b>" not in text
    assert "javascript:" not in text
    assert "&lt;titre&gt; &amp; *cetera*" in text
    assert '<th scope="col">Nom</th>' in text
    assert 'href="https://example.org/?a=1&amp;b=2"' in text
    assert "SELECT * { ?a ?b &#34;&lt;x&gt;&#34; }" in text
    assert "<script" not in text


def test_unknown_forms_are_listed() -> None:
    with pytest.raises(QueryError) as caught:
        write(reply(ROWS), "xlsx")
    assert all(name in caught.value.remedy.fr for name in format_names())
