"""Words, strings and comments of a query are told apart."""

from __future__ import annotations

import pytest

from bibliographe.sparql_tokens import fill, keywords, slots, undeclared_prefixes


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a ?b 'SERVICE' }",
        'SELECT * { ?a ?b """a "quoted" SERVICE""" }',
        "SELECT * { ?a ?b ?c } # SERVICE",
        "SELECT * { ?SERVICE a <http://x/SERVICE#SERVICE> }",
        "SELECT * { ?a service: ex:SERVICE }",
        "SELECT * { ?a ?b 'it\\'s SERVICE' }",
    ],
)
def test_a_word_that_is_not_a_keyword(text: str) -> None:
    assert "SERVICE" not in keywords(text)


@pytest.mark.parametrize(
    "text",
    ["{ service <x:x> {} }", "{ SERVICE SILENT ?x {} }", "{ SERV\\u0049CE <x:x> {} }", "'it' SERVICE", "<a#b> SERVICE"],
)
def test_a_keyword(text: str) -> None:
    assert "SERVICE" in keywords(text)


def test_slots_are_in_the_body_only() -> None:
    text = (
        "# VALUES ?x { UNDEF }\nSELECT * { values ?x {UNDEF} . ?a ?b 'VALUES ?x { UNDEF }' "
        "VALUES $y\n{ undef } VALUES ?z { 1 } }"
    )
    assert {name: len(places) for name, places in slots(text).items()} == {"x": 1, "y": 1}
    filled = fill(text, {"x": "<a:a>", "y": '"é"'})
    assert filled == text.replace("{UNDEF}", "{<a:a>}").replace("undef", '"é"')


def test_every_slot_of_a_variable_is_filled() -> None:
    assert (
        fill("{ VALUES ?x { UNDEF } { VALUES ?x { UNDEF } } }", {"x": "1"}) == "{ VALUES ?x { 1 } { VALUES ?x { 1 } } }"
    )


def test_what_fills_a_slot_is_not_read_again() -> None:
    filled = fill("VALUES ?x { UNDEF } VALUES ?y { UNDEF }", {"x": '"VALUES ?y { UNDEF }"', "y": "2"})
    assert filled == 'VALUES ?x { "VALUES ?y { UNDEF }" } VALUES ?y { 2 }'


def test_a_slot_without_a_value_can_be_taken_out() -> None:
    text = "{ VALUES ?x { UNDEF } ?x ?y 'VALUES ?y { UNDEF }' . VALUES ?z { UNDEF } }"
    assert fill(text, {"z": "1"}, drop=True) == "{  ?x ?y 'VALUES ?y { UNDEF }' . VALUES ?z { 1 } }"


def test_prefixes_in_use_and_declared() -> None:
    text = "PREFIX a: <x:x>\nSELECT * { ?s a:b c:d ; a e:f-g.h . ?s ?p 'i:j' } # k:l"
    assert undeclared_prefixes(text) == {"c", "e"}
