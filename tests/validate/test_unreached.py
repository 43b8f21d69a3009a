"""What nothing leads to is looked through once for all nodes, and each of them is told what pySHACL tells it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibliographe.validate.shapes import Shapes
from bibliographe.validate.terms import rdflib_graph
from tests.validate.conformance.adapter import difference, ours, reference, triples_of
from tests.validate.conformance.generated_targets import PREFIXES, quoted

NAMED = "?item e:text ?text ; e:of ?entry . FILTER(CONTAINS(LCASE(STR(?text)), LCASE(STR(?name))))"
NOBODY = "FILTER(NOT EXISTS { ?thing e:by $this })"
AS_A_WHOLE = (
    f"SELECT $this WHERE {{ $this e:name ?name . {NOBODY} FILTER(NOT EXISTS {{ {NAMED} }}) }}",
    f"""SELECT $this ?value WHERE {{ $this e:name ?name . {NOBODY} ?item e:of ?value .
        FILTER(EXISTS {{ ?item e:text ?text . FILTER(CONTAINS(STR(?text), STR(?name))) }})
        FILTER(NOT EXISTS {{ ?any e:of ?other ; e:text ?words .
          FILTER(STR(?other) < STR(?value) && CONTAINS(STR(?words), STR(?name))) }}) }}""",
    "SELECT $this ?value WHERE { $this e:name ?name . ?item e:text ?value . FILTER(CONTAINS(?value, ?name)) }",
    """SELECT $this ?value WHERE { $this e:name ?name . ?item e:text ?text ; e:of ?value .
        FILTER(STRLEN(STR(?text)) > 3) FILTER(CONTAINS(STR(?text), STR(?name)) || STRLEN(STR(?name)) = 2) }""",
    """SELECT $this ?near_0 WHERE { $this e:name ?far_0 . ?near_0 e:text ?text .
        FILTER(CONTAINS(LCASE(STR(?text)), LCASE(STR(?far_0)))) }""",
    """SELECT $this ?value WHERE { $this e:name ?name . ?value e:text ?text .
        FILTER(CONTAINS(STR(?text), STR(?name)))
        FILTER(NOT EXISTS { ?other e:text ?words . FILTER(STRLEN(STR(?words)) > STRLEN(STR(?text))) }) }""",
    """SELECT $this ?value WHERE { $this e:name ?name . ?value e:text ?text .
        FILTER(EXISTS { ?value e:of ?x . FILTER(?x != $this) }) FILTER(EXISTS { ?x e:of ?value } || ?text = ?name) }""",
    """SELECT $this WHERE { $this e:name ?name .
        FILTER(NOT EXISTS { ?item e:text ?text . FILTER(EXISTS { ?item e:of ?entry } && CONTAINS(?text, ?name)) })
        FILTER(NOT EXISTS { ?item e:of ?entry . FILTER(STRLEN(STR(?entry)) = STRLEN(STR(?name))) }) }""",
    """SELECT $this WHERE { $this e:name ?name . BIND(STRLEN(?name) AS ?length)
        FILTER(NOT EXISTS { ?item e:text ?text . FILTER(STRLEN(?text) = ?length) }) }""",
    """SELECT $this ?value WHERE { $this e:name ?name . BIND(STRLEN(?name) AS ?length) ?value e:text ?text .
        FILTER(NOT EXISTS { ?item e:of ?entry . FILTER(STRLEN(STR(?entry)) > ?length && ?entry != ?value) }) }""",
    "SELECT $this ?value WHERE { $this e:name ?name . ?value e:text ?text . FILTER(LCASE(?text) = LCASE(?name)) }",
)
_NAMES = ('"An"', '"an"', '"Bo"', '"Bo"@fr', '"Ann"', "e:An", "7", '""', "_:b")
_TEXTS = ('"An"', '"Bo et An"', '"bo"@fr', '"Anna"', "e:text", "77", '"Bo"')
_SAID = st.one_of(
    st.builds("e:{} e:name {} .".format, st.sampled_from("abc"), st.sampled_from(_NAMES)),
    st.builds("e:{} e:text {} .".format, st.sampled_from("ijk"), st.sampled_from(_TEXTS)),
    st.builds("e:{} e:of e:{} .".format, st.sampled_from("ijk"), st.sampled_from("axyi")),
    st.builds("e:{} e:by e:{} .".format, st.sampled_from("xyi"), st.sampled_from("ab")),
)


def shapes(query: str) -> str:
    said = f"sh:sparql [ sh:prefixes e:prefixes ; sh:select {quoted(query)} ]"
    return f"{PREFIXES} e:s a sh:NodeShape ; sh:targetSubjectsOf e:name ; {said} ."


@pytest.mark.parametrize("query", AS_A_WHOLE, ids=range(len(AS_A_WHOLE)))
@settings(max_examples=15)
@given(said=st.lists(_SAID, max_size=14))
def test_findings_are_those_of_pyshacl(query: str, said: list[str]) -> None:
    data, asked = triples_of(" ".join(said)), triples_of(shapes(query))
    expected = reference(data, asked)
    assert difference(ours(data, asked), expected) == ""
    assert difference(ours(data, asked, in_one_pass=True), expected) == ""


@pytest.mark.parametrize("query", AS_A_WHOLE, ids=range(len(AS_A_WHOLE)))
def test_each_is_asked_of_the_whole_graph(query: str) -> None:
    assert not Shapes(rdflib_graph(triples_of(shapes(query)))).plan.left


@pytest.mark.parametrize("query", AS_A_WHOLE[:6], ids=range(6))
def test_what_is_far_is_worked_out_by_itself(query: str) -> None:
    (question,) = Shapes(rdflib_graph(triples_of(shapes(query)))).plan.questions
    assert "{ SELECT" in question.query.partition("WHERE")[2]
