"""What one more source adds to a thing that others speak of, and where it says otherwise.

What stands is never replaced. Statements that only make sense together (a date in its three forms, a list of authors)
are taken or left together; another wording of the same is no contradiction, since each source's own wording is kept on
its item (`prov:value`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bibliographe.graph.attributions import renumbered
from bibliographe.graph.numbers import NUMBERED, number_key
from bibliographe.graph.terms import BIBL, BIBO, DCTERMS, FABIO, FOAF, RDF, SCHEMA, SKOS, TYPED
from bibliographe.model.dates import is_within
from bibliographe.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.graph.records import GraphFolder, Record
    from bibliographe.graph.terms import Statement

SINGLE_VALUED = frozenset({
    TYPED, DCTERMS.title, DCTERMS.type, DCTERMS.issued, DCTERMS.date, BIBL.verbatimDate, FOAF.name, FOAF.givenName,
    FOAF.familyName, SKOS.prefLabel, SKOS.notation, BIBO.issue, BIBO.volume, BIBO.issn, BIBO.pages, BIBO.pageStart,
    BIBO.pageEnd, BIBO.numPages, BIBO.isbn10, BIBO.isbn13, BIBO.doi, BIBO.authorList, BIBO.edition, BIBO.number,
    DCTERMS.tableOfContents, DCTERMS.available, SCHEMA.position, FABIO.hasAccessDate, BIBL.verbatimAccessDate,
    BIBL.mediumStatement, BIBL.degreeStatement, DCTERMS.language, DCTERMS.identifier,
})  # fmt: skip
_DATE = frozenset({BIBL.verbatimDate, DCTERMS.date, DCTERMS.issued})
_ACCESS = frozenset({BIBL.verbatimAccessDate, FABIO.hasAccessDate})
_PAGES = frozenset({BIBO.pages, BIBO.pageStart, BIBO.pageEnd})
_TYPES = frozenset({TYPED, DCTERMS.type})
_AUTHORS = frozenset({DCTERMS.creator, BIBO.authorList, BIBL.hasOtherAuthors})
_UNDETERMINED = "und"
_MEMBER = f"{RDF.iri}_"


@dataclass(slots=True)
class Agreement:
    """What is new and fits, what contradicts, and what of that is only more precise."""

    welcome: set[Statement] = field(default_factory=set)
    contradicting: set[Statement] = field(default_factory=set)
    finer: set[Statement] = field(default_factory=set)
    settled: set[Statement] = field(default_factory=set)
    """What the catalogue says in place of what contradicts."""

    def refuse(self, new: set[Statement], said: set[Statement], *, finer: bool = False) -> None:
        """Note what the catalogue does not take over."""
        self.contradicting |= new
        self.settled |= said
        if finer:
            self.finer |= new


def compare(record: Record, current: Record, folder: GraphFolder) -> Agreement:
    """Compare what a source says of a thing with what the catalogue says."""
    new = set(renumbered(record, current) - current.triples)
    found = Agreement()
    for unit, judge in (
        (_DATE, _judge_dates), (_ACCESS, _judge_dates), (_PAGES, _judge_equal), (_TYPES, _judge_equal),
    ):  # fmt: skip
        ours, theirs = _of(record.iri, current.triples, unit), _of(record.iri, record.triples, unit)
        if ours and theirs - ours:
            judge(found, ours, theirs)
            new -= theirs
    new -= _authors(found, record, current)
    if folder.minter.kind(record.iri) == "entry":
        new -= _containers(found, new, current, folder)
    _rest(found, new, current)
    return found


def _of(thing: NamedNode, triples: Iterable[Statement], predicates: frozenset[NamedNode]) -> set[Statement]:
    return {triple for triple in triples if triple.subject == thing and triple.predicate in predicates}


def _value(statements: set[Statement], *predicates: NamedNode) -> str:
    said = {triple.predicate: triple.object.value for triple in statements}
    return next((said[predicate] for predicate in predicates if predicate in said), "")


def _judge_dates(found: Agreement, ours: set[Statement], theirs: set[Statement]) -> None:
    """Keep the date that stands; the same one in other words, and one that says less, contradict nothing."""
    exact = (DCTERMS.date, FABIO.hasAccessDate, DCTERMS.issued)
    here, there = _value(ours, *exact), _value(theirs, *exact)
    if here and there and (here == there or is_within(here, there)):
        return
    found.refuse(theirs - ours, ours - theirs, finer=bool(here and there and is_within(there, here)))


def _judge_equal(found: Agreement, ours: set[Statement], theirs: set[Statement]) -> None:
    new = {one for one in theirs - ours if not any(_agree(one, other) for other in ours)}
    if new:
        found.refuse(new, ours - theirs)


def _authors(found: Agreement, record: Record, current: Record) -> set[Statement]:
    """Take a list of authors only where there is none, and return all that was decided on."""
    ours, theirs = _of(record.iri, current.triples, _AUTHORS), _of(record.iri, record.triples, _AUTHORS)
    here, there = _sequence(current), _sequence(record)
    members = {triple for triple in record.triples if triple.predicate.value.startswith(_MEMBER)}
    if not ours or not theirs:
        return set()
    if here == there[: len(here)] or there == here[: len(there)]:
        # One names the first of them, and says that there are others.
        longer, shorter = (theirs, ours) if len(there) > len(here) else (ours, theirs)
        cut = any(triple.predicate == BIBL.hasOtherAuthors for triple in shorter)
        if cut and longer is ours:
            return theirs | members
        if len(here) == len(there):
            return members
        found.refuse((theirs | members) - current.triples, ours - theirs, finer=cut)
    else:
        found.refuse((theirs | members) - current.triples, ours - theirs)
    return theirs | members


def _sequence(record: Record) -> list[str]:
    places = {
        int(triple.predicate.value.removeprefix(_MEMBER)): triple.object.value
        for triple in record.triples
        if triple.predicate.value.startswith(_MEMBER) and triple.predicate.value.removeprefix(_MEMBER).isdecimal()
    }
    return [places[number] for number in sorted(places)]


def _containers(found: Agreement, new: set[Statement], current: Record, folder: GraphFolder) -> set[Statement]:
    """Keep where a document appeared: an issue's periodical says less than the issue; a series is no other place."""

    def places(triples: Iterable[Statement]) -> set[Statement]:
        return {
            triple
            for triple in triples
            if triple.predicate == DCTERMS.isPartOf
            and isinstance(triple.object, NamedNode)
            and folder.minter.kind(triple.object) != "series"
        }

    ours, theirs = places(current.triples), places(new)
    wholes = {
        whole
        for triple in ours
        if isinstance(triple.object, NamedNode)
        for whole in folder.objects(triple.object, DCTERMS.isPartOf)
    }
    other = {triple for triple in theirs if triple.object not in wholes}
    if ours and other:
        found.refuse(other, ours)
    return theirs if ours else set()


def _rest(found: Agreement, new: set[Statement], current: Record) -> None:
    said: dict[tuple[NamedNode, NamedNode], set[Statement]] = {}
    for triple in current.triples:
        if triple.predicate in SINGLE_VALUED:
            said.setdefault((triple.subject, triple.predicate), set()).add(triple)
    for triple in new:
        ours = said.get((triple.subject, triple.predicate), set())
        if not ours:
            found.welcome.add(triple)
        elif not any(_agree(triple, other) for other in ours):
            found.refuse({triple}, ours)


def _agree(one: Statement, other: Statement) -> bool:
    """Tell whether two values of one property say the same in other letters."""
    if one.predicate != other.predicate:
        return False
    first, second = one.object, other.object
    if not isinstance(first, Literal) or not isinstance(second, Literal):
        return first == second
    if one.predicate == DCTERMS.language and first.value == _UNDETERMINED:
        return True
    if kind := NUMBERED.get(one.predicate):
        return number_key(kind, first.value) == number_key(kind, second.value)
    return fold(first.value) == fold(second.value)
