from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from bibliographe.i18n import LANGUAGES, Language, Text
from bibliographe.ingest.document import MarkdownReader
from bibliographe.ingest.review import labels, write_review
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Reject, Span
from bibliographe.model.roles import LINE_ROLES
from tests.ingest.corpus_comparison import names, source_path
from tests.sampling import some

TEXT = """# Lectures

## 1. Thème

### Un titre <script>alert("x")</script>

DUMAS, Anne

Archimag, n° 3, mai 2020, pp. 4-9

*Une annotation sur la **commune de Pleaux**.*

Au sommaire :

- Un
  - Deux

[Consulter l'article](https://exemple.fr/a?b=1&c="2")

### Deux

### Trois

Paris : Dunod, 2021, 12 p.
"""


def review(text: str = TEXT, language: Language = "fr") -> str:
    source = Source.from_bytes(text.encode(), "lectures.md")
    return write_review(list(MarkdownReader().read(source)), source, language)


class Page(HTMLParser):
    """Collects what a page asks for and how its elements nest."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.identifiers: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        values = dict(attrs)
        self.addresses += [values[name] or "" for name in ("src", "href") if values.get(name)]
        self.identifiers += [values["id"] or ""] if "id" in values else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", some(names(), 3))
def test_every_review_is_one_well_formed_page_that_asks_for_nothing(name: str, language: Language) -> None:
    source = Source.from_path(source_path(name))
    page = Page(write_review(list(MarkdownReader().read(source)), source, language))
    assert page.open == []
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert len(page.identifiers) == len(set(page.identifiers))
    inside = [address for address in page.addresses if not address.startswith("http")]
    assert {address for address in inside if address != "data:,"} <= {f"#{one}" for one in page.identifiers}


def test_what_the_source_says_is_escaped() -> None:
    html = review()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_the_style_asks_for_nothing_from_elsewhere() -> None:
    style = re.search(r"<style>(.*?)</style>", review(), re.DOTALL)
    assert style
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    assert "Content-Security-Policy" in review()


@pytest.mark.parametrize(
    "words",
    [
        "Notice 1",
        "Anne Dumas (auteur)",
        "mai 2020 → 2020-05",
        "commune de Pleaux",
        "https://exemple.fr/a?b=1",
        "1 Thème",
        "non comprises",
    ],
)
def test_what_was_understood_is_shown(words: str) -> None:
    assert words in review()


def test_what_needs_a_look_comes_first_and_says_why() -> None:
    html = review()
    first = html.index("titre sans référence")
    assert first < html.index('id="document"')
    assert "Que faire" in html[first:]
    assert "line 20" in review(language="en")


def test_lines_add_up() -> None:
    html = review()
    read, recognised, rejected = map(int, re.findall(r"<dd>(\d+)</dd>", html)[:3])
    assert read == recognised + rejected == sum(bool(line.strip()) for line in TEXT.split("\n"))
    assert rejected == 1


def test_every_line_is_there_once_with_its_role() -> None:
    numbers = [int(number) for number in re.findall(r'<li value="(\d+)"', review())]
    assert numbers == [number for number, line in enumerate(TEXT.split("\n"), start=1) if line.strip()]
    for role in ("title", "people", "citation", "annotation", "contents", "link", "topic", "rejected"):
        assert LINE_ROLES[role].fr in review()


def test_candidates_are_shown_when_there_are_some() -> None:
    source = Source.from_bytes(TEXT.encode(), "lectures.md")
    html = write_review(MarkdownReader().read(source), source, "fr", [("DGAFP", "Direction générale & co")])
    assert "DGAFP ↔ Direction générale &amp; co" in html


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_colours_have_the_contrast_of_wcag_aa_by_day_and_by_night() -> None:
    """Source: WCAG 2.2, success criterion 1.4.3, <https://www.w3.org/TR/WCAG22/#contrast-minimum>."""
    themes = re.findall(r":root \{(.*?)\}", review(), re.DOTALL)
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", theme))
        papers = [name for name in colours if name.startswith("c-") or name in ("paper", "panel")]
        assert len(papers) >= 10
        for paper in papers:
            assert _contrast(colours["ink"], colours[paper]) >= 4.5, paper
            assert _contrast(colours["soft"], colours[paper]) >= 4.5, paper
        for name in ("link", "bad", "doubt"):
            assert _contrast(colours[name], colours["paper"]) >= 4.5, name
        for paper in ("bad-paper", "doubt-paper"):
            assert _contrast(colours["ink"], colours[paper]) >= 4.5, paper
            assert _contrast(colours["link"], colours[paper]) >= 4.5, paper


def test_every_label_has_both_languages() -> None:
    for table in (labels.LABELS, labels.FIELDS, labels.KINDS, labels.ROLES):
        assert all(text.fr and text.en for text in table.values())


def test_two_items_of_one_line_have_places_of_their_own() -> None:
    """A row of a table can hold an entry and what was not understood beside it."""
    source = Source.from_bytes(b"Un titre | non compris\n", "tableau.md")
    said, why = Text("dit", "said"), Text("raison", "reason")
    items = [Reject(Span(1, 1), "Un titre", why, said), Reject(Span(1, 1), "non compris", why, said)]
    page = Page(write_review(items, source, "fr"))
    assert page.identifiers.count("l1") == 1
    assert "l1-2" in page.identifiers
    assert {"#l1", "#l1-2"} <= set(page.addresses)
