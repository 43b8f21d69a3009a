"""Strategies that write shapes of SHACL Core, as Turtle."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.validate.conformance.generated_targets import targets
from tests.validate.conformance.vocabulary import CLASSES, DATATYPES, ODD_PROPERTIES, PROPERTIES, terms

KINDS = ("sh:IRI", "sh:BlankNode", "sh:Literal", "sh:BlankNodeOrIRI", "sh:BlankNodeOrLiteral", "sh:IRIOrLiteral")
PATTERNS = (
    "^a", "a$", "b", "^a.b$", "^$", "\\\\d", "\\\\w", "^\\\\w+$", "\\\\s", "^.$", "^(?!a)", "(?i)A", "[[:alpha:]]",
    "^[^a]*$", "a|b", "^\\\\p{L}", "(a)\\\\1", "\\\\bé", "^[a-z]+$", "k", "^\\\\d{4}$", "\\\\Aa\\\\Z", "a{,2}",
    "^(a|ab)$", "example", "[\\\\w-]", "^\\\\D$",
)  # fmt: skip
FLAGS = ("i", "m", "s", "x", "im", "q")
LANGUAGES = ("en", "EN", "fr", "en-gb", "en-GB", "fr-ca", "*", "de", "e", "zh")
LEAVES = 2
"""How deep shapes are nested in shapes."""


@dataclass(frozen=True)
class Scope:
    """What shapes may speak of: the literals of the example, and the shapes that they may call by name."""

    pool: tuple[str, ...]
    nodes: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()


@st.composite
def paths(draw: st.DrawFn, depth: int = 2) -> str:
    """Return a property path of any form."""
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return draw(st.sampled_from(ODD_PROPERTIES if draw(st.integers(0, 5)) == 0 else PROPERTIES))
    inner = paths(depth=depth - 1)
    form = draw(st.sampled_from(("inverse", "sequence", "alternative", "zeroOrMore", "oneOrMore", "zeroOrOne")))
    if form == "inverse":
        return f"[ sh:inversePath {draw(inner)} ]"
    if form in ("sequence", "alternative"):
        parts = f"( {' '.join(draw(st.lists(inner, min_size=2, max_size=3)))} )"
        return parts if form == "sequence" else f"[ sh:alternativePath {parts} ]"
    return f"[ sh:{form}Path {draw(inner)} ]"


def _listed(items: st.SearchStrategy[str], least: int = 1, most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(items, min_size=least, max_size=most).map(lambda found: f"( {' '.join(found)} )")


def _simple(scope: Scope) -> dict[str, st.SearchStrategy[str]]:
    """Return the constraints on each value that call no other shape, by their parameter."""
    text = st.sampled_from(PATTERNS).map(lambda pattern: f'"{pattern}"')
    literals = st.sampled_from(scope.pool)
    return {
        "sh:class": st.sampled_from(CLASSES),
        "sh:datatype": st.sampled_from(DATATYPES),
        "sh:nodeKind": st.sampled_from(KINDS),
        "sh:minInclusive": literals,
        "sh:maxInclusive": literals,
        "sh:minExclusive": literals,
        "sh:maxExclusive": literals,
        "sh:minLength": st.integers(0, 4).map(str),
        "sh:maxLength": st.integers(0, 4).map(str),
        "sh:pattern": st.one_of(
            text, st.tuples(text, st.sampled_from(FLAGS)).map(lambda both: f'{both[0]} ; sh:flags "{both[1]}"')
        ),
        "sh:languageIn": _listed(st.sampled_from(LANGUAGES).map(lambda tag: f'"{tag}"'), least=0),
        "sh:in": _listed(terms(scope.pool), least=0, most=4),
        "sh:hasValue": terms(scope.pool),
        "sh:equals": st.sampled_from(PROPERTIES),
        "sh:disjoint": st.sampled_from(PROPERTIES),
    }


def _on_properties(scope: Scope) -> dict[str, st.SearchStrategy[str]]:
    """Return the constraints that only property shapes may state."""
    return {
        "sh:minCount": st.integers(0, 4).map(str),
        "sh:maxCount": st.integers(0, 3).map(str),
        "sh:uniqueLang": st.sampled_from(("true", "false")),
        "sh:lessThan": st.sampled_from(PROPERTIES),
        "sh:lessThanOrEquals": st.sampled_from(PROPERTIES),
    }


def _calls(scope: Scope, depth: int) -> dict[str, st.SearchStrategy[str]]:
    """Return the constraints that call other shapes."""
    inner = shapes_called(scope, depth - 1)
    nodes = nodes_called(scope, depth - 1)
    return {
        "sh:node": nodes,
        "sh:not": inner,
        "sh:and": _listed(inner),
        "sh:or": _listed(inner),
        "sh:xone": _listed(inner),
        "sh:property": properties(scope, depth - 1),
    }


REPEATABLE = (
    "sh:class", "sh:hasValue", "sh:equals", "sh:disjoint", "sh:lessThan", "sh:lessThanOrEquals", "sh:node", "sh:not",
    "sh:and", "sh:or", "sh:xone", "sh:property", "sh:minInclusive", "sh:maxExclusive",
)  # fmt: skip
"""Parameters that pySHACL takes several values of, in whatever order."""


@st.composite
def _constraints(draw: st.DrawFn, scope: Scope, depth: int, on_property: bool) -> list[str]:
    """Return the constraints that one shape states, several at once."""
    offered = _simple(scope)
    if on_property:
        offered |= _on_properties(scope)
    if depth > 0:
        offered |= _calls(scope, depth)
    stated = draw(st.lists(st.sampled_from(sorted(offered)), min_size=1, max_size=4 if depth else 2))
    kept = [name for place, name in enumerate(stated) if name in REPEATABLE or name not in stated[:place]]
    said = [f"{name} {draw(offered[name])}" for name in kept]
    if depth > 0 and on_property and draw(st.integers(0, 5)) == 0:
        said.append(draw(_qualified(scope, depth)))
    if draw(st.integers(0, 7)) == 0:
        said.append(draw(_closed()))
    return said


@st.composite
def _qualified(draw: st.DrawFn, scope: Scope, depth: int) -> str:
    parts = [f"sh:qualifiedValueShape {draw(shapes_called(scope, depth - 1))}"]
    bounds = draw(st.sampled_from((("Min",), ("Max",), ("Min", "Max"))))
    parts += [f"sh:qualified{bound}Count {draw(st.integers(0, 2))}" for bound in bounds]
    if draw(st.booleans()):
        parts.append(f"sh:qualifiedValueShapesDisjoint {draw(st.sampled_from(('true', 'false')))}")
    return " ; ".join(parts)


@st.composite
def _closed(draw: st.DrawFn) -> str:
    ignored = draw(st.lists(st.sampled_from(("e:p", "e:q", "rdf:type")), max_size=2))
    listed = f" ; sh:ignoredProperties ( {' '.join(ignored)} )" if draw(st.booleans()) else ""
    return f"sh:closed {draw(st.sampled_from(('true', 'true', 'false')))}{listed}"


@st.composite
def _remarks(draw: st.DrawFn) -> list[str]:
    """Return severity, activity, messages and what else a shape may say that is no constraint."""
    said = []
    if draw(st.integers(0, 3)) == 0:
        said.append(f"sh:severity {draw(st.sampled_from(('sh:Info', 'sh:Warning', 'sh:Violation', 'e:Grave')))}")
    if draw(st.integers(0, 9)) == 0:
        said.append(f"sh:deactivated {draw(st.sampled_from(('true', 'false')))}")
    if draw(st.integers(0, 5)) == 0:
        said.append('sh:message "En un mot"@fr , "In a word"@en')
    return said


@st.composite
def nodes_called(draw: st.DrawFn, scope: Scope, depth: int) -> str:
    """Return a node shape for another to call: a named one, or one written in place."""
    if scope.nodes and draw(st.integers(0, 2)) == 0:
        return draw(st.sampled_from(scope.nodes))
    kind = draw(st.sampled_from(([], ["a sh:NodeShape"])))
    parts = [*kind, *draw(_constraints(scope, max(depth, 0), on_property=False)), *draw(_remarks())]
    return f"[ {' ; '.join(parts)} ]"


@st.composite
def properties(draw: st.DrawFn, scope: Scope, depth: int) -> str:
    """Return a property shape for another to call: a named one, or one written in place."""
    if scope.properties and draw(st.integers(0, 2)) == 0:
        return draw(st.sampled_from(scope.properties))
    kind = draw(st.sampled_from(([], ["a sh:PropertyShape"])))
    stated = draw(_constraints(scope, max(depth, 0), on_property=True))
    return f"[ {' ; '.join([*kind, f'sh:path {draw(paths())}', *stated, *draw(_remarks())])} ]"


def shapes_called(scope: Scope, depth: int) -> st.SearchStrategy[str]:
    """Return a shape of either kind for another to call."""
    return st.one_of(nodes_called(scope, depth), properties(scope, depth))


@dataclass(frozen=True)
class _Plan:
    """What a shape of the graph will be, decided before any is written, so that all can call it."""

    name: str
    on_property: bool
    is_class: bool


@st.composite
def shapes(draw: st.DrawFn, pool: tuple[str, ...]) -> str:
    """Return a shapes graph as Turtle: one to three shapes with targets, which may call one another."""
    count = draw(st.integers(1, 3))
    plans = []
    for place in range(count):
        is_class = draw(st.integers(0, 7)) == 0
        plans.append(_Plan(CLASSES[place] if is_class else f"e:s{place}", draw(st.integers(0, 3)) == 0, is_class))
    # Mostly later shapes only: a shape that calls itself is nothing that SHACL defines.
    recursive = draw(st.integers(0, 14)) == 0
    written = []
    for place, plan in enumerate(plans):
        called = plans if recursive else plans[place + 1 :]
        scope = Scope(
            pool,
            tuple(other.name for other in called if not other.on_property),
            tuple(other.name for other in called if other.on_property),
        )
        written.append(draw(_shape(scope, plan)))
    return "\n".join(written)


@st.composite
def _shape(draw: st.DrawFn, scope: Scope, plan: _Plan) -> str:
    parts = [f"sh:path {draw(paths())}"] if plan.on_property else []
    if draw(st.integers(0, 5)) > 0:
        parts.insert(0, "a sh:PropertyShape" if plan.on_property else "a sh:NodeShape")
    if plan.is_class:
        parts.append(draw(st.sampled_from(("a rdfs:Class", "a owl:Class"))))
    parts += draw(st.lists(targets(scope.pool), min_size=0 if plan.is_class else 1, max_size=2))
    parts += draw(_constraints(scope, LEAVES, on_property=plan.on_property))
    return f"{plan.name} {' ; '.join([*parts, *draw(_remarks())])} ."
