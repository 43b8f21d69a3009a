"""The pass over a large store leaves no node out that the store would name, and names few others."""

# ruff: noqa: E501 - lists of expressions, each in one piece
from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from bibliographe.config import load_catalogue
from bibliographe.graph.files import graph_files, read_triples
from bibliographe.validate.asking import ask
from bibliographe.validate.expressions import RDF_TYPE
from bibliographe.validate.nodewise import texts, windows
from bibliographe.validate.nodewise.looking import InStore
from bibliographe.validate.nodewise.terms import BlankNodeMet, from_pyoxigraph, to_pyoxigraph
from bibliographe.validate.nodewise.walk import Walk
from bibliographe.validate.nodewise.windows import Survey
from bibliographe.validate.plan import SUBCLASSES, TYPE
from bibliographe.validate.reading import DataFile
from bibliographe.validate.shapes import Shapes, load_shapes
from bibliographe.validate.written import XSD, memory_store
from tests.sampling import some

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
E = "http://example.org/"
WORDS = (" ", "\n", "é", "<b>", '"', "\\", "x", "1", "\u00a0", "Ã©", "[", "2024", "02-30", "İ", "\x1c")
VALUES = (
    Literal("abc"), Literal("Abc", language="fr"), Literal(""), Literal("12"), Literal("2024-05"), Literal("É\nÀ"), NamedNode(f"{E}abc"),
    Literal("12", datatype=NamedNode(f"{XSD}integer")), Literal("012", datatype=NamedNode(f"{XSD}integer")),
    Literal("1.5", datatype=NamedNode(f"{XSD}decimal")), Literal("true", datatype=NamedNode(f"{XSD}boolean")),
    Literal("2024-05-01", datatype=NamedNode(f"{XSD}date")), Literal("2024", datatype=NamedNode(f"{XSD}gYear")),
    Literal("2024-05-31", datatype=NamedNode(f"{XSD}date")), Literal("x", datatype=NamedNode(f"{E}own")), Literal("İΣ"), Literal("a\x1cb"),
)  # fmt: skip
TESTS = (
    "ISIRI(?v)", "ISLITERAL(?v)", "ISBLANK(?v)", "?v", "!?v", "STR(?v)", 'STR(?v) = "abc"', '?v = "abc"', '?v != "abc"', "?v = <http://example.org/abc>",
    '?v = "Abc"@fr', "?v = 12", "?v < 13", "?v >= 12", '?v < "b"', 'STR(?v) < "b"', 'LANG(?v) = "fr"', f"DATATYPE(?v) = <{XSD}string>",
    f"DATATYPE(?v) IN (<{XSD}date>, <{XSD}gYear>)", f'?v = "2024-05-01"^^<{XSD}date>', f'?v > "2024-05-01"^^<{XSD}date>', "STRLEN(STR(?v)) > 2",
    'CONTAINS(STR(?v), "b")', 'CONTAINS(?v, "b")', 'STRSTARTS(STR(?v), "A")', 'STRENDS(?v, "c")', 'LCASE(STR(?v)) = "abc"', 'UCASE(STR(?v)) = "ABC"',
    'LCASE(?v) = "abc"', 'STRBEFORE(STR(?v), "b") = "a"', 'STRAFTER(STR(?v), "b") = "c"', 'STRAFTER(STR(?v), "") = "abc"', 'SUBSTR(STR(?v), 2) = "bc"',
    'SUBSTR(STR(?v), 2, 1) = "b"', 'CONCAT(STR(?v), "x") = "abcx"', 'CONCAT(?v, "x") = "abcx"', 'REGEX(STR(?v), "^[a-c]+$")', 'REGEX(?v, "^a", "i")',
    'REGEX(STR(?v), "\\\\s")', 'REGEX(STR(?v), "^[^\\\\s]*$")', 'REPLACE(STR(?v), "b", "x") = "axc"', 'REPLACE(STR(?v), "(a)(b)", "$2") = "bc"',
    f"<{XSD}integer>(STR(?v)) = 12", f"<{XSD}integer>(?v) > 3", f"<{XSD}integer>(?v) * 2 - 1 = 23", f"FLOOR(<{XSD}integer>(?v) / 10) = 1",
    'IF(ISIRI(?v), true, STR(?v) = "12")', 'COALESCE(?v < 13, STR(?v) = "abc")', 'COALESCE(LANG(?v), "none") = "none"', "SAMETERM(?v, 12)",
    '?v IN ("abc", 12)', '?v NOT IN ("abc", 12)', 'STR(?v) IN ("abc", "12")', "LANG(?v) = \"fr\" || ISIRI(?v)", '?v < 13 || STR(?v) = "abc"',
    '?v < 13 && STR(?v) = "12"', '!(?v < 13)', "EXISTS { ?this <http://example.org/p> ?o . FILTER(?o != ?v) }",
    "NOT EXISTS { ?this <http://example.org/q> ?v }", "EXISTS { ?any <http://example.org/q> ?this }", "EXISTS { ?this ?by ?v . FILTER(?by != <http://example.org/p>) }",
)  # fmt: skip
GROUPS = (
    "?this <http://example.org/q> ?v . FILTER(NOT EXISTS { ?v ?by ?o })",
    "?this <http://example.org/p> ?v . MINUS { ?this <http://example.org/q> ?v }",
    "?this <http://example.org/p> ?v . ?this <http://example.org/q> ?v",
    "?one <http://example.org/q> ?this . ?other <http://example.org/q> ?this . FILTER(STR(?one) < STR(?other))",
    "{ { ?this <http://example.org/p> ?any_ } UNION { ?any_ <http://example.org/q> ?this } } FILTER(NOT EXISTS { ?this <http://example.org/q> ?x })",
    "{ SELECT DISTINCT ?this WHERE { ?this <http://example.org/p> ?v . FILTER(ISIRI(?v)) } } FILTER(EXISTS { ?this ?p ?w . FILTER(ISLITERAL(?w)) })",
    'VALUES ?this { <http://example.org/nowhere> } FILTER(NOT EXISTS { ?this <http://example.org/p> ?v })',
    "?this <http://example.org/p> ?v . BIND(STRLEN(STR(?v)) AS ?long) FILTER(?long > 3)",
    "?this <http://example.org/p> ?v . BIND(?v + 0 AS ?next) ?this <http://example.org/p> ?next",
    "?this <http://example.org/q>/<http://example.org/p> ?v . FILTER(STR(?v) = \"12\")",
    "?this ^<http://example.org/q> ?v . FILTER(ISIRI(?v))",
    f"?this <{E}broader> ?above . ?above <{E}broader>* <{E}top>",
)  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


