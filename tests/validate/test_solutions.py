"""What pySHACL reads of the graph for a suspect does not grow with the graph, and the report is what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibliographe.validate import live, solutions
from tests.validate.conformance.adapter import difference, ours, reference, triples_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.graph import _TriplePatternType

    from tests.validate.conformance.adapter import Outcome

PREFIXES = """
e:prefixes a owl:Ontology ; sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
e:others a owl:Ontology ; sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/other/"^^xsd:anyURI ] .
"""
BY_TITLE = """
SELECT $this ?path ?value WHERE {
  $this e:text ?text .
  ?value e:title ?name .
  FILTER(CONTAINS(STR(?text), STR(?name)))
  FILTER(NOT EXISTS { $this e:in ?value })
  FILTER(NOT EXISTS { ?any e:title ?longer . FILTER(STRLEN(STR(?longer)) > STRLEN(STR(?text))) })
  BIND(e:in AS ?path)
}
"""
"""Goes through all titles twice: to find one, and to find that there is none of another kind."""


def shapes(query: str, more: str = "", prefixes: str = "e:prefixes") -> str:
    """Return shapes with one constraint, about everything that has a text."""
    return f"""{PREFIXES}
        e:S a sh:NodeShape ; sh:targetSubjectsOf e:text ; sh:sparql e:C {more} .
        e:C sh:prefixes {prefixes} ; sh:select '''{query}''' ."""


def data(titles: int, more: str = "") -> str:
    """Return two entries, one of which prints a title that it is not tied to, and some titles."""
    rows = " ".join(f'e:t{n} e:title "Title {n}."@fr .' for n in range(titles))
    return (
        f'e:a e:text "Printed in Title 3., p. 4" . e:b e:text "Printed in Title 4., p. 4" ; e:in e:t4 . {rows} {more}'
    )


def found(turtle: str, shapes_turtle: str) -> Outcome:
    """Return what is found, which must be what pySHACL finds when it is given everything."""
    triples, asked = triples_of(turtle), triples_of(shapes_turtle)
    outcome = ours(triples, asked)
    assert difference(outcome, reference(triples, asked)) == ""
    return outcome


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that gets all that rdflib reads of a store."""
    seen: list[object] = []
    whole = live.LiveStore.triples

    def noted(self: live.LiveStore, pattern: _TriplePatternType, context: object = None) -> Iterator[object]:
        for triple in whole(self, pattern, context):  # type: ignore[arg-type]
            seen.append(triple)
            yield triple

    monkeypatch.setattr(live.LiveStore, "triples", noted)
    return seen


@pytest.mark.parametrize("titles", [10, 60])
def test_what_is_read_for_a_suspect_does_not_grow_with_the_graph(titles: int, read: list[object]) -> None:
    outcome = found(data(titles), shapes(BY_TITLE))
    assert [(row.focus, row.value) for row in outcome] == [("<http://example.org/a>", "<http://example.org/t3>")]
    assert len(read) < 10


def test_all_solutions_of_a_suspect_are_told() -> None:
    outcome = found(data(10, 'e:u3 e:title "Title 3."@en . e:v3 e:title "Title 3" .'), shapes(BY_TITLE))
    assert sorted(row.value[-3:-1] for row in outcome) == ["t3", "u3", "v3"]


@pytest.mark.parametrize("odd", ['"3"^^xsd:gYear', '"4"^^xsd:integer', '"04"^^xsd:integer', "[]", "e:a", "true"])
def test_values_that_the_engines_see_differently_are_left_to_rdflib(odd: str) -> None:
    query = BY_TITLE.replace("STR(?name)", "?name")
    plain = data(10, f"e:odd e:title {odd} .").replace("@fr", "")
    # rdflib gives blank nodes a text, longer than any title here.
    assert bool(found(plain, shapes(query))) == (odd != "[]")
    found(plain, shapes(query.replace("STR(?longer)", "?longer")))


def test_a_blank_node_is_left_to_rdflib() -> None:
    assert found(data(10, '[] e:text "Title 5." .'), shapes(BY_TITLE))


def test_a_query_is_told_from_one_of_other_prefixes() -> None:
    other = f"""e:other e:text "x" .
        e:T a sh:NodeShape ; sh:targetSubjectsOf e:text ; sh:sparql e:D .
        e:D sh:prefixes e:others ; sh:select '''{BY_TITLE}''' ."""
    elsewhere = '<http://example.org/other/t> <http://example.org/other/title> "Title 3." .'
    text = 'e:a <http://example.org/other/text> "Title 3., twice" .'
    outcome = found(data(10, elsewhere + text), shapes(BY_TITLE) + other)
    assert len(outcome) == 2


def test_a_bound_value_that_stands_in_a_pattern_is_joined() -> None:
    query = """SELECT $this ?path ?value WHERE {
        $this e:text ?text . BIND(CONCAT(STRBEFORE(STRAFTER(STR(?text), "in "), ","), "!") AS ?name)
        ?value e:title ?name . FILTER(STRLEN(?name) > 3) BIND(e:in AS ?path) }"""
    outcome = found(data(10, 'e:plain e:title "Title 3.!" .'), shapes(query))
    assert [row.value for row in outcome] == ["<http://example.org/plain>"]


def test_where_solutions_are_too_many_to_hold_rdflib_looks_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solutions, "_MOST", 1)
    more = 'e:u3 e:title "Title 3."@en . e:v3 e:title "Title 3" .'
    assert len(found(data(10, more), shapes(BY_TITLE))) == 3


def test_a_shape_called_by_another_is_answered_the_same() -> None:
    called = "e:T a sh:NodeShape ; sh:targetSubjectsOf e:text , e:in ; sh:node e:S ; sh:not e:S ."
    assert found(data(10), shapes(BY_TITLE) + called)
