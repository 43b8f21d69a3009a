"""Taking a list of records page by page: each page is kept before the next is asked for.

Source: OAI-PMH 2.0, sections 3.5 (flow control) and 4.5 (ListRecords); its guidelines for harvesters, section 6.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.errors import HarvestError
from bibliographe.harvest.answers import header_of
from bibliographe.harvest.runs import Incoming
from bibliographe.i18n import Text
from bibliographe.model.entry import Reject
from bibliographe.progress import SILENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bibliographe.harvest.answers import Answer
    from bibliographe.harvest.client import Client
    from bibliographe.harvest.places import Places
    from bibliographe.harvest.runs import Run, Subject
    from bibliographe.harvest.state import State
    from bibliographe.progress import Progress

HARVESTING = Text("moisson des notices", "harvesting records")
_RESTARTS = 2
"""How often one command begins a list again whose token the server does not know any more."""
_BARREN = 10
"""Pages in a row without any new record, from which a list goes round in circles."""
_EXPIRED = frozenset({"badResumptionToken", "badArgument"})
"""What servers say of a token that they have forgotten: the first is right, the second is met with."""
_EXPIRED_TOLD = Text(
    "le serveur a oublié où en était la liste : elle est reprise depuis son début",
    "the server has forgotten where the list was: it is begun again",
)


@dataclass(slots=True)
class Listing:
    """A list of records that is being taken; its first page is given to `look` before it is kept."""

    client: Client
    subject: Subject
    state: State
    place: Places
    run: Run
    look: Callable[[Answer], None] = lambda _answer: None
    progress: Progress = SILENCE
    pages: int = 0
    """Pages that this command has taken; those of an earlier one that was stopped are not among them."""
    restarts: int = 0
    _barren: int = 0

    def take(self) -> None:
        """Go on to the end of the list, from wherever the harvest is.

        Raises `HarvestError` when the server refuses or gives up; what has come so far is kept then.
        """
        told = False
        while not self.run.complete:
            body, answer = self.client.ask("ListRecords", **self._arguments())
            if answer.errors:
                self._heed(answer)
                continue
            if not told:
                self.progress.stage(HARVESTING, answer.token.size if answer.token else None)
                self.progress.advance(self.state.incoming())
                told = True
            self._keep(body, answer)

    def _arguments(self) -> dict[str, str]:
        run, subject = self.run, self.subject
        if run.token:
            return {"resumptionToken": run.token}  # an exclusive argument: section 4.5
        asked = {"metadataPrefix": subject.prefix, "from": run.since, "until": run.until, "set": subject.set}
        return {name: value for name, value in asked.items() if value}

    def _keep(self, body: bytes, answer: Answer) -> None:
        """Write a page, then note that it is there: killed in between, the page comes once more and is the same."""
        run = self.run
        if not run.pages:
            self.look(answer)
        self.place.keep_page(run.number, run.pages + 1, body)
        run.pages += 1
        run.date = run.date or answer.date
        run.token = answer.token.value if answer.token else ""
        run.complete = not run.token
        new = self.state.save(run, self.subject, _rows(answer))
        self.pages += 1
        self.progress.advance(len(answer.records))
        self._barren = 0 if new else self._barren + 1
        if self._barren >= _BARREN and not run.complete:
            raise HarvestError(
                Text(
                    f"les {_BARREN} dernières pages n'apportent rien de nouveau : la liste du serveur tourne en rond",
                    f"the last {_BARREN} pages bring nothing new: the server's list goes round in circles",
                ),
                file=self.client.address,
                remedy=Text(
                    "signalez-le à qui tient ce serveur ; --set ou --from et --until demandent moins à la fois",
                    "tell whoever runs the server; --set, or --from and --until, ask for less at a time",
                ),
            )

    def _heed(self, answer: Answer) -> None:
        """Do what an error of the protocol asks for; raises `HarvestError` when it ends the harvest: section 3.6."""
        run = self.run
        if "noRecordsMatch" in answer.errors:
            run.date, run.complete, run.token = run.date or answer.date, True, ""
            self.state.save(run, self.subject)
        elif run.token and not _EXPIRED.isdisjoint(answer.errors) and self.restarts < _RESTARTS:
            self.restarts += 1
            self.client.tell(_EXPIRED_TOLD)
            self.state.begin_again(run)
            self.place.drop(run.number)
        else:
            raise self._refused(answer.errors)

    def _refused(self, errors: dict[str, str]) -> HarvestError:
        address, subject = self.client.address, self.subject
        if "cannotDisseminateFormat" in errors:
            prefixes = ", ".join(sorted(one.prefix for one in self.client.formats())) or "?"
            return HarvestError(
                Text(
                    f"ce serveur n'a pas de notices au format « {subject.prefix} »",
                    f"this server has no records in the format '{subject.prefix}'",
                ),
                file=address,
                remedy=Text(f"--prefix accepte ici : {prefixes}", f"--prefix may be here: {prefixes}"),
            )
        if "noSetHierarchy" in errors:
            return HarvestError(
                Text("ce serveur n'a pas d'ensembles", "this server has no sets"),
                file=address,
                remedy=Text("moissonnez-le sans --set", "harvest it without --set"),
            )
        said = " ; ".join(f"{code} : {words}" if words else code for code, words in errors.items())
        return HarvestError(
            Text(f"le serveur refuse ({said})", f"the server refuses ({said})"),
            file=address,
            remedy=Text(
                "vérifiez --prefix, --set, --from et --until ; --restart reprend la moisson depuis le début",
                "check --prefix, --set, --from and --until; --restart begins the harvest again",
            ),
        )


def _rows(answer: Answer) -> Iterator[Incoming]:
    for place, record in enumerate(answer.records):
        if header := header_of(record):
            text = record.text if isinstance(record, Reject) else record.markup
            digest = hashlib.sha256(text.encode()).hexdigest()
            yield Incoming(header.identifier, place, header.datestamp, header.deleted, digest)
