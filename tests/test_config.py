"""`catalogue.toml`: what it may say, and how a slip in it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

BASE = 'base = "https://example.org/c/"\n'


def _written(folder: Path, text: str | bytes) -> Path:
    content = text.encode() if isinstance(text, str) else text
    (folder / "catalogue.toml").write_bytes(content)
    return folder


def test_everything_has_a_sensible_default(tmp_path: Path) -> None:
    catalogue = load_catalogue(_written(tmp_path, BASE))
    assert catalogue.languages == ("fr",)
    assert catalogue.licence.startswith("https://www.etalab.gouv.fr/")
    assert catalogue.title == {"fr": tmp_path.name}
    assert not catalogue.export_abstracts


def test_settings_are_kept(tmp_path: Path) -> None:
    text = (
        BASE
        + 'title = "Essai"\nlanguages = ["en", "fr", "pt-BR"]\npublisher = { name = "CDG", url = "https://c.fr/" }\n'
    )
    catalogue = load_catalogue(_written(tmp_path, text))
    assert catalogue.title == {"en": "Essai"}
    assert catalogue.languages == ("en", "fr", "pt-BR")
    assert catalogue.publisher.url == "https://c.fr/"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "'base' is missing"),
        ('base = "ftp://example.org/"', "'base' cannot be an address"),
        ('base = "https://example.org"', "final slash"),
        (BASE + "languages = []", 'languages = ["fr"]'),
        (BASE + 'languages = ["french"]', "'french' is not the code of a language"),
        (BASE + 'languages = "fr"', 'languages = ["fr"]'),
        (BASE + 'title = { fr = " " }', "'title' does not have the expected form"),
        (BASE + 'publisher = { url = "bibliographe" }', "'publisher' does not have the expected form"),
        (BASE + 'publisher = { nom = "CDG" }', "'publisher' does not have the expected form"),
        (BASE + 'licence = "libre"', "'licence' does not have the expected form"),
        (BASE + 'export_abstracts = "oui"', "export_abstracts = false"),
        (BASE + "mark_articles = 1", "mark_articles = false"),
        (BASE + 'titre = "Essai"', "unknown setting: 'titre'"),
        (BASE + "title = Essai", "catalogue.toml:2: unreadable TOML"),
        (BASE.encode() + 'title = "Sélection"'.encode("latin-1"), "catalogue.toml:2: this file is not in UTF-8"),
    ],
)
def test_a_slip_names_the_file_and_what_to_write(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_catalogue(_written(tmp_path, text))
    told = caught.value.describe("en")
    assert said in told
    assert "catalogue.toml" in told
    assert "→" in told


def test_a_folder_in_its_place_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").mkdir()
    with pytest.raises(ConfigError, match=r"catalogue\.toml"):
        load_catalogue(tmp_path)
