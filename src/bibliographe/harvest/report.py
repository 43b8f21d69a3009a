"""What a harvest did, for a person and for a machine: read = kept + rejected + deleted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bibliographe.graph.importing import ImportReport
from bibliographe.graph.update import Outcome
from bibliographe.harvest.client import Counts

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from bibliographe.graph.update import Change
    from bibliographe.harvest.runs import Subject
    from bibliographe.model.entry import Reject


@dataclass(frozen=True, slots=True)
class PageReject:
    """A reject, the page that it stands in (`runs/0001/000003.xml`), and the record's identifier where it has one."""

    page: str
    reject: Reject
    identifier: str | None = None


@dataclass(slots=True)
class HarvestReport:
    """All numbers are of records, but where they say otherwise."""

    source_id: str
    subject: Subject
    repository: str = ""
    """What the repository calls itself."""
    deletions: str = ""
    """Whether it tells deletions: `no`, `transient`, `persistent`."""
    since: str | None = None
    until: str | None = None
    resumed: bool = False
    """An earlier harvest that was stopped went on."""
    restarts: int = 0
    kept: int = 0
    rejected: int = 0
    deleted: int = 0
    repeated: int = 0
    """Records that came more than once, beyond the first time: they count once."""
    last_datestamp: str | None = None
    next_from: str | None = None
    pages: int = 0
    counts: Counts = field(default_factory=Counts)
    seconds: float = 0.0
    rejects: list[PageReject] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    """The fields that the profile has no place for."""
    imported: ImportReport | None = None
    """What the import did, all its parts together; None when there was nothing to bring in."""
    _seen: dict[NamedNode, Change] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """Return how many records came."""
        return self.kept + self.rejected + self.deleted

    def add(self, part: ImportReport) -> None:
        """Add what one part of the import did; of a thing that several parts touched, what changed it is told."""
        whole = self.imported = self.imported or ImportReport(part.source_id)
        whole.entries += part.entries
        whole.doubtful += part.doubtful
        whole.addresses += part.addresses
        for change in part.update.changes:
            known = self._seen.get(change.thing)
            if known is None or known.outcome is Outcome.UNCHANGED:
                self._seen[change.thing] = change
        whole.update.changes = list(self._seen.values())
        whole.update.vanished += part.update.vanished
        whole.update.abandoned += part.update.abandoned

    def complete(self, parts: list[ImportReport]) -> None:
        """Add what is known of the parts once they are written."""
        if self.imported is not None:
            for part in parts:
                self.imported.candidates += [one for one in part.candidates if one not in self.imported.candidates]
                self.imported.written += [one for one in part.written if one not in self.imported.written]
