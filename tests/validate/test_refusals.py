"""A file that cannot be read is refused in a documentalist's words, with the line and what to do."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bibliographe.config import load_catalogue
from bibliographe.errors import GraphError
from bibliographe.graph.files import read_triples
from bibliographe.validate.reading import read_catalogue
from tests.shapes.small import SMALL

if TYPE_CHECKING:
    from pathlib import Path

ANNE = '    foaf:givenName "Anne" ;'
CASES = {
    # name: (what is replaced, by what, the line told, words of the message, words of the remedy)
    "conflict": (ANNE, f"<<<<<<< HEAD\n{ANNE}\n=======\n{ANNE}\n>>>>>>> other", 9, "git", "marques"),
    "conflict marks left": (ANNE, f"=======\n{ANNE}", 9, "git", "marques"),
    "byte-order mark": ("@base", "\ufeff@base", 1, "BOM", "UTF-8"),
    "last quotation mark lost": (ANNE, '    foaf:givenName "Anne ;', 9, "guillemet", "guillemet"),
    "first quotation mark lost": (ANNE, '    foaf:givenName Anne" ;', 9, "guillemet", "guillemets droits"),
    "curly quotation marks": (ANNE, "    foaf:givenName “Anne” ;", 9, "guillemets typographiques", '"'),
    "bracket lost": ("be37342c>", "be37342c", 6, "« > »", "« > »"),
    "space in an address": ("<id/agent/anne-", "<id/agent/anne ", 6, "« > »", "« > »"),
    "semicolon lost": (ANNE, ANNE[:-2], 10, "fin de la ligne 9 ou à la ligne 10", "« ; »"),
    "point lost": ('"Anne Delcourt" .', '"Anne Delcourt"', 12, "fin de la ligne 10 ou à la ligne 12", "« . »"),
    "point for a semicolon": (ANNE, f"{ANNE[:-2]} .", 10, "fin de la ligne 9", "« ; »"),
    "value lost": (ANNE, "    foaf:givenName ;", 9, "valeur", "valeur"),
    "prefix not declared": ("@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n", "", 6, "foaf:", "@prefix foaf: <http"),
    "prefix unknown": ("foaf:givenName", "foaff:givenName", 9, "foaff:", "corrigez ce préfixe"),
    "backslash": ('"Anne"', '"An\\qne"', 9, "barre oblique", "doublez"),
    "no-break space": (ANNE, f"\u00a0{ANNE}", 9, "invisible", "effacez"),
    "NUL": ("@base", "\0@base", 1, "octets nuls", "dernière version"),
    "a web page": ("@base", "<!DOCTYPE html>\n<html>@base", 1, "pas du Turtle", "dernière version"),
}


@pytest.fixture
def agents(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "catalogue") / "graph" / "agents.ttl"


def refusal(agents: Path) -> GraphError:
    with pytest.raises(GraphError) as caught:
        read_catalogue(load_catalogue(agents.parent.parent))
    return caught.value


@pytest.mark.parametrize("name", CASES)
def test_a_slip_is_named_in_plain_words(name: str, agents: Path) -> None:
    old, new, line, message, remedy = CASES[name]
    text = agents.read_text("utf-8")
    assert old in text
    agents.write_text(text.replace(old, new, 1), "utf-8")
    error = refusal(agents)
    assert error.line == line
    assert error.remedy
    assert message in error.message.fr
    assert remedy in error.remedy.fr
    assert error.message.fr.endswith(")")
    assert error.message.en
    assert error.message.en != error.message.fr


def test_a_cut_file_is_called_cut(agents: Path) -> None:
    content = agents.read_bytes()
    agents.write_bytes(content[: len(content) // 2])
    error = refusal(agents)
    assert error.remedy
    assert "s'arrête au milieu" in error.message.fr
    assert "dernière version" in error.remedy.fr


def test_a_long_text_that_is_not_closed_is_named_where_it_begins(agents: Path) -> None:
    text = agents.read_text("utf-8").replace('"Anne" ;', '"""Anne ;', 1).replace('"BDVC"', '"""BD\nVC"""')
    agents.write_text(text, "utf-8")
    error = refusal(agents)
    assert error.line == 9
    assert "commencé" in error.message.fr


def test_the_line_that_is_not_utf8_is_named(agents: Path) -> None:
    agents.write_bytes(agents.read_bytes().replace("è".encode(), b"\xe8", 1))
    error = refusal(agents)
    assert agents.read_bytes().split(b"\n")[(error.line or 0) - 1].count(b"\xe8")
    assert "pas en UTF-8" in error.message.fr


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf16_is_refused(encoding: str, agents: Path) -> None:
    agents.write_text(agents.read_text("utf-8"), encoding)
    assert refusal(agents).remedy


def test_what_cannot_be_opened_is_no_line_to_mend(tmp_path: Path) -> None:
    (tmp_path / "folder.ttl").mkdir()
    for name in ("nothing.ttl", "folder.ttl"):
        with pytest.raises(GraphError) as caught:
            list(read_triples(tmp_path / name, "http://example.org/"))
        assert caught.value.remedy
        assert "ligne" not in caught.value.remedy.fr
        assert "os error" not in caught.value.message.fr
