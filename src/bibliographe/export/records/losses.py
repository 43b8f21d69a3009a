"""What a format has no place for, by entry and in total."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from bibliographe.export.records.said import is_other
from bibliographe.files import written_whole
from bibliographe.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    from bibliographe.export.records.catalogued import Catalogued
    from bibliographe.i18n import Language


@lru_cache(5_000)
def is_carried(path: str, carries: frozenset[str]) -> bool:
    """Tell whether a property is among those that are carried; a path's beginning stands for all below it.

    It does not for what is beside the value that a format takes (`dcterms:title/other`): that is carried where it is
    named itself.
    """
    return path in carries or (path.partition("/")[0] in carries and not is_other(path))


class Losses:
    """Counts what is lost and, where a report is wanted, writes it down as it is met."""

    def __init__(self, report: TextIO | None = None) -> None:
        """Write the list of entries to `report`, a JSON document that `finish` ends."""
        self.entries = 0
        self.with_losses = 0
        self.values: Counter[str] = Counter()
        """Values lost, by property."""
        self.holders: Counter[str] = Counter()
        """Entries that lose some, by property."""
        self._report = report
        self._lost: list[dict[str, str]] = []

    def lose(self, path: str, value: str, reason: Text | None = None) -> None:
        """Note a value of the entry being written; `path` names the property as `Catalogued.said` does."""
        why = {"reason": dict(reason._asdict())} if reason else {}
        self._lost.append({"property": path, "value": value, **why})  # type: ignore[dict-item]

    def of(self, catalogued: Catalogued, carries: frozenset[str]) -> None:
        """Note all that an entry says and the format does not carry; a path's beginning stands for all below it."""
        for path, value in catalogued.said:
            if not is_carried(path, carries):
                self.lose(path, value)

    def close_entry(self, catalogued: Catalogued) -> None:
        """Count an entry whose losses are all noted."""
        lost, self._lost = self._lost, []
        self.entries += 1
        if not lost:
            return
        if self._report:
            between = ",\n" if self.with_losses else "\n"
            said = {"entry": catalogued.iri, "title": catalogued.entry.title, "lost": lost}
            self._report.write(between + "    " + json.dumps(said, ensure_ascii=False))
        self.with_losses += 1
        self.values.update(one["property"] for one in lost)
        self.holders.update({one["property"] for one in lost})

    def summary(self, language: Language) -> str | None:
        """Return what is lost in one line for a person, None where nothing is."""
        if not self.with_losses:
            return None
        most = ", ".join(f"{path} ({count})" for path, count in self.holders.most_common(5))
        more = "…" if len(self.holders) > 5 else ""
        return Text(
            f"Ce format n'a pas de place pour une partie de {self.with_losses} notice(s) sur {self.entries} : "
            f"{most}{more} ; --loss-report FICHIER donne la liste",
            f"This format has no place for a part of {self.with_losses} of {self.entries} entries: "
            f"{most}{more}; --loss-report FILE lists it",
        )(language)


@contextmanager
def loss_report(path: Path | None, format_name: str) -> Iterator[Losses]:
    """Give what hears of losses; at the end the report is at `path`, whole, or nowhere.

    The report is one JSON object: `format`, `entries_with_losses` (an object an entry, in the order of the export),
    `entries`, `with_losses` and `totals` by property.
    """
    if path is None:
        yield Losses()
        return
    with written_whole(path) as stream:
        stream.write('{\n  "format": ' + json.dumps(format_name) + ',\n  "entries_with_losses": [')
        losses = Losses(stream)
        yield losses
        totals = {
            name: {"entries": losses.holders[name], "values": count} for name, count in losses.values.most_common()
        }
        rest = {"entries": losses.entries, "with_losses": losses.with_losses, "totals": totals}
        stream.write("\n  ],\n  " + json.dumps(rest, ensure_ascii=False, indent=2)[1:-1].strip() + "\n}\n")
