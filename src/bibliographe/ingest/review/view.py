"""What the review page shows, ready to be laid out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.ingest.document.coverage import spans
from bibliographe.ingest.review.fields import Field, fields_of
from bibliographe.ingest.review.labels import FIELDS, named
from bibliographe.model.entry import Entry, Furniture, Note, Reject, Scheme, Selection, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bibliographe.i18n import Language
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source: `roles` are keys of `LINE_ROLES`, the first of which colours it."""

    number: int
    text: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at: what it is about, why, and what to do where that is known."""

    field: str
    message: str
    remedy: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One item with its lines: `kind` is `entry`, `topic_item`, `note`, `selection`, `reject` or `furniture`."""

    anchor: str
    kind: str
    heading: str
    lines: tuple[Line, ...]
    fields: tuple[Field, ...] = ()
    remarks: tuple[Remark, ...] = ()
    position: int | None = None


@dataclass(slots=True)
class View:
    """The whole page; `lines` = `recognised` + `rejected`, blank lines apart."""

    file_name: str
    encoding: str
    title: str
    lines: int = 0
    rejected: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    per_topic: list[tuple[str, int]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def recognised(self) -> int:
        """Return how many lines were understood."""
        return self.lines - self.rejected

    @property
    def doubtful(self) -> list[Row]:
        """Return the rows to look at: what was not understood, then entries by how much there is to say of them."""
        rows = [row for row in self.rows if row.remarks]
        return sorted(rows, key=lambda row: (row.kind != "reject", -len(row.remarks)))


def view_of(items: Sequence[Item], source: Source, language: Language) -> View:
    """Return the view of what was read from `source`."""
    selection = next((item for item in items if isinstance(item, Selection)), None)
    view = View(source.file_name, source.encoding, selection.title if selection else source.file_name)
    roles = _roles_by_line(items, len(source.lines))
    said = {number for number, line in enumerate(source.lines, start=1) if line.strip()}
    rejected = {
        number for item in items if isinstance(item, Reject) for number in range(item.span.first, item.span.last + 1)
    }
    view.lines, view.rejected = len(said), len(said & rejected)
    view.roles = sorted({role for line in roles.values() for role in line})
    view.rows = list(_rows(items, source, roles, language))
    view.counts = Counter(row.kind for row in view.rows)
    view.per_topic = _entries_per_topic(items)
    return view


def _roles_by_line(items: Iterable[Item], last: int) -> dict[int, list[str]]:
    roles: dict[int, list[str]] = {}
    for item in items:
        for role, first, end in _stretches(item):
            for number in range(first, min(end, last) + 1):
                held = roles.setdefault(number, [])
                if role not in held:
                    held.append(role)
    return roles


def _stretches(item: Item) -> list[tuple[str, int, int]]:
    if isinstance(item, Furniture):
        readings = [item.reading]
    elif isinstance(item, Entry | Note | Selection):
        readings = list(item.readings)
    else:
        role = "topic" if isinstance(item, Topic) else "rejected"
        return [(role, item.span.first, item.span.last)] if item.span else []
    return [(reading.role, reading.span.first, reading.span.last) for reading in readings]


def _rows(items: Sequence[Item], source: Source, roles: dict[int, list[str]], language: Language) -> Iterable[Row]:
    """Return one row for each item, the furniture inside an entry with the entry's lines."""
    places = [(min(span.first for span in found), max(span.last for span in found), item)
              for item in items if (found := list(spans(item)))]  # fmt: skip
    shown = 0
    begun: Counter[int] = Counter()
    for first, last, item in sorted(places, key=lambda place: place[0]):
        if isinstance(item, Furniture) and last <= shown:
            continue
        lines = tuple(
            Line(number, source.lines[number - 1], tuple(roles.get(number, ())))
            for number in range(max(first, shown + 1), last + 1)
            if source.lines[number - 1].strip()
        )
        shown = max(shown, last)
        begun[first] += 1
        yield Row(
            anchor=f"l{first}" if begun[first] == 1 else f"l{first}-{begun[first]}",
            kind=_kind(item),
            heading=_heading(item),
            lines=lines,
            fields=tuple(fields_of(item, language)),
            remarks=_remarks(item, language),
            position=item.position if isinstance(item, Entry) else None,
        )


def _kind(item: Item) -> str:
    names = {Entry: "entry", Topic: "topic_item", Note: "note", Selection: "selection", Reject: "reject"}
    return names.get(type(item), "furniture")


def _heading(item: Item) -> str:
    if isinstance(item, Entry | Note | Selection | Scheme):
        return item.title
    if isinstance(item, Topic):
        return " ".join(filter(None, (item.notation, item.label)))
    return item.text.split("\n")[0] if isinstance(item, Reject) else item.reading.text


def _remarks(item: Item, language: Language) -> tuple[Remark, ...]:
    if isinstance(item, Reject):
        return (Remark("", item.reason(language), item.remedy(language), item.span.first),)
    if isinstance(item, Entry | Selection):
        return tuple(
            Remark(
                named(FIELDS, doubt.field)(language),
                doubt.message(language),
                line=doubt.span.first if doubt.span else None,
            )
            for doubt in item.doubts
        )
    return ()


def _entries_per_topic(items: Iterable[Item]) -> list[tuple[str, int]]:
    """Return how many entries stand directly under each theme, in the order of the source."""
    paths = [item.path for item in items if isinstance(item, Topic)]
    held = Counter(item.topic for item in items if isinstance(item, Entry))
    counts = [("\u2003" * (len(path) - 1) + path[-1], held[path]) for path in dict.fromkeys(paths)]
    return [*counts, *([("", held[None])] if held[None] else [])]