def compare(triples: Iterable[Triple], queries: list[str]) -> tuple[int, int]:
    """Return how many nodes the store names, and how many more the pass does; fails where the pass leaves one out."""
    triples = tuple(sorted(triples, key=lambda triple: str(triple.subject)))  # as canonical files have them
    store = memory_store(triples)
    found = Walk(InStore(store), list(enumerate(queries))).run(Survey.of([DataFile(Path("data.ttl"), triples)]))
    named, more = 0, 0
    for number, query in enumerate(queries):
        nodes = found[number]
        if nodes is None:
            continue
        answer, passed = ask(store, query), {to_pyoxigraph(node) for node in nodes}
        assert answer <= passed, query
        named, more = named + len(answer), more + len(passed - answer)
    return named, more


def sample() -> list[Triple]:
    """Nodes with one value each, with several, that point at each other, and of which nothing is said."""
    p, q = NamedNode(f"{E}p"), NamedNode(f"{E}q")
    found = [Triple(NamedNode(f"{E}n{number}"), p, value) for number, value in enumerate(VALUES)]
    found += [Triple(NamedNode(f"{E}many"), p, value) for value in VALUES[::3]]
    found += [Triple(NamedNode(f"{E}n{number}"), q, NamedNode(f"{E}n{number // 2}")) for number in range(17)]
    found += [Triple(NamedNode(f"{E}n0"), q, NamedNode(f"{E}bare")), Triple(NamedNode(f"{E}n0"), q, Literal("abc"))]
    broader = NamedNode(f"{E}broader")
    return [
        *found,
        Triple(NamedNode(f"{E}low"), broader, NamedNode(f"{E}mid")),
        Triple(NamedNode(f"{E}mid"), broader, NamedNode(f"{E}top")),
    ]


@pytest.mark.parametrize("test", TESTS)
def test_expressions_mean_what_the_store_takes_them_for(test: str) -> None:
    compare(sample(), [f"SELECT DISTINCT ?this WHERE {{ ?this <{E}p> ?v . FILTER({test}) }}"])


@pytest.mark.parametrize("group", GROUPS)
def test_groups_mean_what_the_store_takes_them_for(group: str) -> None:
    query = f"SELECT DISTINCT ?this WHERE {{ {group} }}"
    named, more = compare(sample(), [query])
    assert (named > 0, more) == (True, 0), "the pass gave the question up, or is not exact"


