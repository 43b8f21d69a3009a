"""What is answered without a store is what a store answers, and none is made for it."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store, Triple

from bibliographe.config import load_catalogue
from bibliographe.graph.files import graph_files, read_triples
from bibliographe.validate import escapes, excerpts, filed, passing, storing, work
from bibliographe.validate.engine import find
from bibliographe.validate.excerpts import Excerpt, predicates_named
from bibliographe.validate.filed import Filed
from bibliographe.validate.nodewise import places, sharing, texts
from bibliographe.validate.nodewise.pointers import pointers_in
from bibliographe.validate.nodewise.terms import from_pyoxigraph
from bibliographe.validate.reading import Data, DataFile
from bibliographe.validate.shapes import Shapes
from bibliographe.validate.terms import rdflib_graph
from bibliographe.validate.validation import validate
from bibliographe.validate.written import XSD, stored_quads
from tests.validate.conformance.adapter import difference, in_files, ours, reference, triples_of
from tests.validate.test_large import rows, some_shapes
from tests.validate.test_nodewise import damaged

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
E = "http://example.org/"
ODD = f"""<{E}a> <{E}p> "un" .
<{E}a>\t<{E}p> <{E}b> .
<{E}a>\t<{E}q> <{E}b> .
<{E}a> <{E}p>  "deux espaces" .
<{E}a> <{E}p> "un \\"mot\\"\\n"@fr .
<{E}\\u0061> <{E}\\u0070> "deux" .
<{E}a> <{E}q> "<{E}a> <{E}p> <{E}b> ." .
<{E}a>  <{E}p> "trois" . # <{E}a> <{E}q>

  # <{E}a> <{E}p> "no"
