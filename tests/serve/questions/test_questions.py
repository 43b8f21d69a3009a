"""The query library as pages, forms, files and addresses for programs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from bibliographe.query.library import load_questions
from bibliographe.serve.questions.asking import library_of
from bibliographe.serve.questions.files import without_formulas
from bibliographe.serve.site import Site
from bibliographe.serve.sparql.answered import Answered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.testclient import TestClient

    from bibliographe.config import Catalogue

BY_PUBLISHER = "publishers/entries-by-publisher"
OF_PUBLISHER = "publishers/entries-of-publisher"
ENGLISH = {"Accept": "text/html", "Accept-Language": "en"}


def test_every_question_is_listed(client: TestClient) -> None:
    page = client.get("/questions", headers=ENGLISH)
    assert page.status_code == 200
    for question in load_questions():
        assert f'href="/questions/{question.name}"' in page.text
    assert "Entries by publisher" in page.text
    assert "Notices par éditeur" in client.get("/questions?lang=fr", headers=ENGLISH).text


@pytest.mark.parametrize(
    ("name", "fact", "chart"),
    [
        (BY_PUBLISHER, "Éditions du Marque-page", True),
        ("catalogue/entries", "Accueillir tous les publics", False),
        ("statistics/overview", "Entries", True),
        ("topics/topics-over-time", "2024", True),
        ("crosswalks/dublin-core", "dc:", False),
        ("integrity/agents-without-name", "No row", False),
    ],
)
def test_a_question_without_blanks_to_fill_is_answered_at_once(
    client: TestClient, name: str, fact: str, chart: bool
) -> None:
    page = client.get(f"/questions/{name}", headers=ENGLISH)
    assert page.status_code == 200
    assert fact in page.text
    assert ("<svg" in page.text) is chart
    assert "<style" not in page.text
    assert len(page.content) < 100_000


def test_a_topic_is_chosen_from_a_list(client: TestClient) -> None:
    page = client.get(f"/questions/{BY_PUBLISHER}", headers=ENGLISH).text
    assert '<select id="blank-topic" name="topic">' in page
    assert ">1.2 Horaires</option>" in page
    assert "selected" not in page
    chosen = client.get(f"/questions/{BY_PUBLISHER}", params={"topic": "1", "lang": "en"}, headers=ENGLISH).text
    assert ' selected lang="fr">1 Le travail en médiathèque</option>' in chosen
    assert f"/questions/{BY_PUBLISHER}.csv?lang=en&amp;topic=1" in chosen


def test_what_is_required_is_asked_first(client: TestClient) -> None:
    page = client.get(f"/questions/{OF_PUBLISHER}", headers=ENGLISH)
    assert page.status_code == 200
    assert "(required)" in page.text
    assert "<table" not in page.text
    filled = client.get(f"/questions/{OF_PUBLISHER}", params={"publisher": "Éditions du Marque-page"}, headers=ENGLISH)
    assert "<table" in filled.text


@pytest.mark.parametrize("value", ["rien de tel", "zz' } DROP", "<http://x> } UNION { ?s ?p ?o", '"', "\\", "\ud7ff}"])
def test_a_value_that_fits_nothing_is_told_and_pasted_nowhere(client: TestClient, value: str) -> None:
    page = client.get(f"/questions/{BY_PUBLISHER}", params={"topic": value}, headers=ENGLISH)
    assert page.status_code == 400
    assert 'class="problem"' in page.text
    assert "<table" not in page.text
    assert client.get(f"/api/queries/{BY_PUBLISHER}", params={"topic": value}).status_code == 400


def test_a_year_is_a_year(client: TestClient) -> None:
    for value in ("20x4", "24", "2024 } #", "-2024"):
        assert client.get(f"/questions/{BY_PUBLISHER}", params={"from": value}, headers=ENGLISH).status_code == 400
    assert client.get(f"/questions/{BY_PUBLISHER}", params={"from": "2024"}, headers=ENGLISH).status_code == 200


def test_what_people_type_is_escaped(client: TestClient) -> None:
    words = "<script>alert(1)</script>"
    page = client.get("/questions/catalogue/search", params={"words": words}, headers=ENGLISH)
    assert page.status_code == 200
    assert "<script>" not in page.text


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("tsv", "text/tab-separated-values; charset=utf-8"),
        ("json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("svg", "image/svg+xml"),
    ],
)
def test_files(client: TestClient, ending: str, kind: str) -> None:
    answer = client.get(f"/questions/{BY_PUBLISHER}.{ending}", params={"topic": "1"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert "Marque-page" in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    if ending in ("svg", "xml"):
        ET.fromstring(answer.content)


def test_graph_files(client: TestClient) -> None:
    for ending in ("ttl", "nt", "jsonld", "rdf"):
        answer = client.get(f"/questions/crosswalks/dublin-core.{ending}")
        assert answer.status_code == 200
        assert "purl.org/dc" in answer.text
    assert client.get("/questions/crosswalks/dublin-core.csv").status_code == 406


@pytest.mark.parametrize("path", ["/questions/none", "/questions/publishers/none", f"/questions/{BY_PUBLISHER}.pdf",
                                  "/questions/../catalogue.toml", "/api/queries/none"])  # fmt: skip
def test_what_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_name_without_its_group_is_led_on(client: TestClient) -> None:
    said = client.get("/questions/entries-by-publisher").json()
    assert said["suggestions"][0]["href"] == f"/questions/{BY_PUBLISHER}"


def test_programs_ask_too(client: TestClient) -> None:
    address = f"/api/queries/{BY_PUBLISHER}"
    assert client.get(address).json()["head"]["vars"] == ["publisher", "name", "entries"]
    rows = list(csv.DictReader(io.StringIO(client.get(address, headers={"Accept": "text/csv"}).text)))
    assert {row["name"] for row in rows} >= {"Éditions du Marque-page"}
    assert client.get(address, params={"format": "tsv", "topic": "1.2"}).status_code == 200
    assert client.get("/api/queries/crosswalks/edm", headers={"Accept": "text/turtle"}).status_code == 200
    page = client.get(address, params={"topic": "1", "lang": "en"}, headers=ENGLISH)
    assert (page.status_code, page.headers["location"]) == (303, f"/questions/{BY_PUBLISHER}?topic=1&lang=en")
    unknown = client.get(address, params={"topik": "1"})
    assert unknown.status_code == 400
    assert "topik" in unknown.json()["detail"]
    assert client.get(f"{address}?topic=1&topic=2").status_code == 400


def test_a_spreadsheet_runs_nothing() -> None:
    said = 'a,b\r\n=HYPERLINK("x"),-5\r\n@SUM(A1),+33 1 22\r\n-cmd,"plain, text"\r\n'
    content = io.BytesIO(said.encode())
    made = b"".join(without_formulas(Answered("SELECT", "text/csv", len(said), content))).decode()
    rows = list(csv.reader(io.StringIO(made)))
    assert rows[1:] == [['\'=HYPERLINK("x")', "-5"], ["'@SUM(A1)", "'+33 1 22"], ["'-cmd", "plain, text"]]


def test_a_catalogue_has_questions_of_its_own(tmp_path: Path, catalogue_at: Callable[..., Catalogue]) -> None:
    catalogue = catalogue_at(tmp_path / "catalogue")
    folder = catalogue.directory / "queries" / "ours"
    folder.mkdir(parents=True)
    (folder / "good.rq").write_text("#+ title: {fr: Bonne, en: Good}\n#+ summary: {fr: S, en: S}\nASK { ?s ?p ?o }\n")
    (folder / "bad.rq").write_text("#+ title: [\nASK {}\n")
    site = Site(catalogue)
    with site.reading() as snapshot:
        names = snapshot.once(library_of).questions
    site.close()
    assert "ours/good" in names
    assert "ours/bad" not in names
    assert BY_PUBLISHER in names
