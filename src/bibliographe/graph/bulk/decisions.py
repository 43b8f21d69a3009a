"""What becomes of one record of an RDF file: the rules of `bibliographe.graph.update`, on lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bibliographe.graph.agreement import SINGLE_VALUED
from bibliographe.graph.content_hash import hash_of
from bibliographe.graph.register import observed
from bibliographe.graph.terms import BIBL, DCTERMS, FABIO
from bibliographe.graph.update import Outcome

if TYPE_CHECKING:
    from bibliographe.graph.register import Registration

_SINGLE = frozenset(map(str, SINGLE_VALUED))
_EXACT = {
    str(BIBL.verbatimDate): (str(DCTERMS.date),),
    str(BIBL.verbatimAccessDate): (str(FABIO.hasAccessDate),),
}
"""What a date as printed means, by the property of the date as printed."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What each side says of one thing, as sorted lines, and what the registers know of it."""

    thing: str
    new: list[str] = field(default_factory=list)
    """From the RDF file."""
    current: list[str] = field(default_factory=list)
    """From the file that an earlier import of this source wrote."""
    elsewhere: list[str] = field(default_factory=list)
    """From the other files of the catalogue."""
    known: Registration | None = None
    brought: Registration | None = None
    """What the RDF file's own register says."""
    lost: bool = False
    """The file that an earlier import of this source wrote is no longer there."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do: lines of the source's file to add and to take out, and what to register."""

    outcome: Outcome | None
    registration: Registration | None
    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    vanished: bool = False


def decide_all(sides: list[Sides]) -> list[Decision]:
    """Return the decision on each record."""
    return [decide(one) for one in sides]


def decide(sides: Sides) -> Decision:
    """Return what to do about one thing."""
    if not sides.new:
        return Decision(None, sides.known or sides.brought, vanished=bool(sides.current))
    before = {*sides.current, *sides.elsewhere}
    if not before and sides.known is not None:
        if sides.lost and sides.known.withdrawn is None:
            said = frozenset(sides.new)
            return Decision(Outcome.MENDED, _imported(sides.known, hash_of(said)), said)
        return Decision(Outcome.LEFT_OUT, sides.known)
    left = _contradicting(sides)
    contradicting = left - _reworded(sides, left)
    wanted = frozenset(sides.new) - frozenset(sides.elsewhere) - left
    current = frozenset(sides.current)
    if wanted == current:
        return _as_it_is(sides, before, contradicting)
    if before and not _untouched(sides, before):
        return Decision(Outcome.KEPT, observed(sides.known, hash_of(before)))
    registration = _imported(sides.known or sides.brought, hash_of({*sides.elsewhere, *wanted}))
    outcome = Outcome.CONTRADICTED if contradicting else Outcome.UPDATED if before else Outcome.ADDED
    return Decision(outcome, registration, wanted - current, current - wanted)


def _as_it_is(sides: Sides, before: set[str], contradicting: frozenset[str]) -> Decision:
    if contradicting:
        return Decision(Outcome.CONTRADICTED, sides.known)
    if before != set(sides.new):
        return Decision(Outcome.UNCHANGED, sides.known)
    # A correction that the source has taken over is none any more.
    return Decision(Outcome.UNCHANGED, _imported(sides.known or sides.brought, hash_of(before)))


def _untouched(sides: Sides, before: set[str]) -> bool:
    return sides.known is not None and sides.known.import_hash == hash_of(before)


def _imported(known: Registration | None, digest: str) -> Registration:
    seen = observed(known, digest)
    return seen if seen.import_hash == digest else replace(seen, import_hash=digest)


def _contradicting(sides: Sides) -> frozenset[str]:
    """Return the new lines that give a second value where one is all there can be, and another file gave the first."""
    if not sides.elsewhere:
        return frozenset()
    said = set(sides.elsewhere)
    settled = {_property(line) for line in sides.elsewhere}
    return frozenset(
        line for line in sides.new if line not in said and _property(line)[1] in _SINGLE and _property(line) in settled
    )


def _reworded(sides: Sides, left: frozenset[str]) -> frozenset[str]:
    """Return the lines that say in other words a date on which both agree."""
    agreed = {_property(line) for line in {*sides.elsewhere}.intersection(sides.new)}
    return frozenset(
        line
        for line in left
        for subject, predicate in [_property(line)]
        if any((subject, exact) in agreed for exact in _EXACT.get(predicate, ()))
    )


def _property(line: str) -> tuple[str, str]:
    subject, predicate, _value = line.split(" ", 2)
    return subject, predicate
