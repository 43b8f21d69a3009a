"""The `#+` lines of a query file, right and wrong."""

from __future__ import annotations

import pytest

from bibliographe.errors import QueryError
from bibliographe.query.header_reader import read_header
from bibliographe.query.library import make_question

GOOD = """\
#+ title: {fr: Titre, en: Title}
#+ summary: {fr: "Résumé : oui", en: Summary}
#+ tags: [a, b]
#+ columns:
#+   name: {fr: Nom, en: Name, link: agent}
#+ chart: {type: bar, label: name, value: entries}
#+ params:
#+   kind: {type: enum, required: true, label: {fr: Sorte, en: Kind}, values: {x: {fr: Ix, en: Ex}}}
SELECT ?agent { VALUES ?kind { UNDEF } }
"""


def test_a_whole_header() -> None:
    header = read_header(GOOD, "good.rq")
    assert header is not None
    assert header.title("fr") == "Titre"
    assert header.summary("fr") == "Résumé : oui"
    assert header.tags == ("a", "b")
    assert header.columns[0].link == "agent"
    assert header.chart is not None
    assert (header.chart.type, header.chart.value) == ("bar", "entries")
    (parameter,) = header.parameters
    assert (parameter.name, parameter.type, parameter.required) == ("kind", "enum", True)
    assert parameter.choices[0].label("en") == "Ex"


def test_a_query_without_header() -> None:
    assert read_header("SELECT * {}", "x.rq") is None
    assert make_question("ASK {}", "x.rq", "x").header.title("fr") == "x"


TITLES = "#+ title: {fr: a, en: b}\n#+ summary: {fr: a, en: b}"
PARAMETER = TITLES + "\n#+ params:\n#+   x: "


@pytest.mark.parametrize(
    ("header", "line", "words"),
    [
        ("#+ title: {fr: Titre}\n#+ summary: {fr: a, en: b}", 1, "'en' is missing"),
        ("#+ title: {fr: a, en: b}", 1, "'summary' is missing"),
        (TITLES + "\n#+ colour: red", 3, "unknown key: 'colour'"),
        ("#+ title: {fr: a, en: b}\n#+ title: {fr: a, en: b}", 2, "given twice"),
        ("#+ title: {fr: [a], en: b}\n#+ summary: {fr: a, en: b}", 1, "a text is expected"),
        ("#+ title: a: b: c", 1, "unreadable header"),
        (TITLES + "\n#+ tags: x", 3, "a list in brackets"),
        (TITLES + "\n#+ chart: {type: pie, label: a, value: b}", 3, "'pie'"),
        (TITLES + "\n#+ chart: {type: network, label: a, value: b}", 3, "other"),
        (PARAMETER + "{type: iri, label: {fr: a, en: b}}", 4, "class"),
        (PARAMETER + "{type: iri, class: 'zz:Y', label: {fr: a, en: b}}", 4, "zz:Y"),
        (PARAMETER + "{type: number, label: {fr: a, en: b}}", 4, "'number'"),
        (PARAMETER + "{type: enum, label: {fr: a, en: b}}", 4, "values"),
        (PARAMETER + "{type: year, required: maybe, label: {fr: a, en: b}}", 4, "'maybe'"),
    ],
)  # fmt: skip
def test_a_faulty_header(header: str, line: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        read_header(f"{header}\nSELECT * {{}}", "bad.rq")
    assert caught.value.file == "bad.rq"
    assert caught.value.line == line
    assert words in caught.value.describe("en")


def test_a_parameter_without_a_slot() -> None:
    with pytest.raises(QueryError, match="VALUES"):
        make_question(GOOD.replace("VALUES ?kind { UNDEF }", ""), "bad.rq", "bad")
