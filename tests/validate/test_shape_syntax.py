"""What SHACL admits as values of its terms, compared with the W3C's own shapes for shapes."""

from __future__ import annotations

import pyoxigraph
import pytest
import rdflib
from pyshacl.entrypoints import meta_validate

from bibliographe.graph.iri import slug
from bibliographe.resources import data_directory
from bibliographe.validate.shape_syntax import misused

PROLOGUE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <http://example.org/> .
"""
TERMS = """
    targetClass targetSubjectsOf targetObjectsOf severity message deactivated and or xone in languageIn
    ignoredProperties class closed datatype disjoint equals lessThan lessThanOrEquals maxCount minCount maxExclusive
    maxInclusive minExclusive minInclusive maxLength minLength nodeKind pattern flags qualifiedMaxCount
    qualifiedMinCount qualifiedValueShape qualifiedValueShapesDisjoint uniqueLang
"""
VALUES = {
    "a name": "e:x",
    "another name": "sh:NodeShape",
    "a kind of nodes": "sh:BlankNodeOrLiteral",
    "a shape": "[ sh:nodeKind sh:IRI ]",
    "shapes": "( [ sh:nodeKind sh:IRI ] [ sh:nodeKind sh:Literal ] )",
    "texts": '( "fr" "en" )',
    "names": "( e:x e:y )",
    "nothing": "()",
    "a text": '"fr"',
    "a text with a language": '"oui"@fr',
    "a number as text": '"1"',
    "a number": "1",
    "a decimal": "1.5",
    "half a number": '"eins"^^xsd:integer',
    "true": "true",
    "half a truth": '"vrai"^^xsd:boolean',
    "two numbers": "1 , 2",
    "two truths": "true , false",
    "two texts": '"a" , "b"',
    "two names": "e:x , e:y",
}
OTHERWISE = {
    # What the members of lists are is left to pySHACL, which refuses lists of what is no shape.
    *((term, kind) for term in ("and", "or", "xone") for kind in ("texts", "names")),
    ("languageIn", "names"), ("languageIn", "shapes"), ("ignoredProperties", "texts"), ("ignoredProperties", "shapes"),
    # rdflib takes it for false.
    ("deactivated", "half a truth"),
    # The W3C's shapes ask of nothing what SHACL says in its text: that a shape is no text.
    *(("qualifiedValueShape", kind) for kind in (
        "a text", "a text with a language", "a number as text", "a number", "a decimal", "half a number", "true",
        "half a truth",
    )),
}  # fmt: skip


@pytest.mark.parametrize("term", TERMS.split())
def test_it_is_what_the_shapes_for_shapes_find(term: str) -> None:
    shapes = PROLOGUE + "".join(
        f"e:{slug(kind)} a sh:PropertyShape ; sh:targetNode e:n ; sh:path e:p ; sh:{term} {value} .\n"
        for kind, value in VALUES.items()
    )
    triples = [quad.triple for quad in pyoxigraph.parse(shapes, format=pyoxigraph.RdfFormat.TURTLE)]
    told = {getattr(triple.subject, "value", "") for triple, _ in misused(triples)}
    _, report, _ = meta_validate(rdflib.Graph().parse(data=shapes, format="turtle"), inference="none")
    refused = {str(node) for node in report.objects(None, rdflib.SH.focusNode)}
    for kind in VALUES:
        if (term, kind) not in OTHERWISE:
            name = f"http://example.org/{slug(kind)}"
            assert (name in told) == (name in refused), kind


def test_shipped_shapes_keep_to_it() -> None:
    for path in sorted(data_directory("shapes").rglob("*.ttl")):
        assert list(misused(quad.triple for quad in pyoxigraph.parse(path=path))) == [], path