def test_hardly_any_expression_is_left_to_the_store() -> None:
    queries = [f"SELECT DISTINCT ?this WHERE {{ ?this <{E}p> ?v . FILTER({test}) }}" for test in TESTS]
    found = Walk(InStore(memory_store(sample())), list(enumerate(queries))).run(
        Survey.of([DataFile(Path("data.ttl"), tuple(sample()))])
    )
    assert [query for number, query in enumerate(queries) if found[number] is None] == []


@pytest.mark.parametrize("statements", [1, 40])
def test_a_catalogue_in_many_windows_loses_no_suspect(
    statements: int, shapes: Shapes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "_STATEMENTS", statements)
    catalogue = load_catalogue(ROOT)
    triples = [triple for path in graph_files(catalogue) for triple in read_triples(path, catalogue.base)]
    queries = [question.query.replace(SUBCLASSES, TYPE) for question in shapes.plan.questions]
    named, more = compare(damaged(triples, random.Random(7)), queries)
    assert named > more / 2


@pytest.mark.parametrize("seed", some(range(6), 2))
def test_a_damaged_catalogue_loses_no_suspect(seed: int, shapes: Shapes) -> None:
    catalogue = load_catalogue(ROOT)
    triples = [triple for path in graph_files(catalogue) for triple in read_triples(path, catalogue.base)]
    queries = [question.query.replace(SUBCLASSES, TYPE) for question in shapes.plan.questions]
    named, more = compare(damaged(triples, random.Random(seed)), queries)
    assert named > more / 2


def damaged(triples: list[Triple], chance: random.Random) -> list[Triple]:
    """Take statements out, put others in, change words, classes and languages."""
    objects = [triple.object for triple in triples]
    for _ in range(chance.randint(5, 60)):
        at = chance.randrange(len(triples))
        subject, predicate, value = triples[at].subject, triples[at].predicate, triples[at].object
        changed: list[Any] = [
            None,
            Triple(subject, predicate, chance.choice(objects)),
            Triple(subject, chance.choice(triples).predicate, value),
            Triple(chance.choice(triples).subject, predicate, value),
        ]
        if isinstance(value, Literal):
            place, word = chance.randrange(len(value.value) + 1), chance.choice(WORDS)
            text = f"{value.value[:place]}{word}{value.value[place + chance.randrange(2) :]}"
            kind = {"language": value.language} if value.language else {"datatype": value.datatype}
            changed += [Triple(subject, predicate, Literal(text, **kind)), Triple(subject, predicate, Literal(text))]
        one = chance.choice(changed)
        triples = [*triples[:at], *triples[at + 1 :], *([one] if one else [])]
    return triples


def test_what_is_said_of_a_node_in_two_places_counts_together() -> None:
    p, q, node = NamedNode(f"{E}p"), NamedNode(f"{E}q"), NamedNode(f"{E}a")
    first, second = (Triple(node, p, Literal("1")),), (Triple(node, q, Literal("2")),)
    store = memory_store([*first, *second])
    query = f"SELECT DISTINCT ?this WHERE {{ ?this <{E}p> ?one . ?this <{E}q> ?two }}"
    files = [DataFile(Path("1.ttl"), first), DataFile(Path("2.ttl"), second)]
    assert Walk(InStore(store), [(0, query)]).run(Survey.of(files)) == {0: {f"{E}a"}}


def test_shares_have_each_node_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "_STATEMENTS", 4)
    triples = tuple(sorted(sample(), key=lambda triple: triple.subject.value))  # type: ignore[union-attr]
    query = f"SELECT DISTINCT ?this WHERE {{ ?this <{E}p> ?v }}"
    survey, store = Survey.of([DataFile(Path("data.ttl"), triples)]), memory_store(triples)
    shares = [Walk(InStore(store), [(0, query)]).run(survey, share, 3)[0] or set() for share in range(3)]
    assert all(shares)
    assert sum(map(len, shares)) == len(set().union(*shares)) == len(VALUES) + 1


def test_lines_of_n_triples_are_read_as_the_store_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "data.nt"
    lines = [f"{triple} .\n" for triple in sample()]
    odd = f'<{E}odd>\t<{E}p> "\\u00e9\\n"@FR . # a remark\n\n<{E}odd> <{E}p> "\\"" .\n'
    path.write_text("".join(lines) + odd, encoding="utf-8")
    query = f'SELECT DISTINCT ?this WHERE {{ ?this <{E}p> ?v . FILTER(REGEX(STR(?v), "^[^a-z0-9]+$")) }}'
    file = DataFile(path)
    found = Walk(InStore(memory_store(file.read())), [(0, query)]).run(Survey.of([file]))
    assert f"{E}odd" in (found[0] or ())


