"""Strategies that write targets."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.validate.conformance.vocabulary import CLASSES, NODES, ODD_PROPERTIES, PROPERTIES

PREFIXES = """
e:prefixes a owl:Ontology ; sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] ,
    [ sh:prefix "xsd" ; sh:namespace "http://www.w3.org/2001/XMLSchema#"^^xsd:anyURI ] .
"""
TARGET_QUERIES = (
    "SELECT ?this WHERE {{ ?this {0} ?any }}", "SELECT DISTINCT ?this WHERE {{ ?any {0} ?this }}",
    "SELECT ?this WHERE {{ ?this a {1} . FILTER NOT EXISTS {{ ?this {0} ?any }} }}",
    "SELECT ?this ?any WHERE {{ ?this {0} ?any . FILTER(isLiteral(?any)) }}",
    "SELECT ?this WHERE {{ {{ ?this a {1} }} UNION {{ ?any {0} ?this }} }}",
    "SELECT ?this {{ ?this {0}/{0}* ?any }} ORDER BY ?this LIMIT 99", "SELECT (?any AS ?this) WHERE {{ ?s {0} ?any }}",
    "SELECT ?this WHERE {{ ?this {0} ?any . OPTIONAL {{ ?this a ?kind }} FILTER(!BOUND(?kind)) }}",
    "SELECT ?this WHERE {{ ?this {0} ?any }} GROUP BY ?this HAVING(COUNT(?any) > 1)",
    "SELECT $this WHERE {{ $this {0} ?any . FILTER(?any > 0) }}",
    "SELECT ?this WHERE {{ VALUES ?this {{ e:a e:b }} }}",
    "SELECT ?this WHERE {{ ?this {0} ?any . MINUS {{ ?this a {1} }} }}",
)  # fmt: skip


@st.composite
def targets(draw: st.DrawFn, pool: tuple[str, ...]) -> str:
    """Return one target of any form."""
    form = draw(st.sampled_from(("Node", "Class", "SubjectsOf", "ObjectsOf", "Class", "SubjectsOf", "")))
    if form == "Node":
        term = draw(st.one_of(st.sampled_from(pool), st.sampled_from((*NODES[:3], "e:nowhere", "e:A"))))
        return f"sh:targetNode {term}"
    if form == "Class":
        return f"sh:targetClass {draw(st.sampled_from(CLASSES))}"
    if form:
        return f"sh:target{form} {draw(st.sampled_from(ODD_PROPERTIES[:4]))}"
    query = draw(st.sampled_from(TARGET_QUERIES))
    query = query.format(draw(st.sampled_from(PROPERTIES)), draw(st.sampled_from(CLASSES)))
    return f"sh:target [ a sh:SPARQLTarget ; sh:prefixes e:prefixes ; sh:select {quoted(query)} ]"


def quoted(query: str) -> str:
    """Return a query as a string of Turtle."""
    escaped = query.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{escaped}"""'