<{E}b> <{E}p> "un"@fr .
<{E}b> <{E}p> "01"^^<{XSD}integer> .
<{E}b> <{E}p> "2024"^^<{XSD}gYear> .
<{E}b> <{E}p> "un" .
<{E}b> <{E}p> "un" .
<{E}é> <{E}q> <{E}p> .
<{E}é> <{E}p> <{E}p> .
<{E}c> <{E}p>\t<{E}d>.
<{E}c> <{E}p> <{E}\\u0064> .
<{E}c> <{E}r> "autre".
<{E}d> <{E}p> <{E}b> ."""
TERMS: list[Any] = [
    *(NamedNode(f"{E}{name}") for name in ("a", "b", "c", "d", "é", "none", "p")),
    *(Literal(text) for text in ("un", "deux", "no", "autre", f"<{E}a> <{E}p> <{E}b> .")),
    Literal("un", language="fr"), Literal('un "mot"\n', language="fr"),
    Literal("2024", datatype=NamedNode(f"{XSD}gYear")),
]  # fmt: skip
PREDICATES = [NamedNode(f"{E}{name}") for name in ("p", "q", "r", "none")]


@pytest.fixture(
    params=product([16_000, 120, 1], [ODD, ODD.replace("\\u", "")]),
    ids=["long", "long-plain", "short", "short-plain", "line", "line-plain"],
)
def odd(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> DataFile:
    """A file with lines of all kinds, in one block or in many, with escaped characters or without."""
    length, text = request.param
    monkeypatch.setattr(places, "_BLOCK", length)
    monkeypatch.setattr(texts, "_BYTES", length)
    path = tmp_path / "odd.nt"
    path.write_text(text, encoding="utf-8")
    return DataFile(path)


def store_of(files: Iterable[DataFile]) -> Store:
    store = Store()
    store.bulk_extend(stored_quads(triple for file in files for triple in file.read()))
    return store


def never() -> Store:
    raise AssertionError("a store is made")


def test_where_predicates_point_is_read_in_the_files(odd: DataFile) -> None:
    store, found = store_of([odd]), pointers_in([odd], [predicate.value for predicate in PREDICATES])
    for predicate, value in product(PREDICATES, TERMS):
        expected = {quad.subject.value for quad in store.quads_for_pattern(None, predicate, value)}
        pointers, term = found[predicate.value], from_pyoxigraph(value)
        assert set(pointers.subjects(term)) == expected, (predicate, value)
        assert pointers.at(term) >= bool(expected)
        assert pointers.again_at(term) >= (len(expected) > 1)


def test_patterns_are_answered_as_a_store_does(odd: DataFile) -> None:
    store, answering = store_of([odd]), Filed([odd], never)
    subjects = [None, *(term for term in TERMS if isinstance(term, NamedNode))]
    for pattern in product(subjects, [None, *PREDICATES], [None, *TERMS]):
        if pattern[0] is None and (pattern[1] is None) != (pattern[2] is None):
            continue
        found = [quad.triple for quad in answering.quads_for_pattern(*pattern)]
        assert Counter(found) == Counter(quad.triple for quad in store.quads_for_pattern(*pattern)), pattern


PARTS = ("> ", f"<{E}p>", f"<{E}a>", " ", '"', "\\", "\n", ".", "é", "u00e9", "_:", "@fr", "^^")
VALUES = st.lists(st.sampled_from(PARTS), max_size=6).map(lambda parts: Literal("".join(parts)))


@given(st.lists(st.tuples(st.sampled_from(TERMS[:4]), st.sampled_from(PREDICATES), VALUES | st.sampled_from(TERMS))))
def test_texts_that_look_like_statements_are_none(rows_: list[tuple[Any, Any, Any]]) -> None:
    with TemporaryDirectory() as folder:
        file = DataFile(Path(folder) / "texts.nt")
        file.path.write_text("".join(f"{Triple(*row)} .\n" for row in rows_), encoding="utf-8")
        store, answering = store_of([file]), Filed([file], never)
        for subject, predicate, value in rows_:
            for pattern in ((None, predicate, value), (subject, None, value), (subject, predicate, None)):
                expected = {quad.triple for quad in store.quads_for_pattern(*pattern)}
                assert {quad.triple for quad in answering.quads_for_pattern(*pattern)} == expected


def test_a_file_that_was_put_in_the_place_of_another_is_read(tmp_path: Path) -> None:
    path, other = tmp_path / "data.nt", tmp_path / "other.nt"
    for text in (f'<{E}a> <{E}p> "un" .\n', f'<{E}a> <{E}p> "autre" .\n<{E}b> <{E}p> "un" .\n'):
        other.write_text(text, encoding="utf-8")
        other.replace(path)
        answering, store = Filed([DataFile(path)], never), store_of([DataFile(path)])
        for pattern in ((TERMS[0], None, None), (None, PREDICATES[0], Literal("un"))):
            assert list(answering.quads_for_pattern(*pattern)) == list(store.quads_for_pattern(*pattern))


def test_a_store_is_made_when_nothing_else_answers(odd: DataFile, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of([odd])
    for pattern in ((None, PREDICATES[0], None), (None, None, TERMS[1])):
        answering = Filed([odd], lambda: store)
        assert list(answering.quads_for_pattern(*pattern)) == list(store.quads_for_pattern(*pattern))
        assert answering.store_for([]) is store
    monkeypatch.setattr(filed, "_MOST", 1)
    answering = Filed([odd], lambda: store)
    assert len(list(answering.quads_for_pattern(None, PREDICATES[0], TERMS[1]))) == 2
    assert answering.store_for([]) is store


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (f"?this <{E}p> ?o", "p"),
        (f"?this <{E}p> ?o FILTER(NOT EXISTS {{ ?any <{E}q> ?this }})", "pq"),
        (f"?this <{E}p>/<{E}q> ?o . MINUS {{ ?this <{E}r> ?o }}", "pqr"),
        (f"{{ ?this ^<{E}p> ?o }} UNION {{ ?this <{E}q> ?o BIND(EXISTS {{ ?o <{E}r> 1 }} AS ?is) }}", "pqr"),
        ("VALUES ?this { <http://example.org/a> }", ""),
        (f"?this <{E}p> ?o . ?o ?by ?any", None),
        (f"?this <{E}p> ?o FILTER(NOT EXISTS {{ ?any ?by ?this }})", None),
        (f"?this <{E}p> ?o . ?o <{E}q>* <{E}a>", None),
        (f"?this <{E}p> ?o . ?o <{E}q>+ <{E}a>", None),
        (f"?this <{E}p> ?o . ?o !<{E}q> <{E}a>", None),
        (f"GRAPH <{E}g> {{ ?this <{E}p> ?o }}", None),
        (f"?this <{E}p> ?o OPTIONAL {{ ?o <{E}q> ?this }}", None),
    ],
)
def test_only_questions_that_name_all_their_predicates_are_asked_of_an_excerpt(
    group: str, expected: str | None
) -> None:
    named = predicates_named(f"SELECT DISTINCT ?this WHERE {{ {group} }}")
    assert named == (None if expected is None else {f"{E}{name}" for name in expected})


def test_an_excerpt_holds_all_that_is_said_by_some_predicates(odd: DataFile, monkeypatch: pytest.MonkeyPatch) -> None:
    store, excerpt = store_of([odd]), Excerpt([odd])
    for held in (PREDICATES[:1], PREDICATES[:2]):
        assert excerpt.holds(predicate.value for predicate in held)
        for predicate in held:
            expected = set(store.quads_for_pattern(None, predicate, None))
            assert set(excerpt.store.quads_for_pattern(None, predicate, None)) == expected
    monkeypatch.setattr(excerpts, "_FITS", 10)
    small = Excerpt([odd])
    assert not small.holds([f"{E}p"])
    assert not len(small.store)
    assert not small.holds([f"{E}r"])


SHAPES = """
e:prefixes a owl:Ontology ; sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
e:S a sh:NodeShape ; sh:targetClass e:Thing ; sh:sparql e:same , e:longest ;
    sh:property [ sh:path e:name ; sh:minCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path [ sh:inversePath e:in ] ; sh:minCount 1 ] , [ sh:path e:in ; sh:class e:Thing ] .
