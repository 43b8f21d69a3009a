"""Any selection can be printed: what is not told as lost comes back, and what is text never becomes markup."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bibliographe.export.printed.checking import checked
from bibliographe.export.printed.docx import docx
from bibliographe.export.printed.facts import entry_facts
from bibliographe.export.printed.html import html
from bibliographe.export.printed.markdown import markdown
from bibliographe.export.printed.pdf import pdf
from bibliographe.export.printed.selection import PrintedItem, PrintedNote, PrintedSelection, PrintedTopic
from bibliographe.ingest.document.reader import MarkdownReader
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Event, Selection
from tests.export.records.generated import BASE, bodies, catalogued, dates, texts


@st.composite
def selections(draw: st.DrawFn, *, wild: bool = False) -> PrintedSelection:
    """Make a selection of some entries under some headings."""
    labels = draw(st.lists(texts(wild=wild), min_size=0, max_size=3, unique=True))
    topics = tuple(
        PrintedTopic(
            (f"{BASE}/topic/t-{number}",), (label,), draw(st.sampled_from([None, str(number + 1)])), number + 1
        )
        for number, label in enumerate(labels)
    )
    found = draw(st.lists(catalogued(wild=wild), min_size=1, max_size=2))
    places = sorted(draw(st.lists(st.integers(0, max(len(topics) - 1, 0)), min_size=len(found), max_size=len(found))))
    items = tuple(
        PrintedItem(
            one, number + 1, 10 * number + 10, topics[place].path[-1] if topics else None,
            draw(st.sampled_from(["", one.entry.title, f"{one.entry.title}\nParis : Dunod, 2021, 12 p."])),
        )
        for number, (one, place) in enumerate(zip(found, places, strict=True))
    )  # fmt: skip
    notes = (PrintedNote(f"{BASE}/note/n-1", draw(texts(wild=wild)), 5, None, draw(texts(wild=wild))),)
    event = draw(st.none() | st.builds(Event, texts(wild=wild), st.none() | dates(wild=wild)))
    compilers = tuple(draw(st.lists(bodies, max_size=2, unique=True)))
    selection = Selection(
        draw(texts(wild=wild)), draw(st.sampled_from(["fr", "en", "de"])), event=event, compilers=compilers
    )
    return PrintedSelection(f"{BASE}/selection/s-1", selection, topics, items, notes if draw(st.booleans()) else ())


SOME = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


@SOME
@given(selections())
def test_what_is_not_told_as_lost_comes_back(given_: PrintedSelection) -> None:
    found = checked(given_)
    source = Source.from_bytes(markdown(found.printed).encode(), "selection.md")
    read = [item for item in MarkdownReader().read(source) if isinstance(item, Entry)]
    for number, item in enumerate(given_.items):
        lost = found.changes.get(number, {})
        entry = item.catalogued.entry
        if "dcterms:title" in lost:
            continue
        facts = {path: value for path, value in entry_facts(entry, item.labels).items() if path not in lost}
        assert any(facts.items() <= _facts(one).items() for one in read), (facts, lost)


def _facts(entry: Entry) -> dict[str, Any]:
    return entry_facts(entry, [link.label for link in entry.links])


@SOME
@given(selections(wild=True))
def test_every_form_can_be_written(given_: PrintedSelection) -> None:
    printed = checked(replace(given_, items=given_.items[:1])).printed
    body = html(printed).partition("<body>")[2].replace("</html>", "")
    page = etree.fromstring(f"<body>{body}".encode())
    allowed = {"body", "main", "section", "nav", "article", "aside", "p", "ul", "li", "a", "em", "strong"}
    assert {str(one.tag) for one in page.iter()} <= allowed | {f"h{level}" for level in range(1, 7)}
    data = docx(printed)
    assert data == docx(printed)
    assert len(Document(io.BytesIO(data)).paragraphs) == sum(block.kind != "rule" for block in printed.blocks)
    assert pdf(printed)[0].startswith(b"%PDF")
