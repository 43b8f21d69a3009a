"""A node whose only bad value is one that the engines read in two ways is found as well."""

from __future__ import annotations

import pytest

from tests.validate.conformance.adapter import Refused, difference, in_files, ours, reference, triples_of

PREFIXES = """
e:prefixes a owl:Ontology ; sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] ,
    [ sh:prefix "xsd" ; sh:namespace "http://www.w3.org/2001/XMLSchema#"^^xsd:anyURI ] .
"""
CASES = {
    "the end before a last line break": ('REGEX(?value, "^x$")', '"x\\n"'),
    "the end of what is made of a text": ('REGEX(SUBSTR(CONCAT("a", ?value), 2, 2), "^x$")', '"x\\ny"'),
    "the end of a text with a line break put in": ('REGEX(CONCAT(?value, "\\\\n"), "^x$")', '"x"'),
    "what is left out at the end": ('REPLACE(?value, "x$", "") = "a\\\\n"', '"ax\\n"'),
    "a space of Python alone": ('REGEX(?value, "^a\\\\\\\\sb")', '"a\\u001Cb"'),
    "a digit of a later Unicode": ('!REGEX(?value, "^\\\\\\\\d")', '"\\U00011F50"'),
    "a number after a space": ("xsd:integer(?value) > 3", '" 9"'),
    "a number before a no-break space": ("xsd:integer(?value) > 3", '"9\\u00a0"'),
    "a number with a low line": ("xsd:integer(?value) > 3", '"1_0"'),
    "a number of another script": ("xsd:integer(?value) > 3", '"\\u0669"'),
    "a part of a text as a number": ("xsd:integer(SUBSTR(?value, 1, 2)) > 3", '" 9 apples"'),
    "a space of Python alone, put in": ('REGEX(CONCAT(?value, "\u001c"), "^x\\\\\\\\s")', '"x"'),
    "a number with a space put in": ('xsd:integer(CONCAT(?value, " ")) > 3', '"9"'),
    "a long number": ("xsd:integer(?value) > 3", '"99999999999999999999"'),
    "a product too large for the store": ("xsd:integer(?value) * xsd:integer(?value) > 3", '"999999999999999"'),
    "a sum of values": ("?value + 1 > 3", "9223372036854775807"),
    "a large product of values": ("?value * ?value > 3", "999999999999999"),
    "a quotient with much left over": ("CEIL(?value / 3) > 3", "999999999999999"),
    "nothing replaced twice": ('REPLACE(?value, "x*", "-") = "-a-b--d-"', '"abxd"'),
}
"""A test that may hold for pySHACL alone, and a value for which it does."""


@pytest.mark.parametrize(
    ("pattern", "others"),
    [("$this e:p{0} ?value .", ""), ("$this ?path ?value .", 'e:b e:p{0} "x" , "3" , "a b" , 5 .')],
)
def test_what_only_python_reads_so_is_found(pattern: str, others: str) -> None:
    data = [f"e:a{at} e:p{at} {value} . {others.format(at)}" for at, (_, value) in enumerate(CASES.values())]
    groups = [f"{pattern.format(at)} FILTER({test})" for at, (test, _) in enumerate(CASES.values())]
    found = _found(" ".join(data), groups)
    assert [case for at, case in enumerate(CASES) if f"<http://example.org/a{at}>" not in found] == []


GROUPS = [
    'FILTER(!EXISTS { $this e:p0 ?value . FILTER(!REGEX(?value, "^x$")) })',
    '$this e:p1 ?value . BIND(REPLACE(?value, "x$", "y") AS ?name) ?other e:name ?name .',
    "$this e:p2 ?value . FILTER(EXISTS { $this e:p2 ?one . FILTER(xsd:integer(STR(?one)) > STRLEN(STR(?value))) })",
    '$this ?path ?value . FILTER(?path IN (e:p3, e:q)) FILTER(REGEX(STR(?value), "^x$"))',
    '$this e:p4 ?value . FILTER(REGEX(?value, "^x$"))',
    'FILTER(EXISTS { ?value ^e:p5 $this . FILTER(REGEX(STR(?value), "^x$")) })',
]
"""Where such tests may stand."""


def test_what_only_python_reads_so_is_found_within_groups() -> None:
    values = ['"x\\n"', '"x\\n"', '" 9"', '"x\\n"', '"x\\n" , "x" , "z"', '"x\\n"']
    data = [f"e:a{at} e:p{at} {value} ." for at, value in enumerate(values)]
    found = _found(f'{" ".join(data)} e:c e:name "y\\n" ; e:q "x" .', GROUPS)
    assert {f"<http://example.org/a{at}>" for at in range(len(GROUPS))} <= found


def test_a_node_that_is_a_text_is_found_by_what_python_reads_in_it() -> None:
    groups = [
        "BIND(xsd:integer(STR($this)) AS ?number) FILTER(COALESCE(?number, 5) > 3)",
        '$this ^e:p1 ?value . FILTER(REGEX(STR($this), "^x$"))',
        'FILTER(!EXISTS { $this e:p2 ?any } && EXISTS { ?any e:p2 $this . FILTER(REGEX(STR($this), "^x$")) })',
    ]
    found = _found('e:a e:p0 " 9" , " 1" , "x" ; e:p1 "x\\n" ; e:p2 "x\\n\\n" , "x\\n" .', groups, "sh:targetObjectsOf")
    assert {'" 9"', '"""x\\n"""'} <= {text.replace("\n", "\\n") for text in found}


def _found(data: str, groups: list[str], target: str = "sh:targetSubjectsOf") -> set[str]:
    """Return the nodes that are found by constraints of these groups: the ones that pySHACL finds."""
    shapes = [
        f"""e:S{at} a sh:NodeShape ; {target} e:p{at} ; sh:sparql e:C{at} .
            e:C{at} sh:prefixes e:prefixes ; sh:select '''SELECT $this ?value WHERE {{ {group} }}''' ."""
        for at, group in enumerate(groups)
    ]
    triples, asked = triples_of(data), triples_of(PREFIXES + " ".join(shapes))
    expected = reference(triples, asked)
    assert not isinstance(expected, Refused)
    for in_one_pass in (False, True):
        assert difference(ours(triples, asked, in_one_pass=in_one_pass), expected) == ""
    assert difference(in_files(triples, asked), expected) == ""
    return {row.focus for row in expected}
