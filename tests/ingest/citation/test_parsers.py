"""A parser that comes from an earlier run reads as the one that was made."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lark import Lark

from bibliographe.ingest.citation import parsers
from bibliographe.ingest.citation.parsers import kept_parser
from bibliographe.kept import keep
from tests.ingest.citation import cases

if TYPE_CHECKING:
    from pathlib import Path

GRAMMAR = 'start: WORD+\nWORD: /[a-z]+/\nSPACE: " "\n%ignore SPACE'
READ_ALL = """
import sys
from bibliographe.ingest.citation import parse_citation, parse_people
for line in sys.stdin:
    print(parse_citation(line.rstrip("\\n")), parse_people(line.rstrip("\\n")))
"""


def make() -> Lark:
    return Lark(GRAMMAR, parser="earley")


def refuse() -> Lark:
    raise AssertionError("made again")


def test_the_second_time_nothing_is_made(own_cache: Path) -> None:
    first = kept_parser(make, GRAMMAR).parse("one two")
    assert kept_parser(refuse, GRAMMAR).parse("one two") == first
    assert len(list((own_cache / parsers.KIND).iterdir())) == 1


def test_another_grammar_start_or_lark_is_another_parser(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_parser(make, GRAMMAR)
    for others in ((GRAMMAR + " ",), (GRAMMAR, "start")):
        with pytest.raises(AssertionError, match="made again"):
            kept_parser(refuse, *others)
    monkeypatch.setattr(parsers.lark, "__version__", "of tomorrow")
    with pytest.raises(AssertionError, match="made again"):
        kept_parser(refuse, GRAMMAR)


@pytest.mark.parametrize("content", [b"", b"\x80\x05noise", b"\x80\x05N."], ids=["empty", "noise", "something else"])
def test_what_is_no_parser_is_made_anew(own_cache: Path, content: bytes) -> None:
    kept_parser(make, GRAMMAR)
    (path,) = (own_cache / parsers.KIND).iterdir()
    keep(parsers.KIND, path.name, content)
    assert kept_parser(make, GRAMMAR).parse("one two")
    assert kept_parser(refuse, GRAMMAR).parse("one two")


def test_the_grammars_read_the_same_in_a_later_run(own_cache: Path) -> None:
    text = "\n".join(row[0] for row in (*cases.rows("citations")[::3], *cases.rows("people")[::3])).encode()
    first, second = (
        subprocess.run([sys.executable, "-c", READ_ALL], input=text, check=True, capture_output=True).stdout
        for _ in range(2)
    )
    assert len(list((own_cache / parsers.KIND).iterdir())) == 4
    assert first == second
    assert first.count(b"\n") == text.count(b"\n") + 1
