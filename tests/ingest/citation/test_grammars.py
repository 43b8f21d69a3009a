"""The grammars and tables as data: every rule is used by some case, every table is well made."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from lark import Lark

from bibliographe.ingest import citation
from bibliographe.ingest.citation import facts, grammars, lines, parts, people, vocabulary, words
from tests.ingest.citation import cases
from tests.sampling import some

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = sorted(path.name.removesuffix(".tsv") for path in (files(citation) / "tables").iterdir())
READERS: list[tuple[str, Callable[[str], object]]] = [
    ("citations", citation.parse_citation),
    ("people", citation.parse_people),
    ("dates", citation.parse_date),
    ("identifiers", citation.parse_identifier),
]


@pytest.fixture(scope="module")
def used_rules() -> Counter[str]:
    """How often each rule stands in a tree, over all the cases."""
    used: Counter[str] = Counter()
    parse = Lark.parse

    def recording(self: Lark, *arguments: Any, **options: Any) -> Any:
        tree = parse(self, *arguments, **options)
        used.update(str(sub.data) for sub in tree.iter_subtrees())
        return tree

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Lark, "parse", recording)
        for keeps_answers in (grammars.parse, citation.parse_citation, citation.parse_people, citation.parse_date):
            keeps_answers.cache_clear()
        for name, read in READERS:
            for row in cases.rows(name):
                read(row[0])
        for row in cases.rows("references"):
            citation.parse_reference(cases.runs(row[0]))
    return used


@pytest.mark.parametrize("parser", [facts._parser, lines._parser, people._parser], ids=["facts", "citation", "people"])
def test_every_rule_is_used_by_some_case(parser: Callable[[], Lark], used_rules: Counter[str]) -> None:
    named = {str(rule.origin.name) for rule in parser().rules}
    assert {name for name in named if not name.startswith("_")} - used_rules.keys() == {"fact"} & named


@pytest.mark.parametrize("parser", [facts._parser, lines._parser, people._parser], ids=["facts", "citation", "people"])
def test_every_word_of_a_grammar_comes_from_a_table_or_from_the_cutter(parser: Callable[[], Lark]) -> None:
    cutter = (files(citation) / "words.lark").read_text(encoding="utf-8")
    known = {row.kind for name in TABLES for row in vocabulary.table(name)}
    made = {
        *facts.FACTS, "text", "quoted", "number", "what", "stop", "dash", "open", "close", "sqopen", "sqclose",
        "and", "natural", "inverted", "capitals", "single", "given", "body", "note", "workplace", "lone",
        "digit", "two_digits", "broadcast",
    }  # fmt: skip
    unknown = {
        kind
        for kind in grammars.kinds_of(parser())
        if kind not in known and kind.lower() not in made and f"\n{kind}" not in cutter
    }
    assert unknown == set()


def test_a_parser_without_the_rules_that_cannot_hold_reads_the_same() -> None:
    whole = lines._parser()
    rows = some(cases.rows("citations"), 15)  # the whole grammar takes its time
    read = 0
    for row in rows:
        kinds = tuple(grammars.kinds_of(whole) & part.kinds for part in parts.Line(row[0]).parts)
        for form in lines._FORMS:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(grammars, "_narrowed", lambda parser, _present: parser)
                expected = grammars.parse.__wrapped__(whole, form, kinds)
            answer = grammars.parse.__wrapped__(whole, form, kinds)
            assert repr(answer.tree) == repr(expected.tree), row[0]
            read += answer.tree is not None
    assert read > len(rows)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_each_spelling_of_a_kind_once(name: str) -> None:
    said = Counter((row.kind, vocabulary.key(spelling)) for row in vocabulary.table(name) for spelling in row.spellings)
    assert [pair for pair, times in said.items() if times > 1] == []
    assert all(spelling for _, spelling in said)


def test_a_table_with_another_first_line_is_refused() -> None:
    with pytest.raises(ValueError, match="the first line must be"):
        list(vocabulary._rows("months", "word\tmeaning\nMONTH\t01\n"))


def test_a_word_may_be_of_several_kinds() -> None:
    kinds = grammars.Kinds(["CARRIER", "ILLUSTRATED"])
    assert kinds == "CARRIER"
    assert kinds == "ILLUSTRATED"
    assert kinds != "MONTH"


def test_roles_and_kinds_are_those_of_the_ontology(repository: Any) -> None:
    schemes = repository / "ontology" / "schemes"
    if not schemes.is_dir():
        pytest.skip("needs ontology/schemes, which is not there yet")
    text = "".join(path.read_text(encoding="utf-8") for path in schemes.glob("*.ttl"))
    roles = {row.value for row in vocabulary.table("roles") if row.kind != "OTHERS"}
    kinds = {row.kind for row in vocabulary.table("kinds") if row.kind != "MAKER"}
    assert {key for key in roles if f"role:{key}" not in text} == set()
    assert {key for key in kinds if f"type:{key}" not in text} == set()


def test_nothing_is_built_at_import() -> None:
    import subprocess
    import sys

    code = (
        "from bibliographe.ingest.citation import facts, lines, people, words;"
        "built = (facts._parser, lines._parser, people._parser, words._cutter);"
        "print(sum(each.cache_info().currsize for each in built))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "0"


@pytest.mark.parametrize("name", TABLES)
def test_known_phrases_are_cut_as_lines_are(name: str) -> None:
    for row in vocabulary.table(name):
        for spelling in row.spellings:
            after, meanings = words.phrase_at(words.words(spelling, ()), 0, name)
            assert row.kind in meanings, spelling
            assert after == len(words.words(spelling, ())), spelling
