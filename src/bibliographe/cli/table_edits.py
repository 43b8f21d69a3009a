"""Tables that `bibliographe export csv` wrote, corrected by a person and imported again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.cli.table_additions import add, completed, under_topics
from bibliographe.cli.table_opening import COLUMN
from bibliographe.export.records.edited import changed_cells, not_understood, with_changes
from bibliographe.export.records.reading import EntryReader
from bibliographe.export.records.table import COLUMNS, headings
from bibliographe.graph.edits import Edit, EditReport, apply_edits
from bibliographe.i18n import Language, Text
from bibliographe.model.entry import Entry, Reject
from bibliographe.store.access import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.cli.table_opening import ExportedTable
    from bibliographe.config import Catalogue
    from bibliographe.ingest.records.table import TableRow

_UNKNOWN = Text(
    "cette adresse n'est pas celle d'une notice du catalogue", "this address is of no entry of the catalogue"
)
_UNKNOWN_REMEDY = Text("exportez de nouveau le tableau", "export the table again")

_MEND = Text(
    "rien de cette ligne n'a été changé ; corrigez la case, ou videz-la pour retirer la valeur",
    "nothing of this row was changed; mend the cell, or empty it to take the value out",
)


@dataclass(slots=True)
class Corrected:
    """What became of a table: read = changed + unchanged + added + refused."""

    file_name: str
    rows: int = 0
    report: EditReport = field(default_factory=EditReport)
    added: list[NamedNode] = field(default_factory=list)
    """The addresses of the entries of new rows."""
    rejects: list[Reject] = field(default_factory=list)
    doubled: int = 0
    """Corrections of rows that are counted already: new rows whose topic there is not."""

    @property
    def refused(self) -> int:
        """Return how many rows were refused."""
        return len(self.rejects) + len(self.report.refused) - self.doubled

    @property
    def unchanged(self) -> int:
        """Return how many rows say what the catalogue says."""
        changed = [thing for thing in self.report.changed if thing not in self.added]
        return self.rows - len(changed) - len(self.added) - self.refused


def correct(catalogue: Catalogue, table: ExportedTable, source_id: str | None, *, dry_run: bool) -> Corrected:
    """Bring the corrections of a table into the catalogue, and the entries of rows without an address.

    `source_id` names the source of the latter. Raises `GraphError` and `StoreError` when the catalogue cannot be read
    or written, and `SourceError` when another source has that name.
    """
    done = Corrected(table.source.file_name, len(table.rows))
    name = source_id or table.source.source_id
    edits: list[Edit] = []
    new: list[Entry] = []
    with open_store(catalogue) as opened:
        reader = EntryReader(opened)
        for row in table.rows:
            found = _edit(catalogue, reader, row)
            if isinstance(found, Reject):
                done.rejects.append(found)
            elif isinstance(found, Entry):
                new.append(found)
            elif found:
                edits.append(found)
        additions = completed(new, opened, name) if new else None
    added = add(catalogue, table.source, name, additions, dry_run=dry_run) if additions else []
    done.added = [one.thing for one in added if one.is_new]
    placed = [] if dry_run else under_topics(added)
    done.report = apply_edits(catalogue, [*edits, *placed], dry_run=dry_run)
    done.doubled = sum(edit in placed for edit, _reason in done.report.refused)
    return done


def _edit(catalogue: Catalogue, reader: EntryReader, row: TableRow) -> Edit | Entry | Reject | None:
    """Return what a row corrects, None where it corrects nothing, its entry where it is a new one."""
    item, address = row.item, row.cells.get(COLUMN, "")
    if isinstance(item, Reject):
        return item
    if not isinstance(item, Entry):
        return None
    if not address:
        return item
    if not address.startswith(f"{catalogue.base}id/") or " " in address:
        return Reject(item.span, item.text, _UNKNOWN, _UNKNOWN_REMEDY)
    catalogued = reader.read(NamedNode(address))
    if not catalogued.listings:
        return Reject(item.span, item.text, _UNKNOWN, _UNKNOWN_REMEDY)
    changed = changed_cells(catalogued, row.cells)
    if not changed:
        return None
    field = not_understood(item, changed)
    if field:
        return Reject(item.span, item.text, _not_understood(field, changed[field]), _MEND)
    before = replace(catalogued.entry, topic=catalogued.topics[0].path if catalogued.topics else None)
    return Edit(NamedNode(address), before, with_changes(before, item, set(changed)))


def _not_understood(field: str, cell: str) -> Text:
    french, english = (headings(language)[COLUMNS.index(field)] for language in ("fr", "en"))
    return Text(
        f"colonne « {french} » : « {cell} » n'est pas compris, ou n'a pas de place dans cette notice",
        f"column '{english}': '{cell}' is not understood, or has no place in this entry",
    )


def describe(done: Corrected, base: str, language: Language) -> str:
    """Return what became of a table, for a person."""
    changed = [thing for thing in done.report.changed if thing not in done.added]
    name, added = done.file_name, len(done.added)
    lines = [
        Text(f"{name} : corrections d'un tableau exporté", f"{name}: corrections of an exported table")(language),
        Text(
            f"  {done.rows} lignes lues = {len(changed)} corrigées + {done.unchanged} inchangées "
            f"{f'+ {added} nouvelles ' if added else ''}+ {done.refused} refusées",
            f"  {done.rows} rows read = {len(changed)} corrected + {done.unchanged} unchanged "
            f"{f'+ {added} new ' if added else ''}+ {done.refused} rejected",
        )(language),
    ]
    lines += [f"  {thing.value.removeprefix(base)}" for thing in changed]
    lines += [
        Text(f"  nouvelle : {thing.value.removeprefix(base)}", f"  new: {thing.value.removeprefix(base)}")(language)
        for thing in done.added
    ]
    lines += list(_refused(done.report, done.rejects, language))
    if done.report.abandoned:
        count = len(done.report.abandoned)
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


def as_json(done: Corrected) -> dict[str, object]:
    """Return the same for a machine; `read` is always `changed` + `unchanged` + `added` + `rejected`."""
    changed = [thing.value for thing in done.report.changed if thing not in done.added]
    return {
        "file": done.file_name,
        "rows": {
            "read": done.rows,
            "changed": len(changed),
            "unchanged": done.unchanged,
            "added": len(done.added),
            "rejected": done.refused,
        },
        "changed": changed,
        "added": [thing.value for thing in done.added],
        "refused": [{"entry": edit.thing.value, "reason": reason._asdict()} for edit, reason in done.report.refused],
        "abandoned": [thing.value for thing in done.report.abandoned],
        "written": [path.name for path in done.report.written],
    }
