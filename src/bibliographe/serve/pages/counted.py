"""What pages say of the whole catalogue: read past and counted once for each build, then kept beside it.

.bibliographe/builds/<digest>/counted-<layout>.json
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bibliographe.i18n import LANGUAGES, Language, Text
from bibliographe.serve.pages.counting import topics
from bibliographe.serve.pages.directories import DIRECTORIES, Row, rows_of
from bibliographe.serve.pages.freshness import freshness
from bibliographe.serve.pages.named import Named
from bibliographe.serve.pages.trees import Branch, Tree, trees_of
from bibliographe.serve.site import Snapshot
from bibliographe.store.besides import Beside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bibliographe.store.access import OpenedStore

_LAYOUT = "1"


@dataclass(frozen=True, slots=True)
class Counted:
    """All of it."""

    rows: dict[str, list[Row]]
    """The lists, by the path of their page."""
    topics: dict[str, int]
    """How many entries stand under each topic itself."""
    trees: dict[Language, list[Tree]]
    changed: str
    """When a record last changed: an `xsd:dateTime` in UTC."""
    came: list[tuple[str, str]]
    """The moments and addresses of the entries that came last, the last first."""
    newest: list[str]
    """Those of them with the latest dates."""


def has_counts(opened: OpenedStore) -> bool:
    """Tell whether a build has been counted."""
    return _place(opened).path.exists()


def ensure_counts(opened: OpenedStore) -> Path:
    """Return the file of what is counted, made first where there is none; raises `StoreError` when the disk refuses."""
    return _place(opened).made(lambda draft: draft.write_text(_written(_count(opened)), encoding="utf-8"))


def counted(snapshot: Snapshot) -> Counted:
    """Return what is counted of a build: `snapshot.once(counted)`; raises `Unready` while others count."""
    from bibliographe.serve.preparing.parts import COUNTS

    snapshot.expect(COUNTS)
    said = json.loads(ensure_counts(snapshot.opened).read_text(encoding="utf-8"))
    return Counted(
        {path: [Row(*row) for row in rows] for path, rows in said["rows"].items()},
        said["topics"],
        {language: [(Named(*scheme), _branches(below)) for scheme, below in said["trees"][language]]
         for language in LANGUAGES},
        said["changed"],
        [(moment, iri) for moment, iri in said["came"]],
        said["newest"],
    )  # fmt: skip


def _place(opened: OpenedStore) -> Beside:
    return Beside(
        opened.folder / f"counted-{_LAYOUT}.json",
        opened.folder / "counted.lock",
        "counted-*",
        Text("le décompte ne peut pas être écrit : {reason}", "the counts cannot be written: {reason}"),
    )


def _count(opened: OpenedStore) -> Counted:
    snapshot = Snapshot(opened)
    of_topics = {topic.value: number for topic, number in topics(snapshot).items()}
    fresh = freshness(snapshot)
    return Counted(
        {one.path: rows_of(snapshot, one) for one in DIRECTORIES},
        of_topics,
        {language: trees_of(snapshot, language, of_topics) for language in LANGUAGES},
        fresh.changed,
        fresh.came,
        fresh.newest,
    )


def _written(found: Counted) -> str:
    said = {
        "rows": found.rows,
        "topics": found.topics,
        "trees": {
            language: [(scheme, _lists(branches)) for scheme, branches in trees]
            for language, trees in found.trees.items()
        },
        "changed": found.changed,
        "came": found.came,
        "newest": found.newest,
    }
    return json.dumps(said, ensure_ascii=False)


def _lists(branches: Iterable[Branch]) -> list[Any]:
    return [(branch.topic, branch.entries, _lists(branch.below)) for branch in branches]


def _branches(lists: Iterable[Any]) -> list[Branch]:
    return [Branch(Named(*topic), entries, _branches(below)) for topic, entries, below in lists]
