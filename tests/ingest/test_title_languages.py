"""The language that titles show."""

from __future__ import annotations

import pytest

from bibliographe.ingest.title_languages import language_shown


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("The Reliquary", "en"),
        ("A Short Theory of Shelves", "en"),
        ("Handbuch der Regale", "de"),
        ("Les étagères", "fr"),
        ("Étagères", "xx"),
        ("Les trompettes : the last concert", "xx"),
        ("The Shelf : la nouvelle étagère", "xx"),
        ("La bibliothèque de la mer", "fr"),
        ("城市档案 : city", "zh"),
        ("都市のアーカイブ", "ja"),
        ("Архив города", "ru"),
        ("Архів міста", "uk"),
        ("Le mot 档案", "xx"),
    ],
)
def test_a_word_that_no_other_language_has_is_enough(title: str, language: str) -> None:
    assert language_shown(title, "xx") == language
