"""Tables of records: which columns there are, a row after the other, and the topics that they name."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.i18n import Text
from bibliographe.ingest.records.columns import fields_of
from bibliographe.ingest.records.table_people import has_family_first
from bibliographe.ingest.records.table_row import RowReader
from bibliographe.model.entry import Entry, Furniture, Item, Reading, Reject, Span, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_NO_TITLE = (
    Text("aucune colonne ne dit le titre", "no column holds the title"),
    Text(
        "nommez-la « Titre » dans la première ligne, ou donnez un fichier de correspondance avec --mapping",
        "call it 'Title' in the first line, or give a mapping file with --mapping",
    ),
)


_LOOKED_AT = 200
"""Rows that tell in what order names are."""


def _cells_of(field: str, known: Sequence[str | None], rows: Iterable[tuple[list[str], Span]]) -> Iterator[str]:
    columns = [at for at, one in enumerate(known) if one == field]
    return (row[at] for row, _ in rows for at in columns if at < len(row))


class TableRow(NamedTuple):
    """What a row is read as, and its cells by the fields that they hold."""

    item: Item
    cells: dict[str, str]


class Table:
    """Reads tables of one source: entries are numbered, and topics are told once, over all of them."""

    def __init__(self, mapping: Mapping[str, str] | None = None) -> None:
        """Read none yet; `mapping` says what columns hold, by their headings."""
        self._mapping = mapping
        self._topics: dict[tuple[str, ...], Topic] = {}
        self._entries = 0

    def rows(self, headings: list[str], span: Span, rows: Iterable[tuple[list[str], Span]]) -> Iterator[TableRow]:
        """Yield the topics that a table names, and an entry for each row; one without a title is a reject.

        `headings` are those of its columns, on the lines `span`; `rows` come with their lines.
        """
        known = fields_of(headings, self._mapping)
        if "title" not in known:
            yield TableRow(Reject(span, ", ".join(headings), *_NO_TITLE), {})
            return
        yield TableRow(Furniture(Reading("head", span, ", ".join(headings))), {})
        rows = iter(rows)
        first = list(islice(rows, _LOOKED_AT))
        turned = "entry" not in known and has_family_first(_cells_of("author", known, first))
        for row, place in chain(first, rows):
            reader = RowReader(headings, known, row, place, self._entries + 1, family_first=turned)
            found = reader.item()
            if isinstance(found, Entry):
                self._entries = found.position
                yield from (TableRow(topic, {}) for topic in self._named_by(found))
            yield TableRow(found, reader.cells)

    def _named_by(self, entry: Entry) -> Iterator[Topic]:
        """Yield the topics that an entry is the first to name."""
        for depth in range(1, len(entry.topic or ()) + 1):
            path = (entry.topic or ())[:depth]
            if path not in self._topics:
                self._topics[path] = Topic(path, position=len(self._topics) + 1, span=entry.span)
                yield self._topics[path]
