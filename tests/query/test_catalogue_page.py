"""The page of documentation says what the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.query.catalogue_page import make_page
from bibliographe.query.library import load_questions

if TYPE_CHECKING:
    from pathlib import Path


def test_the_page_is_up_to_date(repository: Path) -> None:
    page = (repository / "docs" / "queries.md").read_text(encoding="utf-8")
    assert page == make_page(), "run scripts/generate_queries_page.py"


def test_every_question_is_on_it() -> None:
    page = make_page()
    for question in load_questions():
        assert f"### `{question.name}`\n" in page
        assert question.header.summary.fr in page
