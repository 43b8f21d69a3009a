"""Strategies that write shapes whose constraints are SPARQL queries."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.validate.conformance.fragments import groups
from tests.validate.conformance.generated_components import components, parameters
from tests.validate.conformance.generated_shapes import paths
from tests.validate.conformance.generated_targets import quoted, targets
from tests.validate.conformance.vocabulary import PROPERTIES

HEADS = (
    "SELECT $this WHERE", "SELECT $this ?value WHERE", "SELECT DISTINCT $this ?value WHERE",
    "SELECT $this ?value ?path WHERE", "SELECT ?this ?x WHERE", "SELECT $this (?x AS ?value) WHERE",
    "select $this ?value", "SELECT * WHERE", "SELECT ?value WHERE", "SELECT $this ?path WHERE",
    "SELECT $this (STR(?value) AS ?path) WHERE", "SELECT REDUCED $this ?value WHERE", "SELECT $this\n  ?value\nWHERE",
    "SELECT $this (e:p AS ?path) ?value WHERE", "SELECT $this (true AS ?failure) WHERE",
)  # fmt: skip
TAILS = ("", "", "", "", "", "", " ORDER BY ?value", " LIMIT 99", " OFFSET 0", " GROUP BY $this ?value")
"""What may follow; nothing that leaves to an engine which of several results it gives."""


@st.composite
def selects(draw: st.DrawFn, pool: tuple[str, ...], on_property: bool) -> str:
    """Return a SELECT query as a SPARQL constraint has it."""
    head = draw(st.sampled_from(HEADS[:3] if draw(st.booleans()) else HEADS))
    if draw(st.integers(0, 9)) == 0:
        counted = draw(st.sampled_from(("COUNT(?value)", "COUNT(*)", "MIN(?value)", "AVG(?value)")))
        tail = draw(st.sampled_from((" GROUP BY $this", f" GROUP BY $this HAVING({counted} > 1)", "")))
        return f"SELECT $this ({counted} AS ?value) WHERE {{ {draw(groups(pool, 1, on_property))} }}{tail}"
    return f"{head} {{ {draw(groups(pool, 2, on_property))} }}{draw(st.sampled_from(TAILS))}"


@st.composite
def _sparql(draw: st.DrawFn, pool: tuple[str, ...], on_property: bool) -> str:
    extra = draw(
        st.sampled_from(
            ("", "", "", ' ; sh:message "In a word"@en', " ; sh:deactivated true", " ; a sh:SPARQLConstraint")
        )
    )
    query = draw(selects(pool, on_property))
    return f"sh:sparql [ sh:prefixes e:prefixes ; sh:select {quoted(query)}{extra} ]"


@st.composite
def shapes(draw: st.DrawFn, pool: tuple[str, ...]) -> str:
    """Return a shapes graph whose constraints are SPARQL, beside some of SHACL Core."""
    written = []
    uses_component = draw(st.integers(0, 2)) == 0
    for place in range(draw(st.integers(1, 2))):
        on_property = draw(st.integers(0, 2)) == 0
        parts = [
            f"e:s{place} a sh:PropertyShape ; sh:path {draw(paths(depth=1))}"
            if on_property
            else f"e:s{place} a sh:NodeShape"
        ]
        parts += draw(st.lists(targets(pool), min_size=1, max_size=2))
        parts += [draw(_one(pool, on_property, uses_component)) for _ in range(draw(st.integers(1, 2)))]
        if draw(st.integers(0, 3)) == 0:
            parts.append(draw(_elsewhere(pool, uses_component)))
        if draw(st.integers(0, 5)) == 0:
            parts.append("sh:severity sh:Warning")
        written.append(f"{' ; '.join(parts)} .")
    if uses_component:
        written.append(draw(components()))
    return "\n".join(written)


def _one(pool: tuple[str, ...], on_property: bool, uses_component: bool) -> st.SearchStrategy[str]:
    return st.one_of(_sparql(pool, on_property), parameters(pool)) if uses_component else _sparql(pool, on_property)


@st.composite
def _elsewhere(draw: st.DrawFn, pool: tuple[str, ...], uses_component: bool) -> str:
    """Return a call of a shape that has a query in it, so that the query's focus nodes are values of something."""
    inner = draw(_one(pool, False, uses_component))
    on_property = f"[ sh:path {draw(st.sampled_from(PROPERTIES))} ; {draw(_one(pool, True, uses_component))} ]"
    return draw(
        st.sampled_from(
            (
                f"sh:node [ {inner} ]", f"sh:not [ {inner} ]", f"sh:property {on_property}",
                f"sh:or ( [ {inner} ] [ sh:nodeKind sh:Literal ] )", f"sh:xone ( [ {inner} ] [ sh:nodeKind sh:IRI ] )",
                f"sh:and ( [ sh:property {on_property} ] )",
            )
        )
    )  # fmt: skip
