"""Every shipped question runs, bound and unbound, alike on every engine, with the answer that was read and approved."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from tests.sampling import some

from bibliographe.errors import ParameterError
from bibliographe.graph.prefixes import prefixes
from bibliographe.graph.term_check import check_files
from bibliographe.query.answer import Answer, Rows, Triples, ntriples_line
from bibliographe.query.engines.embedded import EmbeddedEngine
from bibliographe.query.formats import write
from bibliographe.query.library import load_questions
from bibliographe.query.parameters import bind
from bibliographe.query.reply import Reply
from bibliographe.query.syntax import check_query
from bibliographe.sparql_tokens import fill, slots, undeclared_prefixes

from .conftest import BASE, ENGINES, HERE, as_ntriples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.query.engines import Engine
    from bibliographe.query.library import Question

QUESTIONS = {question.name: question for question in load_questions()}
SAMPLES = {
    "agent": "Claire Vasseur",
    "dossier": "entry:5",
    "entry": "6",
    "from": "2023",
    "issue": f"{BASE}id/issue/lectures-publiques-212-2024-f628ee2d",
    "lang": "en",
    "licence": "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    "periodical": "lectures publiques",
    "provider": "Bibliothèque départementale du Val-Clair",
    "publisher": "Éditions du Marque-page",
    "rights": "http://rightsstatements.org/vocab/InC/1.0/",
    "role": "role:interviewee",
    "selection": "Accueillir en médiathèque",
    "since": "2025-03-20",
    "to": "2022",
    "topic": "topic:2",
    "type": "type:book",
    "words": "MEDIATHEQUE",
}
BOUND = [(name, item.name) for name, question in QUESTIONS.items() for item in question.header.parameters]
SELECTS = [name for name in QUESTIONS if not name.startswith("crosswalks/")]


def test_enough_of_each() -> None:
    assert len(QUESTIONS) >= 60
    folders = {name.partition("/")[0] for name in QUESTIONS}
    assert folders == {"agents", "catalogue", "crosswalks", "integrity", "publishers", "statistics", "topics"}


def test_prefixes_and_terms(repository: Path) -> None:
    assert check_files(sorted((repository / "queries").rglob("*.rq"))) == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_header_is_whole(name: str) -> None:
    question = QUESTIONS[name]
    header = question.header
    assert header.title.fr != header.title.en
    assert header.summary.fr
    assert header.summary.en
    assert header.summary.fr.endswith(".")
    assert header.tags
    assert undeclared_prefixes(question.text) == set()
    assert set(slots(question.text)) == {item.name for item in header.parameters}
    declared = re.findall(r"^PREFIX ([\w-]+): <(.*)>$", question.text, re.MULTILINE)
    assert all(prefixes()[prefix] == namespace for prefix, namespace in declared)
    assert "GRAPH" not in question.text
    form = check_query(question.text, question.file)
    if form == "SELECT":
        assert header.columns
        assert re.search(r"^ORDER BY ", question.text, re.MULTILINE)


@pytest.mark.parametrize("name", SELECTS)
def test_described_columns_exist(name: str, embedded: EmbeddedEngine) -> None:
    answer = _rows(embedded.ask(QUESTIONS[name].text))
    header = QUESTIONS[name].header
    described = [column.name for column in header.columns]
    links = [column.link for column in header.columns if column.link]
    drawn = (
        [part for part in (header.chart.label, header.chart.value, header.chart.other) if part] if header.chart else []
    )
    assert set(described) | set(links) | set(drawn) <= set(answer.columns)


@pytest.mark.parametrize("name", SELECTS)
def test_the_order_is_total(name: str, embedded: EmbeddedEngine) -> None:
    text = QUESTIONS[name].text
    answer = _rows(embedded.ask(text))
    ordered_by = set(re.findall(r"\?(\w+)", text[text.rindex("ORDER BY") :]))
    keys = [place for place, column in enumerate(answer.columns) if column in ordered_by]
    assert keys
    distinct = {tuple(row[place] for place in keys) for row in answer.rows}
    assert len(distinct) == len(answer.rows)


@pytest.fixture(scope="module")
def shuffled(store: pyoxigraph.Store) -> EmbeddedEngine:
    """The same catalogue, loaded in another order."""
    quads = list(store)
    random.Random(7).shuffle(quads)
    loaded = pyoxigraph.Store()
    for quad in quads:
        loaded.add(quad)
    return EmbeddedEngine(loaded)


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_does_not_depend_on_the_order_of_loading(
    name: str, shuffled: EmbeddedEngine, embedded: EmbeddedEngine
) -> None:
    assert shuffled.ask(QUESTIONS[name].text) == embedded.ask(QUESTIONS[name].text)


ELSEWHERE = sorted({name.partition("/")[0]: name for name in QUESTIONS}.values())
"""One question a folder: an endpoint answers as the store does that it is made of; what can differ is the way there."""


@pytest.mark.parametrize(
    ("name", "engine"),
    [
        *((name, "embedded") for name in QUESTIONS),
        *((name, "reference") for name in some(QUESTIONS, 2)),
        *((name, "endpoint") for name in ELSEWHERE),
    ],
    indirect=["engine"],
)
def test_unbound(name: str, engine: Engine, golden: Callable[[Path, str], None]) -> None:
    question = QUESTIONS[name]
    _compare(golden, question, engine.ask(question.text), name)


ONCE = sorted({parameter: (name, parameter) for name, parameter in BOUND}.values())
"""Each parameter in one question: what is bound is a text that the engines are given, whatever the question."""


@pytest.mark.parametrize(
    ("name", "parameter", "engine"),
    [(*bound, engine) for engine in ENGINES for bound in (BOUND if engine == "embedded" else ONCE)],
    indirect=["engine"],
)
def test_bound(name: str, parameter: str, engine: Engine, golden: Callable[[Path, str], None]) -> None:
    question = QUESTIONS[name]
    required = {item.name: SAMPLES[item.name] for item in question.header.parameters if item.required}
    text = bind(question, {**required, parameter: SAMPLES[parameter]}, engine)
    assert f"VALUES ?{parameter} {{ UNDEF }}" not in text
    _compare(golden, question, engine.ask(text), f"{name}.{parameter}")


@pytest.mark.parametrize("name", [name for name, question in QUESTIONS.items()
                                  if any(item.required for item in question.header.parameters)])  # fmt: skip
def test_what_is_required_is_asked_for(name: str, embedded: EmbeddedEngine) -> None:
    with pytest.raises(ParameterError) as caught:
        bind(QUESTIONS[name], {}, embedded)
    assert caught.value.remedy is not None


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_empty_slot_says_nothing(name: str, embedded: EmbeddedEngine) -> None:
    text = QUESTIONS[name].text
    assert embedded.ask(fill(text, {}, drop=True)) == embedded.ask(text)


@pytest.mark.parametrize("name", some(list(QUESTIONS)[1:], 2))  # those that rdflib is not asked above
def test_awkward_data_gives_the_same_answer_everywhere(name: str, awkward_store, awkward_reference) -> None:
    text = QUESTIONS[name].text
    assert EmbeddedEngine(awkward_store).ask(text) == awkward_reference.ask(text)


def test_several_values_are_not_counted_several_times(awkward_store) -> None:
    engine = EmbeddedEngine(awkward_store)

    def figures(name: str, *columns: str) -> list[tuple[str, ...]]:
        answer = _rows(engine.ask(QUESTIONS[name].text))
        places = [answer.columns.index(column) for column in columns]
        return [tuple(row[place].value if row[place] else "" for place in places) for row in answer.rows]

    assert figures("publishers/entries-by-publisher", "name", "entries") == [("Maison P", "2"), ("Maison Q", "1")]
    assert figures("publishers/places-of-publication", "place", "publishers", "entries") == [
        ("Lyon", "2", "1"), ("Paris", "2", "1"),
    ]  # fmt: skip
    assert figures("statistics/overview", "label", "total")[:3] == [
        ("Sélections", "2"),
        ("Notices", "4"),
        ("Thèmes", "3"),
    ]
    assert figures("catalogue/entries", "number", "authors") == [
        ("1", "Denis D, Claire C, Bruno B et al."), ("2", ""),
        ("3", ""),
        ("4", ""), ("7", "Denis D, Claire C, Bruno B et al."),
    ]  # fmt: skip
    assert figures("topics/coverage", "label", "entries", "publishers", "first", "last") == [
        ("Tout", "2", "0", "", ""),
        ("Un", "2", "2", "2020", "2020"), ("Deux", "1", "2", "2020", "2020"),
    ]  # fmt: skip
    assert figures("topics/topic-tree", "label", "own", "entries") == [
        ("Tout", "2", "4"), ("Un", "2", "2"), ("Deux", "1", "1"),
    ]  # fmt: skip
    assert [title for (title,) in figures("catalogue/entries-by-type", "entries")] == ["2", "1", "1"]


def test_the_title_is_in_the_readers_language_and_no_entry_is_lost(awkward_store) -> None:
    engine = EmbeddedEngine(awkward_store)
    question = QUESTIONS["publishers/entries-of-publisher"]
    for language, expected in (("fr", "Deux langues, deux éditeurs"), ("en", "Alpha: two languages, two publishers")):
        answer = _rows(engine.ask(bind(question, {"publisher": "Maison P", "lang": language}, engine)))
        titles = [row[answer.columns.index("title")].value for row in answer.rows]
        assert titles[0] == expected
        assert len(titles) == 2


def test_nothing_is_needed_beyond_the_default_graph(store) -> None:
    """The embedded store also holds named graphs: a question must not count a triple once more for each."""
    crowded = pyoxigraph.Store()
    crowded.load(as_ntriples(store), format=pyoxigraph.RdfFormat.N_TRIPLES)
    crowded.load(
        as_ntriples(store), format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=pyoxigraph.NamedNode(f"{BASE}graph/x")
    )
    for question in QUESTIONS.values():
        assert EmbeddedEngine(crowded).ask(question.text) == EmbeddedEngine(store).ask(question.text)


def _rows(answer: Answer) -> Rows:
    assert isinstance(answer, Rows)
    return answer


def _compare(golden: Callable[[Path, str], None], question: Question, answer: Answer, name: str) -> None:
    if isinstance(answer, Triples):
        text = "".join(f"{ntriples_line(triple)}\n" for triple in answer.triples)
        golden(HERE / "golden" / f"{name}.nt", text)
        return
    text = write(Reply(question, "SELECT", question.text, {}, answer, "fr"), "csv")
    golden(HERE / "golden" / f"{name}.csv", text.replace("\r\n", "\n"))
