"""What an import did, said to a person and to a machine."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import ExitStack
from textwrap import indent
from typing import TYPE_CHECKING, Self

from bibliographe.files import written_whole
from bibliographe.graph.terms import DCTERMS, FOAF, SKOS
from bibliographe.graph.update import Outcome
from bibliographe.i18n import Language, Text
from bibliographe.model.entry import Entry, Item, Reject, Scheme, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from bibliographe.graph.importing import ImportReport
    from bibliographe.graph.update import Change
    from bibliographe.ingest.source import Source

_OUTCOMES = {
    Outcome.ADDED: Text("ajoutés", "added"),
    Outcome.UPDATED: Text("mis à jour", "updated"),
    Outcome.UNCHANGED: Text("inchangés", "unchanged"),
    Outcome.KEPT: Text("gardés tels que corrigés à la main", "kept as corrected by hand"),
    Outcome.CONTRADICTED: Text("contredits par une autre source", "contradicted by another source"),
    Outcome.MENDED: Text("rétablis (ils manquaient)", "restored (they were missing)"),
    Outcome.LEFT_OUT: Text("laissés de côté (retirés par vous)", "left out (removed by you)"),
}
_TOLD = (Outcome.KEPT, Outcome.CONTRADICTED, Outcome.MENDED, Outcome.LEFT_OUT)
MOST_TOLD = 12
_NAMES = (DCTERMS.title, FOAF.name, SKOS.prefLabel)


def line_counts(source: Source, items: Iterable[Item]) -> tuple[int, int]:
    """Return how many lines that are not blank were recognised, and how many were not."""
    rejected = {
        number for item in items if isinstance(item, Reject) for number in range(item.span.first, item.span.last + 1)
    }
    written = {number for number, line in enumerate(source.lines, start=1) if line.strip()}
    return len(written - rejected), len(written & rejected)


def describe(report: ImportReport, source: Source, items: Sequence[Item], base: str, language: Language) -> str:
    """Return the report as text for a person."""
    recognised, rejected = line_counts(source, items)
    lines = [
        f"{source.file_name} ({source.encoding}) → {report.source_id}",
        Text(
            "  {entries} notices, {topics} thèmes, {notes} encadré(s)",
            "  {entries} entries, {topics} topics, {notes} note(s)",
        )(language).format(entries=report.entries, topics=report.topics, notes=report.notes),
        Text(
            "  {all} lignes lues = {kept} reconnues + {rejected} non comprises",
            "  {all} lines read = {kept} recognised + {rejected} not understood",
        )(language).format(all=recognised + rejected, kept=recognised, rejected=rejected),
        "  " + outcomes_said(report, language),
    ]
    lines += _damage(source, language)
    lines += _rejects(report, language)
    lines += unread_said(unread_fields(items), language)
    lines += _dropped(dropped_properties(items), language)
    lines += to_look_at(report, base, language)
    return "\n".join(lines)


def to_look_at(report: ImportReport, base: str, language: Language) -> list[str]:
    """Return, line by line, what a person should look at: doubts, differences, what is gone, likenesses."""
    lines = _doubts(report, language) + _changes(report, base, language) + _leftovers(report, base, language)
    if report.candidates:
        lines.append(
            Text(
                f"  {len(report.candidates)} rapprochement(s) à décider : bibliographe candidates",
                f"  {len(report.candidates)} likeness(es) to decide on: bibliographe candidates",
            )(language)
        )
    return lines


def outcomes_said(report: ImportReport, language: Language) -> str:
    """Return how many records had each outcome."""
    counts = [(outcome, len(report.update.of(outcome))) for outcome in _OUTCOMES]
    said = ", ".join(f"{count} {_OUTCOMES[outcome](language)}" for outcome, count in counts if count)
    return Text(f"enregistrements : {said}", f"records: {said}")(language)


def _damage(source: Source, language: Language) -> list[str]:
    if not source.damaged_lines:
        return []
    return [
        Text(
            "  ligne(s) {lines} : des octets ne sont pas des caractères ({encoding}) ; le fichier semble coupé\n"
            "    → reprenez-le entier, ou enregistrez-le à nouveau en UTF-8, puis importez-le encore",
            "  line(s) {lines}: bytes that are no characters ({encoding}); the file was probably cut\n"
            "    → take the whole of it, or save it again as UTF-8, then import it again",
        )(language).format(lines=", ".join(map(str, source.damaged_lines[:MOST_TOLD])), encoding=source.encoding)
    ]


def _rejects(report: ImportReport, language: Language) -> list[str]:
    return [
        Text(
            "  ligne {line} : {reason}\n    « {text} »\n    → {remedy}",
            "  line {line}: {reason}\n    '{text}'\n    → {remedy}",
        )(language).format(
            line=reject.span.first,
            reason=reject.reason(language),
            text=short(reject.text),
            remedy=reject.remedy(language),
        )
        for reject in report.rejects[:MOST_TOLD]
    ] + more(len(report.rejects), Text("--rejects FICHIER les donne tous", "--rejects FILE gives them all"), language)


def unread_fields(items: Iterable[Item]) -> Counter[str]:
    """Return how often each field was met that the profile has no place for; the record's text keeps them."""
    return Counter(unread.field for item in items if isinstance(item, Entry) for unread in item.unread)


