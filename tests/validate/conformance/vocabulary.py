"""A small vocabulary of nodes, properties and literals, so small that generated constraints meet generated data."""

from __future__ import annotations

from hypothesis import strategies as st

NODES = ("e:a", "e:b", "e:c", "_:x", "_:y")
PROPERTIES = ("e:p", "e:q", "e:r")
ODD_PROPERTIES = (*PROPERTIES, "rdf:type", "rdfs:subClassOf", "e:never")
CLASSES = ("e:A", "e:B", "e:C")
INTEGERS = (
    '"1"^^xsd:integer', '"01"^^xsd:integer', '"+1"^^xsd:integer', '"1"^^xsd:int', '"1"^^xsd:byte',
    '"1.0"^^xsd:decimal', '"1.00"^^xsd:decimal', '"1"^^xsd:double', '"1.0E0"^^xsd:double', '"1"^^xsd:float',
    '"2"^^xsd:integer', '"10"^^xsd:integer', '"-1"^^xsd:integer', '"0"^^xsd:integer', '"-0"^^xsd:integer',
    '"0.5"^^xsd:decimal', '"NaN"^^xsd:double', '"INF"^^xsd:double', '"9007199254740993"^^xsd:integer',
    '"9007199254740993"^^xsd:double', '"123456789012345678901"^^xsd:integer', '"0.1"^^xsd:float', '"0.1"^^xsd:double',
    '"1"^^xsd:nonNegativeInteger', '"-1"^^xsd:nonNegativeInteger', '"300"^^xsd:byte', '"1e0"^^xsd:decimal',
    '"1"^^xsd:positiveInteger', '"2"^^xsd:unsignedByte', '" 1"^^xsd:integer', '"1_0"^^xsd:integer', '"١"^^xsd:integer',
)  # fmt: skip
DATES = (
    '"2024-01-01"^^xsd:date', '"2024-01-01Z"^^xsd:date', '"2024-01-01+14:00"^^xsd:date', '"2023-12-31"^^xsd:date',
    '"2024-01-01T00:00:00"^^xsd:dateTime', '"2024-01-01T00:00:00Z"^^xsd:dateTime',
    '"2024-01-01T01:00:00+01:00"^^xsd:dateTime', '"2024-01-01T00:00:00.000Z"^^xsd:dateTime',
    '"2024-01-01T24:00:00Z"^^xsd:dateTime', '"2024"^^xsd:gYear', '"2023"^^xsd:gYear', '"2024Z"^^xsd:gYear',
    '"02024"^^xsd:gYear', '"2024-01"^^xsd:gYearMonth', '"2024-02"^^xsd:gYearMonth', '"--01-01"^^xsd:gMonthDay',
    '"12:00:00"^^xsd:time', '"12:00:00Z"^^xsd:time', '"P1D"^^xsd:duration', '"PT24H"^^xsd:dayTimeDuration',
    '"P1Y"^^xsd:yearMonthDuration', '"-0044-03-15"^^xsd:date', '"12024-01-01"^^xsd:date',
)  # fmt: skip
STRINGS = (
    '""', '"a"', '"A"', '"ab"', '"abc"', '"1"', '"é"', '"e\\u0301"', '"𝄞"', '"a\\nb"', '"a\\n"', '" a"', '"a.b"',
    '"\\\\d"', '"$this"', '" 1"', '"1_0"', '"\\u0661"', '"a\\u001Cb"', '"1\\n"',
    '"2024"', '"ſ"', '"K"', '"ß"', '"İ"', '"true"', '"a"^^xsd:string',
    '"a"^^xsd:normalizedString', '"a"^^xsd:token', '"http://example.org/a"^^xsd:anyURI', '"http://example.org/a"',
    '"a"^^e:mine', '"b"^^e:mine', '"<b>x</b>"^^rdf:HTML', '"<b"^^rdf:XMLLiteral', '"YQ=="^^xsd:base64Binary',
    '"0A"^^xsd:hexBinary', '"0a"^^xsd:hexBinary',
)  # fmt: skip
TAGGED = (
    '"a"@en', '"a"@EN', '"a"@en-GB', '"a"@en-gb', '"b"@en', '"a"@fr', '"a"@fr-CA', '"b"@fr', '"été"@fr', '""@fr',
    '"a"@de', '"a"@zh-Hant-TW',
)  # fmt: skip
BOOLEANS = (
    '"true"^^xsd:boolean',
    '"1"^^xsd:boolean',
    '"false"^^xsd:boolean',
    '"0"^^xsd:boolean',
    '"TRUE"^^xsd:boolean',
)
ILL_TYPED = (
    '"x"^^xsd:integer', '"x"^^xsd:date', '"2023-02-30"^^xsd:date', '"2024-13"^^xsd:gYearMonth', '"maybe"^^xsd:boolean',
    '"x"^^xsd:double', '""^^xsd:integer', '"25:00:00"^^xsd:time', '"24"^^xsd:gYear', '"x"^^xsd:dateTime',
    '"1,5"^^xsd:decimal', '"1.5"^^xsd:integer', '"g"^^xsd:hexBinary', '"é"^^xsd:base64Binary', '"x"^^xsd:duration',
)  # fmt: skip
DATATYPES = (
    "xsd:string", "xsd:integer", "xsd:int", "xsd:decimal", "xsd:double", "xsd:float", "xsd:boolean", "xsd:date",
    "xsd:dateTime", "xsd:gYear", "xsd:gYearMonth", "xsd:time", "xsd:anyURI", "rdf:langString",
    "xsd:nonNegativeInteger", "xsd:byte", "e:mine", "xsd:duration", "rdfs:Literal", "rdf:HTML", "xsd:base64Binary",
    "xsd:hexBinary", "xsd:token", "xsd:positiveInteger",
)  # fmt: skip
LITERALS = (*INTEGERS, *DATES, *STRINGS, *TAGGED, *BOOLEANS, *ILL_TYPED)
COMPARABLE = (INTEGERS, DATES, STRINGS, TAGGED, LITERALS)
"""Literals by kind: those of one example are mostly of one, so that they can be compared with one another."""


