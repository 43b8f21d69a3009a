"""Reading CQL."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliographe.serve.sru.cql import Both, Clause, Node, read_cql
from bibliographe.serve.sru.diagnostics import DiagnosticError


def said(node: Node) -> str:
    """Return a tree as text with all its parentheses."""
    if isinstance(node, Both):
        return f"({said(node.left)} {node.operator} {said(node.right)})"
    return f"{node.index} {node.relation} {node.term}"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("musée", "cql.serverChoice = musée"),
        ('"art moderne"', "cql.serverChoice = art moderne"),
        ("dc.title=musée", "dc.title = musée"),
        ('title all "a b"', "title all a b"),
        ("a and b or c", "((cql.serverChoice = a and cql.serverChoice = b) or cql.serverChoice = c)"),
        ("a AND (b OR c)", "(cql.serverChoice = a and (cql.serverChoice = b or cql.serverChoice = c))"),
        ('date within "2018 2022" not x', "(date within 2018 2022 not cql.serverChoice = x)"),
        ("date>=2018", "date >= 2018"),
        ("((title=a))", "title = a"),
        (r'"dit \"oui\""', r"cql.serverChoice = dit \"oui\""),
        ("cql.allRecords=1", "cql.allRecords = 1"),
    ],
)
def test_a_query_is_read_from_left_to_right(text: str, tree: str) -> None:
    assert said(read_cql(text).root) == tree


def test_modifiers_prefixes_and_sorting_are_read() -> None:
    query = read_cql('> x = "info:y" x.title =/stem/cql.word=1 a sortby dc.date/sort.descending title')
    assert query.root == Clause("x.title", "=", "a", ("stem", "cql.word"), (("x", "info:y"),))
    assert query.sort == (("dc.date", ("sort.descending",)), ("title", ()))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("title=", 10), ("(a", 10), ("a)", 10), ('"open', 10), ("a and", 10), ("a sortby", 10), ("=a", 10),
        ("a prox b", 39), ("a and/rel.x b", 46), (" and ".join("a" * 60), 38), ("(" * 40 + "a" + ")" * 40, 38),
        ("a" * 5000, 12),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_number(text: str, number: int) -> None:
    with pytest.raises(DiagnosticError) as caught:
        read_cql(text)
    assert caught.value.number == number


@given(st.text(alphabet='ab ()="<>/\\and*', max_size=60))
def test_any_text_is_a_query_or_a_diagnostic(text: str) -> None:
    try:
        read_cql(text)
    except DiagnosticError as error:
        if error.number not in (10, 12, 38, 39, 46):
            raise