e:same sh:prefixes e:prefixes ; sh:select '''SELECT $this ?value WHERE {
    $this e:name ?name ; e:year ?year . ?value e:year ?year ; e:name ?name .
    FILTER(?value != $this) FILTER(NOT EXISTS { ?value e:in $this }) }''' .
e:longest sh:prefixes e:prefixes ; sh:select '''SELECT $this ?value WHERE {
    $this e:name ?value . FILTER(STRLEN(?value) > 9) FILTER(NOT EXISTS { ?any e:in $this }) }''' .
"""


def things(many: int) -> list[Triple]:
    """Things in a row, with a double one, one without a name and a long name."""
    rows = [f'e:t{n} a e:Thing ; e:name "Name {n}" ; e:year {n % 3} ; e:in e:t{n + 1} .' for n in range(many)]
    rows += ['e:u4 a e:Thing ; e:name "Name 4" ; e:year 1 ; e:in e:t4 , e:u4 .', "e:v a e:Thing ; e:in e:v , e:w ."]
    rows += ['e:x a e:Thing ; e:name "A very long name\\n" , "Name 5" ; e:year 2 .']
    return triples_of(" ".join(rows))


def test_no_store_is_made_for_what_the_files_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "store_files", never)
    monkeypatch.setattr("bibliographe.validate.reading.store_files", never)
    triples, shapes = things(40), triples_of(SHAPES)
    expected = reference(triples, shapes)
    assert isinstance(expected, Counter)
    assert len(expected) == 9
    assert difference(in_files(triples, shapes), expected) == ""


def test_where_the_pass_is_not_certain_questions_are_asked_of_a_store(monkeypatch: pytest.MonkeyPatch) -> None:
    triples, shapes = things(40), triples_of(SHAPES)
    expected = ours(triples, shapes)
    monkeypatch.setattr(passing, "_MANY", 0)
    assert difference(in_files(triples, shapes), expected) == ""
    monkeypatch.setattr(excerpts, "_FITS", 0)
    assert difference(in_files(triples, shapes), expected) == ""
    monkeypatch.setattr(filed, "what_counts", lambda *_: None)
    assert difference(in_files(triples, shapes), expected) == ""


def test_a_damaged_catalogue_is_judged_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = load_catalogue(ROOT)
    triples = [triple for path in graph_files(catalogue) for triple in read_triples(path, catalogue.base)]
    path = tmp_path / "damaged.nt"
    path.write_text("".join(f"{triple} .\n" for triple in damaged(triples, random.Random(3))), encoding="utf-8")
    expected = rows(find(Data("damaged", (DataFile(path),)), some_shapes()))
    assert expected
    monkeypatch.setattr(storing, "_FITS", 0)
    monkeypatch.setattr(sharing, "processors", lambda: 1)
    monkeypatch.setattr(work, "processors", lambda: 1)
    assert rows(find(Data("damaged", (DataFile(path),)), some_shapes())) == expected


def test_two_processes_find_the_same_and_it_is_put_into_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_BYTES", 200)
    monkeypatch.setattr(sharing, "processors", lambda: 2)
    monkeypatch.setattr(work, "processors", lambda: 2)
    path = tmp_path / "things.nt"
    path.write_text("".join(f"{triple} .\n" for triple in things(40)), encoding="utf-8")
    shapes = Shapes(rdflib_graph(triples_of(SHAPES)))
    expected = validate(Data("things", (DataFile(path),)), shapes)
    monkeypatch.setattr(storing, "_FITS", 0)
    data = Data("things", (DataFile(path),))
    found = validate(data, shapes)
    assert "stored" not in data.__dict__
    assert (found.shacl, found.counts) == (expected.shacl, expected.counts)
    assert len(found.shacl) == 9


@pytest.mark.parametrize("length", [1, 2, 5, 1_000])
def test_signs_are_found_across_the_pieces_of_a_file(
    length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(escapes, "_PIECE", length)
    path = tmp_path / "data.nt"
    path.write_text(f"<{E}a> <{E}p> _:b .\n", encoding="utf-8")
    assert escapes.may_have_blank_nodes(path)
    assert escapes.may_name(path, f"{E}p")
    assert not escapes.may_name(path, f"{E}q")
    path.write_text("", encoding="utf-8")
    assert not escapes.may_have_blank_nodes(path)


def test_files_with_blank_nodes_are_left_to_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "_FITS", 0)
    path = tmp_path / "blank.nt"
    path.write_text(f"<{E}a> <{E}p> _:b .\n", encoding="utf-8")
    assert Data("blank", (DataFile(path),)).filed is None
    assert list(find(Data("blank", (DataFile(path),)), Shapes(rdflib_graph(triples_of(SHAPES))))) == []
