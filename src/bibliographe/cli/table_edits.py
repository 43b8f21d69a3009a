"""Tables that `bibliographe export csv` wrote, corrected by a person and imported again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from pyoxigraph import NamedNode

from bibliographe.errors import BibliographeError
from bibliographe.export.records.edited import changed_cells, with_changes
from bibliographe.export.records.reading import EntryReader
from bibliographe.graph.edits import Edit, EditReport, apply_edits
from bibliographe.i18n import Language, Text
from bibliographe.ingest.reader import Converter
from bibliographe.ingest.records.columns import fields_of
from bibliographe.ingest.registry import load_reader, recognise
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Reject
from bibliographe.store.access import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.ingest.records.table import TableRow

_COLUMN = "entry"
_NEW = Text("une ligne sans adresse de notice", "a row without an entry's address")
_NEW_REMEDY = Text(
    "pour une notice nouvelle, importez un tableau sans la colonne des adresses",
    "for a new entry, import a table without the column of addresses",
)
_UNKNOWN = Text(
    "cette adresse n'est pas celle d'une notice du catalogue", "this address is of no entry of the catalogue"
)
_UNKNOWN_REMEDY = Text("exportez de nouveau le tableau", "export the table again")


@runtime_checkable
class TableReader(Protocol):
    """A reader of tables that gives the cells of each row."""

    def heads(self, source: Source) -> Iterator[list[str]]:
        """Yield the rows among which the headings are, of a source that was not converted."""
        ...

    def rows(self, source: Source) -> Iterator[TableRow]:
        """Yield what the rows are read as, and their cells."""
        ...


class ExportedTable(NamedTuple):
    """A table with addresses of entries."""

    source: Source
    rows: list[TableRow]


def opened_table(path: Path, reader: str | None) -> ExportedTable | None:
    """Return a table with addresses of entries in a column for them; None for any other file.

    Only the headings are looked at where there is no such column. A file that cannot be read is none: whoever reads it
    next says why.
    """
    try:
        source = Source.from_path(path)
        found = load_reader(reader) if reader else recognise(source)
        if not isinstance(found, TableReader) or not any(_COLUMN in fields_of(row) for row in found.heads(source)):
            return None
        source = found.convert(source) if isinstance(found, Converter) else source
        rows = [row for row in found.rows(source) if isinstance(row.item, Entry | Reject)]
    except BibliographeError:
        return None
    return ExportedTable(source, rows) if any(row.cells.get(_COLUMN) for row in rows) else None


def correct(catalogue: Catalogue, table: ExportedTable, *, dry_run: bool) -> tuple[EditReport, list[Reject], int]:
    """Bring the corrections of a table into the catalogue; return what they did, the rows refused, and all rows.

    Raises `GraphError` and `StoreError` when the catalogue cannot be read or written.
    """
    rejects: list[Reject] = []
    edits: list[Edit] = []
    rows = table.rows
    with open_store(catalogue) as opened:
        reader = EntryReader(opened)
        for row in rows:
            found = _edit(catalogue, reader, row)
            if isinstance(found, Reject):
                rejects.append(found)
            elif found:
                edits.append(found)
    report = apply_edits(catalogue, edits, dry_run=dry_run)
    return report, rejects, len(rows)


def _edit(catalogue: Catalogue, reader: EntryReader, row: TableRow) -> Edit | Reject | None:
    """Return what a row corrects, None where it corrects nothing."""
    item, address = row.item, row.cells.get(_COLUMN, "")
    if isinstance(item, Reject):
        return item
    if not isinstance(item, Entry):
        return None
    if not address:
        return Reject(item.span, item.text, _NEW, _NEW_REMEDY)
    if not address.startswith(f"{catalogue.base}id/") or " " in address:
        return Reject(item.span, item.text, _UNKNOWN, _UNKNOWN_REMEDY)
    catalogued = reader.read(NamedNode(address))
    if not catalogued.listings:
        return Reject(item.span, item.text, _UNKNOWN, _UNKNOWN_REMEDY)
    changed = changed_cells(catalogued, row.cells)
    if not changed:
        return None
    before = replace(catalogued.entry, topic=catalogued.topics[0].path if catalogued.topics else None)
    return Edit(NamedNode(address), before, with_changes(before, item, set(changed)))


def describe(
    file_name: str, report: EditReport, rejects: list[Reject], rows: int, base: str, language: Language
) -> str:
    """Return what became of a table, for a person."""
    unchanged = rows - len(report.changed) - len(report.refused) - len(rejects)
    lines = [
        Text(f"{file_name} : corrections d'un tableau exporté", f"{file_name}: corrections of an exported table")(
            language
        ),
        Text(
            f"  {rows} lignes lues = {len(report.changed)} corrigées + {unchanged} inchangées "
            f"+ {len(report.refused) + len(rejects)} refusées",
            f"  {rows} rows read = {len(report.changed)} corrected + {unchanged} unchanged "
            f"+ {len(report.refused) + len(rejects)} rejected",
        )(language),
    ]
    lines += [f"  {thing.value.removeprefix(base)}" for thing in report.changed]
    lines += list(_refused(report, rejects, language))
    if report.abandoned:
        count = len(report.abandoned)
        lines.append(
            Text(
                f"  {count} fiche(s) devenue(s) inutile(s), retirée(s)", f"  {count} records of no more use, withdrawn"
            )(language)
        )
    return "\n".join(lines)


def _refused(report: EditReport, rejects: list[Reject], language: Language) -> Iterator[str]:
    for reject in rejects:
        yield Text(
            f"  ligne {reject.span.first} : {reject.reason.fr}", f"  line {reject.span.first}: {reject.reason.en}"
        )(language)
        yield f"    → {reject.remedy(language)}"
    for edit, reason in report.refused:
        yield f"  {edit.before.title} : {reason(language)}"


def as_json(file_name: str, report: EditReport, rejects: list[Reject], rows: int) -> dict[str, object]:
    """Return the same for a machine; `read` is always `changed` + `unchanged` + `rejected`."""
    rejected = len(rejects) + len(report.refused)
    return {
        "file": file_name,
        "rows": {
            "read": rows,
            "changed": len(report.changed),
            "unchanged": rows - len(report.changed) - rejected,
            "rejected": rejected,
        },
        "changed": [thing.value for thing in report.changed],
        "refused": [{"entry": edit.thing.value, "reason": reason._asdict()} for edit, reason in report.refused],
        "abandoned": [thing.value for thing in report.abandoned],
        "written": [path.name for path in report.written],
    }
