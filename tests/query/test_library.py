"""Questions are found by name, in the catalogue first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibliographe.config import Catalogue
from bibliographe.errors import QueryError
from bibliographe.query.library import find_question, load_questions, query_folders, read_question

if TYPE_CHECKING:
    from pathlib import Path

OWN = "#+ title: {fr: À nous, en: Ours}\n#+ summary: {fr: a, en: b}\nASK {}"


def _catalogue(folder: Path) -> Catalogue:
    return Catalogue(directory=folder, base="https://example.org/", title={"fr": "x"})


def test_by_whole_name_and_by_last_part() -> None:
    assert find_question("publishers/entries-by-publisher").name == "publishers/entries-by-publisher"
    assert find_question("entries-by-publisher").header.title("fr") == "Notices par éditeur"


def test_unknown_names_get_suggestions() -> None:
    with pytest.raises(QueryError) as caught:
        find_question("entries-by-publishr")
    assert "publishers/entries-by-publisher" in caught.value.remedy.en
    with pytest.raises(QueryError):
        find_question("../../etc/passwd")


def test_the_catalogue_adds_and_replaces_questions(tmp_path: Path) -> None:
    folder = tmp_path / "queries"
    (folder / "agents").mkdir(parents=True)
    (folder / "mine.rq").write_text(OWN, encoding="utf-8")
    (folder / "agents" / "authors.rq").write_text(OWN, encoding="utf-8")
    catalogue = _catalogue(tmp_path)
    assert query_folders(catalogue)[0] == folder
    assert find_question("mine", catalogue).header.title("en") == "Ours"
    assert find_question("agents/authors", catalogue).file == folder / "agents" / "authors.rq"
    names = [question.name for question in load_questions(catalogue)]
    assert names == sorted(set(names))


def test_a_last_part_that_several_have(tmp_path: Path) -> None:
    folder = tmp_path / "queries" / "other"
    folder.mkdir(parents=True)
    (folder / "authors.rq").write_text(OWN, encoding="utf-8")
    with pytest.raises(QueryError) as caught:
        find_question("authors", _catalogue(tmp_path))
    assert "agents/authors, other/authors" in caught.value.remedy.fr


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(QueryError) as caught:
        read_question(tmp_path / "none.rq")
    assert caught.value.file == tmp_path / "none.rq"
    latin = tmp_path / "latin.rq"
    latin.write_bytes("ASK {}\n# été".encode("latin-1"))
    with pytest.raises(QueryError) as caught:
        read_question(latin)
    assert caught.value.line == 2
    large = tmp_path / "large.rq"
    large.write_bytes(b" " * 1_000_001)
    with pytest.raises(QueryError):
        read_question(large)
