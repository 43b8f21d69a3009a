from __future__ import annotations

import pytest

from bibliographe.ingest.document.markup import read_blocks
from bibliographe.ingest.document.units import read_units


def shapes(text: str) -> list[tuple[str, int, int, list[str]]]:
    return [
        (block.kind, block.span.first, block.span.last, [line.text for line in block.lines])
        for block in read_blocks(text)
    ]


def styles(text: str) -> list[tuple[str, str]]:
    (block,) = read_blocks(text)
    return [("".join(sorted(style[0] for style in run.styles)), run.text) for run in block.lines[0].runs]


def test_headings_of_both_kinds_have_their_lines() -> None:
    assert shapes("# Un\n\nDeux\n====\n\nTrois\n------\n") == [
        ("heading", 1, 1, ["Un"]),
        ("heading", 3, 4, ["Deux"]),
        ("heading", 6, 7, ["Trois"]),
    ]


def test_three_dashes_under_a_line_are_a_rule() -> None:
    assert shapes("Consulter l'article\n---\n") == [("paragraph", 1, 1, ["Consulter l'article"]), ("rule", 2, 2, [])]


def test_each_line_of_a_paragraph_keeps_its_number() -> None:
    (block,) = read_blocks("\nun  \ndeux\\\ntrois\nquatre<br>cinq\n")
    assert [(line.text, line.span.first) for line in block.lines] == [
        ("un", 2),
        ("deux", 3),
        ("trois", 4),
        ("quatre", 5),
        ("cinq", 5),
    ]


def test_lists_keep_depth_and_marker() -> None:
    blocks = read_blocks("- a\n  - b\n    1. c\n\n2) d\n")
    assert [(block.depth, block.marker, block.lines[0].text) for block in blocks] == [
        (1, "-", "a"),
        (2, "-", "b"),
        (3, "1.", "c"),
        (1, "2)", "d"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du 1<sup>er</sup> au 7", [("", "du 1er au 7")]),
        ("<b>1. Titre</b> suite", [("b", "1. Titre"), ("", " suite")]),
        ("**gras *les deux***", [("b", "gras "), ("bi", "les deux")]),
        ("[*lien*](https://x.fr)", [("il", "lien")]),
        ('<a href="https://x.fr">lien</a> et', [("l", "lien"), ("", " et")]),
        ("caf&eacute;&nbsp;: l\\'eau", [("", "café\xa0: l'eau")]),
        ("1\\. Titre", [("", "1. Titre")]),
        ("<script>alert(1)</script>", [("", "<script>alert(1)</script>")]),
        ("- Comment ?*", [("", "Comment ?")]),
        ("l`an `un", [("", "l`an `un")]),
    ],
)
def test_inline_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert styles(text) == expected


def test_nothing_is_code_and_no_html_swallows_lines() -> None:
    text = "    quatre espaces\n\n~~~\ndedans\n\n<div>\n\ndehors\n"
    assert [block.lines[0].text for block in read_blocks(text) if block.lines] == ["quatre espaces", "~~~", "dehors"]


def test_table_rows_hold_their_cells() -> None:
    rows = [block for block in read_blocks("| Partie | Page |\n|---|---|\n| Un | 2 |\n") if block.kind == "row"]
    assert [row.lines[0].text for row in rows] == ["Partie\tPage", "Un\t2"]


def test_deep_nesting_ends() -> None:
    assert len(read_blocks("> " * 5_000 + "fond")) <= 1
    assert len(read_blocks("".join("  " * level + f"- {level}\n" for level in range(300)))) < 100


def units(text: str) -> list[tuple[str, str, str]]:
    return [(unit.kind, unit.marker, unit.text) for unit in read_units(read_blocks(text), text.split("\n"))]


def test_drawn_bullets_make_items() -> None:
    assert units("• Titre\n  Paris : Dunod, 2021\n") == [("item", "•", "Titre"), ("item", "", "Paris : Dunod, 2021")]


def test_a_link_at_the_end_of_a_line_stands_apart() -> None:
    assert units("Localtis, 8 février 2024. [Lire l'article](#)") == [
        ("paragraph", "", "Localtis, 8 février 2024."),
        ("paragraph", "", "Lire l'article"),
    ]
    assert len(units("Voir [la loi](#) et ses décrets")) == 1


def test_underlines_of_any_sign_are_seen() -> None:
    text = "LOGEMENT\n********\n"
    assert read_units(read_blocks(text), text.split("\n"))[0].underlined
