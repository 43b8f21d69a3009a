"""From the kept pages of a harvest to the catalogue: as much at a time as memory holds, as changes of one source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from bibliographe.errors import HarvestError
from bibliographe.graph.describe import SourceFacts
from bibliographe.graph.importing import Importing
from bibliographe.graph.wanted import Changes, ReadSource
from bibliographe.harvest.answers import NotOaiError, Record, header_of, read_answer
from bibliographe.harvest.formats import Formats
from bibliographe.harvest.reading import ReadRecord, read_record
from bibliographe.harvest.report import PageReject
from bibliographe.harvest.transport import TroubleError
from bibliographe.i18n import Text
from bibliographe.progress import SILENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibliographe.config import Catalogue
    from bibliographe.graph.importing import ImportReport
    from bibliographe.harvest.places import Places
    from bibliographe.harvest.report import HarvestReport
    from bibliographe.harvest.runs import Run
    from bibliographe.harvest.state import State
    from bibliographe.model.entry import Entry, Reject
    from bibliographe.progress import Progress

READING = Text("lecture des notices", "reading records")
_BATCH = 20_000
"""Entries after which what was read is written: it need not be held any longer."""


@dataclass(slots=True)
class Bringing:
    """Brings one complete harvest in; done twice, the second time changes nothing."""

    catalogue: Catalogue
    state: State
    place: Places
    run: Run
    report: HarvestReport
    dry_run: bool = False
    progress: Progress = SILENCE
    _entries: list[Entry] = field(default_factory=list)
    _by_record: dict[str, int] = field(default_factory=dict)
    """How many entries each record of the batch is, in their order."""
    _renamed: bool = False

    def bring(self) -> None:
        """Read the pages and import what they hold.

        Raises `HarvestError` when everything is gone from a repository that had records, `SourceError` and `GraphError`
        as an import does; the harvest can be brought in again then.
        """
        self._refuse_emptiness()
        self.place.clear_quarantine(self.run.number)
        self.progress.stage(READING, self.state.incoming())
        with Importing(self.catalogue, dry_run=self.dry_run) as importing:
            self.state.known.take_in(whole=self.run.whole)
            for identifier, read in self._records():
                if identifier is not None and read.entries:  # what is not understood any more is what it was
                    self._by_record[identifier] = len(read.entries)
                self._entries += read.entries
                if len(self._entries) >= _BATCH:
                    self._bring_batch(importing)
            self._bring_batch(importing)
            self._tell_gone(importing)
        self.report.deleted = self.state.incoming(deleted=True)
        self.report.last_datestamp = self.state.last_datestamp()

    def _refuse_emptiness(self) -> None:
        """Stop when a repository has suddenly nothing at all: it is more likely out of order than emptied."""
        known = self.state.known.count()
        if self.run.whole and known and not self.state.incoming():
            self.state.forget()
            raise HarvestError(
                Text(
                    f"le serveur n'a plus aucune notice ; il en avait {known} : rien n'a été changé",
                    f"the server has no record any more; it had {known}: nothing was changed",
                ),
                file=self.report.subject.repository,
                remedy=Text(
                    "voyez s'il est en panne ; « bibliographe withdraw » retire les notices une à une",
                    "see whether it is out of order; 'bibliographe withdraw' takes entries out one by one",
                ),
            )

    def _records(self) -> Iterator[tuple[str | None, ReadRecord]]:
        """Yield each record that is neither deleted nor came again later."""
        formats = Formats(self.report.subject.prefix)
        for page in range(1, self.run.pages + 1):
            path = self.place.page(self.run.number, page)
            name = f"{path.parent.parent.name}/{path.parent.name}/{path.name}"
            try:
                answer = read_answer(path.read_bytes(), name)
            except (OSError, NotOaiError, TroubleError) as error:
                self.state.forget()
                raise HarvestError(
                    Text("une page gardée a disparu ou a changé", "a kept page has gone or has changed"),
                    file=path,
                    remedy=Text("relancez : la moisson reprendra tout", "run it again: it will take everything anew"),
                ) from error
            for place, record in enumerate(answer.records):
                yield from self._record(record, formats, page, place, name)

    def _record(
        self, record: Record | Reject, formats: Formats, page: int, place: int, name: str
    ) -> Iterator[tuple[str | None, ReadRecord]]:
        header = header_of(record)
        if header and not self.state.is_latest(header.identifier, page, place):
            self.report.repeated += 1
            return
        self.progress.advance()
        if header and header.deleted:
            return
        if isinstance(record, Record):
            number = self.state.known.number(header.identifier) if header else 0
            read = read_record(record, header, number, formats, name)
        else:
            read = ReadRecord([], [record])
        identifier = header.identifier if header else None
        self._count(read, page, name, identifier)
        yield identifier, read

    def _count(self, read: ReadRecord, page: int, name: str, identifier: str | None) -> None:
        report = self.report
        report.kept, report.rejected = report.kept + bool(read.entries), report.rejected + (not read.entries)
        for entry in read.entries:
            report.unread.update(one.field for one in entry.unread)
        for reject in read.rejects:
            self.place.quarantine(self.run.number, page, reject.span.first, reject.text)
            report.rejects.append(PageReject(name, reject, identifier))

    def _bring_batch(self, importing: Importing) -> None:
        """Import what was read so far, and note which record is which entry."""
        if not self._entries:
            return
        part = self._import(importing, Changes(before=self._before()))
        found = iter([address.value for _entry, address in part.addresses])
        self.state.known.note_addresses(
            {name: [next(found) for _ in range(count)] for name, count in self._by_record.items()}
        )
        self._entries, self._by_record = [], {}

    def _before(self) -> dict[int, NamedNode]:
        """Return the addresses of the entries that records were before, where each is one entry."""
        found = {}
        for identifier, count in self._by_record.items():
            known = self.state.known.addresses(identifier)
            if count == len(known) == 1:
                found[self.state.known.number(identifier)] = NamedNode(known[0])
        return found

    def _tell_gone(self, importing: Importing) -> None:
        """Have the import report the entries that the source has no longer."""
        if self.state.known.any_entry() and (self.run.whole or self.state.known.lost()):
            self._import(importing, Changes(gone=self._is_gone))

    def _is_gone(self, thing: NamedNode) -> bool:
        """Tell of an entry that did not come whether that means something."""
        if self.run.whole:
            return not self.state.known.is_listed(thing.value)
        return self.state.known.is_lost(thing.value)

    def _import(self, importing: Importing, changes: Changes) -> ImportReport:
        subject = self.report.subject
        name = subject.repository + (f" ({subject.set})" if subject.set else "")
        facts = SourceFacts(name, "application/xml", self._digest())
        source = ReadSource(self._entries, self.report.source_id, facts, changes)
        importing.begin([source])
        if not self._renamed:
            self.state.known.renamed({old.value: new.value for old, new in importing.aliases().items()})
            self._renamed = True
        part = importing.bring(source)
        self.report.add(part)
        importing.commit()
        self.report.complete([part])
        return part

    def _digest(self) -> str:
        """Return the fingerprint of what the source holds now, told apart from the same records of another source."""
        return hashlib.sha256(f"{self.report.source_id} {self.state.known.digest()}".encode()).hexdigest()
