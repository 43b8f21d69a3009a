"""What may be asked, and where a query is wrong."""

from __future__ import annotations

import pytest

from bibliographe.errors import QueryError
from bibliographe.query.syntax import check_query, with_known_prefixes


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?a ?b 'SERVICE <http://x/> {}' } # SERVICE, LOAD", "SELECT"),
        ("PREFIX service: <http://x/> ASK { ?insert service:load ?drop }", "ASK"),
        ("CONSTRUCT WHERE { ?a ?b ?c }", "CONSTRUCT"),
        ("DESCRIBE <http://x/>", "DESCRIBE"),
        (
            "PREFIX construct: <http://x/> DESCRIBE construct:x ?ask { ?ask ?select 'CONSTRUCT' } # CONSTRUCT",
            "DESCRIBE",
        ),
        ("# DESCRIBE\nCONSTRUCT { ?a ?b 1 } { ?a ?b 'DESCRIBE' }", "CONSTRUCT"),
        ("SELECT ?a { ?a ?b ?c FILTER(?a < ?c && ?c > 1) }", "SELECT"),
        ("SELECT * { ?a ?b 'caf\\u00E9' }", "SELECT"),
    ],
)
def test_a_query_that_may_be_asked(text: str, form: str) -> None:
    assert check_query(text, "x.rq") == form


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x/> { ?a ?b ?c } }",
        "SELECT * { service silent ?s { ?a ?b ?c } }",
        "ASK { FILTER NOT EXISTS { { SERVICE <http://x/> { ?a ?b ?c } } } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://x/> { ?a ?b ?c } } } } }",
        "SELECT * { SERV\\u0049CE <http://x/> { ?a ?b ?c } }",
        "CONSTRUCT { ?a ?b ?c } WHERE { { ?a ?b ?c } UNION { SERVICE <http://x/> { ?a ?b ?c } } }",
        "SELECT * { SERVICE <http://x/> { ?a ?b ?c } ?? }",
    ],
)
def test_service_is_refused(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        check_query(text, "x.rq")
    assert "SERVICE" in caught.value.message.en


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://x/>",
        "INSERT DATA { <a:a> <b:b> 1 }",
        "DELETE WHERE { ?a ?b ?c }",
        "DROP ALL",
        "# SELECT\nCLEAR ALL",
    ],
)
def test_an_update_is_refused(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        check_query(text, "x.rq")
    assert "change data" in caught.value.message.en


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("SELECT ?a WHERE {\n  ?a ?b ??\n}\n", 2, "  ?a ?b ??"),
        ("SELECT ?a WHERE {\n  ?a ?b ?c\n", 3, "a brace may be missing"),
        ("SELECT ?a\nWHERE { ?a nope:x ?c }", 2, "unknown prefix: nope:"),
        ("SELECT ?a (COUNT(?b) AS ?n)\nWHERE { ?a ?c ?b }", 2, "neither grouped"),
        ("SELECT ?x {\n ?x ?y ?z\n BIND(1 AS ?x) }", None, "malformed"),
        ("", None, "malformed"),
        ("SELECT", None, "malformed"),
        ("SELECT * { ?e a bibo:Article }\nLIMIT x", 2, "LIMIT x"),
    ],
)
def test_a_malformed_query(text: str, line: int | None, words: str) -> None:
    declared, added = with_known_prefixes(text)
    with pytest.raises(QueryError) as caught:
        check_query(declared, "x.rq", added)
    described = caught.value.describe("en")
    assert words in described
    assert described.startswith("x.rq:")
    assert "column" in described
    if line is not None:
        assert caught.value.line == line


def test_brackets_without_end_crash_nothing() -> None:
    with pytest.raises(QueryError):
        check_query("SELECT * " + "{" * 100_000, "x.rq")


def test_known_prefixes_need_no_declaration() -> None:
    declared, added = with_known_prefixes("SELECT * { ?e a bibo:Article ; dcterms:title 'foaf:name' }")
    assert added == 2
    assert "foaf" not in declared.splitlines()[0] + declared.splitlines()[1]
    assert check_query(declared, "x.rq") == "SELECT"


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p ?a FILTER(?a<'x>')SERVICE<http://127.0.0.1:9/>{?s ?p ?o}FILTER(?a>'y') }",
        "PREFIX x:<http://127.0.0.1:9/> ASK { ?a ?p ?b FILTER(?a<?b)SERVICE x:#>\n{ ?s ?p ?o } }",
        'ASK { BIND(<http://a/#\\u0041> AS ?z) BIND("\\u0022" AS ?x) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } '
        'BIND("\\u0022" AS ?y) }',
        "ASK { # \\u000ASERVICE <http://127.0.0.1:9/> { ?s ?p ?o }\n ?a ?b ?c }",
        "ASK { # \\u000ASERV\\u0049CE <http://127.0.0.1:9/> { ?s ?p ?o }\n ?a ?b ?c }",
        "ASK { \u017fERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { SERV\u0131CE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused_where_only_one_parser_sees_it(query: str) -> None:
    with pytest.raises(QueryError):
        check_query(query, "q.rq")
