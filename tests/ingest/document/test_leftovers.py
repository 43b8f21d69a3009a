"""What converters leave in a text, taken away line for line."""

from __future__ import annotations

import pytest

from bibliographe.ingest.document.leftovers import comment_lines, without_leftovers


@pytest.mark.parametrize(
    ("left", "meant"),
    [
        ("**Un titre **, Anne Dumas", "**Un titre** , Anne Dumas"),
        ("** Un titre**, Anne Dumas", " **Un titre**, Anne Dumas"),
        ("__DUMAS __*Un titre*", "__DUMAS__ *Un titre*"),
        ("*Un titre *, Paris", "*Un titre* , Paris"),
        ("* Un *titre *, Paris", "* Un *titre* , Paris"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**ouvert seulement", "**ouvert seulement"),
        (r"\*\*Un titre \*\*", r"\*\*Un titre \*\*"),
        ("**Metz***,* *Nancy*", "**Metz**, *Nancy*"),
        ("# Un thème {#un-thème.-suite}", "# Un thème"),
        ("[Un titre]{.smallcaps}", "Un titre"),
        ("1^er^ mai", "1er mai"),
    ],
)
def test_marks_of_converters_become_markdown(left: str, meant: str) -> None:
    assert without_leftovers(left) == meant


def test_every_line_stays_the_line_that_it_was() -> None:
    text = "# Un {#un}\n\n\n<!-- a\n\nb -->\n\n**deux **\n"
    assert without_leftovers(text).split("\n") == ["# Un", "", "", "", "", "", "", "**deux** ", ""]


def test_lines_of_comments_are_told_from_others() -> None:
    assert comment_lines(["a", "<!-- b", "c -->", "d <!-- e -->"]) == {2, 3}
    assert comment_lines(["a", "b"]) == set()