@st.composite
def pools(draw: st.DrawFn) -> tuple[str, ...]:
    """Return the literals of one example; data and shapes draw from the same few."""
    kind = draw(st.sampled_from(COMPARABLE))
    some = draw(st.lists(st.sampled_from(kind), min_size=1, max_size=4, unique=True))
    others = draw(st.lists(st.sampled_from(LITERALS), max_size=2))
    return tuple(dict.fromkeys([*some, *others]))


def terms(pool: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return a literal or an IRI, not a blank node: what shapes and queries can name."""
    return st.one_of(st.sampled_from(pool), st.sampled_from([node for node in NODES if node[0] != "_"]))


@st.composite
def data(draw: st.DrawFn, pool: tuple[str, ...]) -> str:
    """Return a data graph as Turtle: values, types, chains and cycles of classes."""
    values = st.one_of(st.sampled_from(pool), st.sampled_from(NODES), st.sampled_from(pool))
    lines = draw(st.lists(_line(st.sampled_from(NODES), st.sampled_from(PROPERTIES), values), min_size=1, max_size=12))
    lines += draw(st.lists(_line(st.sampled_from(NODES), st.just("a"), st.sampled_from(CLASSES)), max_size=4))
    classes = st.sampled_from(CLASSES)
    lines += draw(st.lists(_line(classes, st.just("rdfs:subClassOf"), classes), max_size=3))
    lines += draw(st.lists(st.sampled_from(_ODDITIES), max_size=1))
    return "\n".join(dict.fromkeys(lines))


_ODDITIES = (
    "e:A e:p e:A .", "e:p e:p e:p .", "e:a a _:x .", "_:x rdfs:subClassOf e:A .", "e:a a rdfs:Resource .",
    'e:a a "A" .', "e:a a e:p .", "e:a rdfs:subClassOf e:b .", "e:p rdfs:subClassOf e:q .", "e:A a rdfs:Class .",
    "e:s0 e:p e:a .", "e:s0 a e:A .", "rdf:type e:p e:a .", "e:a a e:A , e:B , e:C .",
)  # fmt: skip


def _line(
    subjects: st.SearchStrategy[str], predicates: st.SearchStrategy[str], values: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    return st.tuples(subjects, predicates, values).map(lambda parts: " ".join(parts) + " .")
