"""What an import changed in the catalogue, said to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.cli.import_words import MOST_TOLD, more, short
from bibliographe.graph.update import Outcome
from bibliographe.i18n import Language, Text

if TYPE_CHECKING:
    from bibliographe.graph.importing import ImportReport
    from bibliographe.graph.update import Change

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


def outcomes_said(report: ImportReport, language: Language) -> str:
    """Return how many records had each outcome."""
    counts = [(outcome, len(report.update.of(outcome))) for outcome in _OUTCOMES]
    said = ", ".join(f"{count} {_OUTCOMES[outcome](language)}" for outcome, count in counts if count)
    return Text(f"enregistrements : {said}", f"records: {said}")(language)


def changes_said(report: ImportReport, base: str, language: Language) -> list[str]:
    """Return which records the catalogue has otherwise than the source, line by line."""
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


def leftovers_said(report: ImportReport, base: str, language: Language) -> list[str]:
    """Return what the source has no longer, and what nothing refers to any more, line by line."""
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