def dropped_properties(items: Iterable[Item]) -> Counter[str]:
    """Return how often each property of a vocabulary was met that the profile has no place for: it is not kept."""
    return Counter(one.field for item in items if isinstance(item, Scheme | Topic) for one in item.unread)


def unread_said(counts: Counter[str], language: Language) -> list[str]:
    """Return which fields have no place, in a line or none."""
    if not counts:
        return []
    named = _counted(counts)
    return [
        Text(
            f"  champs sans place dans le profil, gardés dans le texte de la notice seulement : {named}",
            f"  fields that the profile has no place for, kept in the text of the record alone: {named}",
        )(language)
    ]


def _dropped(counts: Counter[str], language: Language) -> list[str]:
    if not counts:
        return []
    named = _counted(counts)
    return [
        Text(
            f"  propriétés du vocabulaire qui ne sont pas gardées : {named}",
            f"  properties of the vocabulary that are not kept: {named}",
        )(language)
    ]


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{field} × {count}" for field, count in sorted(counts.items()))


def _doubts(report: ImportReport, language: Language) -> list[str]:
    if not report.doubtful:
        return []
    lines = [Text("  à relire :", "  to look at again:")(language)]
    for entry in report.doubtful[:MOST_TOLD]:
        reasons = " ; ".join(dict.fromkeys(doubt.message(language) for doubt in entry.doubts))
        lines.append(f"    {entry.position}. {short(_called(entry))} — {reasons}")
    return lines + more(
        len(report.doubtful),
        Text("--review FICHIER.html les montre tous", "--review FILE.html shows them all"),
        language,
    )


def _called(item: Entry | Topic) -> str:
    return item.title if isinstance(item, Entry) else " > ".join(item.path)


def _changes(report: ImportReport, base: str, language: Language) -> list[str]:
    told = [change for outcome in _TOLD for change in report.update.of(outcome)]
    lines = []
    for change in told[:MOST_TOLD]:
        lines.append(f"  {change.thing.value.removeprefix(base)} : {_OUTCOMES[change.outcome](language)}")
        lines += _difference(change, base, language)
    return lines + more(len(told), Text("--json les donne tous", "--json gives them all"), language)


def _difference(change: Change, base: str, language: Language) -> list[str]:
    if change.outcome in (Outcome.MENDED, Outcome.LEFT_OUT):
        return []
    source_says = Text("la source dit", "the source says")(language)
    yours = Text("le catalogue dit", "the catalogue says")(language)
    finer = Text("la source dit plus précisément", "the source says more precisely")(language)
    return [
        f"      {label} : {statement.predicate.value.rpartition('/')[2].rpartition('#')[2]} "
        f"{short(statement.object.value.removeprefix(base))}"
        for label, statements in (
            (source_says, change.missing - change.finer),
            (finer, change.finer),
            (yours, change.extra),
        )
        for statement in sorted(statements, key=str)
    ]


def _leftovers(report: ImportReport, base: str, language: Language) -> list[str]:
    return (
        [
            Text(
                "  {thing} : n'est plus dans la source ; pour la retirer : bibliographe withdraw {local}",
                "  {thing}: no longer in the source; to take it out: bibliographe withdraw {local}",
            )(language).format(thing=thing.value.removeprefix(base), local=thing.value.removeprefix(f"{base}id/"))
            for thing in report.update.vanished
        ]
        + [
            Text(
                "  {thing} : ce livre a maintenant sa notice, {entry} ; ses chapitres en font partie",
                "  {thing}: this book has an entry now, {entry}; its chapters are part of that",
            )(language).format(thing=thing.value.removeprefix(base), entry=entry.value.removeprefix(base))
            for thing, entry in report.update.replaced
        ]
        + [
            Text("  {thing} : plus rien n'y renvoie, retiré", "  {thing}: nothing refers to it any more, withdrawn")(
                language
            ).format(thing=thing.value.removeprefix(base))
            for thing in report.update.abandoned
        ]
    )


def more(count: int, how: Text, language: Language) -> list[str]:
    """Return how many were not told, and how to have them told, in a line or none."""
    if count <= MOST_TOLD:
        return []
    others = count - MOST_TOLD
    return [Text(f"    … et {others} autre(s) : {how.fr}", f"    … and {others} more: {how.en}")(language)]


def short(text: str, length: int = 100) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


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
                "title": _called(entry),
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
