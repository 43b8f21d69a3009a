"""A term that goes into a query comes out of every engine as it went in."""

from __future__ import annotations

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bibliographe.query.answer import Rows
from bibliographe.query.engines.embedded import EmbeddedEngine
from bibliographe.query.engines.reference import ReferenceEngine
from bibliographe.query.syntax import check_query
from bibliographe.query.terms import XSD, Iri, Literal
from bibliographe.sparql_tokens import fill

QUERY = "SELECT ?x WHERE { VALUES ?x { UNDEF } }"
NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from("\\uU\"'{}?#<>@^0022005C\n\r\t\b\f \0`$|._"), st.characters(exclude_categories=["Cs"])
    )
)


def _asked(engine: EmbeddedEngine | ReferenceEngine, term: Literal | Iri) -> object:
    answer = engine.ask(fill(QUERY, {"x": term.sparql()}))
    assert isinstance(answer, Rows)
    return answer.rows


@settings(deadline=None)
@given(NASTY)
@example('" } } SERVICE <http://x/> { ?a ?b ?c } #')
@example("\\u0022 } #")
@example("\\\\U00000022")
@example("} UNDEF { VALUES ?x")
@example("\n'''\"\"\"")
def test_a_text_stays_itself(value: str) -> None:
    term = Literal(value)
    assert _asked(EmbeddedEngine(pyoxigraph.Store(), timeout=None), term) == ((term,),)
    assert _asked(ReferenceEngine(rdflib.Graph()), term) == ((term,),)
    assert check_query(fill(QUERY, {"x": term.sparql()}), "test") == "SELECT"


@settings(
    max_examples=settings.default.max_examples // 2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
@example("\\u0022 & + % = \r\n\t")
def test_a_text_stays_itself_over_http(endpoint, value: str) -> None:
    term = Literal(value)
    assert endpoint.ask(fill(QUERY, {"x": term.sparql()})) == Rows(("x",), ((term,),))


@pytest.mark.parametrize(
    "term",
    [
        Literal("l'été", "fr", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
        Literal("2024", None, XSD + "integer"),
        Literal("2024-05", None, XSD + "gYearMonth"),
        Iri("https://example.org/é?q=1#f"),
    ],
)
def test_other_terms_stay_themselves(term: Literal | Iri, engine) -> None:
    assert _asked(engine, term) == ((term,),)


@pytest.mark.parametrize(
    "address", ["id/relative", "http://a/ b", "http://a/>x", "http://a/{b}", "", "http://a/\\u003E"]
)
def test_what_is_not_an_absolute_iri_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        Iri(address)


@pytest.mark.parametrize("values", [("x", "fr } #"), ("x", ""), ("\ud800", None)])
def test_what_is_not_a_literal_is_refused(values: tuple[str, str | None]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a UnicodeEncodeError is one
        Literal(*values)
