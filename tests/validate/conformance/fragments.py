"""Fragments of SPARQL that queries are put together from."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.validate.conformance.vocabulary import CLASSES, DATATYPES, terms

VARIABLES = ("$this", "?value", "?value", "?x", "?y")
SPARQL_PATHS = (
    "e:p", "e:q", "e:r", "e:p/e:q", "e:p|e:q", "^e:p", "e:p*", "e:p+", "e:p?", "(e:p/e:q)*", "!e:p", "^(e:p/e:q)", "a",
    "?path",
)  # fmt: skip
COUNTS = ("COUNT(?value)", "COUNT(DISTINCT ?value)", "MAX(?value)", "SUM(?value)", "COUNT(*)")
COMPARISONS = ("=", "!=", "<", ">", "<=", ">=")
REGULAR = (
    '"^a"', '"A", "i"', '"a.b", "s"', '"^.$"', '"\\\\d"', '"\\\\w+"', '"^a$", "m"', '"(?!b)a"', '"a b", "x"', '"[éà]"',
    '"$this"', '"^a$"', '"b$|^\\\\d+$"', '"\\\\s"',
)  # fmt: skip
NUMERIC = (
    "STRLEN(STR({0}))", "STRLEN({0})", "ABS({0})", "CEIL({0})", "ROUND({0})", "YEAR({0})", "MONTH({0})", "{0} + 1",
    "{0} * 2", "-{0}", "{0} / 2", "xsd:integer({0})", "xsd:integer(STR({0}))", "xsd:decimal({0})", "xsd:double({0})",
)  # fmt: skip
TEXTS = (
    "STR({0})", "LANG({0})", "UCASE(STR({0}))", "LCASE({0})", "SUBSTR(STR({0}), 1, 1)", "CONCAT(STR({0}), \"x\")",
    "STRBEFORE(STR({0}), \"a\")", "REPLACE(STR({0}), \"a\", \"b\")", "REPLACE(STR({0}), \"a?$\", \"b\")",
    "ENCODE_FOR_URI(STR({0}))",
    "STRAFTER({0}, \"a\")", "CONCAT({0}, {0})", "xsd:string({0})", "MD5(STR({0}))", "SUBSTR({0}, 2)",
)  # fmt: skip
TESTS = (
    "BOUND({0})", "!BOUND({0})", "isIRI({0})", "isBlank({0})", "isLiteral({0})", "isNumeric({0})", "{0}", "!({0})",
    'LANG({0}) = "en"', 'LANGMATCHES(LANG({0}), "en")', 'LANGMATCHES(LANG({0}), "*")', 'LANG({0}) = ""',
    "{0} IN ({1}, {2})", "{0} NOT IN ({1}, {2})", "sameTerm({0}, {1})", "{0} = {1}", "{0} != {1}",
    "DATATYPE({0}) = {3}", "DATATYPE({0}) != {3}", 'CONTAINS(STR({0}), "a")', 'STRSTARTS({0}, "a")',
    'STRENDS(STR({0}), "b")', "COALESCE({0} > {1}, true)", "{0} IN ()", "IF({0} = {1}, {0} > 0, isIRI({0}))",
    'STR({0}) = "$this"', "xsd:boolean({0})", "isURI($this)", "{0} = $this", "{0} < $this", "$currentShape = e:s0",
    'xsd:date({0}) < "2024-06-01"^^xsd:date', "xsd:dateTime({0}) = {1}",
)  # fmt: skip


@st.composite
def expressions(draw: st.DrawFn, pool: tuple[str, ...]) -> str:
    """Return something that a query can compare."""
    variable = draw(st.sampled_from(VARIABLES))
    form = draw(st.integers(0, 5))
    if form < 3:
        return variable
    return draw(st.sampled_from(NUMERIC + TEXTS)).format(variable) if form < 5 else draw(st.sampled_from(pool))


@st.composite
def conditions(draw: st.DrawFn, pool: tuple[str, ...], depth: int = 1) -> str:
    """Return a condition of a FILTER."""
    form = draw(st.integers(0, 9 if depth else 7))
    variable = draw(st.sampled_from(VARIABLES))
    if form < 3:
        one, other = (
            draw(expressions(pool)),
            draw(st.one_of(expressions(pool), st.sampled_from((*pool, "1", "2.0", '"a"', "0")))),
        )
        return f"{one} {draw(st.sampled_from(COMPARISONS))} {other}"
    if form < 6:
        others = [draw(terms(pool)) for _ in range(2)]
        return draw(st.sampled_from(TESTS)).format(variable, *others, draw(st.sampled_from(DATATYPES)))
    if form < 8:
        text = draw(st.sampled_from(("STR({0})", "{0}"))).format(variable)
        return f"REGEX({text}, {draw(st.sampled_from(REGULAR))})"
    if form == 8:
        sign = draw(st.sampled_from(("&&", "||")))
        return f"({draw(conditions(pool, 0))}) {sign} ({draw(conditions(pool, 0))})"
    return f"{draw(st.sampled_from(('EXISTS', 'NOT EXISTS')))} {{ {draw(groups(pool, 0))} }}"


@st.composite
def triples(draw: st.DrawFn, pool: tuple[str, ...], on_property: bool = False) -> str:
    """Return a basic pattern, in most cases one with `$this`."""
    subject = draw(st.sampled_from(("$this", "$this", "?this", "?value", "?x", "e:a", "[]")))
    path = draw(st.sampled_from(SPARQL_PATHS[:3] if draw(st.booleans()) else SPARQL_PATHS))
    if on_property and draw(st.booleans()):
        path = "$PATH"
    if path == "a":
        value = draw(st.sampled_from((*CLASSES, "?value", "?x")))
    else:
        value = draw(st.one_of(st.sampled_from(("?value", "?value", "?x", "?y", "$this")), st.sampled_from(pool)))
    return f"{subject} {path} {value} ."


@st.composite
def groups(draw: st.DrawFn, pool: tuple[str, ...], depth: int, on_property: bool = False) -> str:
    """Return the inside of a group: patterns and, while `depth` lasts, groups of every kind."""
    parts = [draw(triples(pool, on_property)) for _ in range(draw(st.integers(0, 2)))]
    kinds = ["filter", "filter", "triple"]
    if depth:
        kinds += [
            "filter",
            "optional",
            "union",
            "bind",
            "exists",
            "not exists",
            "group",
            "subselect",
            "comment",
            "forbidden",
        ]
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=0 if parts else 1, max_size=3)):
        parts.append(draw(_part(pool, kind, depth, on_property, len(parts))))
    return " ".join(parts)


@st.composite
def _part(draw: st.DrawFn, pool: tuple[str, ...], kind: str, depth: int, on_property: bool, place: int) -> str:
    inner = groups(pool, max(depth - 1, 0), on_property)
    basic = triples(pool, on_property)
    strategies = {
        "filter": conditions(pool, depth).map(lambda condition: f"FILTER({condition})"),
        "triple": basic,
        "optional": inner.map(lambda group: f"OPTIONAL {{ {group} }}"),
        "union": st.tuples(inner, inner).map(lambda both: f"{{ {both[0]} }} UNION {{ {both[1]} }}"),
        "bind": _bind(pool, place),
        "exists": inner.map(lambda group: f"FILTER EXISTS {{ {group} }}"),
        "not exists": inner.map(lambda group: f"FILTER NOT EXISTS {{ {group} }}"),
        "group": inner.map(lambda group: f"{{ {group} }}"),
        "subselect": _subselect(inner, place),
        "comment": st.just("# UNION { $this\n"),
        # What SHACL forbids is refused by all, and tells little: seldom.
        "forbidden": st.one_of(*[basic] * 19, st.sampled_from(("VALUES ?x { e:a e:b }", "MINUS { $this e:q ?x }"))),
    }
    return draw(strategies[kind])


@st.composite
def _bind(draw: st.DrawFn, pool: tuple[str, ...], place: int) -> str:
    name = draw(st.sampled_from(("?value", f"?z{place}", "?path", "?y")))
    return f"BIND({draw(expressions(pool))} AS {name})"


@st.composite
def _subselect(draw: st.DrawFn, inner: st.SearchStrategy[str], place: int) -> str:
    counted = draw(st.sampled_from(COUNTS))
    grouped = draw(st.sampled_from((" GROUP BY $this", " GROUP BY $this", "")))
    return f"{{ SELECT $this ({counted} AS ?n{place}) WHERE {{ {draw(inner)} }}{grouped} }} FILTER(?n{place} > 1)"
