"""What an import did, said to a machine."""

from __future__ import annotations

import json
from contextlib import ExitStack
from textwrap import indent
from typing import TYPE_CHECKING, Self

from bibliographe.cli.import_counts import dropped_properties, line_counts, unread_fields
from bibliographe.cli.import_words import called
from bibliographe.files import written_whole
from bibliographe.graph.update import Outcome
from bibliographe.model.entry import Item, Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from bibliographe.graph.importing import ImportReport
    from bibliographe.ingest.source import Source


def as_json(report: ImportReport, source: Source, items: Sequence[Item]) -> dict[str, object]:
    """Return the report for a machine; `read` is always `kept` + `rejected`."""
    recognised, rejected = line_counts(source, items)
    return {
        "source": report.source_id,
        "file": source.file_name,
        "encoding": source.encoding,
        "damaged_lines": list(source.damaged_lines),
        "lines": {"read": recognised + rejected, "kept": recognised, "rejected": rejected},
        "entries": report.entries,
        "topics": report.topics,
        "notes": report.notes,
        "unread": dict(sorted(unread_fields(items).items())),
        "dropped": dict(sorted(dropped_properties(items).items())),
        "rejects": rejects_as_json(source, items),
        **records_as_json(report),
    }


def records_as_json(report: ImportReport) -> dict[str, object]:
    """Return what became of each record."""
    return {
        "doubtful": [
            {
                "position": entry.position,
                "title": called(entry),
                "doubts": [{"field": doubt.field, "message": doubt.message._asdict()} for doubt in entry.doubts],
            }
            for entry in report.doubtful
        ],
        "records": {outcome.value: len(report.update.of(outcome)) for outcome in Outcome},
        "changes": [
            {
                "outcome": change.outcome.value,
                "iri": change.thing.value,
                "source_says": sorted(map(_ntriple, change.missing)),
                "catalogue_says": sorted(map(_ntriple, change.extra)),
                "more_precise": sorted(map(_ntriple, change.finer)),
            }
            for change in report.update.changes
            if change.outcome not in (Outcome.ADDED, Outcome.UNCHANGED)
        ],
        "vanished": [thing.value for thing in report.update.vanished],
        "replaced": [{"book": book.value, "entry": entry.value} for book, entry in report.update.replaced],
        "withdrawn": [thing.value for thing in report.update.abandoned],
        "candidates": [
            {"kind": one.kind, "first": one.first.value, "second": one.second.value, "names": one.names}
            for one in report.candidates
        ],
        "written": [path.name for path in report.written],
    }


def _ntriple(statement: tuple[object, object, object]) -> str:
    return "{} {} {} .".format(*statement)


def rejects_as_json(source: Source, items: Iterable[Item]) -> list[dict[str, object]]:
    """Return what was not understood: its place, its text, why, and what to do."""
    return [reject_as_json(source.file_name, item) for item in items if isinstance(item, Reject)]


def reject_as_json(file_name: str, reject: Reject) -> dict[str, object]:
    """Return one of them."""
    return {
        "file": file_name,
        "first_line": reject.span.first,
        "last_line": reject.span.last,
        "text": reject.text,
        "reason": reject.reason._asdict(),
        "remedy": reject.remedy._asdict(),
    }


class RejectsFile:
    """A JSON list written as it grows, since there may be more rejects than memory holds; a context."""

    def __init__(self, path: Path) -> None:
        self._path, self._stack, self._any = path, ExitStack(), False

    def __enter__(self) -> Self:
        """Begin the list; raises `ExportError` when the file cannot be written."""
        self._stream = self._stack.enter_context(written_whole(self._path))
        self._stream.write("[")
        return self

    def write(self, rejects: Iterable[dict[str, object]]) -> None:
        """Add rejects to the list."""
        for reject in rejects:
            text = json.dumps(reject, ensure_ascii=False, indent=2)
            self._stream.write((",\n" if self._any else "\n") + indent(text, "  "))
            self._any = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the list; the file takes its place when nothing went wrong."""
        if error is None:
            self._stream.write("\n]\n" if self._any else "]\n")
        self._stack.__exit__(kind, error, trace)
