"""The invented bibliographies of `corpus/`, and files that are no bibliographies at all."""

from __future__ import annotations

import random
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bibliographe.errors import SourceError
from bibliographe.ingest.document.coverage import coverage
from bibliographe.ingest.registry import open_source
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Item, Reject, Topic
from tests.sampling import some

from . import corpus_comparison as corpus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = corpus.names()
ENTRIES = [
    pytest.param(name, number, id=f"{name}-{number + 1}")
    for name in NAMES
    for number in range(len(corpus.expectation(name)["entries"]))
]
PATIENCE = 60
"""Seconds after which a file counts as hanging."""


def _complaint(name: str, verdicts: list[corpus.Verdict]) -> str:
    wrong = [f"  {verdict}" for verdict in verdicts if not verdict.right]
    return "\n".join([f"{corpus.source_path(name).name}:", *wrong]) if wrong else ""


def test_the_corpus_is_there() -> None:
    assert len(NAMES) >= 14
    assert len(ENTRIES) >= 170


@pytest.mark.parametrize(("name", "number"), ENTRIES)
def test_entry_is_understood(name: str, number: int) -> None:
    complaint = _complaint(name, corpus.entry_verdicts(name, number))
    if complaint:
        title = corpus.expectation(name)["entries"][number]["title"]
        pytest.fail(f"entry {number + 1}, {title!r}, in {complaint}", pytrace=False)


@pytest.mark.parametrize("name", NAMES)
def test_title_block_topics_and_counts(name: str) -> None:
    verdicts = [*corpus.selection_verdicts(name), *corpus.document_verdicts(name)]
    complaint = _complaint(name, verdicts)
    if complaint:
        pytest.fail(complaint, pytrace=False)