@pytest.mark.parametrize("length", [1, 100, 151, 152, 153, 1_000, 1_000_000])
def test_windows_of_any_length_say_what_the_file_says(
    length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_BYTES", length)
    path = tmp_path / "data.nt"
    lines = [f"{triple} .\n" for triple in sample()]
    path.write_text(f'# a remark\n\n{"".join(lines)}\t{lines[0]}  <{E}last> <{E}p> "no line break" .', encoding="utf-8")
    said: set[tuple[str, str, object]] = set()
    met: Counter[str] = Counter()
    survey = Survey.of([DataFile(path)])
    for window in survey.windows():
        met.update(window.keys())
        said |= {(node, by, value) for node, star in window.items() for by, values in star.items() for value in values}
    store = memory_store(DataFile(path).read())
    assert said == {(quad.subject.value, quad.predicate.value, from_pyoxigraph(quad.object)) for quad in store}
    assert {node for node, times in met.items() if times > 1} == survey.scattered


def test_blank_nodes_are_left_to_the_store() -> None:
    triples = (Triple(BlankNode("b"), NamedNode(f"{E}p"), Literal("1")),)
    query = f"SELECT DISTINCT ?this WHERE {{ ?this <{E}p> ?v }}"
    with pytest.raises(BlankNodeMet):
        Walk(InStore(memory_store(triples)), [(0, query)]).run(Survey.of([DataFile(Path("data.ttl"), triples)]))


@pytest.mark.parametrize("mixed", ["IF(ISIRI(?v), ?v, STRLEN(STR(?v)))", "COALESCE(?v + 1, ?v)"])
def test_a_value_that_may_be_a_number_or_a_term_is_left_to_the_store(mixed: str) -> None:
    query = f"SELECT DISTINCT ?this WHERE {{ ?this <{E}p> ?v . BIND({mixed} AS ?w) FILTER(ISLITERAL(?w) && STR(?w) = '3') }}"
    triples = tuple(sample())
    found = Walk(InStore(memory_store(triples)), [(0, query)]).run(Survey.of([DataFile(Path("data.ttl"), triples)]))
    answer = ask(memory_store(triples), query)
    assert found[0] is None or answer <= {to_pyoxigraph(node) for node in found[0]}


def test_no_step_at_all_is_left_to_the_store() -> None:
    query = f"SELECT DISTINCT ?this WHERE {{ ?this <{E}broader>* <{E}top> }}"
    triples = tuple(sample())
    assert Walk(InStore(memory_store(triples)), [(0, query)]).run(Survey.of([DataFile(Path("data.ttl"), triples)])) == {
        0: None
    }


def test_what_may_be_any_value_is_left_to_the_store() -> None:
    query = "SELECT DISTINCT ?this WHERE { ?any ?by ?this . FILTER(ISIRI(?this)) }"
    triples = tuple(sample())
    assert Walk(InStore(memory_store(triples)), [(0, query)]).run(Survey.of([DataFile(Path("data.ttl"), triples)])) == {
        0: None
    }


def test_a_class_that_is_a_predicate_too_is_not_taken_for_it() -> None:
    kind, both = NamedNode(RDF_TYPE), NamedNode(f"{E}both")
    others = [NamedNode(f"{E}t"), NamedNode(f"{E}u")]
    one = [Triple(NamedNode(f"{E}1"), kind, value) for value in (both, *others)]
    two = [*(Triple(NamedNode(f"{E}2"), kind, value) for value in others), Triple(NamedNode(f"{E}2"), both, both)]
    assert compare([*one, *two], [f"SELECT DISTINCT ?this WHERE {{ ?this <{both.value}> ?v }}"]) == (1, 0)


def test_a_question_about_a_hub_is_given_up() -> None:
    q, hub = NamedNode(f"{E}q"), NamedNode(f"{E}hub")
    triples = tuple(Triple(NamedNode(f"{E}n{number}"), q, hub) for number in range(2_500))
    query = (
        f"SELECT DISTINCT ?this WHERE {{ ?this <{E}q> ?hub . ?other <{E}q> ?hub . FILTER(STR(?this) < STR(?other)) }}"
    )
    assert Walk(InStore(memory_store(triples)), [(0, query)]).run(Survey.of([DataFile(Path("data.ttl"), triples)])) == {
        0: None
    }
