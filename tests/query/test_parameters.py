"""What people may write for a parameter, and what they are told otherwise."""

from __future__ import annotations

import pytest

from bibliographe.errors import ParameterError
from bibliographe.i18n import Text
from bibliographe.query.header import Choice, Parameter
from bibliographe.query.library import find_question, make_question
from bibliographe.query.parameters import bind, check_value, with_reader_language
from bibliographe.query.terms import XSD, Iri, Literal

from .conftest import BASE

LABEL = Text("Étiquette", "Label")
TOPIC = Parameter("topic", "iri", LABEL, kind="skos:Concept")
AGENT = Parameter("agent", "iri", LABEL, kind="foaf:Agent")
ENTRY = Parameter("entry", "iri", LABEL, kind="bibo:Document")
TYPE = Parameter("type", "iri", LABEL, kind="skos:Concept", scheme="type")
PERIODICAL = Parameter("periodical", "iri", LABEL, kind="bibo:Periodical")
ENUM = Parameter("kind", "enum", LABEL, choices=(Choice("a", Text("Ah", "Ay")), Choice("b", Text("Bé", "Bee"))))


def simple(kind: str) -> Parameter:
    return Parameter("x", kind, LABEL)


@pytest.mark.parametrize(
    ("parameter", "value", "local"),
    [
        (TOPIC, "1.2", "topic/horaires-a08f413c"),
        (TOPIC, "topic:1.2", "topic/horaires-a08f413c"),
        (TOPIC, " horaires ", "topic/horaires-a08f413c"),
        (TOPIC, f"{BASE}id/topic/horaires-a08f413c", "topic/horaires-a08f413c"),
        (TOPIC, f"<{BASE}id/topic/horaires-a08f413c>", "topic/horaires-a08f413c"),
        (AGENT, "BDVC", "agent/bibliotheque-departementale-du-val-clair-0d992ec1"),
        (AGENT, "ÉDITIONS DU MARQUE-PAGE", "agent/editions-du-marque-page-d80f7bbc"),
        (AGENT, "agent:Anne Delcourt", "agent/anne-delcourt-be37342c"),
        (ENTRY, "4", "entry/amenager-une-banque-d-accueil-83165d41"),
        (ENTRY, "entry:4", "entry/amenager-une-banque-d-accueil-83165d41"),
        (ENTRY, "Aménager une banque d'accueil", "entry/amenager-une-banque-d-accueil-83165d41"),
        (ENTRY, "Accueillir tous les publics", "entry/accueillir-tous-les-publics-9224bf67"),
        (PERIODICAL, "lectures publiques", "periodical/lectures-publiques-17c90b46"),
        (Parameter("issue", "iri", LABEL, kind="bibo:Issue"), "212", "issue/lectures-publiques-212-2024-f628ee2d"),
    ],
)  # fmt: skip
def test_what_names_one_thing(parameter: Parameter, value: str, local: str, engine) -> None:
    assert check_value(parameter, value, engine) == Iri(f"{BASE}id/{local}")


def test_document_types_are_not_topics(embedded) -> None:
    guide = Iri("https://w3id.org/bibliographe/ns/type/guide")
    assert check_value(TYPE, "type:guide", embedded) == guide
    assert check_value(TYPE, "Guide", embedded) == guide
    with pytest.raises(ParameterError):
        check_value(TOPIC, "type:guide", embedded)
    with pytest.raises(ParameterError):
        check_value(TYPE, "1.2", embedded)


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        (TOPIC, f"{BASE}id/agent/anne-delcourt-be37342c"),
        (TOPIC, "https://example.org/elsewhere"),
        (TOPIC, "http://a b/"),
        (TOPIC, "9.9"),
        (TOPIC, ""),
        (TOPIC, '" } SERVICE <http://x/> { ?a ?b ?c } #'),
        (AGENT, "\\u0022 ' \" { } UNDEF"),
        (AGENT, f"{BASE}id/topic/horaires-a08f413c"),
        (ENTRY, "99"),
        (ENTRY, f"{BASE}id/selection/mediatheques-2025-288dfbf1"),
        (PERIODICAL, "Clairville Info"),
        (simple("integer"), "12.5"),
        (simple("integer"), "١٢"),
        (simple("integer"), "1 } #"),
        (simple("year"), "24"),
        (simple("year"), "2024-05"),
        (simple("date"), "2024-13-01"),
        (simple("date"), "31/05/2024"),
        (simple("language"), 'fr" } #'),
        (simple("string"), "  "),
        (ENUM, "c"),
    ],
)
def test_what_does_not_fit(parameter: Parameter, value: str, embedded) -> None:
    with pytest.raises(ParameterError) as caught:
        check_value(parameter, value, embedded)
    assert f"'{parameter.name}'" in caught.value.message.en
    assert f"« {parameter.name} »" in caught.value.message.fr


@pytest.mark.parametrize(
    ("parameter", "value", "term"),
    [
        (simple("string"), 'l\'"été" \\u0022', Literal('l\'"été" \\u0022')),
        (simple("integer"), "-007", Literal("-7", None, XSD + "integer")),
        (simple("year"), "2024", Literal("2024", None, XSD + "integer")),
        (simple("date"), "2024-05-31", Literal("2024-05-31", None, XSD + "date")),
        (simple("language"), "FR", Literal("fr")),
        (ENUM, "b", Literal("b")),
    ],
)
def test_what_fits(parameter: Parameter, value: str, term: Literal, embedded) -> None:
    assert check_value(parameter, value, embedded) == term


def test_several_of_one_name_are_listed(embedded) -> None:
    with pytest.raises(ParameterError) as caught:
        check_value(AGENT, "val-clair", embedded)
    assert caught.value.remedy is not None
    assert "Bibliothèque départementale du Val-Clair  <" in caught.value.remedy.fr
    assert "Université du Val-Clair  <" in caught.value.remedy.fr


def test_an_enum_says_what_is_possible(embedded) -> None:
    with pytest.raises(ParameterError) as caught:
        check_value(ENUM, "c", embedded)
    assert caught.value.remedy == Text("valeurs possibles : a (Ah), b (Bé)", "possible values: a (Ay), b (Bee)")


def test_unknown_and_missing_parameters_list_what_is_expected(embedded) -> None:
    question = find_question("entries-of-topic")
    for values in ({}, {"topic": "1", "theme": "1"}):
        with pytest.raises(ParameterError) as caught:
            bind(question, values, embedded)
        assert "topic (" in caught.value.remedy.en
    with pytest.raises(ParameterError, match="co-authors"):
        bind(find_question("co-authors"), {"x": "1"}, embedded)


def test_the_readers_language_goes_where_it_is_asked_for() -> None:
    assert with_reader_language(find_question("coverage"), {}, "en") == {"lang": "en"}
    assert with_reader_language(find_question("coverage"), {"lang": "de"}, "en") == {"lang": "de"}
    assert with_reader_language(find_question("co-authors"), {}, "en") == {}


def test_only_checked_terms_reach_the_query(embedded) -> None:
    question = make_question(
        "#+ title: {fr: a, en: b}\n#+ summary: {fr: a, en: b}\n#+ params: {w: {type: string, label: {fr: a, en: b}}}\n"
        "SELECT * { VALUES ?w { UNDEF } }", "x.rq", "x",
    )  # fmt: skip
    assert bind(question, {"w": '" } #'}, embedded).endswith('VALUES ?w { "\\" } #" } }')
