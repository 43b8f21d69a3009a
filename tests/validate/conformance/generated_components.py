"""Strategies that write constraint components whose validators are queries."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.validate.conformance.generated_targets import quoted
from tests.validate.conformance.vocabulary import terms

ASKS = (
    "ASK {{ FILTER({0}) }}", "ASK {{ $this e:p $value . FILTER({0}) }}", "ASK WHERE {{ $value a ?kind }}",
    "ASK {{ FILTER NOT EXISTS {{ $value e:p ?x . FILTER({0}) }} }}", "ASK {{ $value $PATH ?x }}",
    "ASK {{ FILTER($value = $limit) }}", "ASK {{ FILTER(!BOUND($more) || {0}) }}",
    "ASK {{ OPTIONAL {{ $value e:p ?x }} FILTER({0}) }}",
)  # fmt: skip
COMPARED = (
    "$value = $limit", "$value != $limit", "$value < $limit", "STR($value) = STR($limit)", "STRLEN(STR($value)) > 1",
    "isIRI($value)", "sameTerm($value, $limit)", 'REGEX(STR($value), "a")', "DATATYPE($value) = DATATYPE($limit)",
    "$value = $more", "$value = $this",
)  # fmt: skip


BODIES = (
    "$this {1} ?value . FILTER({0})", "$this {1} $value . FILTER NOT EXISTS {{ $this e:q $value }} FILTER({0})",
    "FILTER NOT EXISTS {{ $this {1} $limit }}", "OPTIONAL {{ $this {1} ?value }} FILTER({0})",
)  # fmt: skip
HEADS = ("SELECT $this ?value WHERE", "SELECT DISTINCT $this ?value WHERE", "SELECT $this WHERE")


@st.composite
def components(draw: st.DrawFn) -> str:
    """Return a constraint component: one parameter or two, and a validator for both kinds of shapes or one for each."""
    optional = ", [ sh:path e:more ; sh:optional true ]" if draw(st.booleans()) else ""
    general = draw(st.booleans())
    validators = [draw(_ask())] if general else []
    for kind, path in (("node", "e:p"), ("property", "$PATH")):
        if not general or draw(st.booleans()):
            validators.append(draw(_select(kind, path)))
    kind = draw(st.sampled_from(("sh:ConstraintComponent", "sh:ConstraintComponent", "e:Kind")))
    stated = f"e:Kind rdfs:subClassOf sh:ConstraintComponent . e:Component a {kind}"
    return f"{stated} ; sh:parameter [ sh:path e:limit ]{optional} ; {' ; '.join(validators)} ."


@st.composite
def _ask(draw: st.DrawFn) -> str:
    ask = draw(st.sampled_from(ASKS)).format(draw(st.sampled_from(COMPARED)))
    return f"sh:validator [ a sh:SPARQLAskValidator ; sh:prefixes e:prefixes ; sh:ask {quoted(ask)} ]"


@st.composite
def _select(draw: st.DrawFn, kind: str, path: str) -> str:
    body = draw(st.sampled_from(BODIES)).format(draw(st.sampled_from(COMPARED)), path)
    query = f"{draw(st.sampled_from(HEADS))} {{ {body} }}"
    return f"sh:{kind}Validator [ a sh:SPARQLSelectValidator ; sh:prefixes e:prefixes ; sh:select {quoted(query)} ]"


@st.composite
def parameters(draw: st.DrawFn, pool: tuple[str, ...]) -> str:
    """Return values for the parameters of that component."""
    said = f"e:limit {draw(terms(pool))}"
    return f"{said} ; e:more {draw(st.sampled_from(pool))}" if draw(st.integers(0, 2)) == 0 else said
