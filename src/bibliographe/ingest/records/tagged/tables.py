"""Tagged records as a table: the Web of Science's tab-delimited files, whose headings are its tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibliographe.ingest.records.fields import Field, parted
from bibliographe.ingest.records.plain_text import unescaped, unmarked
from bibliographe.ingest.records.ris_lines import RisRecord
from bibliographe.model.entry import Furniture, Reading, Span
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_HEADINGS = re.compile(r"PT\t(?:[A-Z][A-Z0-9](?:\t|\s*$)){3,}")


def is_table(lines: Sequence[str]) -> bool:
    """Tell whether the first line of a text are such headings."""
    return bool(lines) and _HEADINGS.match(lines[0]) is not None


def table_records(lines: Sequence[str], listed: Container[str]) -> Iterator[RisRecord | Furniture]:
    """Yield a record for each row; cells of the tags in `listed` hold several values, parted by semicolons."""
    yield Furniture(Reading("comment", Span(1, 1), lines[0]))
    tags = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        cells = [
            (tag.strip(), value) for tag, cell in zip(tags, line.split("\t"), strict=False) if (value := clean(cell))
        ]
        if not cells:
            continue
        span = Span(number, number)
        said = [(tag, one) for tag, value in cells for one in (parted(value) if tag in listed else (value,))]
        fields = [Field(tag, unescaped(unmarked(value)), span) for tag, value in said]
        printed, named = [f"{tag} {value}" for tag, value in cells], [tag for tag, _ in cells]
        yield RisRecord(fields, printed, named, span, has_end=True)
