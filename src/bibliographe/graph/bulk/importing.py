"""The merge of what an RDF file brings with what the catalogue has: five sorted readings side by side.

The same rules as for written sources (`bibliographe.graph.update`): a record that a person corrected stays as it is,
one that was taken out stays out, and what other files say of a thing is added to, never contradicted.
"""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.errors import SourceError
from bibliographe.graph.bulk.incoming import RdfSource, incoming
from bibliographe.graph.bulk.merging import merging
from bibliographe.graph.drafts import Draft
from bibliographe.graph.journal import commit, writing
from bibliographe.graph.records import REGISTER
from bibliographe.graph.register_lines import MisnamedError, lines_of
from bibliographe.graph.rewriting import Rewriting
from bibliographe.graph.update import Outcome
from bibliographe.i18n import Text
from bibliographe.progress import SILENCE
from bibliographe.scratch import WorkFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.graph.bulk.decisions import Decision, Sides
    from bibliographe.graph.bulk.incoming import Incoming
    from bibliographe.graph.journal import Content
    from bibliographe.model.entry import Reject
    from bibliographe.progress import Progress

READING = Text("lecture de {name}", "reading {name}")
MERGING = Text("comparaison avec le catalogue", "comparing with the catalogue")
OTHERS = Text("autres raisons", "other reasons")
MOST_TOLD = 12
_MOST_REASONS = 50
_TOLD = (Outcome.KEPT, Outcome.CONTRADICTED, Outcome.LEFT_OUT)


@dataclass(slots=True)
class RdfReport:
    """What an import of RDF did: `read` is always `kept` + `rejected`, in statements."""

    source_id: str
    kept: int = 0
    rejected: int = 0
    entries: int = 0
    rejects: list[Reject] = field(default_factory=list)
    """The first of them."""
    reasons: Counter[Text] = field(default_factory=Counter)
    """How many statements were rejected for each reason."""
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    told: list[tuple[Outcome, str]] = field(default_factory=list)
    """The first of the things that are not as the source says, with their addresses."""
    vanished: int = 0
    """Entries that this source brought before and names no more: kept, until a person withdraws them."""
    written: list[Path] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Return how many statements were read."""
        return self.kept + self.rejected


def import_rdf(
    catalogue: Catalogue,
    source: RdfSource,
    *,
    dry_run: bool = False,
    executor: Executor | None = None,
    progress: Progress = SILENCE,
    on_reject: Callable[[Reject], None] = lambda _reject: None,
) -> RdfReport:
    """Bring RDF in the profile into the catalogue as a file of its own, with its registrations.

    Constant memory; a second import of the same file changes no byte. `executor` shares the comparison; `on_reject`
    hears of each statement that is not taken. Raises `SourceError` when the file cannot be read, or nothing in it can
    be taken; nothing is written then. Raises `GraphError` when `graph/` cannot be read or written.
    """
    report = RdfReport(source.source_id)

    def note(reject: Reject) -> None:
        known = reject.reason in report.reasons or len(report.reasons) < _MOST_REASONS
        report.reasons[reject.reason if known else OTHERS] += 1
        if len(report.rejects) < MOST_TOLD:
            report.rejects.append(reject)
        on_reject(reject)

    progress.stage(READING.format(name=source.path.name), source.path.stat().st_size)
    with nullcontext() if dry_run else writing(catalogue), incoming(source, note, progress) as found:
        report.kept, report.rejected, report.entries = found.kept, found.rejected, found.entries
        if not found.kept:
            raise _nothing(source, report)
        try:
            contents = _merge(catalogue, found, report, executor, progress, dry_run=dry_run, in_order=True)
        except MisnamedError:
            contents = _merge(catalogue, found, report, executor, progress, dry_run=dry_run, in_order=False)
        if not dry_run:
            report.written = commit(catalogue, contents)
    return report


def _nothing(source: RdfSource, report: RdfReport) -> SourceError:
    reason = next(iter(report.reasons), Text("le fichier est vide", "the file is empty"))
    first = report.rejects[0] if report.rejects else None
    return SourceError(
        Text(
            f"rien à prendre dans ce fichier ({report.rejected} énoncé(s) refusé(s)) : {reason.fr}",
            f"nothing to take in this file ({report.rejected} statement(s) rejected): {reason.en}",
        ),
        file=source.path,
        line=first.span.first if first else None,
        remedy=first.remedy if first else None,
    )


def _merge(
    catalogue: Catalogue, found: Incoming, report: RdfReport, executor: Executor | None, progress: Progress, **how: bool
) -> dict[Path, Content]:
    """Return what the source's file and the register must hold; nothing for a dry run."""
    report.outcomes.clear()
    report.told.clear()
    report.vanished = 0
    progress.stage(MERGING, found.kept)
    with WorkFolder() as folder, merging(catalogue, report.source_id, found) as readings:
        rewriting, register, file = Rewriting(folder), Draft(catalogue), Draft(catalogue)
        for sides, decision, lines in readings.decided(executor, progress, in_order=how["in_order"]):
            _count(report, sides, decision)
            if how["dry_run"]:
                continue
            rewriting.note(decision.added, decision.removed)
            if decision.registration is not None:
                unmoved = lines and decision.registration == sides.known
                register.extend(lines if unmoved else lines_of(sides.thing, decision.registration, catalogue.base))
        if how["dry_run"]:
            return {}
        contents = register.contents(catalogue.graph, REGISTER, catalogue.base)
        if rewriting.write(readings.current, file):
            contents |= file.contents(catalogue.graph, report.source_id, catalogue.base)
        return contents


def _count(report: RdfReport, sides: Sides, decision: Decision) -> None:
    if decision.outcome is not None:
        report.outcomes[decision.outcome] += 1
        if decision.outcome in _TOLD and len(report.told) < MOST_TOLD:
            report.told.append((decision.outcome, sides.thing[1:-1]))
    elif decision.vanished and "/id/entry/" in sides.thing:
        report.vanished += 1
