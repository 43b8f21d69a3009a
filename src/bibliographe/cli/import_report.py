"""What an import did, said to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.cli.import_changes import changes_said, leftovers_said, outcomes_said
from bibliographe.cli.import_counts import dropped_properties, line_counts, unread_fields
from bibliographe.cli.import_words import MOST_TOLD, called, more, short
from bibliographe.i18n import Language, Text

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from bibliographe.graph.importing import ImportReport
    from bibliographe.ingest.source import Source
    from bibliographe.model.entry import Item


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
    lines = _doubts(report, language) + changes_said(report, base, language) + leftovers_said(report, base, language)
    if report.candidates:
        lines.append(
            Text(
                f"  {len(report.candidates)} rapprochement(s) à décider : bibliographe candidates",
                f"  {len(report.candidates)} likeness(es) to decide on: bibliographe candidates",
            )(language)
        )
    return lines


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
        lines.append(f"    {entry.position}. {short(called(entry))} — {reasons}")
    return lines + more(
        len(report.doubtful),
        Text("--review FICHIER.html les montre tous", "--review FILE.html shows them all"),
        language,
    )
