"""`show`: finding the entry that a person means, and its card."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import rdflib
from click.testing import CliRunner

from bibliographe.cli.show_command import command
from bibliographe.errors import QueryError
from bibliographe.export.card_reader import CardReader
from bibliographe.export.card_text import write_card
from bibliographe.export.finding import Finder
from bibliographe.store.access import OpenedStore, open_store

from .conftest import ABSTRACT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.i18n import Language

BASE = "https://w3id.org/bibliographe/catalogue/"
BOOK = "travailler-autrement-en-mediatheque-61c3dd7d"
REPLAY = "accueillir-tous-les-publics-9224bf67"
ARTICLE = "horaires-elargis-et-sante-des-agents-6816ae50"
EXPECTED = ("1", "2", "3", "4", "5", "6", "7", "8")
SECOND = """
@base <https://w3id.org/bibliographe/catalogue/> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
<id/selection/autre-2024-00000000> a bibo:CollectedDocument ; dcterms:title "Autre"@fr .
<id/item/a> a schema:ListItem ; schema:item <id/entry/a> ; schema:position 1 ;
    dcterms:isPartOf <id/selection/autre-2024-00000000> .
<id/entry/a> a bibo:Book ; dcterms:title "Un autre livre"@fr .
<id/item/b> a schema:ListItem ; schema:item <id/entry/travailler-autrement-en-mediatheque-61c3dd7d> ;
    schema:position 2 ; dcterms:isPartOf <id/selection/autre-2024-00000000> .
"""


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("1", BOOK),
        ("7", REPLAY),
        ("9", REPLAY),
        ("009", REPLAY),
        ("mediatheques-2025/2", ARTICLE),
        ("mediatheques-2025-288dfbf1/2", ARTICLE),
        (f"{BASE}id/entry/{BOOK}", BOOK),
        (f"<{BASE}id/entry/{BOOK}>", BOOK),
        (f"{BASE}doc/entry/{BOOK}", BOOK),
        (f"id/entry/{BOOK}", BOOK),
        (f"entry/{BOOK}", BOOK),
        (BOOK, BOOK),
        ("HORAIRES sante", ARTICLE),
        ("accueillir tous les publics", REPLAY),
    ],
)
def test_what_a_person_may_type(small: OpenedStore, words: str, entry: str) -> None:
    assert Finder(small).find(words).value == f"{BASE}id/entry/{entry}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("accueil", "choose one:\n    4  Aménager une banque d'accueil\n    5  Dossier"),
        ("99", "no entry answers"),
        ("", "no entry answers"),
        ("/", "no entry answers"),
        ("<>\" {}", "no entry answers"),
        ("travayer autremant en mediatheque", "perhaps:\n    1  Travailler autrement"),
        ("periodical/cahiers-de-la-lecture-8e31649d", "an entry\n  → the entries that it concerns:\n    2  Horaires"),
        ("agent/claire-vasseur-c741a587", "    8  La médiathèque"),
        ("travailler-autrement-en-mediatheque-doublon-2d98c6b6", "withdrawn on 2025-04-02"),
    ],
)  # fmt: skip
def test_what_is_not_one_entry_is_said_with_the_choices(
    small: OpenedStore, words: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIBLIOGRAPHE_LANG", "en")
    with pytest.raises(QueryError) as caught:
        Finder(small).find(words)
    assert said in str(caught.value)


def test_one_number_in_two_selections(
    tmp_path: Path, copied: Callable[..., Catalogue], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIBLIOGRAPHE_LANG", "fr")
    with open_store(copied(tmp_path / "c", {"autre.ttl": SECOND}), notify=lambda _stage: None) as opened:
        finder = Finder(opened)
        with pytest.raises(QueryError, match="autre-2024-00000000/1  Un autre livre"):
            finder.find("1")
        assert finder.find("autre-2024/1").value.endswith("/entry/a")
        assert finder.find("mediatheques-2025/1").value.endswith(BOOK)
        assert finder.find("autre-2024/2").value.endswith(BOOK)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_cards(small: OpenedStore, repository: Path, golden: Callable[[Path, str], None], language: Language) -> None:
    reader, finder = CardReader(small, language), Finder(small)
    cards = [write_card(reader.read(finder.find(number)), language, 100) for number in EXPECTED]
    text = "\n".join(cards).replace(small.catalogue.base, "…/")
    golden(repository / "tests/export/golden" / f"cards.{language}.txt", text)


def test_a_narrow_terminal(small: OpenedStore) -> None:
    card = CardReader(small, "fr").read(Finder(small).find("5"))
    lines = write_card(card, "fr", 60).splitlines()
    assert max(len(line) for line in lines if "http" not in line and not line.startswith("5.")) <= 60


def test_what_is_hard_is_shown_without_harm(hard: OpenedStore) -> None:
    card = CardReader(hard, "fr").read(Finder(hard).find("entry/hard"))
    text = write_card(card, "fr", 80)
    assert "Un nom au lieu d'un nœud" in text
    assert not any(character < " " and character != "\n" for character in text)


def test_the_abstract_is_shown_where_it_is_kept(small: OpenedStore) -> None:
    text = write_card(CardReader(small, "fr").read(Finder(small).find("4")), "fr", 100)
    assert ABSTRACT in text
    assert "non diffusé" in text


def test_the_command_in_each_form(small: OpenedStore) -> None:
    def run(*arguments: str) -> str:
        folder = str(small.catalogue.directory)
        result = CliRunner().invoke(command, [*arguments, "--catalogue", folder], catch_exceptions=False)
        assert result.exit_code == 0
        return result.stdout

    assert run("horaires", "élargis", "--lang", "fr").startswith("2. Horaires élargis et santé des agents\n")
    entry = rdflib.URIRef(f"{BASE}id/entry/{ARTICLE}")
    turtle = rdflib.Graph().parse(data=run("2", "--format", "ttl"), format="turtle")
    as_json = run("2", "--format", "json")
    framed = rdflib.Graph().parse(data=as_json, format="json-ld")
    assert set(turtle.predicate_objects(entry)) == set(framed.predicate_objects(entry)) != set()
    assert json.loads(as_json)["id"] == str(entry)
    assert ABSTRACT not in run("4", "--format", "ttl") + run("4", "--format", "json")
