"""bibliographe writes records of entries at hand: FORMAT ENTRIES RESULT. Prints how many it wrote in a second."""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from bibliographe.config import Catalogue
from bibliographe.export.formats import find_format
from bibliographe.export.records import Catalogued, EntryWriter, Job, Losses
from bibliographe.model.dates import DateStatement
from bibliographe.model.entry import Agent, Citation, Contribution, Entry, Issue, Pages, Periodical, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.store.access import OpenedStore

BASE = "https://example.org/catalogue/"


def articles() -> Iterator[Catalogued]:
    """Yield articles without end, no two alike."""
    number = 0
    while True:
        number += 1
        date = DateStatement(f"{1990 + number % 30}-05", f"{1990 + number % 30}-05")
        author = Agent(f"Anne Dumas {number}", "person", "Anne", f"Dumas {number}")
        issue = Issue(str(number % 200), str(number % 40), date)
        pages = Pages("18-19", "18", "19")
        citation = Citation(
            periodical=Periodical("Cahiers du canton", issn="1234-5679"), issue=issue, issued=date, pages=pages
        )
        entry = Entry(
            f"L'été du canton : chronique n° {number}", "article", number, Span(1, 1), "",
            contributions=(Contribution(author),), citation=citation, keywords=("canton", "été"),
        )  # fmt: skip
        moment = "2025-03-20T09:00:00Z"
        yield Catalogued(f"{BASE}id/entry/l-ete-du-canton-{number:08x}", entry, created=moment, modified=moment)


def main(name: str, entries: str, result: str) -> None:
    """Write, and say how fast."""
    writer = find_format(name).load()
    if not isinstance(writer, EntryWriter):
        sys.exit(f"{name} is no format of records")
    catalogue = Catalogue(Path(), BASE, {"fr": "Catalogue"})
    job = Job(cast("OpenedStore", SimpleNamespace(catalogue=catalogue)), Losses())
    start = time.perf_counter()
    with Path(result).open("wb") as stream:
        writer.write(islice(articles(), int(entries)), stream, job)
    print(f"{int(entries) / (time.perf_counter() - start):.0f} entries/s")


if __name__ == "__main__":
    main(*sys.argv[1:])
