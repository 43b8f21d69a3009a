"""Charts are well-formed, named, described, and bounded."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from bibliographe.errors import QueryError
from bibliographe.query.answer import Rows
from bibliographe.query.charts.scale import consecutive, readable_date, ticks
from bibliographe.query.charts.svg import STYLE, shorten, text_width, wrap
from bibliographe.query.formats import write
from bibliographe.query.library import load_questions, make_question
from bibliographe.query.reply import Reply, ask
from bibliographe.query.terms import XSD, Literal

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = [question for question in load_questions() if question.header.chart]
HEADER = """\
#+ title: {fr: "Un <titre> & cetera", en: Title}
#+ summary: {fr: a, en: b}
#+ columns: {a: {fr: Nom, en: Name}, n: {fr: Nombre, en: Number}}
#+ chart: {type: TYPE, label: a, value: nOTHER}
SELECT * {}
"""


def chart(kind: str, rows: list[tuple[str, str, str]]) -> ET.Element:
    other = ", other: b" if kind in ("network", "matrix") else ""
    question = make_question(HEADER.replace("TYPE", kind).replace("OTHER", other), "x.rq", "x")
    datatype = XSD + ("string" if kind == "timeline" else "integer")
    answer = Rows(("a", "b", "n"), tuple((Literal(a), Literal(b), Literal(n, None, datatype)) for a, b, n in rows))
    root = ET.fromstring(write(Reply(question, "SELECT", "", {}, answer, "fr"), "svg"))
    _check(root)
    return root


def _check(root: ET.Element) -> None:
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text
    assert description is not None
    assert description.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    width, height = float(root.get("width")), float(root.get("height"))
    assert 0 < width < 4000
    assert 0 < height < 6000
    for element in root.iter():
        assert not element.tag.endswith(("script", "foreignObject", "image"))
        for name in ("x", "y", "cx", "cy", "x1", "x2", "y1", "y2"):
            if element.get(name):
                assert -1 <= float(element.get(name)) <= max(width, height) + 1
        if element.get("width"):
            assert float(element.get("width")) >= 0


@pytest.mark.parametrize("question", DRAWN, ids=lambda question: question.name)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_chart_of_the_library(question, language: str, embedded) -> None:
    reply = ask(question, {}, embedded, language)
    if not reply.answer.rows:
        with pytest.raises(QueryError):
            write(reply, "svg")
        return
    root = ET.fromstring(write(reply, "svg"))
    _check(root)
    assert root.findtext(f"{SVG}title") == question.header.title(language)


def test_every_kind_of_chart_is_used() -> None:
    kinds = {question.header.chart.type for question in DRAWN}
    assert kinds == {"bar", "column", "line", "network", "matrix", "timeline"}


@pytest.mark.parametrize("kind", ["bar", "column", "line", "network", "matrix", "timeline"])
def test_one_row_and_many_rows_and_text_that_breaks(kind: str) -> None:
    def value(index: int) -> str:
        return f"2024-{index % 12 + 1:02d}-01" if kind == "timeline" else str(index)

    chart(kind, [("Seul", "Autre", value(1))])
    chart(kind, [("Seul", "Seul", value(0))])
    long = "Un intitulé bien trop long pour tenir dans la marge d'un graphique, même sur deux lignes entières"
    chart(kind, [(f"{long} {index}", f"{long} {index % 50}", value(index)) for index in range(300)])
    root = chart(kind, [('<b>&"\x1b', "]]>", value(3)), ("é" * 200, "x", value(2))])
    assert "<b>&" in "".join(root.itertext())


def test_bars_are_in_proportion() -> None:
    root = chart("bar", [("A", "", "4"), ("B", "", "2"), ("C", "", "0")])
    widths = [float(mark.get("width")) for mark in root.iter(f"{SVG}rect") if mark.get("class") == "mark"]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.2)
    assert widths[2] == 0
    assert "Le plus grand : A, 4" in root.findtext(f"{SVG}desc")


def test_a_month_without_entries_counts_as_zero() -> None:
    root = chart("line", [("2023-11", "", "2"), ("2024-02", "", "1")])
    points = root.find(f"{SVG}polyline").get("points").split()
    assert len(points) == 4
    text = list(root.itertext())
    assert "déc. 2023" in text
    assert "nov. 2023 : 2" not in text
    assert "novembre 2023 : 2" in text


@pytest.mark.parametrize(
    ("header", "rows", "words"),
    [
        (HEADER.replace("TYPE", "bar").replace("OTHER", ""), ((Literal("a"), Literal("beaucoup")),), "nombres"),
        (HEADER.replace("TYPE", "bar").replace("OTHER", ""), ((Literal("a"), Literal("-1")),), "nombres"),
        (HEADER.replace("TYPE", "bar").replace("OTHER", ""), (), "aucune ligne"),
        (HEADER.replace("TYPE", "bar").replace("nOTHER", "z"), ((Literal("a"), Literal("1")),), "« z »"),
        ("SELECT * {}", ((Literal("a"), Literal("1")),), "ne nomme pas"),
    ],
)
def test_what_cannot_be_drawn(header: str, rows: tuple, words: str) -> None:
    question = make_question(header, "x.rq", "x")
    with pytest.raises(QueryError) as caught:
        write(Reply(question, "SELECT", "", {}, Rows(("a", "n"), rows), "fr"), "svg")
    assert words in caught.value.message.fr
    assert caught.value.remedy is not None


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (48, [0, 10, 20, 30, 40, 50]),
        (0, [0, 1]),
        (0.4, [0, 0.1, 0.2, 0.3, 0.4]),
    ],
)
def test_ticks(highest: float, expected: list[float]) -> None:
    assert ticks(highest) == pytest.approx(expected)


def test_dates_as_people_write_them() -> None:
    assert readable_date("2024-05-06", "fr") == "6 mai 2024"
    assert readable_date("2024-05-01", "fr") == "1er mai 2024"
    assert readable_date("2024-05-01", "en") == "1 May 2024"
    assert readable_date("2024-02", "fr", short=True) == "févr. 2024"
    assert readable_date("2024", "fr") == "2024"
    assert readable_date("2024-21", "fr") == "2024-21"
    assert consecutive(["2021", "2023"]) == ["2021", "2022", "2023"]
    assert consecutive(["a", "2023"]) is None


def test_long_text_is_cut_at_a_word() -> None:
    text = "Un titre assez long pour déborder"
    cut = shorten(text, 120)
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert text_width(cut) <= 120
    assert len(wrap(text, 120, 2)) == 2
    assert wrap("", 120, 2) == [""]


def _luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _over(mark: str, opacity: float, paper: str) -> str:
    parts = (
        round(int(mark[index : index + 2], 16) * opacity + int(paper[index : index + 2], 16) * (1 - opacity))
        for index in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_contrasts_meet_wcag_aa(mode: str) -> None:
    """WCAG 2.2, 1.4.3: text 4.5 to 1; 1.4.11: marks 3 to 1."""
    light, dark = STYLE.split("@media", 1)
    part = light if mode == "light" else dark

    def colour(selector: str, name: str) -> str:
        found = re.search(rf"{re.escape(selector)}[^{{]*{{[^}}]*?{name}: (#[0-9a-f]{{6}})", part)
        assert found, selector
        return found[1]

    paper, mark, ink = colour("svg.chart", "background"), colour(".chart .mark", "fill"), colour(".chart text", "fill")
    assert _contrast(ink, paper) >= 7
    assert _contrast(colour(".chart text.muted", "fill"), paper) >= 4.5
    assert _contrast(mark, paper) >= 3
    assert _contrast(colour(".chart text.on-mark", "fill"), mark) >= 4.5
    for opacity in (0.12, 0.27):
        assert _contrast(ink, _over(mark, opacity, paper)) >= 4.5


def test_pictures_with_all_they_can_hold_stay_light() -> None:
    long = "Direction générale des bibliothèques et de la lecture publique"
    squares = [(f"{long} {row}", str(1950 + year), str(row * year)) for row in range(60) for year in range(75)]
    drawn = ET.tostring(chart("matrix", squares), encoding="unicode").replace("ns0:", "")
    assert len(drawn.encode()) < 65_000
    pairs = [(f"{long} {one}", f"{long} de {other}", str(one + other)) for one in range(60) for other in range(40)]
    drawn = ET.tostring(chart("network", pairs), encoding="unicode").replace("ns0:", "")
    assert drawn.count('class="link"') == 240
    assert len(drawn.encode()) < 65_000


def test_years_of_a_matrix_are_the_latest_in_order_and_what_has_none_comes_last() -> None:
    root = chart("matrix", [("Thème", year, "3") for year in ("2024", "", *map(str, range(1960, 2023)))])
    heads = [mark.text for mark in root.iter(f"{SVG}text") if mark.get("class") == "muted"]
    assert heads[:24] == [*map(str, range(2001, 2023)), "2024", "?"]
