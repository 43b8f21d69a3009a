"""What became of a file that was converted, said to a person and to a machine; counted as it passes by."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.cli.import_json import RejectsFile, reject_as_json
from bibliographe.cli.import_report import unread_said
from bibliographe.cli.import_words import MOST_TOLD, more, short
from bibliographe.errors import SourceError
from bibliographe.i18n import Text
from bibliographe.model.entry import Entry, Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibliographe.export.records.losses import Losses
    from bibliographe.i18n import Language
    from bibliographe.model.entry import Item


@dataclass(slots=True)
class Passed:
    """Counts of what was read of a file, and the first rejects: there may be more than memory holds."""

    file_name: str
    file_of_rejects: RejectsFile | None = None
    entries: int = 0
    rejects: int = 0
    doubtful: int = 0
    first_rejects: list[Reject] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    """Fields that the profile has no place for."""

    def watched(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield items, counted; rejects go to their file."""
        for item in items:
            if isinstance(item, Entry):
                self.entries += 1
                self.doubtful += bool(item.doubts)
                self.unread.update([one.field for one in item.unread])
            elif isinstance(item, Reject):
                self._reject(item)
            yield item

    def _reject(self, reject: Reject) -> None:
        self.rejects += 1
        if self.rejects <= MOST_TOLD:
            self.first_rejects.append(reject)
        if self.file_of_rejects:
            self.file_of_rejects.write([reject_as_json(self.file_name, reject)])

    def nothing(self) -> SourceError:
        """Return what to say of a file without an entry."""
        if self.first_rejects:
            first = self.first_rejects[0]
            reason = Text(
                f"aucune notice ; rien n'a été écrit ({self.rejects} refus, dont : {first.reason.fr})",
                f"no entry; nothing was written ({self.rejects} rejected, among them: {first.reason.en})",
            )
            return SourceError(reason, file=self.file_name, line=first.span.first, remedy=first.remedy)
        return SourceError(
            Text("aucune notice ; rien n'a été écrit", "no entry; nothing was written"),
            file=self.file_name,
            remedy=Text("dites son format avec --format", "tell its format with --format"),
        )


def describe(passed: Passed, lost: Losses, language: Language) -> str:
    """Return the report as text for a person."""
    lines = [
        Text(
            "{file} : {read} lues = {kept} notices + {rejected} non comprises",
            "{file}: {read} read = {kept} entries + {rejected} not understood",
        )(language).format(
            file=passed.file_name,
            read=passed.entries + passed.rejects,
            kept=passed.entries,
            rejected=passed.rejects,
        )
    ]
    told = Text(
        "  ligne {line} : {reason}\n    « {text} »\n    → {remedy}",
        "  line {line}: {reason}\n    '{text}'\n    → {remedy}",
    )
    lines += [
        told(language).format(
            line=one.span.first, reason=one.reason(language), text=short(one.text), remedy=one.remedy(language)
        )
        for one in passed.first_rejects
    ]
    lines += more(passed.rejects, Text("--rejects FICHIER les donne tous", "--rejects FILE gives them all"), language)
    lines += unread_said(passed.unread, language)
    if passed.doubtful:
        lines.append(
            Text(
                f"  {passed.doubtful} notice(s) à relire : « bibliographe import --dry-run --review » les montre",
                f"  {passed.doubtful} entries to look at again: 'bibliographe import --dry-run --review' shows them",
            )(language)
        )
    summary = lost.summary(language)
    return "\n".join([*lines, *([f"  {summary}"] if summary else [])])


def as_json(passed: Passed, lost: Losses) -> str:
    """Return the report for a machine; `read` is always `entries` + `rejects`."""
    report = {
        "file": passed.file_name,
        "read": passed.entries + passed.rejects,
        "entries": passed.entries,
        "rejects": passed.rejects,
        "doubtful": passed.doubtful,
        "unread": dict(sorted(passed.unread.items())),
        "first_rejects": [reject_as_json(passed.file_name, one) for one in passed.first_rejects],
        "lost": dict(lost.values.most_common()),
    }
    return json.dumps(report, ensure_ascii=False, indent=2)
