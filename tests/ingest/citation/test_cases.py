"""Every table of cases beside this file, line by line."""

from __future__ import annotations

import pytest

from bibliographe.ingest.citation import (
    parse_citation,
    parse_date,
    parse_identifier,
    parse_kind_line,
    parse_people,
    parse_reference,
    split_acronym,
)
from tests.ingest.citation.cases import lines, rows, runs
from tests.ingest.citation.flatten import certainty, flatten_citation, flatten_people, flatten_reference


@pytest.mark.parametrize(("text", "form", "sure", "fields"), rows("citations"), ids=lambda value: value[:60])
def test_citation(text: str, form: str, sure: str, fields: str) -> None:
    parsed = parse_citation(text)
    assert parsed is not None
    assert flatten_citation(parsed) == fields
    assert (parsed.citation.form, certainty(parsed.score)) == (form, sure)


@pytest.mark.parametrize("text", lines("not-citations"))
def test_what_is_no_citation(text: str) -> None:
    assert parse_citation(text) is None


@pytest.mark.parametrize(("text", "sure", "people"), rows("people"))
def test_people(text: str, sure: str, people: str) -> None:
    parsed = parse_people(text)
    assert parsed is not None
    assert flatten_people(parsed) == people
    assert certainty(parsed.score) == sure


@pytest.mark.parametrize("text", lines("not-people"))
def test_what_is_no_line_of_people(text: str) -> None:
    assert parse_people(text) is None


@pytest.mark.parametrize(("text", "verbatim", "edtf"), rows("dates"))
def test_date(text: str, verbatim: str, edtf: str) -> None:
    date = parse_date(text)
    assert date is not None
    assert (date.verbatim, date.edtf or "") == (verbatim, edtf)


@pytest.mark.parametrize("text", lines("not-dates"))
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(("text", "found"), rows("identifiers"))
def test_identifiers(text: str, found: str) -> None:
    parsed = parse_identifier(text)
    assert parsed is not None
    assert " + ".join(f"{kind}:{value}" for kind, value in parsed) == found


@pytest.mark.parametrize(
    "text", ["Bonjour", "ISBN", "978-2-10-081234-5", "Paris : Dunod, 2021. ISBN 978-2-10-081234-5", ""]
)
def test_what_is_no_line_of_identifiers(text: str) -> None:
    assert parse_identifier(text) is None


@pytest.mark.parametrize(("text", "kind", "maker"), rows("kind-lines"))
def test_kind_line(text: str, kind: str, maker: str) -> None:
    parsed = parse_kind_line(text)
    assert parsed is not None
    assert parsed[0] == kind
    assert (f"{parsed[1].name} ({parsed[1].kind})" if parsed[1] else "") == maker


@pytest.mark.parametrize(
    "text",
    [
        "Podcast : le titre",
        "Étude des impacts de l'IA sur le travail",
        "Dossier intelligence artificielle",
        "Guide pratique du télétravail",
        "Rapport sur l'état du monde",
        "Conférence : « L'impact de l'intelligence artificielle »",
        "",
    ],
)
def test_what_is_no_kind_line(text: str) -> None:
    assert parse_kind_line(text) is None


@pytest.mark.parametrize(("text", "fields"), rows("references"))
def test_reference(text: str, fields: str) -> None:
    parsed = parse_reference(runs(text))
    assert parsed is not None
    assert flatten_reference(parsed) == fields


@pytest.mark.parametrize(
    "text",
    [
        "Un paragraphe qui cite Paris et la date de 2021, sans être une référence.",
        "*Le télétravail* a été étudié par Anne Dumas en 2021.",
        "En 2021, Paris comptait 230 agents (12 %).",
        "**Important** : inscription avant le 12 mai 2024",
        "",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert parse_reference(runs(text)) is None


@pytest.mark.parametrize(
    ("name", "kept", "acronyms"),
    [
        ("Direction générale de l'administration et de la fonction publique (DGAFP)",
         "Direction générale de l'administration et de la fonction publique", ("DGAFP",)),
        ("Centre de gestion de la Gironde (CDG 33)", "Centre de gestion de la Gironde", ("CDG 33",)),
        ("Institut national de recherche (INRIA, INRA)", "Institut national de recherche", ("INRIA", "INRA")),
        ("Institut (Paris)", "Institut (Paris)", ()),
        ("(DGAFP)", "(DGAFP)", ()),
        ("Dunod", "Dunod", ()),
        ("", "", ()),
    ],
)  # fmt: skip
def test_acronyms_are_taken_off_a_name(name: str, kept: str, acronyms: tuple[str, ...]) -> None:
    assert split_acronym(name) == (kept, acronyms)


def test_an_impossible_date_is_kept_and_doubted() -> None:
    parsed = parse_citation("Futuribles, n° 450, 31 février 2024, p. 12")
    assert parsed is not None
    assert parsed.citation.issued is not None
    assert parsed.citation.issued.verbatim == "31 février 2024"
    assert parsed.citation.issued.edtf is None
    assert ["« 31 février 2024 »" in doubt.message.fr for doubt in parsed.doubts] == [True]


def test_values_stay_as_printed() -> None:
    parsed = parse_citation("Bulletin\u00a0des bibliothèques, N°\u202f2022\u20111, mai\u00a02022, p.\u00a014\u201319")
    assert parsed is not None
    assert parsed.citation.pages is not None
    assert parsed.citation.pages.verbatim == "14\u201319"
    assert parsed.citation.issue is not None
    assert parsed.citation.issue.number == "2022\u20111"


def test_access_and_posting_dates_keep_their_words() -> None:
    parsed = parse_citation("Vie-publique.fr, mis en ligne le 3 mars 2024 [consulté le 12/05/2024]")
    assert parsed is not None
    assert parsed.citation.available is not None
    assert parsed.citation.available.verbatim == "mis en ligne le 3 mars 2024"
    assert parsed.citation.accessed is not None
    assert parsed.citation.accessed.verbatim == "consulté le 12/05/2024"
