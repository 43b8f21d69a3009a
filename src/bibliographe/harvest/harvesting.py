"""A harvest from its first request to the catalogue, or from wherever an earlier one was stopped."""

from __future__ import annotations

import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bibliographe.errors import HarvestError
from bibliographe.graph.importing import check_source_id
from bibliographe.harvest.answers import Record
from bibliographe.harvest.bringing import Bringing
from bibliographe.harvest.client import Client
from bibliographe.harvest.datestamps import check_date, earlier, in_granularity, overlapping
from bibliographe.harvest.formats import Formats
from bibliographe.harvest.listing import Listing
from bibliographe.harvest.manners import Manners
from bibliographe.harvest.places import Places, held, places
from bibliographe.harvest.reading import no_reader
from bibliographe.harvest.report import HarvestReport
from bibliographe.harvest.runs import Subject
from bibliographe.harvest.state import State
from bibliographe.harvest.state_file import copy_state
from bibliographe.i18n import Text
from bibliographe.model.text import fold
from bibliographe.progress import SILENCE
from bibliographe.scratch import WorkFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bibliographe.config import Catalogue
    from bibliographe.harvest.answers import Answer
    from bibliographe.harvest.client import Identity
    from bibliographe.harvest.runs import Run
    from bibliographe.progress import Progress


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for; `since` and `until` are days or seconds in UTC."""

    address: str
    prefix: str = "oai_dc"
    set: str | None = None
    since: str | None = None
    until: str | None = None
    source_id: str | None = None
    restart: bool = False

    @property
    def subject(self) -> Subject:
        """Return what is harvested, whatever the protocol: a server that moves to https is the same."""
        parts = urlsplit(self.address)
        query = f"?{parts.query}" if parts.query else ""
        return Subject(f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}", self.prefix, self.set)

    @property
    def name(self) -> str:
        """Return the identifier of the source: `--source-id`, or the host and the set."""
        host = urlsplit(self.address).hostname or ""
        words = fold(f"{host} {self.set or ''}").encode("ascii", "ignore").decode().split()
        return check_source_id(self.source_id or "-".join(words))


@dataclass(slots=True)
class _Work:
    """One harvest under way."""

    catalogue: Catalogue
    wish: Wish
    client: Client
    state: State
    place: Places
    report: HarvestReport
    dry_run: bool
    progress: Progress
    _granularity: str = field(default="")

    def do(self) -> None:
        self._check_subject()
        if self.wish.restart:
            self.state.forget()
        identity = self.client.identify()
        self.report.repository, self.report.deletions = identity.name, identity.deletions
        run = self._run(identity)
        self.report.since, self.report.until, self.report.resumed = run.since, run.until, run.pages > 0
        listing = Listing(
            self.client, self.wish.subject, self.state, self.place, run, self._check_format, self.progress
        )
        try:
            listing.take()
        finally:
            self.report.pages, self.report.restarts = run.pages, listing.restarts
        Bringing(
            self.catalogue, self.state, self.place, run, self.report, dry_run=self.dry_run, progress=self.progress
        ).bring()
        self._end(run, identity)

    def _check_subject(self) -> None:
        """Stop before records of one repository, set or format are taken for changes of another's."""
        known, now = self.state.subject, self.wish.subject
        if known is None or known == now:
            return
        if (known.repository, known.set) == (now.repository, now.set) and self.wish.restart:
            return
        said = f"{known.repository} {known.set or ''} ({known.prefix})".replace("  ", " ")
        other_format = (known.repository, known.set) == (now.repository, now.set)
        raise HarvestError(
            Text(
                f"la source « {self.report.source_id} » est moissonnée sur {said}",
                f"the source '{self.report.source_id}' is harvested from {said}",
            ),
            remedy=Text(
                "--restart reprend tout dans cet autre format", "--restart takes everything anew in this other format"
            )
            if other_format
            else Text("donnez un autre nom avec --source-id", "give another name with --source-id"),
        )

    def _run(self, identity: Identity) -> Run:
        """Go on with the harvest that was stopped, if it is what is asked for, or begin one."""
        since = self._in(self.wish.since, identity)
        until = self._in(self.wish.until, identity, end=True)
        known = self.state.run
        if known and since in (None, known.since) and until in (None, known.until):
            return known
        if known:
            self.place.drop(known.number)
        if since is None and not self.wish.restart and self.state.next_from:
            since = self._in(self.state.next_from, identity)
        if since and until and earlier(until, since):
            raise HarvestError(
                Text(f"{until} vient avant {since}", f"{until} comes before {since}"),
                remedy=Text("corrigez --from ou --until", "mend --from or --until"),
            )
        return self.state.begin(since, until)

    @staticmethod
    def _in(date: str | None, identity: Identity, *, end: bool = False) -> str | None:
        return in_granularity(date, identity.granularity, end=end) if date else None

    def _check_format(self, answer: Answer) -> None:
        """Stop at the first page when no reader reads what the server sends, before it sends all of it."""
        if self.report.resumed:
            return
        contents = [
            metadata.children[0]
            for record in answer.records
            if isinstance(record, Record) and (metadata := record.node.first("metadata")) and metadata.children
        ]
        formats = Formats(self.wish.prefix)
        if contents and not any(formats.names(one.space) for one in contents):
            reason, remedy = no_reader(contents[0].space)
            raise HarvestError(reason, file=self.wish.address, remedy=remedy)

    def _end(self, run: Run, identity: Identity) -> None:
        following = overlapping(run.date, identity.granularity)
        known = self.state.next_from
        if run.until and (following is None or earlier(run.until, following)):
            following = run.until
        if known and following and (earlier(following, known) or (run.since and earlier(known, run.since))):
            following = known  # what lies between the harvest before and this one was not asked for
        self.report.next_from = following or known
        if not self.dry_run:
            self.state.end(following)
            if run.whole:
                self.place.drop_before(run.number)


def harvest(
    catalogue: Catalogue,
    wish: Wish,
    *,
    dry_run: bool = False,
    manners: Manners | None = None,
    progress: Progress = SILENCE,
    tell: Callable[[Text], None] = lambda _text: None,
    sleep: Callable[[float], None] = time.sleep,
) -> HarvestReport:
    """Take the records of a repository that came or changed since the last time, and bring them into the catalogue.

    Stopped or killed at any moment, the next call goes on where it was. A dry run leaves no trace. `tell` hears of
    waits and of lists begun again. Raises `HarvestError` when the server refuses, gives up, or is none, and also what
    an import raises.
    """
    started = time.monotonic()
    for date, option in ((wish.since, "--from"), (wish.until, "--until")):
        if date:
            check_date(date, option)
    client = Client(wish.address, manners or Manners(), sleep, tell)
    report = HarvestReport(wish.name, wish.subject, counts=client.counts)
    with ExitStack() as stack:
        place = places(catalogue, wish.name)
        if dry_run:
            place = _copied(place, stack.enter_context(WorkFolder()))
        else:
            stack.enter_context(held(place))
        state = stack.enter_context(closing(State(place.state)))
        if dry_run:
            state.forget_run()
        _Work(catalogue, wish, client, state, place, report, dry_run, progress).do()
    report.seconds = time.monotonic() - started
    return report


def _copied(place: Places, folder: Path) -> Places:
    """Return places in another folder, with what is known of the source."""
    copied = Places(folder)
    if place.state.exists():
        copy_state(place.state, copied.state)
    return copied