@pytest.mark.parametrize("name", NAMES)
def test_entries_are_numbered_in_the_order_of_the_source(name: str) -> None:
    entries: list[Entry] = corpus.found(name, Entry)
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.span.first for entry in entries] == sorted(entry.span.first for entry in entries)


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_accounted_for(name: str) -> None:
    assert coverage(corpus.items(name), Source.from_path(corpus.source_path(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_annotations_stay_out_of_the_facts(name: str) -> None:
    """An annotation is its writer's text: the lines that go into the open catalogue must not hold it."""
    for entry in corpus.found(name, Entry):
        sentences = [line for line in (entry.annotation or "").splitlines() if len(line) > 60]
        assert not [line for line in sentences if line in entry.text], entry.title


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail instead of hanging."""

    def stop(_number: int, _frame: object) -> None:
        pytest.fail(f"still reading after {seconds} s", pytrace=False)

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _read(path: Path, content: bytes) -> list[Item]:
    path.write_bytes(content)
    with within(PATIENCE):
        source, items = open_source(Source.from_path(path))
        read = list(items)
    assert coverage(read, source) == [], "lines that are neither read nor listed as not understood"
    return read


NOT_TEXT = {
    "empty": b"",
    "blank": b" \r\n\t\n\n",
    "random-bytes": random.Random(7).randbytes(20_000),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstream\n\x00\x01\x02\xff\nendstream\n",
    "word-file": b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00word/document.xml\x00\x00" + bytes(range(256)) * 8,
    "nul-in-the-middle": b"# Titre\n\nParis : Dunod, 2021, 12 p.\n" + b"\0" * 40,
}  # fmt: skip


@pytest.mark.parametrize("fault", NOT_TEXT)
@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_what_is_not_text_is_refused_by_name(tmp_path: Path, fault: str, suffix: str) -> None:
    path = tmp_path / f"{fault}{suffix}"
    with pytest.raises(SourceError) as caught:
        _read(path, NOT_TEXT[fault])
    assert path.name in caught.value.describe("fr")
    assert path.name in caught.value.describe("en")
    assert caught.value.remedy is not None


NOVEL = """La diligence n'arriva qu'à la nuit tombée, le 12 mars 1843, et Paris était encore loin.

— Vous êtes sûr, dit Mathurin, que l'auberge est ouverte ?

Le cocher haussa les épaules. Il avait fait cette route cent fois, de Tours à Orléans, et jamais, disait-il, une
auberge ne lui avait fermé sa porte. On descendit. La cour sentait le foin mouillé, la fumée, la soupe.

— Entrez donc, cria une voix ; nous n'avons plus que trois lits, mais la table est bonne.

Ils entrèrent. Près de l'âtre, une femme lisait. Elle leva les yeux, les posa sur Mathurin, puis sur le petit coffre
qu'il tenait serré contre lui, et reprit sa lecture à la page 47.
"""
WEB_PAGE = """<!DOCTYPE html>
<html lang="fr"><head><title>Accueil</title><meta charset="utf-8"><script>var a = 1;</script></head>
<body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/contact">Contact</a></li></ul></nav>
<h1>Bienvenue sur le site de la commune</h1>
<p>La mairie est ouverte du lundi au vendredi, de 9 h à 12 h.</p>
<table><tr><td>Lundi</td><td>9 h - 12 h</td></tr></table>
</body></html>
"""
NO_BIBLIOGRAPHY = {
    "novel.txt": NOVEL,
    "web-page.md": WEB_PAGE,
    "lone-heading.md": "# Bibliographie\n",
    "rules-only.md": "---\n\n***\n\n___\n" * 50,
    "minutes.md": "# Compte rendu\n\n## Présents\n\nMme Roy, M. Petit\n\n## Décisions\n\n- Repeindre le préau\n",
    "program.txt": "def somme(a, b):\n    return a + b  # voir p. 12\n\nprint(somme(2021, 3))\n",
}  # fmt: skip


@pytest.mark.parametrize("name", NO_BIBLIOGRAPHY)
def test_what_is_no_bibliography_yields_no_entry(tmp_path: Path, name: str) -> None:
    """Every line is then listed as not understood, or the file is refused by name."""
    path = tmp_path / name
    try:
        read = _read(path, NO_BIBLIOGRAPHY[name].encode())
    except SourceError as error:
        assert name in error.describe("fr")  # noqa: PT017
        return
    assert [item.title for item in read if isinstance(item, Entry)] == []
    for reject in (item for item in read if isinstance(item, Reject)):
        assert reject.reason.fr
        assert reject.reason.en
        assert reject.remedy.fr
        assert reject.remedy.en


def test_prose_is_listed_as_not_understood(tmp_path: Path) -> None:
    assert [item for item in _read(tmp_path / "novel.txt", NOVEL.encode()) if isinstance(item, Reject)]


def _deep_list(depth: int) -> str:
    """Indent by two spaces a level."""
    return "".join("  " * level + f"- niveau {level}\n" for level in range(depth))


DEEP = {
    "nested-list.md": _deep_list(2_000),
    "nested-list-on-one-line.md": "- " * 10_000 + "fond\n",
    "nested-quotations.md": "> " * 10_000 + "fond\n",
    "open-brackets.md": "[" * 50_000 + "\n",
    "open-emphasis.md": "*a **b " * 20_000 + "\n",
    "open-html.md": "<sup>" * 20_000 + "\n",
    "one-long-line.txt": "Paris : Dunod, 2021, 12 p. " * 20_000 + "\n",
    "headings.md": "".join(f"{'#' * (1 + number % 6)} {number}. Titre {number}\n\n" for number in range(3_000)),
    "commas.txt": ("a, " * 3_000 + "\n\n") * 5,
    "numbers.txt": "1.1.1.1.1.1.1.1.1.1. " * 5_000 + "\n",
}


@pytest.mark.parametrize("name", DEEP)
def test_the_deep_and_the_long_end_in_bounded_time(tmp_path: Path, name: str) -> None:
    try:
        _read(tmp_path / name, DEEP[name].encode())
    except SourceError as error:
        assert name in error.describe("fr")  # noqa: PT017


def test_a_list_nested_ten_thousand_deep_is_read_or_refused(tmp_path: Path) -> None:
    content = "".join(" " * level + "- x\n" for level in range(0, 20_000, 2)).encode()
    try:
        _read(tmp_path / "ten-thousand.md", content)
    except SourceError as error:
        assert "ten-thousand.md" in error.describe("fr")  # noqa: PT017


@pytest.mark.parametrize("name", some(NAMES, 2))
def test_a_file_cut_anywhere_keeps_what_stands_before_the_cut(tmp_path: Path, name: str) -> None:
    """Entries that end well before the cut are the same as in the whole file."""
    source = corpus.source_path(name)
    encoding = "cp1252" if "cp1252" in name else "utf-8"
    content = source.read_bytes().decode(encoding)
    entries: list[Entry] = corpus.found(name, Entry)
    chance = random.Random(name)
    for cut in sorted(chance.randrange(len(content) // 4, len(content)) for _ in range(4)):
        last = content.count("\n", 0, cut)
        read = _read(tmp_path / source.name, content[:cut].encode(encoding))
        whole = [entry.title for entry in entries if entry.span.last < last - 12]
        titles = [item.title for item in read if isinstance(item, Entry)]
        assert titles[: len(whole)] == whole, f"cut after {cut} characters"


def test_a_file_cut_inside_a_character_is_still_read_as_utf_8(tmp_path: Path) -> None:
    content = corpus.source_path("teletravail-hybride").read_bytes()
    read = _read(tmp_path / "coupe.md", content[: content.index("é".encode(), len(content) // 2) + 1])
    titles = [item.title for item in read if isinstance(item, Entry)]
    assert "Télétravail et accident de service" in titles


def test_two_bibliographies_in_one_file(tmp_path: Path) -> None:
    """Pasting two together loses no entry of either."""
    names = ("teletravail-hybride", "qvt-dossiers")
    text = "\n\n".join(corpus.source_path(name).read_text(encoding="utf-8") for name in names)
    read = _read(tmp_path / "deux.md", text.encode())
    expected = [entry["title"] for name in names for entry in corpus.expectation(name)["entries"]]
    titles = [item.title for item in read if isinstance(item, Entry)]
    assert [title for title in expected if title not in titles] == []


def test_topics_come_before_their_entries() -> None:
    for name in NAMES:
        seen = set()
        for item in corpus.items(name):
            if isinstance(item, Topic):
                seen.add(item.path)
            elif isinstance(item, Entry) and item.topic is not None:
                assert item.topic in seen, f"{name}: {item.title}"
