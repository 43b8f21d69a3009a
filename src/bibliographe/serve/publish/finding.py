"""What the search of a published site looks in: a compact list of the entries, in parts that a browser loads.

Each entry: the end of its address, title, people, citation, and the words that it is found by, folded as those of the
portal's index are (`serve/search/words.py`); those of the title are not said twice.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from bibliographe.export.printed.wording import citation_line, people_line
from bibliographe.export.records.reading import EntryReader
from bibliographe.serve.pages.rendering import render
from bibliographe.serve.publish.asking import TOP
from bibliographe.serve.publish.links import linked
from bibliographe.serve.publish.names import SEARCH
from bibliographe.serve.search.words import STOP_WORDS, folded_words
from bibliographe.serve.visits import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.i18n import Language
    from bibliographe.serve.publish.draft import Draft
    from bibliographe.serve.publish.names import Naming
    from bibliographe.serve.site import Snapshot

PER_PART = 2_000
_FOLDER = "finding"


def write_search(snapshot: Snapshot, draft: Draft, naming: Naming) -> None:
    """Write the list, and the page that looks in it, in each language."""
    entries = EntryReader(snapshot.opened).entries()
    base, parts = snapshot.catalogue.base, 0
    while part := [entry_row(one, base, naming.first) for one in islice(entries, PER_PART)]:
        parts += 1
        draft.write(f"{_FOLDER}/{parts}.json", json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode())
    for language in naming.languages:
        visit = Visit(snapshot.catalogue, language, TOP, SEARCH)
        ending = ".html" if language == naming.first else f".{language}.html"
        optional = " ".join(sorted(STOP_WORDS))
        said = {"parts": parts, "folder": _FOLDER, "ending": ending, "optional": optional}
        page = render("finding.html", visit, **said).decode()
        file = str(naming.page(SEARCH, language))
        draft.write(file, linked(page, file, language, naming).encode())


def entry_row(found: Catalogued, base: str, language: Language) -> list[str]:
    """Return an entry as the list has it."""
    entry = found.entry
    title = set(folded_words(entry.title))
    words = dict.fromkeys(word for text in _texts(found) for word in folded_words(text))
    return [
        found.iri.removeprefix(f"{base}id/"),
        entry.title,
        people_line(entry, language) or "",
        citation_line(entry.citation, language),
        " ".join(word for word in words if word not in title and word not in STOP_WORDS),
    ]


def _texts(found: Catalogued) -> Iterator[str]:
    """Yield what an entry is found by beside its title."""
    entry, citation = found.entry, found.entry.citation
    for one in entry.contributions:
        yield " ".join(filter(None, (one.agent.name, one.agent.given)))
    yield citation_line(citation, "fr")
    for topic in found.topics:
        yield from topic.path
    yield from entry.keywords
    for line in entry.contents:
        yield line.text
