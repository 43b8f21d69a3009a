"""Lists of everything of one kind: authors, publishers, periodicals, selections; counted once for each build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.serve.pages.counted import counted
from bibliographe.serve.pages.lists import pages_of
from bibliographe.serve.pages.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from bibliographe.serve.pages.directories import Directory
    from bibliographe.serve.site import Snapshot
    from bibliographe.serve.visits import Visit

PER_PAGE = 100


def directory_page(directory: Directory) -> Callable[[Snapshot, Visit], bytes]:
    """Return what makes the page of one list."""

    def made(snapshot: Snapshot, visit: Visit) -> bytes:
        rows = snapshot.once(counted).rows[directory.path]
        query = dict(visit.query)
        letters = sorted({row.key[:1] for row in rows if row.key[:1].isalpha()})
        letter = query.get("letter", "")
        chosen = [row for row in rows if row.key.startswith(letter)] if letter in letters else rows
        if query.get("order") == "entries":
            chosen = sorted(chosen, key=lambda row: (-row.entries, row.key))
        last = pages_of(len(chosen), PER_PAGE)
        page = visit.page(last)
        return render(
            "directory.html",
            visit,
            directory=directory,
            letters=letters,
            letter=letter,
            order=query.get("order", ""),
            total=len(chosen),
            rows=chosen[(page - 1) * PER_PAGE : page * PER_PAGE],
            page=page,
            last=last,
        )

    return made
